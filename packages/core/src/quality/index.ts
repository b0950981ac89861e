export { type AnswerRow, isStraightLine, longstring, missingShare, modalShare, responseVariability } from "./answer-patterns.js";
export { isContradictory, type Overall } from "./contradiction.js";
export { copiedTexts, type TimedText } from "./copied-text.js";
export { isGibberish } from "./gibberish.js";
export { isImpossible, type Possible, saysNone } from "./impossible.js";
export { type AnswerDistance, mahalanobis, mahalanobisCutoff } from "./mahalanobis.js";
export { hasLeadingZeros, PROOF_BITS, PROOF_TAIL } from "./proof-of-work.js";
export { isSpeeder, speeders } from "./speeder.js";
