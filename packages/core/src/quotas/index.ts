export { type CellState, cellState, cellsOf, type Fallen, firstFull } from "./match.js";
export { type QuotaRefusal, quotaRefusal } from "./refusal.js";
export { spreadTarget } from "./spread.js";
export type { Quota, QuotaCell, QuotaDimension, QuotaFacts } from "./types.js";
