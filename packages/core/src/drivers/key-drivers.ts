import type { Interval } from "../measures/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import { resampleContributions, resampleGroups } from "./bootstrap.js";
import { type CollinearPair, collinearPairs } from "./collinearity.js";
import { invertSymmetric } from "./linear-algebra.js";
import { correlationMatrix, type Moments, pickMoments } from "./moments.js";
import { relativeWeights } from "./relative-weights.js";
import { SHAPLEY_MAX_DRIVERS, shapleyWeights } from "./shapley.js";
import { shareIntervals, tieGroups } from "./share-intervals.js";

/** Fewer complete answers than this, or than ten per driver, give rank correlations only. */
export const MIN_ANSWERS = 100;
export const MIN_ANSWERS_PER_DRIVER = 10;
/** Below this share of explained variance the drivers are not ranked. */
export const MIN_R_SQUARED = 0.1;
/** A driver that moves with less than this correlation, or brings less than this share of R², is tiny and not ranked. */
export const TINY_CORRELATION = 0.1;
export const TINY_SHARE = 0.01;

export type ImportanceMethod = "relativeWeights" | "shapley";
export type DriverStatus = "ranked" | "indicative" | "notRanked";
export type NotRankedReason = "NEGATIVE" | "TINY" | "CONSTANT";
export type DriverCaution =
  | "NOT_A_CAUSE"
  | "SMALL_BASE"
  | "WEAK_MODEL"
  | "COLLINEAR"
  | "CONSTANT_DRIVER"
  | "CONSTANT_OUTCOME"
  | "MISSING_ANSWERS";

export interface KeyDriverQuestion {
  /** Name of the outcome, such as overall satisfaction. */
  readonly outcome: string;
  readonly drivers: readonly string[];
  /** Default relative weights, for any number of drivers; Shapley for at most fifteen. */
  readonly method?: ImportanceMethod;
  /** Spearman correlation of each driver with the outcome, shown when there are too few answers; Pearson stands in when absent. */
  readonly rankCorrelations?: ArrayLike<number>;
  /** Answers available per driver before rows with a gap were left out. */
  readonly available?: ArrayLike<number>;
  /** Effective base of weighted answers; default the number of answers. */
  readonly effectiveN?: number;
  /**
   * Resamples for the intervals and the seed they start from; without it no interval and no tie group is given. With counts by
   * random group the intervals hold for answers of any shape, else they take the answers for normal.
   */
  readonly resample?: {
    readonly draws: number;
    readonly seed: number | string;
    readonly confidence?: number;
    readonly groups?: readonly Moments[];
  };
}

export interface KeyDriver {
  readonly name: string;
  /** Answers available for this driver, when told. */
  readonly available: number | null;
  /** −1..1; `null` when everybody answered alike. */
  readonly correlation: number | null;
  readonly rankCorrelation: number | null;
  /** Standardised coefficient; `null` when drivers are collinear. */
  readonly beta: number | null;
  readonly vif: number | null;
  /** Part of R²; `null` when only indicative. */
  readonly contribution: number | null;
  /** Part of R² as a share 0..1. */
  readonly share: number | null;
  readonly shareInterval: Interval | null;
  /** 1 = most important; `null` when not ranked. */
  readonly rank: number | null;
  /** Drivers with the same number cannot be told apart; 1 = the leading group. */
  readonly group: number | null;
  readonly notRanked: NotRankedReason | null;
}

export interface KeyDrivers {
  readonly status: DriverStatus;
  readonly method: ImportanceMethod;
  readonly n: number;
  /** Answers needed before drivers are ranked: ten per driver and at least 100. */
  readonly neededN: number;
  /** `null` when the outcome or every driver is constant. */
  readonly rSquared: number | null;
  readonly adjustedRSquared: number | null;
  /** In the order asked for. */
  readonly drivers: readonly KeyDriver[];
  readonly collinearPairs: readonly CollinearPair[];
  readonly cautions: readonly DriverCaution[];
}

/**
 * Key drivers 关键驱动因素: which attributes go with the outcome, how much each contributes, and how sure that is.
 *
 * Ranked only with ten answers per driver and at least 100, and an R² of at least 0.1; with fewer answers the rank
 * correlations are "indicative". Negative and tiny effects are listed, never ranked. A driver is not a cause.
 *
 * @param moments counts of complete answers; must hold the outcome and every driver
 * @throws {RangeError} when a name is unknown, there is no driver, or Shapley is asked for more than fifteen
 * @example
 * // r(y,a) = .6, r(y,b) = .5, r(a,b) = .3
 * keyDrivers({ names: ["y", "a", "b"], n: 200, sums: [0, 0, 0], crossProducts: [199, 119.4, 99.5, 119.4, 199, 59.7, 99.5, 59.7, 199] }, { outcome: "y", drivers: ["a", "b"] }).rSquared // => 0.4725
 */
export function keyDrivers(moments: Moments, question: KeyDriverQuestion): KeyDrivers {
  const { outcome, drivers, method = "relativeWeights" } = question;
  if (drivers.length === 0) throw new RangeError("keyDrivers needs at least one driver");
  if (method === "shapley" && drivers.length > SHAPLEY_MAX_DRIVERS) {
    throw new RangeError(`Shapley takes at most ${SHAPLEY_MAX_DRIVERS} drivers, got ${drivers.length}`);
  }
  const n = moments.n;
  const neededN = Math.max(MIN_ANSWERS, MIN_ANSWERS_PER_DRIVER * drivers.length);
  const all = n >= 2 ? correlationMatrix(moments) : new Float64Array(moments.names.length ** 2).fill(Number.NaN);
  const position = (name: string) => {
    const index = moments.names.indexOf(name);
    if (index < 0) throw new RangeError(`keyDrivers has no counts for "${name}"`);
    return index;
  };
  const k = moments.names.length;
  const y = position(outcome);
  const at = drivers.map(position);
  const usable = drivers.map((_, j) => j).filter((j) => !Number.isNaN(all[at[j]! * k + y]!));
  const p = usable.length;
  const r = new Float64Array(p * p);
  const ry = new Float64Array(p);
  usable.forEach((a, i) => {
    ry[i] = all[at[a]! * k + y]!;
    usable.forEach((b, j) => {
      r[i * p + j] = all[at[a]! * k + at[b]!]!;
    });
  });

  const weigh = method === "shapley" ? shapleyWeights : relativeWeights;
  const contributions = p > 0 ? weigh(r, ry) : new Float64Array(0);
  const rSquared = p > 0 ? contributions.reduce((a, b) => a + b, 0) : null;
  const inverse = p > 0 ? invertSymmetric(r, p) : null;
  const enough = n >= neededN;
  const status: DriverStatus = !enough ? "indicative" : rSquared === null || rSquared < MIN_R_SQUARED ? "notRanked" : "ranked";

  const shares = contributions.map((value) => (rSquared ? value / rSquared : 0));
  const eligible = usable.map((_, i) => status === "ranked" && ry[i]! >= TINY_CORRELATION && shares[i]! >= TINY_SHARE);
  const order = usable
    .map((_, i) => i)
    .filter((i) => eligible[i])
    .sort((a, b) => contributions[b]! - contributions[a]!);
  const { resample } = question;
  const confidence = resample?.confidence ?? 0.95;
  const drawn = resample && enough && p > 0 ? draw() : null;
  const intervals = drawn && shareIntervals(drawn, p, confidence);
  const groups = drawn && tieGroups(drawn, p, order, confidence);
  function draw(): Float64Array {
    const { draws, seed, groups } = question.resample!;
    const uniform = uniformStream(seedRng(seed));
    const chosen = [...usable.map((j) => drivers[j]!), outcome];
    if (!groups) return resampleContributions(pickMoments(moments, chosen), weigh, { draws, uniform }, question.effectiveN);
    return resampleGroups(
      groups.map((group) => pickMoments(group, chosen)),
      weigh,
      { draws, uniform },
    );
  }
  const pairs = collinearPairs(
    usable.map((j) => drivers[j]!),
    r,
  );

  const result = drivers.map((name, j): KeyDriver => {
    const i = usable.indexOf(j);
    const available = question.available ? (question.available[j] ?? null) : null;
    if (i < 0) {
      return {
        name,
        available,
        correlation: null,
        rankCorrelation: null,
        beta: null,
        vif: null,
        contribution: null,
        share: null,
        shareInterval: null,
        rank: null,
        group: null,
        notRanked: "CONSTANT",
      };
    }
    const place = order.indexOf(i);
    let beta = 0;
    if (inverse) for (let m = 0; m < p; m++) beta += inverse[i * p + m]! * ry[m]!;
    const rankCorrelation = question.rankCorrelations?.[j] ?? ry[i]!;
    return {
      name,
      available,
      correlation: ry[i]!,
      rankCorrelation,
      beta: inverse ? beta : null,
      vif: inverse ? inverse[i * p + i]! : null,
      contribution: enough ? contributions[i]! : null,
      share: enough ? shares[i]! : null,
      shareInterval: intervals?.[i] ?? null,
      rank: place < 0 ? null : place + 1,
      group: place < 0 ? null : (groups?.[place] ?? null),
      notRanked: ry[i]! < 0 ? "NEGATIVE" : ry[i]! < TINY_CORRELATION || (enough && shares[i]! < TINY_SHARE) ? "TINY" : null,
    };
  });

  const cautions: DriverCaution[] = ["NOT_A_CAUSE"];
  if (!enough) cautions.push("SMALL_BASE");
  if (p === 0 && n >= 2 && !(all[y * k + y]! === 1)) cautions.push("CONSTANT_OUTCOME");
  else if (p < drivers.length) cautions.push("CONSTANT_DRIVER");
  if (enough && rSquared !== null && rSquared < MIN_R_SQUARED) cautions.push("WEAK_MODEL");
  if (pairs.length > 0) cautions.push("COLLINEAR");
  if (result.some((driver) => driver.available !== null && driver.available > n)) cautions.push("MISSING_ANSWERS");
  return {
    status,
    method,
    n,
    neededN,
    rSquared,
    adjustedRSquared: rSquared !== null && n > p + 1 ? 1 - ((1 - rSquared) * (n - 1)) / (n - p - 1) : null,
    drivers: result,
    collinearPairs: pairs,
    cautions,
  };
}
