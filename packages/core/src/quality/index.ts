export { type AnswerRow, isStraightLine, longstring, missingShare, modalShare, responseVariability } from "./answer-patterns.js";
export { type AnswerDistance, mahalanobis, mahalanobisCutoff } from "./mahalanobis.js";
export { isSpeeder, speeders } from "./speeder.js";
