import { solveSymmetric, symmetricEigen } from "./linear-algebra.js";

/**
 * Johnson's relative weights 相对权重: how much of R² each driver contributes when drivers overlap. Each driver is replaced
 * by its nearest uncorrelated stand-in and the explained variance is handed back through the loadings (Johnson 2000).
 * Any number of drivers; contributions are ≥ 0 and sum to R².
 *
 * @param r correlations among the p drivers, p × p row-major
 * @param ry correlation of each driver with the outcome, length p
 * @returns contribution to R² per driver, length p
 * @example
 * relativeWeights([1, 0.3, 0.3, 1], [0.6, 0.5]) // => Float64Array [0.29126, 0.18126]
 */
export function relativeWeights(r: ArrayLike<number>, ry: ArrayLike<number>): Float64Array {
  const p = ry.length;
  const { values, vectors } = symmetricEigen(r, p);
  const root = new Float64Array(p);
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  const projected = new Float64Array(p);
  for (let m = 0; m < p; m++) {
    root[m] = Math.sqrt(Math.max(0, values[m]!));
    let dot = 0;
    for (let i = 0; i < p; i++) dot += vectors[i * p + m]! * ry[i]!;
    // A direction without variance (two drivers answered alike) explains nothing.
    projected[m] = values[m]! > 1e-12 * largest ? dot / root[m]! : 0;
  }
  const weights = new Float64Array(p);
  const betaSquared = new Float64Array(p);
  for (let k = 0; k < p; k++) {
    let beta = 0;
    for (let m = 0; m < p; m++) beta += vectors[k * p + m]! * projected[m]!;
    betaSquared[k] = beta * beta;
  }
  // the loadings are symmetric: rows times the fourth root of the eigenvalues, each with each
  for (let m = 0; m < p; m++) {
    const scale = Math.sqrt(root[m]!);
    for (let i = 0; i < p; i++) vectors[i * p + m]! *= scale;
  }
  for (let j = 0; j < p; j++) {
    for (let k = 0; k <= j; k++) {
      let loading = 0;
      for (let m = 0; m < p; m++) loading += vectors[j * p + m]! * vectors[k * p + m]!;
      const squared = loading * loading;
      weights[j]! += squared * betaSquared[k]!;
      if (k < j) weights[k]! += squared * betaSquared[j]!;
    }
  }
  return weights;
}

/**
 * Pratt's measure: standardised beta times correlation. Sums to R² but can be negative under suppression.
 *
 * @returns p contributions; `null` when the drivers are collinear
 * @example
 * prattWeights([1, 0.3, 0.3, 1], [0.6, 0.5]) // => Float64Array [0.2967, 0.1758]
 */
export function prattWeights(r: ArrayLike<number>, ry: ArrayLike<number>): Float64Array | null {
  const beta = solveSymmetric(r, ry, ry.length);
  return beta?.map((value, j) => value * ry[j]!) ?? null;
}
