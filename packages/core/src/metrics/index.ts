export { addCounts, baseOf } from "./add.js";
export { buildCatalog, type Catalog, type Place, type SurveySeries } from "./catalog.js";
export { type Difference, isBetter, testChange } from "./change.js";
export {
  type Figure,
  type FigureChange,
  type FigureParts,
  type FigurePeriod,
  periodText,
  presentFigure,
  type Suppression,
} from "./figure.js";
export { METRICS, type Metric, type MetricDefinition, type MetricFamily, metricCode, parseMetric } from "./metric.js";
export { comparePeriod, DEFAULT_DAYS, periodOf, spanOfDay, startOfSpan } from "./period.js";
export { type Plan, planMetric, type Recalled } from "./plan.js";
export type {
  Cell,
  Counts,
  DayRange,
  Dimension,
  Key,
  Levels,
  Measurement,
  MomentCounts,
  PairScores,
  PickCounts,
  Query,
  RatioCounts,
  Score,
  Sums,
  VoiceCounts,
  VoiceFilter,
} from "./query.js";
export { scoreCounts } from "./score.js";
export type { Scored } from "./scored.js";
export { type SplitCell, suppressCells } from "./suppress.js";
export { reachTarget, type Standing, type Target, targetOf, targetRange } from "./target.js";
export { type AskedVersion, asksFor, type Comparable, type VersionChange, versionChange } from "./version-change.js";
