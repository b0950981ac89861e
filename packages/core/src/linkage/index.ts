export { type LaggedLink, linkLagged, type UnitPeriod } from "./lagged.js";
export { revenueAtRisk } from "./revenue-at-risk.js";
export { type Link, type LinkLine, type LinkPair, type LinkRefused, linkUnits, MIN_LINK_PAIRS } from "./unit-linkage.js";
