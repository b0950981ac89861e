import { sum } from "../numeric/index.js";

/** A stratum that takes part in an allocation. */
export interface AllocationStratum {
  readonly code: string;
  /** people in it */
  readonly population: number;
  /** standard deviation of the answers, for `neyman` and `cost` */
  readonly deviation?: number;
  /** cost of one answer, for `cost` */
  readonly cost?: number;
}

/** How a sample is spread over strata. */
export type AllocationMethod = "proportional" | "equal" | "neyman" | "cost";

/** A sample spread over strata, in the order given. */
export interface Allocation {
  readonly code: string;
  /** before rounding and before caps */
  readonly exact: number;
  /** whole answers: adds up to n, at most the population, at least the minimum where the population allows */
  readonly size: number;
}

/**
 * Spreads n answers over strata: in proportion to the population, equally, by Neyman (population × deviation) or by cost (population ×
 * deviation ÷ √cost). Whole numbers by largest remainder, ties to the lower code; no stratum gets more than it has.
 *
 * @param n whole, at most the whole population
 * @param options `minimum` answers for every stratum, as far as it has people
 * @throws {RangeError} when n does not fit, a stratum or the minimum is not valid, a deviation or cost is missing, or the minima
 * exceed n
 * @example
 * const strata = [{ code: "a", population: 515 }, { code: "b", population: 305 }, { code: "c", population: 180 }];
 * allocate(278, strata).map((stratum) => stratum.size) // => [143, 85, 50]
 */
export function allocate(
  n: number,
  strata: readonly AllocationStratum[],
  { method = "proportional", minimum = 0 }: { readonly method?: AllocationMethod; readonly minimum?: number } = {},
): Allocation[] {
  const people = sum(strata.map(({ population }) => population));
  if (!Number.isInteger(n) || n < 0 || n > people) throw new RangeError(`an allocation needs whole n from 0 to ${people}, got ${n}`);
  const shares = strata.map((stratum) => shareOf(stratum, method));
  const whole = sum(shares);
  if (whole === 0 && n > 0) throw new RangeError("nothing to allocate by: every stratum has a share of 0");
  if (!Number.isInteger(minimum) || minimum < 0) throw new RangeError(`a minimum is a whole number ≥ 0, got ${minimum}`);
  const floors = strata.map(({ population }) => Math.min(minimum, population));
  if (sum(floors) > n) throw new RangeError(`the minima add up to ${sum(floors)}, more than n ${n}`);
  const sizes = spread(n, { shares, floors, caps: strata.map(({ population }) => population), codes: strata.map(({ code }) => code) });
  return strata.map(({ code }, i) => ({ code, exact: n === 0 ? 0 : (n * shares[i]!) / whole, size: sizes[i]! }));
}

function shareOf({ code, population, deviation, cost }: AllocationStratum, method: AllocationMethod): number {
  if (!Number.isInteger(population) || population < 0)
    throw new RangeError(`the population of ${code} is whole and ≥ 0, got ${population}`);
  if (method === "proportional") return population;
  if (method === "equal") return population === 0 ? 0 : 1;
  if (deviation === undefined || !(deviation >= 0)) throw new RangeError(`stratum ${code} needs a deviation ≥ 0, got ${deviation}`);
  if (method === "neyman") return population * deviation;
  if (cost === undefined || !(cost > 0)) throw new RangeError(`stratum ${code} needs a cost above 0, got ${cost}`);
  return (population * deviation) / Math.sqrt(cost);
}

/** Fixes strata at their floor or cap until the rest fits between, then rounds the rest. */
function spread(n: number, limits: { shares: number[]; floors: number[]; caps: number[]; codes: string[] }): number[] {
  const { shares, floors, caps, codes } = limits;
  const sizes = new Array<number | null>(shares.length).fill(null);
  for (;;) {
    const free = sizes.flatMap((size, i) => (size === null ? [i] : []));
    const left = n - sum(sizes.map((size) => size ?? 0));
    const weight = sum(free.map((i) => shares[i]!));
    const wanted = (i: number) => (weight === 0 ? left / free.length : (left * shares[i]!) / weight);
    // floors before caps: a floor takes from the others, which can then only be further from their caps
    const low = free.filter((i) => wanted(i) < floors[i]!);
    const high = free.filter((i) => wanted(i) > caps[i]!);
    if (low.length === 0 && high.length === 0) {
      const rounded = largestRemainder(
        free.map(wanted),
        left,
        free.map((i) => codes[i]!),
        free.map((i) => caps[i]!),
      );
      free.forEach((i, at) => {
        sizes[i] = rounded[at]!;
      });
      return sizes.map((size) => size ?? 0);
    }
    const excess = sum(high.map((i) => wanted(i) - caps[i]!));
    const lack = sum(low.map((i) => floors[i]! - wanted(i)));
    if (lack >= excess) for (const i of low) sizes[i] = floors[i]!;
    else for (const i of high) sizes[i] = caps[i]!;
  }
}

/**
 * Rounds shares to whole numbers that add up to `total`: everyone gets the whole part, the largest remainders one more, ties to the
 * lower code.
 *
 * @param values ≥ 0, adding up to `total`
 * @param total whole
 * @param codes one per value; numbers in text are compared as numbers
 * @example
 * largestRemainder([143.17, 84.79, 50.04], 278, ["a", "b", "c"]) // => [143, 85, 50]
 */
export function largestRemainder(
  values: readonly number[],
  total: number,
  codes: readonly string[],
  caps: readonly number[] = values.map(() => Number.POSITIVE_INFINITY),
): number[] {
  // 85 stored as 84.99999999999999 is 85
  const whole = values.map((value) => Math.floor(value + 1e-9));
  const remainders = values.map((value, i) => value - whole[i]!);
  const order = values
    .map((_, i) => i)
    .filter((i) => whole[i]! < caps[i]!)
    .sort((i, j) =>
      Math.abs(remainders[j]! - remainders[i]!) > 1e-9 ? remainders[j]! - remainders[i]! : compareCodes(codes[i]!, codes[j]!),
    );
  for (const i of order.slice(0, Math.max(0, total - sum(whole)))) whole[i]! += 1;
  return whole;
}

function compareCodes(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The standard error of a mean from a stratified sample of given sizes: √Σ(N/ΣN)²(1−n/N)S²/n.
 *
 * @param strata with population, deviation and size (not necessarily whole)
 * @returns in the unit of the deviation; `null` when a stratum with people has no answers
 * @example
 * allocationError([{ population: 800, deviation: 10, size: 50 }, { population: 200, deviation: 10, size: 50 }]) // => 1.122497
 */
export function allocationError(strata: readonly { population: number; deviation: number; size: number }[]): number | null {
  const people = sum(strata.map(({ population }) => population));
  if (people === 0 || strata.some(({ population, size }) => population > 0 && !(size > 0))) return null;
  const parts = strata.map(({ population, deviation, size }) =>
    population === 0 ? 0 : ((population / people) ** 2 * (1 - size / population) * deviation ** 2) / size,
  );
  return Math.sqrt(sum(parts));
}
