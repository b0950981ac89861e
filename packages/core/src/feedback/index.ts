export { type CoverageCell, type MissedCell, missedByCell } from "./coverage.js";
export { jsonFault, type TextPlace } from "./json-place.js";
export {
  FEEDBACK_STATES,
  FEEDBACK_STEPS,
  type FeedbackEventType,
  type FeedbackState,
  feedbackPath,
  HANDLED_SOURCES,
  type HandledSource,
  stepFeedback,
} from "./machine.js";
export { type Mail, readMails } from "./mail.js";
export { type Origin, originKey, plainUrl } from "./origin.js";
export { isPath, type PathSample, pathsOf, suggestPaths, valueAt } from "./paths.js";
export { looksLikePosts, type PostTarget, suggestPostTargets } from "./post-columns.js";
export { ratingAttribute, ratingName, ratingQuestion } from "./rating.js";
export {
  ITEM_FIELDS,
  type ItemFault,
  type ItemField,
  type ItemMapping,
  LONGEST_TEXT,
  MOST_ITEMS,
  type ReadItem,
  readItems,
} from "./read-item.js";
export {
  FEEDBACK_DUE_DAYS,
  type FeedbackEvent,
  type FeedbackFacts,
  feedbackRefusal,
  isEndedFeedback,
  mustInform,
  replayFeedback,
} from "./replay.js";
export { namedOwners, ROUTING_CONDITIONS, type RoutedItem, type RoutingRule } from "./routing.js";
export { volumes } from "./shares.js";
export { type DayCount, type Silence, silenceOf } from "./silence.js";
export { type Spike, spikeOf } from "./spike.js";
export { customerWords, readTranscript, type Side, sideOf, type Turn } from "./transcript.js";
export { wordMatcher } from "./words.js";
