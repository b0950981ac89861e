import { sum } from "../numeric/index.js";
import { trimGroups, type WeightingRefused } from "./weights.js";

/** One cell of the sample: its level on every dimension, its answers and the sum of their base weights. */
export interface RakeCell {
  readonly levels: Readonly<Record<string, string>>;
  readonly n: number;
  /** Σ of base weights; n when all answers count alike */
  readonly baseWeight: number;
}

/** The known totals of each dimension, level by level. All dimensions add up to the same. */
export type Margins = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Weights that meet the margins. */
export interface Raked {
  readonly accepted: true;
  /** what the base weights of each cell are multiplied by, in order */
  readonly factors: readonly number[];
  readonly iterations: number;
}

/** When to stop, and how far weights may lie from their mean. */
export interface RakeOptions {
  /** largest relative change of a weight in a round that still counts as none, default 1e-12 */
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** times the mean weight, e.g. 0.3 and 3; without it weights are free */
  readonly caps?: { readonly low: number; readonly high: number };
}

/**
 * Rakes a sample to known margins (iterative proportional fitting): dimension by dimension the weights are scaled to the totals,
 * until they stay. With caps, trimming and raking alternate until both hold; the caps look at the mean weight of a cell, so answers
 * with different base weights belong in different cells.
 *
 * @param cells the cells of the sample that hold answers
 * @param margins totals per dimension and level, in the order they are fitted
 * @returns factors, or a refusal that applies nothing: a level people have but no answer, a level without a total, margins that
 * disagree, no convergence
 * @throws {RangeError} when a number is below 0 or not finite
 * @example
 * const cells = [["M", "Y", 30], ["M", "O", 20], ["F", "Y", 10], ["F", "O", 40]].map(([sex, age, n]) => ({ levels: { sex, age }, n, baseWeight: n }));
 * rake(cells, { sex: { M: 50, F: 50 }, age: { Y: 50, O: 50 } }).factors // => [1.183503, 0.724745, 1.449490, 0.887628]
 */
export function rake(cells: readonly RakeCell[], margins: Margins, options: RakeOptions = {}): Raked | WeightingRefused {
  for (const { n, baseWeight } of cells)
    if (!(n >= 0 && baseWeight >= 0 && Number.isFinite(n + baseWeight)))
      throw new RangeError(`a cell has numbers ≥ 0, got ${n}, ${baseWeight}`);
  const fault = faultOf(cells, margins);
  if (fault !== null) return fault;
  const fitted = fit(cells, margins, options);
  if (fitted === null) return { accepted: false, reason: "NOT_CONVERGED", at: null };
  if (options.caps === undefined) return { accepted: true, factors: factorsOf(cells, fitted.weights), iterations: fitted.iterations };
  return rakeWithin(cells, margins, { ...options, caps: options.caps });
}

function faultOf(cells: readonly RakeCell[], margins: Margins): WeightingRefused | null {
  const totals = Object.values(margins).map((margin) => sum(Object.values(margin)));
  if (Math.max(...totals) - Math.min(...totals) > 1e-6 * Math.max(...totals))
    return { accepted: false, reason: "MARGINS_DISAGREE", at: null };
  for (const [dimension, margin] of Object.entries(margins)) {
    for (const { levels } of cells) {
      const level = levels[dimension];
      if (level === undefined || margin[level] === undefined) {
        return { accepted: false, reason: "UNKNOWN_LEVEL", at: `${dimension}/${level}` };
      }
    }
    const held = new Set(cells.filter(({ baseWeight }) => baseWeight > 0).map(({ levels }) => levels[dimension]));
    for (const [level, target] of Object.entries(margin)) {
      if (!(target >= 0 && Number.isFinite(target))) throw new RangeError(`the total of ${dimension}/${level} is ≥ 0, got ${target}`);
      if (target > 0 && !held.has(level)) return { accepted: false, reason: "EMPTY_CELL", at: `${dimension}/${level}` };
    }
  }
  return null;
}

/** Cell weights that meet the margins, or `null` when they do not settle. */
function fit(cells: readonly RakeCell[], margins: Margins, { tolerance = 1e-12, maxIterations = 1000 }: RakeOptions) {
  const dimensions = Object.entries(margins).map(([dimension, margin]) => {
    const place = new Map(Object.keys(margin).map((level, at) => [level, at]));
    return {
      targets: Float64Array.from(Object.values(margin)),
      levels: Int32Array.from(cells, (cell) => place.get(cell.levels[dimension]!)!),
    };
  });
  const weights = Float64Array.from(cells, ({ baseWeight }) => baseWeight);
  for (let iterations = 1; iterations <= maxIterations; iterations += 1) {
    const before = weights.slice();
    for (const dimension of dimensions) scaleTo(dimension, weights);
    if (largestChange(before, weights) < tolerance) return isMet(dimensions, weights) ? { weights, iterations } : null;
  }
  return null;
}

type Dimension = { readonly targets: Float64Array; readonly levels: Int32Array };

/** Scales the weights to the totals of one dimension. */
function scaleTo({ targets, levels }: Dimension, weights: Float64Array): void {
  const factors = totalsOf(weights, levels, targets.length);
  for (let level = 0; level < targets.length; level += 1) {
    const held = factors[level]!;
    factors[level] = held === 0 ? 0 : targets[level]! / held;
  }
  for (let i = 0; i < weights.length; i += 1) weights[i]! *= factors[levels[i]!]!;
}

/** The largest relative change of a weight. */
function largestChange(before: Float64Array, after: Float64Array): number {
  let change = 0;
  for (let i = 0; i < before.length; i += 1) {
    if (before[i] !== 0) change = Math.max(change, Math.abs(after[i]! / before[i]! - 1));
  }
  return change;
}

function totalsOf(weights: Float64Array, levels: Int32Array, many: number): Float64Array {
  const totals = new Float64Array(many);
  for (let i = 0; i < weights.length; i += 1) totals[levels[i]!]! += weights[i]!;
  return totals;
}

/** Weights can stand still at zero without meeting a margin. */
function isMet(dimensions: readonly Dimension[], weights: Float64Array): boolean {
  return dimensions.every(({ targets, levels }) =>
    totalsOf(weights, levels, targets.length).every(
      (held, level) => Math.abs(held - targets[level]!) <= 1e-6 * Math.max(1, targets[level]!),
    ),
  );
}

function rakeWithin(
  cells: readonly RakeCell[],
  margins: Margins,
  options: RakeOptions & { caps: { low: number; high: number } },
): Raked | WeightingRefused {
  const { low, high } = options.caps;
  const mean = sum(Object.values(Object.values(margins)[0] ?? {})) / sum(cells.map(({ n }) => n));
  let current = cells;
  let iterations = 0;
  for (let round = 0; round < 500; round += 1) {
    const fitted = fit(current, margins, options);
    if (fitted === null) break;
    iterations += fitted.iterations;
    const each = cells.map(({ n }, i) => ({ weight: n === 0 ? 0 : fitted.weights[i]! / n, n }));
    const isInside = each.every(({ weight, n }) => n === 0 || (weight <= high * mean * (1 + 1e-6) && weight >= low * mean * (1 - 1e-6)));
    if (isInside) return { accepted: true, factors: factorsOf(cells, fitted.weights), iterations };
    const trimmed = trimGroups(each, { low: low * mean, high: high * mean });
    if (trimmed === null) break;
    current = cells.map((cell, i) => ({ ...cell, baseWeight: cell.n * trimmed[i]! }));
  }
  return { accepted: false, reason: "CAPS_TOO_TIGHT", at: null };
}

function factorsOf(cells: readonly RakeCell[], weights: Float64Array): number[] {
  return cells.map(({ baseWeight }, i) => (baseWeight === 0 ? 0 : weights[i]! / baseWeight));
}
