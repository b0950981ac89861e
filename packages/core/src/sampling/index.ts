export {
  type Allocation,
  type AllocationMethod,
  type AllocationStratum,
  allocate,
  allocationError,
  largestRemainder,
} from "./allocation.js";
export { type CalibratedCell, calibratedMean } from "./calibrated-mean.js";
export { type ClusterComparison, type ClusterMean, type ClusterSums, clusterMean, compareClusters } from "./cluster-mean.js";
export { classifyOutcome, type OutcomeRates, type Outcomes, outcomeRates } from "./outcome-rates.js";
export { type Margins, type RakeCell, type Raked, type RakeOptions, rake } from "./raking.js";
export {
  type AnswerPlan,
  marginOfNps,
  marginOfShare,
  type SamplePlan,
  type SampleSize,
  sampleSizeForNps,
  sampleSizeForShare,
} from "./sample-size.js";
export {
  type Cluster,
  clusterSample,
  type SampleStratum,
  type Selected,
  type Selection,
  type Sized,
  simpleSample,
  sizeSample,
  stratifiedSample,
  systematicSample,
  twoStageSample,
} from "./select.js";
export { isTriggered, type TriggerSampling } from "./trigger-sample.js";
export {
  type DesignMean,
  type MeanStratum,
  stratifiedMean,
  type WeightedSums,
  weightedMean,
  weightedSums,
} from "./weighted-mean.js";
export {
  postStratify,
  trimWeights,
  type WeightEffect,
  type WeightingRefused,
  type WeightTotals,
  weightEffect,
  weightTotals,
} from "./weights.js";
