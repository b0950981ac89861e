import { type LogisticModel, logisticRegression, type Predictor, predictLogistic } from "../drivers/index.js";
import { type CalibrationBin, calibration, type ScoreQuality, scoreQuality } from "./score-quality.js";

/** Customers at one moment: what was known then, and what they did in the window after it. */
export interface Snapshot {
  /** 1 = left in the window after, 0 = stayed. */
  readonly outcome: ArrayLike<number>;
  readonly predictors: readonly Predictor[];
}

/** Fewer leavings than this per predictor make a score that does not last. */
export const EVENTS_PER_PREDICTOR = 10;

export interface EarlyWarning {
  readonly model: LogisticModel;
  /** On the later snapshot, which the model has not seen. */
  readonly quality: ScoreQuality;
  readonly calibration: readonly CalibrationBin[];
  /** Log odds of leaving observed per log odds predicted: 1 is true, below 1 the score exaggerates; `null` if not estimable. */
  readonly calibrationSlope: number | null;
  /** Brier score of giving everybody the earlier base rate. */
  readonly brierOfBaseRate: number;
  /** 1 − Brier ÷ Brier of the base rate; ≤ 0 means no better than no score. */
  readonly skill: number;
  /** Quality of the simple rule to compare with, on the later snapshot; `null` when none was given. */
  readonly rule: ScoreQuality | null;
  readonly cautions: readonly ("FEW_EVENTS" | "SEPARATED" | "NO_SKILL" | "MISCALIBRATED" | "RULE_IS_AS_GOOD")[];
}

/**
 * Early warning of leaving 流失预警: a logistic score fitted on an earlier snapshot and judged on a later one.
 *
 * @param rule score per customer of the later snapshot from one simple rule (for example a drop in use), higher = more at risk
 * @returns `null` when one of the snapshots has no leavings or only leavings, or the predictors are collinear
 * @throws {RangeError} when the snapshots do not have the same predictors
 * @example
 * const visits = (values) => [{ name: "visits", values }];
 * const earlier = { outcome: [1, 1, 0, 1, 0, 0], predictors: visits([1, 2, 3, 4, 5, 6]) };
 * const later = { outcome: [1, 0, 1, 0], predictors: visits([1, 4, 2, 6]) };
 * earlyWarning(earlier, later).quality.auc // => 1
 */
export function earlyWarning(earlier: Snapshot, later: Snapshot, rule?: ArrayLike<number>): EarlyWarning | null {
  const model = logisticRegression(earlier.outcome, earlier.predictors);
  if (model === null) return null;
  const probabilities = predictLogistic(model, later.predictors);
  const quality = scoreQuality(later.outcome, probabilities);
  if (quality === null) return null;
  const base = model.events / model.n;
  let squares = 0;
  for (let i = 0; i < later.outcome.length; i++) squares += (later.outcome[i]! - base) ** 2;
  const brierOfBaseRate = squares / later.outcome.length;
  const logOdds = probabilities.map((p) => Math.log(Math.max(1e-12, p) / Math.max(1e-12, 1 - p)));
  const slope = logisticRegression(later.outcome, [{ name: "log odds", values: logOdds }]);
  const calibrationSlope = slope && !slope.isSeparated ? slope.coefficients[1]!.estimate : null;
  const ruleQuality = rule ? scoreQuality(later.outcome, toUnit(rule)) : null;
  const skill = 1 - quality.brier / brierOfBaseRate;
  const cautions: EarlyWarning["cautions"][number][] = [];
  if (Math.min(model.events, model.n - model.events) < EVENTS_PER_PREDICTOR * earlier.predictors.length) cautions.push("FEW_EVENTS");
  if (model.isSeparated) cautions.push("SEPARATED");
  if (skill <= 0) cautions.push("NO_SKILL");
  if (calibrationSlope !== null && (calibrationSlope < 0.7 || calibrationSlope > 1.4)) cautions.push("MISCALIBRATED");
  if (ruleQuality && ruleQuality.auc >= quality.auc) cautions.push("RULE_IS_AS_GOOD");
  return {
    model,
    quality,
    calibration: calibration(later.outcome, probabilities),
    calibrationSlope,
    brierOfBaseRate,
    skill,
    rule: ruleQuality,
    cautions,
  };
}

/** A rule's score squeezed into 0..1; only its order matters. */
function toUnit(rule: ArrayLike<number>): Float64Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rule.length; i++) {
    low = Math.min(low, rule[i]!);
    high = Math.max(high, rule[i]!);
  }
  return Float64Array.from(rule, (value) => (high > low ? (value - low) / (high - low) : 0.5));
}
