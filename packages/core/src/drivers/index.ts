export { resampleAnswers, resampleContributions, resampleGroups, type Weigh } from "./bootstrap.js";
export { type BrantTest, brantTest, type EqualSlopes } from "./brant.js";
export { type Predictor, treatmentCoding } from "./coding.js";
export { COLLINEAR_CORRELATION, COLLINEAR_VIF, type CollinearPair, collinearPairs } from "./collinearity.js";
export { compareOutcomes, compareSegments, type DriverDifference } from "./compare-drivers.js";
export { drawChiSquare, drawGamma, normalStream, type Uniform } from "./draws.js";
export { type DriverSet, driverSet } from "./driver-set.js";
export { type AttributeLevel, type ExpectationGap, expectationGaps } from "./expectation-gaps.js";
export {
  type DriverCaution,
  type DriverStatus,
  type ImportanceMethod,
  type KeyDriver,
  type KeyDriverQuestion,
  type KeyDrivers,
  keyDrivers,
  MIN_ANSWERS,
  MIN_ANSWERS_PER_DRIVER,
  MIN_R_SQUARED,
  type NotRankedReason,
  TINY_CORRELATION,
  TINY_SHARE,
} from "./key-drivers.js";
export { latentOutcome } from "./latent-outcome.js";
export { cholesky, invertSymmetric, type SymmetricEigen, solveSymmetric, symmetricEigen, symmetricRoot } from "./linear-algebra.js";
export { type LikelihoodCoefficient, type LogisticModel, logisticRegression, predictLogistic } from "./logistic.js";
export {
  type Columns,
  type CompleteCases,
  completeCases,
  correlationMatrix,
  correlationOf,
  covarianceMatrix,
  type Moments,
  momentsOf,
  pickMoments,
} from "./moments.js";
export { type OrdinalModel, ordinalRegression } from "./ordinal.js";
export {
  ASYMMETRY_CUT,
  type Asymmetry,
  asymmetryWave,
  MIN_BAND_ANSWERS,
  type OutcomeBand,
  outcomeBands,
  penaltyReward,
  type RatingSums,
  tierOfAsymmetry,
} from "./penalty-reward.js";
export { type MapPoint, MIN_EXPLAINED, type PreferenceMap, preferenceMap } from "./preference-map.js";
export {
  type Crosshair,
  type MatrixPoint,
  type PlacedPoint,
  type PriorityMatrix,
  priorityMatrix,
  type Quadrant,
} from "./priority-matrix.js";
export { rankCorrelation } from "./rank-correlations.js";
export { type Coefficient, type DriverCoefficient, linearRegression, type Regression } from "./regression.js";
export { prattWeights, relativeWeights } from "./relative-weights.js";
export {
  eachAnswerResample,
  eachGroupResample,
  eachNormalResample,
  MIN_GROUPS,
  type Resample,
  type ResampleOptions,
} from "./resample.js";
export { rescaleMoments } from "./rescale-moments.js";
export { SHAPLEY_MAX_DRIVERS, shapleyWeights, subsetRSquared } from "./shapley.js";
export { percentileInterval, shareIntervals, tieGroups } from "./share-intervals.js";
export { compareImportance, type ImportanceComparison, type ImportancePair, RANK_DISAGREEMENT } from "./stated-derived.js";
export { type LoyaltyAtScore, type LoyaltyThreshold, loyaltyThreshold } from "./threshold.js";
export { type WhatIf, type WhatIfScale, whatIf } from "./what-if.js";
export { type RatioWhatIf, whatIfRatio } from "./what-if-ratio.js";
export { shiftScores } from "./what-if-scores.js";
