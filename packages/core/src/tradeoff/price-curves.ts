import { percentileInterval } from "../drivers/index.js";
import { type Interval, zOfLevel } from "../measures/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";

/** The four questions of the price sensitivity meter, from the lowest answer to the highest. */
export const PRICE_PARTS = ["tooCheap", "cheap", "expensive", "tooExpensive"] as const;
export type PricePart = (typeof PRICE_PARTS)[number];

/** What somebody answered to the four questions, in any one unit; `n` people who answered the same, 1 when left out. */
export type PriceAnswer = { readonly [P in PricePart]: number | null } & { readonly n?: number };

/** Where two curves cross. */
export type PricePoint = {
  /** between two stated prices, on the straight lines that join the curves */
  readonly price: number;
  /** the first stated price at which they have crossed */
  readonly observed: number;
  /** share of people on both curves there, 0..1 */
  readonly share: number;
  /** interval of `price`; `null` when none was asked for, or the curves do not tell how far it reaches */
  readonly interval: Interval | null;
};

/** Shares of people, 0..1, who find the price too cheap, cheap, expensive, too expensive. */
export type CurvePoint = { readonly price: number } & { readonly [P in PricePart]: number };

export type PriceCurves = {
  /** people whose four prices rise */
  readonly n: number;
  /** people left out: answered all four, but the prices do not rise */
  readonly outOfOrder: number;
  /** people left out: at least one price is missing */
  readonly incomplete: number;
  /** at every stated price, lowest first */
  readonly curves: readonly CurvePoint[];
  /** point of marginal cheapness: as many find it too cheap as expensive; the acceptable range begins */
  readonly marginalCheapness: PricePoint | null;
  /** point of marginal expensiveness: as many find it too expensive as cheap; the acceptable range ends */
  readonly marginalExpensiveness: PricePoint | null;
  /** optimal price point: as many find it too cheap as too expensive */
  readonly optimal: PricePoint | null;
  /** indifference price point: as many find it cheap as expensive */
  readonly indifference: PricePoint | null;
};

/** Resamples of more people than this are taken smaller and their spread scaled, which changes nothing but the time. */
const MOST_DRAWN = 4000;

/** Rising curve over falling curve, for each point. */
const CROSSINGS = {
  marginalCheapness: ["expensive", "tooCheap"],
  marginalExpensiveness: ["tooExpensive", "cheap"],
  optimal: ["tooExpensive", "tooCheap"],
  indifference: ["expensive", "cheap"],
} as const;
type Crossing = keyof typeof CROSSINGS;
const NAMES = Object.keys(CROSSINGS) as Crossing[];

/**
 * The price sensitivity meter (van Westendorp 1976): four cumulative curves over the stated prices and where they cross. Only people
 * whose prices rise strictly take part. At a price p, "too cheap" and "cheap" are the shares who named a price above p, "expensive" and
 * "too expensive" the shares who named p or less, as R's pricesensitivitymeter has it. Two curves cross at the first price where the
 * rising one is at least the falling one; between the two stated prices around it, on straight lines.
 *
 * @param answers one entry per person, or per distinct answer with `n`; prices ≥ 0 in any unit
 * @param options `draws` resamples of people behind the intervals (0: none) and the `seed` that makes them repeatable; `level` 0..1
 * @returns `null` when nobody's prices rise
 * @throws {RangeError} for a price that is not a finite number ≥ 0, or an `n` that is not a whole number ≥ 0
 * @example
 * const answers = [
 *   { tooCheap: 4, cheap: 8, expensive: 12, tooExpensive: 16 },
 *   { tooCheap: 6, cheap: 10, expensive: 14, tooExpensive: 20 },
 *   { tooCheap: 9, cheap: 8, expensive: 12, tooExpensive: 16 },
 * ];
 * const { n, outOfOrder, optimal, indifference } = priceCurves(answers);
 * [n, outOfOrder, optimal.observed, indifference.price] // => [2, 1, 6, 10]
 */
export function priceCurves(
  answers: readonly PriceAnswer[],
  options: { readonly draws?: number; readonly seed?: number | string; readonly level?: number } = {},
): PriceCurves | null {
  const { draws = 0, seed = 1, level = 0.95 } = options;
  const valid: Rising[] = [];
  let outOfOrder = 0;
  let incomplete = 0;
  for (const answer of answers) {
    const people = answer.n ?? 1;
    if (!Number.isInteger(people) || people < 0) throw new RangeError(`people are counted in whole numbers ≥ 0, got ${people}`);
    const prices = PRICE_PARTS.map((part) => answer[part]);
    if (prices.some((price) => price !== null && !(Number.isFinite(price) && price >= 0))) {
      throw new RangeError(`prices are finite numbers ≥ 0, got ${prices.join(", ")}`);
    }
    if (prices.includes(null)) incomplete += people;
    else if (!arePricesRising(prices as number[])) outOfOrder += people;
    else if (people > 0) valid.push({ prices: prices as number[], people });
  }
  const n = valid.reduce((sum, { people }) => sum + people, 0);
  if (n === 0) return null;
  const prices = [...new Set(valid.flatMap((one) => one.prices))].sort((a, b) => a - b);
  const at = new Map(prices.map((price, i) => [price, i]));
  const places = valid.map((one) => one.prices.map((price) => at.get(price)!));
  const tally = PRICE_PARTS.map(() => new Float64Array(prices.length));
  for (const [i, { people }] of valid.entries()) for (let part = 0; part < 4; part++) tally[part]![places[i]![part]!]! += people;
  const curves = curvesOf(tally, n);
  const found = NAMES.map((name) => crossingAt(prices, curves, name));
  const intervals = draws > 0 ? resample({ valid, places, prices, n, found, draws, seed, level }) : found.map(() => null);
  return { n, outOfOrder, incomplete, ...described(prices, curves, found, intervals) };
}

/** How often each price was named as which of the four, by people whose prices rise. */
export type PriceCounts = { readonly price: number } & { readonly [P in PricePart]: number };

/**
 * The same curves from counts of named prices, as an engine counts them over any number of people. Nobody whose prices rise can find a price
 * both dear and cheap, so the two curves of a crossing are shares of disjoint people and their difference has the variance
 * (a + b − (a − b)²) ÷ n; the interval of a crossing holds the prices at which that difference is not told from 0.
 *
 * @param counts one entry per price in any order; of each of the four as many people in all
 * @param left people left out: prices that do not rise, and prices missing
 * @returns `null` for nobody
 * @throws {RangeError} for a price below 0, counts that are no whole numbers ≥ 0, or four sums that differ
 * @example
 * const counts = [
 *   { price: 4, tooCheap: 1, cheap: 0, expensive: 0, tooExpensive: 0 },
 *   { price: 6, tooCheap: 1, cheap: 0, expensive: 0, tooExpensive: 0 },
 *   { price: 8, tooCheap: 0, cheap: 1, expensive: 0, tooExpensive: 0 },
 *   { price: 10, tooCheap: 0, cheap: 1, expensive: 0, tooExpensive: 0 },
 *   { price: 12, tooCheap: 0, cheap: 0, expensive: 1, tooExpensive: 0 },
 *   { price: 14, tooCheap: 0, cheap: 0, expensive: 1, tooExpensive: 0 },
 *   { price: 20, tooCheap: 0, cheap: 0, expensive: 0, tooExpensive: 2 },
 * ];
 * const { n, indifference } = priceCurvesOfCounts(counts, { outOfOrder: 1, incomplete: 0 });
 * [n, indifference.price] // => [2, 10]
 */
export function priceCurvesOfCounts(
  counts: readonly PriceCounts[],
  left: { readonly outOfOrder: number; readonly incomplete: number },
  level = 0.95,
): PriceCurves | null {
  const sorted = counts.filter((one) => PRICE_PARTS.some((part) => one[part] !== 0)).sort((a, b) => a.price - b.price);
  const tally = PRICE_PARTS.map((part) => Float64Array.from(sorted, (one) => one[part]));
  const [n = 0, ...others] = tally.map((column) => column.reduce((sum, people) => sum + people, 0));
  const isCounted = tally.every((column) => column.every((people) => Number.isInteger(people) && people >= 0));
  if (!isCounted || others.some((other) => other !== n) || sorted.some(({ price }) => !(Number.isFinite(price) && price >= 0))) {
    throw new RangeError(`the four prices need whole counts of the same people, got ${[n, ...others].join(", ")}`);
  }
  if (n === 0) return null;
  const prices = sorted.map(({ price }) => price);
  const curves = curvesOf(tally, n);
  const found = NAMES.map((name) => crossingAt(prices, curves, name));
  const z = zOfLevel(level);
  return {
    n,
    ...left,
    ...described(
      prices,
      curves,
      found,
      NAMES.map((name) => undecided(prices, curves, name, { n, z })),
    ),
  };
}

type Found = readonly (Omit<PricePoint, "interval"> | null)[];

function described(prices: readonly number[], curves: readonly Float64Array[], found: Found, intervals: readonly (Interval | null)[]) {
  const pointOf = (name: Crossing): PricePoint | null => {
    const place = NAMES.indexOf(name);
    const point = found[place];
    return point === null || point === undefined ? null : { ...point, interval: intervals[place] ?? null };
  };
  return {
    curves: prices.map((price, i) => ({
      price,
      tooCheap: curves[0]![i]!,
      cheap: curves[1]![i]!,
      expensive: curves[2]![i]!,
      tooExpensive: curves[3]![i]!,
    })),
    marginalCheapness: pointOf("marginalCheapness"),
    marginalExpensiveness: pointOf("marginalExpensiveness"),
    optimal: pointOf("optimal"),
    indifference: pointOf("indifference"),
  };
}

/** Prices at which the two curves are not told apart, on the straight lines between the stated ones. */
function undecided(
  prices: readonly number[],
  curves: readonly Float64Array[],
  name: Crossing,
  { n, z }: { readonly n: number; readonly z: number },
): Interval | null {
  const [rising, falling] = bothOf(curves, name);
  const reach = (i: number, sign: 1 | -1): number => {
    const difference = rising[i]! - falling[i]!;
    return difference + sign * z * Math.sqrt(Math.max(0, rising[i]! + falling[i]! - difference ** 2) / n);
  };
  const crossed = (sign: 1 | -1): number | null => {
    const i = prices.findIndex((_, place) => reach(place, sign) >= 0);
    if (i < 0) return null;
    if (i === 0) return prices[0]!;
    const before = reach(i - 1, sign);
    return prices[i - 1]! + (-before / (reach(i, sign) - before)) * (prices[i]! - prices[i - 1]!);
  };
  const [low, high] = [crossed(1), crossed(-1)];
  return low === null || high === null ? null : { low, high };
}

function bothOf(curves: readonly Float64Array[], name: Crossing): readonly [rising: Float64Array, falling: Float64Array] {
  const [rising, falling] = CROSSINGS[name].map((part) => curves[PRICE_PARTS.indexOf(part)]!);
  return [rising!, falling!];
}

/**
 * Whether prices rise, each strictly above the one before.
 *
 * @example
 * arePricesRising([4, 8, 12, 16]) // => true
 * arePricesRising([4, 8, 8, 16]) // => false
 */
export function arePricesRising(prices: readonly number[]): boolean {
  return prices.every((price, i) => i === 0 || price > prices[i - 1]!);
}

type Rising = { readonly prices: readonly number[]; readonly people: number };

/** Shares at every price: the first two of people above it, the others of people at or below it. */
function curvesOf(tally: readonly Float64Array[], n: number): Float64Array[] {
  return tally.map((counts, part) => {
    const curve = new Float64Array(counts.length);
    let below = 0;
    for (let i = 0; i < counts.length; i++) {
      below += counts[i]!;
      curve[i] = part < 2 ? (n - below) / n : below / n;
    }
    return curve;
  });
}

function crossingAt(prices: readonly number[], curves: readonly Float64Array[], name: Crossing): Omit<PricePoint, "interval"> | null {
  const [rising, falling] = bothOf(curves, name);
  const i = rising.findIndex((share, place) => share >= falling[place]!);
  if (i < 0) return null;
  const observed = prices[i]!;
  if (i === 0) return { price: observed, observed, share: rising[0]! };
  const before = rising[i - 1]! - falling[i - 1]!;
  const weight = -before / (rising[i]! - falling[i]! - before);
  return {
    price: prices[i - 1]! + weight * (observed - prices[i - 1]!),
    observed,
    share: rising[i - 1]! + weight * (rising[i]! - rising[i - 1]!),
  };
}

/** Percentile intervals from resampled people; of many people m are drawn and the spread is scaled by √(m/n). */
function resample(given: {
  readonly valid: readonly Rising[];
  readonly places: readonly (readonly number[])[];
  readonly prices: readonly number[];
  readonly n: number;
  readonly found: Found;
  readonly draws: number;
  readonly seed: number | string;
  readonly level: number;
}): (Interval | null)[] {
  const { valid, places, prices, n, found, draws, seed, level } = given;
  const uniform = uniformStream(seedRng(seed));
  const drawn = Math.min(n, MOST_DRAWN);
  const who = new Int32Array(n);
  let next = 0;
  for (const [i, { people }] of valid.entries()) {
    who.fill(i, next, next + people);
    next += people;
  }
  const flat = Int32Array.from(places.flat());
  const tally = PRICE_PARTS.map(() => new Float64Array(prices.length));
  const values = NAMES.map((): number[] => []);
  for (let draw = 0; draw < draws; draw++) {
    for (const counts of tally) counts.fill(0);
    for (let i = 0; i < drawn; i++) {
      const person = who[Math.floor(uniform() * n)]! * 4;
      for (let part = 0; part < 4; part++) tally[part]![flat[person + part]!]! += 1;
    }
    const curves = curvesOf(tally, drawn);
    for (const [place, name] of NAMES.entries()) {
      const point = crossingAt(prices, curves, name);
      if (point !== null) values[place]!.push(point.price);
    }
  }
  const scale = Math.sqrt(drawn / n);
  return values.map((list, place) => {
    const centre = found[place]?.price;
    if (centre === undefined || list.length < 2) return null;
    const { low, high } = percentileInterval(Float64Array.from(list), level);
    return { low: centre + (low - centre) * scale, high: centre + (high - centre) * scale };
  });
}
