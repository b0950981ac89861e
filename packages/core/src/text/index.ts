export { detectLanguage, type TextLanguage } from "./language.js";
export { halfWidth, normalise, toSimplified } from "./normalise.js";
export { isCardNumber, isResidentNumber } from "./pii/checksums.js";
export { findPii, maskPii } from "./pii/find-pii.js";
export type { PiiSpan, PiiType } from "./pii/types.js";
