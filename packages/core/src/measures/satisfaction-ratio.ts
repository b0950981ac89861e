import { roundHalfAway } from "../format/index.js";
import { sum } from "../numeric/index.js";
import type { Scale } from "./scale.js";

/** Perceived against expected: 十分满意 r > 1, 基本满意 r = 1, 勉强接受 0.8 ≤ r < 1, 不满 r < 0.8. */
export type SatisfactionBand = "delighted" | "satisfied" | "tolerable" | "dissatisfied";

/** One person's expectation and perception of the same attribute on the same scale; `null` when not answered. */
export interface ExpectedPerceived {
  readonly expected: number | null;
  readonly perceived: number | null;
}

/**
 * The band of one pair, compared exactly on whole numbers (P > E; P = E; 5P ≥ 4E), never on the quotient: 5.6/7 is a little below
 * 0.8 in floating point, and is still 勉强接受.
 *
 * @returns `null` when one of the two is missing or not above 0; whether the scale allows a ratio at all, {@link isRatioScale} says
 * @throws {RangeError} when a number is not finite
 * @example
 * satisfactionBand({ expected: 7, perceived: 5.6 }) // => "tolerable"
 * satisfactionBand({ expected: 4, perceived: 5 }) // => "delighted"
 * satisfactionBand({ expected: null, perceived: 5 }) // => null
 */
export function satisfactionBand({ expected, perceived }: ExpectedPerceived): SatisfactionBand | null {
  if (expected === null || perceived === null) return null;
  if (!Number.isFinite(expected) || !Number.isFinite(perceived)) throw new RangeError(`a pair is finite, got ${expected}, ${perceived}`);
  if (expected <= 0 || perceived <= 0) return null;
  const [e, p] = wholeNumbers(expected, perceived);
  if (p > e) return "delighted";
  if (p === e) return "satisfied";
  return 5n * p >= 4n * e ? "tolerable" : "dissatisfied";
}

/** Two decimals as whole numbers on one scale: 5.6 and 7 become 56 and 70. */
function wholeNumbers(a: number, b: number): [bigint, bigint] {
  const [x, y] = [decimalOf(a), decimalOf(b)];
  const places = Math.max(x.places, y.places);
  return [x.digits * 10n ** BigInt(places - x.places), y.digits * 10n ** BigInt(places - y.places)];
}

/** A number by the digits it is written with: 5.6 is 56 tenths. */
function decimalOf(value: number): { digits: bigint; places: number } {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", part = ""] = mantissa.split(".");
  const places = part.length - Number(exponent);
  const digits = BigInt(whole + part);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

/**
 * Whether a scale allows a ratio: it must start above 0, or nothing expected would make everything infinitely good.
 *
 * @example
 * isRatioScale({ min: 1, max: 5 }) // => true
 * isRatioScale({ min: 0, max: 10 }) // => false
 */
export function isRatioScale({ min }: Scale): boolean {
  return min > 0;
}

/**
 * The band of an aggregate: that of the ratio as displayed, with two decimals.
 *
 * @param ratio ΣP/ΣE, unrounded
 * @example
 * bandOfRatio(0.796) // => "tolerable"
 * bandOfRatio(1.004) // => "satisfied"
 */
export function bandOfRatio(ratio: number): SatisfactionBand {
  const shown = roundHalfAway(ratio, 2);
  if (shown > 1) return "delighted";
  if (shown === 1) return "satisfied";
  return shown >= 0.8 ? "tolerable" : "dissatisfied";
}

/** How many people gave this pair of answers. */
export interface PairCount {
  readonly expected: number;
  readonly perceived: number;
  readonly n: number;
}

/** How many people are in each band. */
export type BandCounts = Readonly<Record<SatisfactionBand, number>>;

/**
 * The band distribution of a table of pairs; pairs not above 0 belong to no band.
 *
 * @throws {RangeError} when a count is not a whole number ≥ 0
 * @example
 * bandCounts([{ expected: 4, perceived: 5, n: 2 }, { expected: 5, perceived: 4, n: 1 }]) // => { delighted: 2, satisfied: 0, tolerable: 1, dissatisfied: 0 }
 */
export function bandCounts(pairs: readonly PairCount[]): BandCounts {
  const counts = { delighted: 0, satisfied: 0, tolerable: 0, dissatisfied: 0 };
  for (const pair of pairs) {
    if (!Number.isInteger(pair.n) || pair.n < 0) throw new RangeError(`a count is a whole number ≥ 0, got ${pair.n}`);
    const band = satisfactionBand(pair);
    if (band !== null) counts[band] += pair.n;
  }
  return counts;
}

/** The sums a ratio of means is computed from. */
export interface RatioSums {
  readonly n: number;
  readonly sumE: number;
  readonly sumP: number;
  readonly sumEE: number;
  readonly sumPP: number;
  readonly sumEP: number;
}

/**
 * n, ΣE, ΣP, ΣE², ΣP² and ΣEP of a table of pairs. Pairs not above 0 are left out: the ratio is defined for scales that start above 0.
 *
 * @example
 * ratioSums([{ expected: 2, perceived: 4, n: 1 }, { expected: 4, perceived: 2, n: 1 }]) // => { n: 2, sumE: 6, sumP: 6, sumEE: 20, sumPP: 20, sumEP: 16 }
 */
export function ratioSums(pairs: readonly PairCount[]): RatioSums {
  const valid = pairs.filter((pair) => satisfactionBand(pair) !== null);
  const total = (of: (pair: PairCount) => number) => sum(valid.map((pair) => pair.n * of(pair)));
  return {
    n: total(() => 1),
    sumE: total((pair) => pair.expected),
    sumP: total((pair) => pair.perceived),
    sumEE: total((pair) => pair.expected ** 2),
    sumPP: total((pair) => pair.perceived ** 2),
    sumEP: total((pair) => pair.expected * pair.perceived),
  };
}
