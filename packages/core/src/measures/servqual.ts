import { sum } from "../numeric/index.js";

/** One SERVQUAL dimension: its mean gap P − E, its weight, and how many answers it rests on. */
export interface ServqualDimension {
  /** `null` when nobody answered both sides */
  readonly gap: number | null;
  /** importance, > 0; the weights need not total 100 */
  readonly weight: number;
  readonly n: number;
}

/** The overall gap, perceived less expected, in scale points; below 0 the service falls short. */
export interface ServqualGap {
  /** weighted by importance */
  readonly value: number;
  readonly unweighted: number;
  /** the smallest base among the dimensions used */
  readonly n: number;
  /** none: the same people answer every dimension, so their errors cannot be added up */
  readonly interval: null;
}

/**
 * SERVQUAL gap 服务质量差距 over dimensions. A dimension nobody answered is left out and the other weights carry it.
 *
 * @returns `null` when no dimension has a gap
 * @throws {RangeError} when a weight is not above 0
 * @example
 * const dimensions = [[-0.4, 11], [-1, 32], [-0.5, 23], [-0.3, 19], [-0.1, 15]].map(([gap, weight]) => ({ gap, weight, n: 50 }));
 * servqualGap(dimensions) // => { value: -0.551, unweighted: -0.46, n: 50, interval: null }
 */
export function servqualGap(dimensions: readonly ServqualDimension[]): ServqualGap | null {
  for (const { weight } of dimensions) if (!(weight > 0)) throw new RangeError(`a weight is above 0, got ${weight}`);
  const answered = dimensions.flatMap(({ gap, weight, n }) => (gap === null || n === 0 ? [] : [{ gap, weight, n }]));
  if (answered.length === 0) return null;
  const weights = sum(answered.map(({ weight }) => weight));
  return {
    value: sum(answered.map(({ gap, weight }) => gap * weight)) / weights,
    unweighted: sum(answered.map(({ gap }) => gap)) / answered.length,
    n: Math.min(...answered.map(({ n }) => n)),
    interval: null,
  };
}
