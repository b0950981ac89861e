export { type LaggedLink, type LaggedPair, linkLagged, pairLagged, type UnitPeriod } from "./lagged.js";
export { type LinkEstimate, linkRepeated, MIN_LINK_UNITS, type RepeatedLink, type UnitPair } from "./repeated.js";
export { revenueAtRisk } from "./revenue-at-risk.js";
export { type Link, type LinkLine, type LinkPair, type LinkRefused, linkUnits, MIN_LINK_PAIRS } from "./unit-linkage.js";
export { WORTH_ANSWERS, WORTH_CONDITIONS, type Worth, type WorthCondition, worthOfPoint } from "./worth.js";
