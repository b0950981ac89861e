import type { Interval } from "../measures/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import { resampleContributions, resampleGroups, type Weigh } from "./bootstrap.js";
import { type CollinearPair, collinearPairs } from "./collinearity.js";
import { type DriverSet, driverSet } from "./driver-set.js";
import { invertSymmetric } from "./linear-algebra.js";
import { type Moments, pickMoments } from "./moments.js";
import { relativeWeights } from "./relative-weights.js";
import { SHAPLEY_MAX_DRIVERS, shapleyWeights } from "./shapley.js";
import { shareIntervals, tieGroups } from "./share-intervals.js";

/** Fewer complete answers than this, or than ten per driver, give rank correlations only. */
export const MIN_ANSWERS = 100;
export const MIN_ANSWERS_PER_DRIVER = 10;
/** Below this share of explained variance the drivers are not ranked. */
export const MIN_R_SQUARED = 0.1;
/**
 * A driver that moves with less than this correlation (or less than chance gives in one of forty surveys of this size), or brings
 * less than this share of R², is tiny and not ranked.
 */
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
  /** Spearman correlation of each driver with the outcome (see {@link rankCorrelation}), shown when there are too few answers. */
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
  const { n } = moments;
  const neededN = Math.max(MIN_ANSWERS, MIN_ANSWERS_PER_DRIVER * drivers.length);
  const set = driverSet(moments, outcome, drivers);
  const p = set.names.length;
  const weigh = method === "shapley" ? shapleyWeights : relativeWeights;
  const contributions = p > 0 ? weigh(set.r, set.ry) : new Float64Array(0);
  const rSquared = p > 0 ? contributions.reduce((a, b) => a + b, 0) : null;
  const isEnough = n >= neededN;
  const isExplaining = rSquared !== null && rSquared >= MIN_R_SQUARED;
  const status: DriverStatus = !isEnough ? "indicative" : isExplaining ? "ranked" : "notRanked";

  const shares = contributions.map((value) => (rSquared ? value / rSquared : 0));
  const inverse = p > 0 ? invertSymmetric(set.r, p) : null;
  const base = question.effectiveN ?? n;
  const reasons = set.names.map((_, i) => reasonNotToRank(set, inverse, i, base) ?? (isEnough && shares[i]! < TINY_SHARE ? "TINY" : null));
  const order = status === "ranked" ? rankable(reasons, shares) : [];
  const confidence = question.resample?.confidence ?? 0.95;
  const drawn = isEnough && p > 0 ? draw(moments, question, set, weigh) : null;
  const intervals = drawn && shareIntervals(drawn, p, confidence);
  const groups = drawn && tieGroups(drawn, p, order, confidence);

  const result = drivers.map((name, j): KeyDriver => {
    const i = set.names.indexOf(name);
    const known = { name, available: question.available?.[j] ?? null, rankCorrelation: question.rankCorrelations?.[j] ?? null };
    if (i < 0) return { ...known, ...UNKNOWN };
    const place = order.indexOf(i);
    return {
      ...known,
      correlation: set.ry[i]!,
      beta: inverse && betaOf(inverse, set.ry, i),
      vif: inverse && inverse[i * p + i]!,
      contribution: isEnough ? contributions[i]! : null,
      share: isEnough ? shares[i]! : null,
      shareInterval: intervals?.[i] ?? null,
      rank: place < 0 ? null : place + 1,
      group: place < 0 ? null : (groups?.[place] ?? null),
      notRanked: reasons[i]!,
    };
  });
  const pairs = collinearPairs(set.names, set.r);
  const cautions: [boolean, DriverCaution][] = [
    [true, "NOT_A_CAUSE"],
    [!isEnough, "SMALL_BASE"],
    [set.isOutcomeConstant, "CONSTANT_OUTCOME"],
    [!set.isOutcomeConstant && p < drivers.length, "CONSTANT_DRIVER"],
    [isEnough && rSquared !== null && !isExplaining, "WEAK_MODEL"],
    [pairs.length > 0, "COLLINEAR"],
    [result.some((driver) => driver.available !== null && driver.available > n), "MISSING_ANSWERS"],
  ];
  return {
    status,
    method,
    n,
    neededN,
    rSquared,
    adjustedRSquared: rSquared !== null && n > p + 1 ? 1 - ((1 - rSquared) * (n - 1)) / (n - p - 1) : null,
    drivers: result,
    collinearPairs: pairs,
    cautions: cautions.flatMap(([holds, caution]) => (holds ? [caution] : [])),
  };
}

const UNKNOWN = {
  correlation: null,
  beta: null,
  vif: null,
  contribution: null,
  share: null,
  shareInterval: null,
  rank: null,
  group: null,
  notRanked: "CONSTANT",
} as const;

/** Negative: falls as the outcome rises, alone or with the other drivers held still (t below −1.96). Tiny: could be chance. */
function reasonNotToRank({ ry }: DriverSet, inverse: Float64Array | null, i: number, n: number): NotRankedReason | null {
  const p = ry.length;
  if (ry[i]! < 0) return "NEGATIVE";
  if (ry[i]! < Math.max(TINY_CORRELATION, 1.96 / Math.sqrt(n))) return "TINY";
  if (inverse === null || n <= p + 1) return null;
  const explained = ry.reduce((sum, value, m) => sum + value * betaOf(inverse, ry, m), 0);
  const error = Math.sqrt((Math.max(0, 1 - explained) * inverse[i * p + i]!) / (n - p - 1));
  return betaOf(inverse, ry, i) < -1.96 * error ? "NEGATIVE" : null;
}

/** Positions of the drivers with an effect worth naming, the most important first. */
function rankable(reasons: readonly (NotRankedReason | null)[], shares: Float64Array): number[] {
  return Array.from(shares.keys())
    .filter((i) => reasons[i] === null)
    .sort((a, b) => shares[b]! - shares[a]!);
}

function draw(moments: Moments, question: KeyDriverQuestion, set: DriverSet, weigh: Weigh): Float64Array | null {
  if (!question.resample) return null;
  const { draws, seed, groups } = question.resample;
  const options = { draws, uniform: uniformStream(seedRng(seed)) };
  const chosen = [...set.names, question.outcome];
  if (!groups) return resampleContributions(pickMoments(moments, chosen), weigh, options, question.effectiveN);
  const picked = groups.map((group) => pickMoments(group, chosen));
  return resampleGroups(picked, weigh, options);
}

function betaOf(inverse: Float64Array, ry: Float64Array, i: number): number {
  return ry.reduce((sum, value, m) => sum + inverse[i * ry.length + m]! * value, 0);
}
