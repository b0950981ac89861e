export { type Analysis, analyse } from "./analyse.js";
export { isLabelScale, readAnswer, readKanoAnswer } from "./answer-words.js";
export { MAX_CATEGORIES } from "./categories.js";
export { type Crosstab, type CrosstabCell, type CrosstabGroup, type Crosstabs, MIN_GROUP } from "./crosstabs.js";
export type { ExpectationResult, KanoResult } from "./expectations.js";
export { DRIVER_DRAWS, type DriversResult, type PrioritiesResult } from "./explain.js";
export { type Finding, MAX_FINDINGS } from "./findings.js";
export { type Fingerprints, fingerprints, REMEMBERED_ROWS } from "./fingerprints.js";
export type { HeadlineUnit, MeasureResult } from "./measure.js";
export { type MomentGroups, momentGroups, RANDOM_GROUPS } from "./moment-groups.js";
export {
  type AnalysisPlan,
  type LeftOutReason,
  MAX_DIMENSIONS,
  MAX_DRIVERS,
  type PlanOptions,
  planAnalysis,
  type ScoredColumn,
  type ScoredKind,
  type ScoredPair,
} from "./plan.js";
export type { QualityResult } from "./quality.js";
export { type CountsByColumn, createTally, REPEAT_CELLS, STRAIGHT_LINE_ITEMS, type Tally, type ValueCounts } from "./tally.js";
export { type AnalysisTarget, type ColumnReading, type KanoHalf, kanoHalves, type ReadingReason, readColumns } from "./targets.js";
export { MIN_TREND_PERIODS, type PeriodLength, type TestedChange, type TrendResult, type TrendSeries } from "./trend.js";
