/** A source of uniform numbers in [0, 1), such as `uniformStream(seedRng(seed))`. */
export type Uniform = () => number;

/**
 * A source of standard normal numbers (Marsaglia's polar method).
 *
 * @param uniform where chance comes from
 * @example
 * normalStream(() => 0.75)() // => 0.8326
 */
export function normalStream(uniform: Uniform): () => number {
  let spare = 0;
  let hasSpare = false;
  return () => {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const s = x * x + y * y;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = y * scale;
      hasSpare = true;
      return x * scale;
    }
  };
}

/**
 * One draw from a gamma distribution with scale 1 (Marsaglia and Tsang 2000).
 *
 * @param shape > 0
 * @example
 * drawGamma(4, () => 0.5, () => 0) // => 3.6667
 */
export function drawGamma(shape: number, uniform: Uniform, normal: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * One draw from a chi-square distribution.
 *
 * @param df degrees of freedom, > 0
 * @example
 * drawChiSquare(8, () => 0.5, () => 0) // => 7.3333
 */
export function drawChiSquare(df: number, uniform: Uniform, normal: () => number): number {
  return 2 * drawGamma(df / 2, uniform, normal);
}
