export { type DistinctiveOptions, type DistinctiveTerm, distinctiveTerms } from "./analysis/distinctive-terms.js";
export { type CopiedText, createDuplicateFinder, type DuplicateFinder } from "./analysis/duplicate-finder.js";
export { type Emerging, type EmergingOptions, emergingTopics, type PeriodCount, type Series } from "./analysis/emerging.js";
export { type CountedTerm, joinFragments } from "./analysis/join-fragments.js";
export { minHash, nearDuplicates, similarity } from "./analysis/near-duplicates.js";
export { pickQuotes, type Quote, type QuoteCandidate } from "./analysis/quotes.js";
export { type IndexedWord, indexWords, type SearchTerm, searchTerms, type WordCutter } from "./analysis/search-words.js";
export { createTermCounter, type TermCounter } from "./analysis/term-counter.js";
export { countTerms, searchTokens, termsOf } from "./analysis/terms.js";
export { leastScores, type TopicEffect, type TopicScores, topicEffects } from "./analysis/topic-effects.js";
export { type ThemeWeight, themeUrgency } from "./analysis/urgency.js";
export type { Contrast, DigestTopic, Sides, TextDigest } from "./digest/digest.js";
export { type ScoreScale, sideOfScore, valueOfScore } from "./digest/score-scale.js";
export { type CommentRow, createTextTally, type TextTally } from "./digest/text-tally.js";
export { detectLanguage, type TextLanguage } from "./language.js";
export { fold, halfWidth, normalise, toSimplified } from "./normalise.js";
export { isCardNumber, isResidentNumber } from "./pii/checksums.js";
export { findPii, maskPii } from "./pii/find-pii.js";
export type { PiiSpan, PiiType } from "./pii/types.js";
export { checkPlainLanguage, longestSentence, type PlainLanguageFinding } from "./plain-language.js";
export { type LinearModel, scoreFeatures } from "./sentiment/linear-model.js";
export { type ModelFile, packModel, unpackModel } from "./sentiment/model-file.js";
export { leastComments, type RatedComment, type Retrained, type RetrainFigures, retrainSentiment } from "./sentiment/retrain.js";
export {
  defaultMinConfidence,
  type Sentiment,
  type SentimentOptions,
  type SentimentSide,
  sentimentOf,
  shippedModel,
} from "./sentiment/sentiment.js";
export { findSignals, routingSignals, type Signal } from "./signals/find-signals.js";
export type { SignalKind } from "./signals/signal-words.js";
export { type TopicFinder, type TopicHit, type TopicMention, topicFinder } from "./topics/find-topics.js";
export { starterTaxonomies, starterTaxonomy } from "./topics/starter-taxonomies.js";
export { type BenefitType, type Taxonomy, type Topic, type TopicWords, taxonomyFaults } from "./topics/taxonomy.js";
