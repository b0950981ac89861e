import { columnProducts } from "./cross-products.js";
import { drawChiSquare, normalStream, type Uniform } from "./draws.js";
import { symmetricRoot } from "./linear-algebra.js";
import { type CompleteCases, covarianceMatrix, type Moments } from "./moments.js";

/** One resample of q questions; the arrays are reused, so read them before the next one. */
export interface Resample {
  /** Sums of squares and products about the resample's own means, q × q row-major. */
  readonly scatter: Float64Array;
  /** Answers in the resample. */
  readonly n: number;
  /** Resample mean less original mean, per question. */
  readonly meanShift: Float64Array;
}

export interface ResampleOptions {
  readonly draws: number;
  readonly uniform: Uniform;
}

/** Fewer groups than this say too little about the spread. */
export const MIN_GROUPS = 20;

/**
 * Resamples as repeated samples from a multivariate normal with these moments would give: Wishart scatter by Bartlett's
 * decomposition. For when only overall counts are at hand.
 *
 * @param effectiveN base of weighted answers; default the number of answers
 * @throws {RangeError} when n is not larger than the number of questions
 * @example
 * const counts = { names: ["a"], n: 9, sums: [18], crossProducts: [44] };
 * let seen = 0;
 * eachNormalResample(counts, { draws: 4, uniform: () => 0.6 }, () => (seen += 1)) ?? seen // => 4
 */
export function eachNormalResample(
  moments: Moments,
  options: ResampleOptions,
  read: (resample: Resample, draw: number) => void,
  effectiveN = moments.n,
): void {
  const q = moments.names.length;
  const n = effectiveN;
  if (!(n > q)) throw new RangeError(`resampling ${q} questions needs n > ${q}, got ${n}`);
  const root = symmetricRoot(covarianceMatrix(moments), q);
  const normal = normalStream(options.uniform);
  const lower = new Float64Array(q * q);
  const mixed = new Float64Array(q * q);
  const scatter = new Float64Array(q * q);
  const meanShift = new Float64Array(q);
  const z = new Float64Array(q);
  for (let d = 0; d < options.draws; d++) {
    for (let i = 0; i < q; i++) {
      for (let j = 0; j < i; j++) lower[i * q + j] = normal();
      lower[i * q + i] = Math.sqrt(drawChiSquare(n - 1 - i, options.uniform, normal));
      z[i] = normal() / Math.sqrt(n);
    }
    for (let i = 0; i < q; i++) {
      let shift = 0;
      for (let j = 0; j < q; j++) {
        shift += root[i * q + j]! * z[j]!;
        let value = 0;
        for (let m = j; m < q; m++) value += root[i * q + m]! * lower[m * q + j]!;
        mixed[i * q + j] = value;
      }
      meanShift[i] = shift;
    }
    for (let i = 0; i < q; i++) {
      for (let j = 0; j <= i; j++) {
        let value = 0;
        for (let m = 0; m < q; m++) value += mixed[i * q + m]! * mixed[j * q + m]!;
        scatter[i * q + j] = value;
        scatter[j * q + i] = value;
      }
    }
    read({ scatter, n, meanShift }, d);
  }
}

/**
 * Resamples whole random groups of answers (for example by a hash of the response id, modulo 60), from the engine's counts of
 * each group. Makes no assumption about the shape of the answers.
 *
 * @throws {RangeError} with fewer than twenty groups
 * @example
 * const group = { names: ["a"], n: 2, sums: [4], crossProducts: [10] };
 * let answers = 0;
 * eachGroupResample(Array.from({ length: 20 }, () => group), { draws: 1, uniform: () => 0 }, ({ n }) => (answers = n)) ?? answers // => 40
 */
export function eachGroupResample(
  groups: readonly Moments[],
  options: ResampleOptions,
  read: (resample: Resample, draw: number) => void,
): void {
  if (groups.length < MIN_GROUPS) throw new RangeError(`resampling needs at least ${MIN_GROUPS} groups, got ${groups.length}`);
  const q = groups[0]!.names.length;
  const total = groups.reduce((sum, group) => sum + group.n, 0);
  const means = Float64Array.from({ length: q }, (_, a) => groups.reduce((sum, group) => sum + group.sums[a]!, 0) / total);
  // Measured from the overall mean, so that no digits are lost.
  const centred = groups.map((group) => {
    const sums = Float64Array.from(means, (mean, a) => group.sums[a]! - group.n * mean);
    const products = Float64Array.from({ length: q * q }, (_, at) => {
      const a = Math.floor(at / q);
      const b = at % q;
      return group.crossProducts[at]! - means[a]! * group.sums[b]! - means[b]! * group.sums[a]! + group.n * means[a]! * means[b]!;
    });
    return { n: group.n, sums, products };
  });
  const meanShift = new Float64Array(q);
  const scatter = new Float64Array(q * q);
  for (let d = 0; d < options.draws; d++) {
    meanShift.fill(0);
    scatter.fill(0);
    let n = 0;
    for (let g = 0; g < groups.length; g++) {
      const group = centred[Math.floor(options.uniform() * groups.length)]!;
      n += group.n;
      for (let a = 0; a < q; a++) meanShift[a]! += group.sums[a]!;
      for (let at = 0; at < q * q; at++) scatter[at]! += group.products[at]!;
    }
    for (let a = 0; a < q; a++) for (let b = 0; b < q; b++) scatter[a * q + b]! -= (meanShift[a]! * meanShift[b]!) / n;
    for (let a = 0; a < q; a++) meanShift[a]! /= n;
    read({ scatter, n, meanShift }, d);
  }
}

/**
 * Resamples rows of complete answers with replacement.
 * @example
 * let scatter = null;
 * eachAnswerResample(completeCases({ a: [1, 2, 6] }, ["a"]), { draws: 1, uniform: () => 0 }, (resample) => (scatter = resample.scatter[0])) ?? scatter // => 0
 */
export function eachAnswerResample(cases: CompleteCases, options: ResampleOptions, read: (resample: Resample, draw: number) => void): void {
  const { n, columns } = cases;
  const q = columns.length;
  // measured from their mean, so that no digits are lost
  const centred = columns.map((column) => {
    const mean = column.reduce((a, b) => a + b, 0) / n;
    return column.map((value) => value - mean);
  });
  const times = new Float64Array(n);
  const meanShift = new Float64Array(q);
  for (let d = 0; d < options.draws; d++) {
    drawTimes(times, options.uniform);
    const { sums, products: scatter } = columnProducts(centred, n, times);
    for (let a = 0; a < q; a++) {
      meanShift[a] = sums[a]! / n;
      for (let b = 0; b < q; b++) scatter[a * q + b]! -= (sums[a]! * sums[b]!) / n;
    }
    read({ scatter, n, meanShift }, d);
  }
}

/** How often each answer is drawn. */
function drawTimes(times: Float64Array, uniform: Uniform): void {
  const n = times.length;
  times.fill(0);
  for (let i = 0; i < n; i++) times[Math.floor(uniform() * n)]!++;
}
