import { sum } from "../numeric/index.js";

/** How many answers, Σw and Σw². */
export interface WeightTotals {
  readonly n: number;
  readonly w: number;
  readonly ww: number;
}

/** What weighting costs in precision. */
export interface WeightEffect {
  readonly n: number;
  /** answers an unweighted sample of the same precision would have, (Σw)²/Σw² */
  readonly effectiveN: number;
  /** Kish's design effect, n ÷ effective n */
  readonly designEffect: number;
  /** standard deviation of the weights over their mean */
  readonly variation: number;
}

/**
 * Kish's design effect and effective base of a set of weights.
 *
 * @returns `null` when there are no answers or no weight
 * @throws {RangeError} when a total is below 0
 * @example
 * weightEffect({ n: 100, w: 1000, ww: 13600 }).effectiveN // => 73.52941
 * weightEffect({ n: 100, w: 1000, ww: 13600 }).designEffect // => 1.36
 */
export function weightEffect({ n, w, ww }: WeightTotals): WeightEffect | null {
  if (!(n >= 0 && w >= 0 && ww >= 0)) throw new RangeError(`totals of weights are ≥ 0, got ${n}, ${w}, ${ww}`);
  if (n === 0 || w === 0) return null;
  const designEffect = (n * ww) / w ** 2;
  return { n, effectiveN: w ** 2 / ww, designEffect, variation: Math.sqrt(Math.max(0, designEffect - 1)) };
}

/**
 * n, Σw and Σw² of single weights.
 *
 * @throws {RangeError} when a weight is below 0 or not finite
 * @example
 * weightTotals([1, 2, 3]) // => { n: 3, w: 6, ww: 14 }
 */
export function weightTotals(weights: readonly number[]): WeightTotals {
  for (const weight of weights) if (!(weight >= 0 && Number.isFinite(weight))) throw new RangeError(`a weight is ≥ 0, got ${weight}`);
  return { n: weights.length, w: sum(weights), ww: sum(weights.map((weight) => weight ** 2)) };
}

/** A refused weighting: nothing is applied. */
export interface WeightingRefused {
  readonly accepted: false;
  readonly reason: "EMPTY_CELL" | "UNKNOWN_LEVEL" | "MARGINS_DISAGREE" | "NOT_CONVERGED" | "CAPS_TOO_TIGHT";
  /** the cell, or dimension and level, that is at fault */
  readonly at: string | null;
}

/**
 * Post-stratification weights: people ÷ answers of each cell.
 *
 * @param cells with people in the population and answers in the sample
 * @returns one weight per answer of each cell, in order; refused, naming the cell, when people have no answer to speak for them
 * @throws {RangeError} when a number is below 0
 * @example
 * postStratify([{ code: "A", population: 800, n: 50 }, { code: "B", population: 200, n: 50 }]) // => { accepted: true, weights: [16, 4] }
 */
export function postStratify(
  cells: readonly { readonly code: string; readonly population: number; readonly n: number }[],
): { accepted: true; weights: number[] } | WeightingRefused {
  for (const { code, population, n } of cells) {
    if (!(population >= 0 && n >= 0)) throw new RangeError(`cell ${code} has numbers ≥ 0, got ${population}, ${n}`);
  }
  const empty = cells.find(({ population, n }) => n === 0 && population > 0);
  if (empty !== undefined) return { accepted: false, reason: "EMPTY_CELL", at: empty.code };
  return { accepted: true, weights: cells.map(({ population, n }) => (n === 0 ? 0 : population / n)) };
}

/**
 * Trims weights to between two limits and spreads what was cut (or added) equally over those that were not trimmed, until nothing
 * sticks out. The total stays.
 *
 * @param weights ≥ 0
 * @param limits absolute, `low` ≤ mean ≤ `high`
 * @returns the trimmed weights in order; `null` when it cannot be done
 * @example
 * trimWeights([1, 1, 1, 9], { low: 0, high: 6 }) // => [2, 2, 2, 6]
 */
export function trimWeights(weights: readonly number[], limits: { readonly low: number; readonly high: number }): number[] | null {
  return trimGroups(
    weights.map((weight) => ({ weight, n: 1 })),
    limits,
  );
}

/** The same for groups of answers that share a weight, at the cost of the groups and not of the answers. */
export function trimGroups(
  groups: readonly { readonly weight: number; readonly n: number }[],
  { low, high }: { readonly low: number; readonly high: number },
): number[] | null {
  const answers = sum(groups.map(({ n }) => n));
  if (answers === 0) return groups.map(({ weight }) => weight);
  for (const { weight } of groups) if (!(weight >= 0 && Number.isFinite(weight))) throw new RangeError(`a weight is ≥ 0, got ${weight}`);
  const counts = groups.map(({ n }) => n);
  const total = (of: (i: number) => number) => sum(counts.map((n, i) => (n === 0 ? 0 : n * of(i))));
  let trimmed = groups.map(({ weight }) => weight);
  const mean = total((i) => trimmed[i]!) / answers;
  const slack = 1e-12 * Math.max(1, mean);
  // a limit that is no number holds nothing
  if (!(low <= mean + slack && high >= mean - slack)) return null;
  const isCut = trimmed.map(() => false);
  for (let round = 0; round < 1000; round += 1) {
    const cut = total((i) => trimmed[i]! - Math.min(high, Math.max(low, trimmed[i]!)));
    const isOut = trimmed.some((weight, i) => counts[i]! > 0 && (weight > high + slack || weight < low - slack));
    if (!isOut) return trimmed;
    trimmed = trimmed.map((weight, i) => {
      const kept = Math.min(high, Math.max(low, weight));
      if (kept !== weight) isCut[i] = true;
      return kept;
    });
    const free = total((i) => (isCut[i] ? 0 : 1));
    if (free > 0) trimmed = trimmed.map((weight, i) => (isCut[i] ? weight : weight + cut / free));
    else {
      // everyone sits on a limit: those on the far one have room
      const hasRoom = trimmed.map((weight) => (cut > 0 ? weight < high - slack : weight > low + slack));
      const room = total((i) => (hasRoom[i] ? 1 : 0));
      if (room === 0) return null;
      trimmed = trimmed.map((weight, i) => (hasRoom[i] ? weight + cut / room : weight));
    }
  }
  return null;
}
