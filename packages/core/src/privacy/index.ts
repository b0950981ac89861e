export { checkRelease, type ReleaseDecision } from "./differencing.js";
export { type Cell, type HiddenBecause, type Suppression, suppressCells } from "./suppress.js";
export { suppressTable, type TableSuppression } from "./suppress-table.js";
export {
  COMMENT_THRESHOLD,
  canShowComments,
  DEFAULT_THRESHOLD,
  isShown,
  isUnanimous,
  steppedCount,
  thresholdInForce,
} from "./threshold.js";
