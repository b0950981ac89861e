export { detectLanguage, type TextLanguage } from "./language.js";
export { halfWidth, normalise, toSimplified } from "./normalise.js";
export { isCardNumber, isResidentNumber } from "./pii/checksums.js";
export { findPii, maskPii } from "./pii/find-pii.js";
export type { PiiSpan, PiiType } from "./pii/types.js";
export { type LinearModel, scoreFeatures } from "./sentiment/linear-model.js";
export { type ModelFile, packModel, unpackModel } from "./sentiment/model-file.js";
export {
  defaultMinConfidence,
  type Sentiment,
  type SentimentOptions,
  type SentimentSide,
  sentimentOf,
  shippedModel,
} from "./sentiment/sentiment.js";
