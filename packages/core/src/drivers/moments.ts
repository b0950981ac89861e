import { columnProducts } from "./cross-products.js";

/**
 * What an engine must count for a driver analysis: the number of complete answers, one sum per question and one sum of
 * products per pair of questions. All of `drivers` can be computed from these, so no answer has to leave the database.
 */
export interface Moments {
  /** Question or attribute codes, in the order of `sums`. */
  readonly names: readonly string[];
  /** Answers complete on every name (or the sum of weights scaled to them). */
  readonly n: number;
  /** Σx per name. */
  readonly sums: ArrayLike<number>;
  /** Σx·y for every pair, row-major, names × names, both triangles. */
  readonly crossProducts: ArrayLike<number>;
}

/** Answers by question; a missing answer is `null`, `undefined` or `NaN`. */
export type Columns = Readonly<Record<string, ArrayLike<number | null | undefined>>>;

/** Complete answers as numbers, one `Float64Array` per name. */
export interface CompleteCases {
  readonly names: readonly string[];
  readonly n: number;
  readonly columns: readonly Float64Array[];
  /** Answers available per name before listwise deletion. */
  readonly available: readonly number[];
}

/**
 * Keeps the rows that answered every named question (listwise) and says how many answered each (available).
 *
 * @throws {RangeError} when a name has no column or the columns differ in length
 * @example
 * completeCases({ a: [1, null, 3], b: [2, 5, 4] }, ["a", "b"]).n // => 2
 */
export function completeCases(columns: Columns, names: readonly string[]): CompleteCases {
  const source = names.map((name) => {
    const column = columns[name];
    if (column === undefined) throw new RangeError(`completeCases has no column "${name}"`);
    return column;
  });
  const rows = source[0]?.length ?? 0;
  if (source.some((column) => column.length !== rows)) throw new RangeError("completeCases needs columns of one length");
  const available = names.map(() => 0);
  const kept = source.map(() => new Float64Array(rows));
  let n = 0;
  for (let i = 0; i < rows; i++) {
    let complete = true;
    for (let j = 0; j < source.length; j++) {
      const value = source[j]![i];
      if (value === null || value === undefined || Number.isNaN(value)) {
        complete = false;
      } else {
        available[j]!++;
        kept[j]![n] = value;
      }
    }
    if (complete) n++;
  }
  return { names, n, columns: kept.map((column) => column.subarray(0, n)), available };
}

/**
 * Sums and cross-products of complete answers.
 *
 * @param weights one weight per kept row, ≥ 0; they are scaled to sum to the number of rows
 * @throws {RangeError} when there is not one weight per row, one is below 0 or not finite, or rows have no weight at all
 * @example
 * momentsOf(completeCases({ a: [1, 3], b: [2, 4] }, ["a", "b"])) // => { names: ["a", "b"], n: 2, sums: [4, 6], crossProducts: [10, 14, 14, 20] }
 */
export function momentsOf(cases: CompleteCases, weights?: ArrayLike<number>): Moments {
  const { columns, n } = cases;
  const scale = weights === undefined ? 1 : n / weightOf(weights, n);
  const { sums, products } = columnProducts(columns, n, weights && Float64Array.from(weights, (weight) => weight * scale));
  return { names: cases.names, n, sums, crossProducts: products };
}

function weightOf(weights: ArrayLike<number>, n: number): number {
  if (weights.length !== n) throw new RangeError(`momentsOf needs one weight per row, got ${weights.length} for ${n}`);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (!(weights[i]! >= 0 && Number.isFinite(weights[i]!))) throw new RangeError(`a weight is ≥ 0, got ${weights[i]}`);
    sum += weights[i]!;
  }
  if (n > 0 && sum === 0) throw new RangeError("momentsOf needs some weight, got none");
  return sum;
}

/**
 * The counts of some names, in the order asked for.
 *
 * @throws {RangeError} when a name is unknown
 * @example
 * pickMoments({ names: ["a", "b"], n: 2, sums: [4, 6], crossProducts: [10, 14, 14, 20] }, ["b"]) // => { names: ["b"], n: 2, sums: [6], crossProducts: [20] }
 */
export function pickMoments(moments: Moments, names: readonly string[]): Moments {
  const k = moments.names.length;
  const at = names.map((name) => {
    const index = moments.names.indexOf(name);
    if (index < 0) throw new RangeError(`there are no counts for "${name}"`);
    return index;
  });
  return {
    names,
    n: moments.n,
    sums: at.map((a) => moments.sums[a]!),
    crossProducts: at.flatMap((a) => at.map((b) => moments.crossProducts[a * k + b]!)),
  };
}

/**
 * Covariances (n − 1) from sums and cross-products.
 *
 * @returns names × names, row-major
 * @throws {RangeError} when n < 2 or the sizes do not fit
 * @example
 * covarianceMatrix({ names: ["a", "b"], n: 2, sums: [4, 6], crossProducts: [10, 14, 14, 20] }) // => Float64Array [2, 2, 2, 2]
 */
export function covarianceMatrix(moments: Moments): Float64Array {
  const { names, n, sums, crossProducts } = moments;
  const k = names.length;
  if (!(n >= 2)) throw new RangeError(`covarianceMatrix needs n ≥ 2, got ${n}`);
  if (sums.length !== k || crossProducts.length !== k * k)
    throw new RangeError(`covarianceMatrix needs ${k} sums and ${k * k} cross-products`);
  const covariance = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) covariance[a * k + b] = (crossProducts[a * k + b]! - (sums[a]! * sums[b]!) / n) / (n - 1);
    // A constant answer leaves only rounding behind; call it 0 so that nothing correlates with it.
    if (covariance[a * k + a]! <= 1e-13 * (crossProducts[a * k + a]! / n)) covariance[a * k + a] = 0;
  }
  return covariance;
}

/**
 * Pearson correlations from sums and cross-products.
 *
 * @returns names × names, row-major, 1 on the diagonal; `NaN` in the rows of a question everybody answered alike
 * @example
 * correlationMatrix({ names: ["a", "b"], n: 3, sums: [6, 7], crossProducts: [14, 16, 16, 21] }) // => Float64Array [1, 0.6546536707079772, 0.6546536707079772, 1]
 */
export function correlationMatrix(moments: Moments): Float64Array {
  return correlationOf(covarianceMatrix(moments), moments.names.length);
}

/**
 * Correlations from covariances, k × k row-major.
 * @example
 * correlationOf([4, 3, 3, 9], 2) // => Float64Array [1, 0.5, 0.5, 1]
 */
export function correlationOf(covariance: ArrayLike<number>, k: number): Float64Array {
  const correlation = new Float64Array(k * k);
  const inverse = new Float64Array(k);
  for (let a = 0; a < k; a++) inverse[a] = covariance[a * k + a]! > 0 ? 1 / Math.sqrt(covariance[a * k + a]!) : Number.NaN;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      correlation[a * k + b] = a === b && !Number.isNaN(inverse[a]!) ? 1 : covariance[a * k + b]! * inverse[a]! * inverse[b]!;
    }
  }
  return correlation;
}
