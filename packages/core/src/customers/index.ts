export { type BgNbd, bgNbdAlive, bgNbdExpected, fitBgNbd } from "./bg-nbd.js";
export { type CoxModel, coxModel } from "./cox.js";
export { type EarlyWarning, EVENTS_PER_PREDICTOR, earlyWarning, type Snapshot } from "./early-warning.js";
export { expectedSpend, fitGammaGamma, type GammaGamma, MAX_SPEND_CORRELATION } from "./gamma-gamma.js";
export {
  HEALTH_DROP_DAYS,
  HEALTH_DROP_POINTS,
  HEALTH_THRESHOLDS,
  type Health,
  type HealthBand,
  type HealthPart,
  type HealthReason,
  type HealthThresholds,
  healthBand,
  healthDrop,
  healthScore,
  MIN_WEIGHT_SHARE,
} from "./health.js";
export {
  FALLING_INDICATORS,
  type IndicatorCuts,
  indicatorScore,
  LOYALTY_INDICATORS,
  LOYALTY_WEIGHTS,
  type LoyaltyIndex,
  type LoyaltyIndicator,
  loyaltyIndex,
  MIN_LOYALTY_INDICATORS,
} from "./loyalty-index.js";
export { type AttitudeAndBehaviour, type LoyaltyCell, type LoyaltyMatrix, loyaltyCell, loyaltyMatrix } from "./loyalty-matrix.js";
export { fitParetoNbd, type ParetoNbd, paretoNbdAlive, paretoNbdExpected } from "./pareto-nbd.js";
export { type CustomerSummary, type Purchase, type PurchaseHistory, purchaseHistories, summariseCustomers } from "./purchases.js";
export { type Cohort, cohorts, type Repurchase, repurchase, repurchaseWithin } from "./repurchase.js";
export { type RfmCustomer, type RfmGroup, rfm, rfmGroup } from "./rfm.js";
export { type CalibrationBin, calibration, type ScoreQuality, scoreQuality } from "./score-quality.js";
export {
  type Durations,
  kaplanMeier,
  type LogRank,
  logRank,
  meanTimeWithin,
  type SurvivalCurve,
  type SurvivalPoint,
  survivalAt,
} from "./survival.js";
export {
  evaluateTier,
  type MemberTier,
  TIER_THRESHOLDS,
  type TierChange,
  type TierState,
  type TierThresholds,
  tierOfIndex,
} from "./tiers.js";
