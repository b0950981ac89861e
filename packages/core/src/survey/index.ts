export { BEST_WORST_BLOCKS, bestWorstSets, blockOfVisit, canDrawSets, type ShownSet, unpackSet } from "./best-worst.js";
export { type AnswerFault, type AnswerFaultReason, type CheckedAnswers, checkAnswers } from "./check-answers.js";
export { type Completeness, completenessOf } from "./completeness.js";
export { conditionFault, holds, referencesOf } from "./condition.js";
export { conditionWords, type SurveyChange, surveyDifference } from "./difference.js";
export { type DryRun, dryRun, madeUpAnswer } from "./dry-run.js";
export { estimateMinutes, estimateSeconds } from "./estimate.js";
export { faultWords } from "./fault-words.js";
export { type SurveyFault, type SurveyFaultCode, surveyFaults } from "./faults.js";
export { type AnswerInWords, answersInWords, wordsOfAnswer } from "./in-words.js";
export { KANO_OPTIONS, kanoPair } from "./kano-pair.js";
export { scaleMismatches } from "./metric-faults.js";
export { CSAT_LABELS, DISPLAYS, endsOf, NOT_APPLICABLE, NPS_WORDINGS } from "./official.js";
export { type Outline, outlineOf, type Place } from "./outline.js";
export { type PackedAnswers, packAnswers } from "./pack.js";
export { askedScreens, nextScreen, previousScreen, progressAt, screenQuestions } from "./paging.js";
export { CES_SCALE, CSAT_SCALE, isAnswered, KANO_SCALE, NPS_SCALE, offersNotApplicable, partsOf, scaleOf } from "./parts.js";
export { CONTEXT_NAMES, type PipeContext, pipedNames, pipeStretches, pipeText, type Stretch, textIn } from "./piping.js";
export {
  CURRENCIES,
  highestPrice,
  PRICE_ORDER,
  PRICE_SERIES,
  PRICE_STEPS,
  PRICE_WORDS,
  priceOfSteps,
  priceSteps,
  readPrice,
} from "./price.js";
export { type RatingScale, ratingScales } from "./rating-scales.js";
export { unreachableQuestions } from "./reachable.js";
export { fieldName, type PostedForm, readForm } from "./read-form.js";
export { seriesOf } from "./series.js";
export { anonymityStatement } from "./statements.js";
export { type SurveyTemplate, surveyTemplates, VERIFICATION_SURVEY } from "./templates/index.js";
export { type SurveyText, textsOf } from "./texts.js";
export * from "./types.js";
export { visibleQuestions, visibleWith } from "./visible.js";
