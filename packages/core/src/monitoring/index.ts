export {
  type ChangeVerdict,
  type LatestVerdict,
  latestAgainstHistory,
  type MeasuredChange,
  MIN_CHANGE_BASE,
  MIN_HISTORY,
  type RealChanges,
  realChanges,
} from "./changes.js";
export { CLUSTER_P, CLUSTER_Q, type ClusterVerdict, clusterAlerts, clusterLimit } from "./cluster.js";
export { type Baseline, baselineOf, type CusumChart, cusumChart, type EwmaChart, ewmaChart } from "./drift-charts.js";
export { type LevelDrift, levelDrift, type PeriodMean } from "./level-drift.js";
export { type MeanChart, type MeanOfN, meanChart } from "./mean-chart.js";
export { type NpsChart, npsChart } from "./nps-chart.js";
export { type RunRule, type RunSignal, runSignals } from "./run-rules.js";
export { type ChartPoint, type CountOfN, type LaneyChart, laneyChart, type ShareChart, shareChart } from "./share-chart.js";
export { type ChangePoint, type MeanShift, mannKendall, meanShift, pettitt, type Trend } from "./trend.js";
export { type IndividualsChart, individualsChart, type SubgroupChart, subgroupChart } from "./value-charts.js";
