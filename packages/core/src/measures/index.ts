export {
  ATTRIBUTE_LEVELS,
  type AttributeFault,
  attributeFaults,
  attributeLevels,
  spreadEvenly,
  statedWeights,
  type TreeAttribute,
  WEIGHT_TOLERANCE,
} from "./attribute-tree.js";
export { type AuditItem, type AuditScore, auditScore } from "./audit-score.js";
export { type Ces, ces } from "./ces.js";
export { type Csat, csat } from "./csat.js";
export { type BaseMark, baseMark, type Estimate, type Interval, zOfLevel } from "./estimate.js";
export { type IndexPart, indexError, indexShares } from "./index-error.js";
export { type IndexBranch, type IndexLeaf, type IndexNode, type IndexScore, scoreIndexTree } from "./index-tree.js";
export { type LoopCounts, type LoopFigures, loopFigures, perThousand, recovery } from "./loop.js";
export { type Mean, type MeanSums, meanOf } from "./mean.js";
export { type CustomerCost, type CustomerValue, type NetCustomerValue, netCustomerValue } from "./net-value.js";
export { type Nps, nps, npsOfCategories } from "./nps.js";
export { type NpsCategories, npsCategories, npsCategoryOf, npsVariance } from "./nps-categories.js";
export { type NpsDifference, npsDifference } from "./nps-difference.js";
export { adjustedNps, type NpsIntervalMethod, npsInterval } from "./nps-interval.js";
export { type NpsStratum, stratifiedNps, type WeightedNps, type WeightSums, weightedNps } from "./nps-weighted.js";
export { type ProportionMethod, percentage, proportionInterval } from "./proportion.js";
export { type SatisfactionRatio, satisfactionRatio } from "./ratio-of-means.js";
export {
  type BandCounts,
  bandCounts,
  bandOfRatio,
  type ExpectedPerceived,
  isRatioScale,
  type PairCount,
  type RatioSums,
  ratioSums,
  type SatisfactionBand,
  satisfactionBand,
} from "./satisfaction-ratio.js";
export {
  addScaleCounts,
  boxPercent,
  indexOf,
  type Scale,
  type ScaleCounts,
  scaleIndex,
  scaleMean,
  scaleQuantile,
  scaleSkewness,
  sumsOfCounts,
} from "./scale.js";
export { type ServqualDimension, type ServqualGap, servqualGap } from "./servqual.js";
export { type RankedUnit, type RankUnit, rankUnits, shrink } from "./shrinkage.js";
export { type TeachingRatios, teachingRatios } from "./teaching-ratios.js";
export { type IndexItem, threeItemIndex } from "./three-item-index.js";
