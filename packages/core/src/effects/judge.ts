import type { Interval } from "../measures/index.js";
import type { Cell } from "./cell.js";
import { detectable } from "./detectable.js";
import { type DifferenceOfChanges, differenceOfChanges, type UnitChange } from "./difference.js";
import type { Overlap } from "./overlap.js";
import { type RegressionToMean, regressionToMean } from "./regression-to-mean.js";

export type EffectVerdict = "effective" | "ineffective" | "cannotTell";

export type EffectCaution =
  | "ONE_UNIT_EACH"
  | "FEW_UNITS"
  | "SMALL_BASE"
  | "NO_EARLIER_PERIOD"
  | "PLACEBO_FAILED"
  | "REGRESSION_TO_MEAN"
  | "UNEVEN_OVERLAP"
  | "SMALLER_THAN_PLANNED"
  | "WENT_THE_WRONG_WAY";

/** A unit with the periods before the baseline, oldest first. */
export interface JudgedUnit extends UnitChange {
  readonly earlier?: readonly Cell[];
}

export interface EffectQuestion {
  readonly units: readonly JudgedUnit[];
  /** Does a larger figure mean better? */
  readonly isHigherBetter: boolean;
  /** Effect that was planned, > 0, in the unit of the figure: smaller ones are not worth it. */
  readonly planned?: number;
  /** What else touched the units, from {@link overlaps}. */
  readonly overlaps?: readonly Overlap[];
}

export interface Placebo {
  /** Position of the step among the earlier periods: 0 is the first to the second. */
  readonly step: number;
  readonly effect: number;
  readonly interval: Interval;
  /** True when a difference shows in a period in which nothing was done. */
  readonly isFailed: boolean;
}

export interface JudgedEffect extends DifferenceOfChanges {
  readonly verdict: EffectVerdict;
  /** Effect that this comparison would have shown with 80 % power; `null` with one unit each. */
  readonly smallestDetectable: number | null;
  readonly placebos: readonly Placebo[];
  readonly regressionToMean: RegressionToMean | null;
  readonly cautions: readonly EffectCaution[];
}

/** Answers on each side and period below which a base is small. */
export const MIN_EFFECT_BASE = 30;
export const MIN_EFFECT_UNITS = 4;

/**
 * Did it work? 改进是否有效: the effect against comparable units, and what stands against believing it.
 *
 * Effective: the whole interval is on the better side, also after taking off what regression to the mean would give. Ineffective:
 * the whole interval is below the planned effect (without a plan: at or below zero). Anything else, a difference that was there
 * before (placebo period), or one unit on each side: cannot tell.
 *
 * @returns `null` without a treated or a comparison unit
 * @throws {RangeError} when a cell is impossible or the planned effect is not > 0
 * @example
 * const unit = (name, isTreated, before, after) => ({ unit: name, isTreated, before: { n: 900, value: before, variance: 400 }, after: { n: 900, value: after, variance: 400 } });
 * const units = [unit("a", true, 70, 78), unit("b", true, 71, 79), unit("c", true, 69, 77), unit("d", false, 71, 73), unit("e", false, 70, 72), unit("f", false, 69, 71)];
 * judgeEffect({ units, isHigherBetter: true, planned: 3 }).verdict // => "effective"
 */
export function judgeEffect(question: EffectQuestion): JudgedEffect | null {
  const { units, isHigherBetter, planned } = question;
  if (planned !== undefined && !(planned > 0)) throw new RangeError(`a planned effect is a number > 0, got ${planned}`);
  const found = differenceOfChanges(units);
  if (found === null) return null;
  const placebos = placeboSteps(units);
  const lastEarlier = new Map(units.flatMap((unit) => (unit.earlier?.length ? [[unit.unit, unit.earlier.at(-1)!] as const] : [])));
  const toMean = regressionToMean(units, lastEarlier);
  const sign = isHigherBetter ? 1 : -1;
  const [worst, best] = isHigherBetter ? [found.interval.low, found.interval.high] : [-found.interval.high, -found.interval.low];
  const drift = toMean?.isWarned ? Math.max(0, sign * toMean.expected) : 0;
  const isPlaceboFailed = placebos.some((placebo) => placebo.isFailed);

  const canTell = found.df !== null && !isPlaceboFailed;
  const isEffective = canTell && worst - drift > 0;
  const isIneffective = canTell && !isEffective && (planned === undefined ? best <= 0 : best < planned);
  const cautions: EffectCaution[] = [];
  if (found.df === null) cautions.push("ONE_UNIT_EACH");
  else if (units.length < MIN_EFFECT_UNITS) cautions.push("FEW_UNITS");
  if (Math.min(...found.treated.n, ...found.comparison.n) < MIN_EFFECT_BASE) cautions.push("SMALL_BASE");
  if (placebos.length === 0) cautions.push("NO_EARLIER_PERIOD");
  if (isPlaceboFailed) cautions.push("PLACEBO_FAILED");
  if (toMean?.isWarned && sign * toMean.expected > 0) cautions.push("REGRESSION_TO_MEAN");
  if (question.overlaps?.some((overlap) => overlap.isUneven)) cautions.push("UNEVEN_OVERLAP");
  if (isEffective && planned !== undefined && best < planned) cautions.push("SMALLER_THAN_PLANNED");
  if (best < 0) cautions.push("WENT_THE_WRONG_WAY");
  return {
    ...found,
    verdict: isEffective ? "effective" : isIneffective ? "ineffective" : "cannotTell",
    smallestDetectable: found.df === null ? null : detectable(found.standardError, found.df),
    placebos,
    regressionToMean: toMean,
    cautions,
  };
}

/** The same comparison over periods in which nothing was done; all steps together are wrong in 5 of 100 cases. */
function placeboSteps(units: readonly JudgedUnit[]): Placebo[] {
  const depth = Math.min(...units.map((unit) => unit.earlier?.length ?? 0));
  const placebos: Placebo[] = [];
  for (let step = 0; step < depth; step++) {
    const shifted = units.map((unit) => {
      const periods = [...unit.earlier!.slice(-depth), unit.before];
      return { unit: unit.unit, isTreated: unit.isTreated, before: periods[step]!, after: periods[step + 1]! };
    });
    const found = differenceOfChanges(shifted, 1 - 0.05 / depth);
    if (found === null || found.df === null) continue;
    placebos.push({ step, effect: found.effect, interval: found.interval, isFailed: found.interval.low > 0 || found.interval.high < 0 });
  }
  return placebos;
}
