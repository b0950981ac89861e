/** Square matrices here are row-major `Float64Array`s of k × k numbers: one allocation, no objects in inner loops. */

const SINGULAR = 1e-11;

/**
 * Cholesky factor of a symmetric positive definite matrix.
 *
 * @param a k × k symmetric matrix, row-major; only its lower triangle is read
 * @param k number of rows
 * @returns lower triangular factor L with L·Lᵀ = a; `null` when the matrix is singular for practical purposes
 * @example
 * cholesky(Float64Array.of(4, 2, 2, 5), 2) // => Float64Array [2, 0, 1, 2]
 */
export function cholesky(a: ArrayLike<number>, k: number): Float64Array | null {
  const lower = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * k + j]!;
      for (let m = 0; m < j; m++) rest -= lower[i * k + m]! * lower[j * k + m]!;
      if (i === j) {
        if (!(rest > SINGULAR * a[i * k + i]!)) return null;
        lower[i * k + i] = Math.sqrt(rest);
      } else {
        lower[i * k + j] = rest / lower[j * k + j]!;
      }
    }
  }
  return lower;
}

/**
 * Solves a·x = b for a symmetric positive definite `a`.
 *
 * @returns x, length k; `null` when `a` is singular for practical purposes
 * @example
 * solveSymmetric(Float64Array.of(4, 2, 2, 5), Float64Array.of(8, 8), 2) // => Float64Array [1.5, 1]
 */
export function solveSymmetric(a: ArrayLike<number>, b: ArrayLike<number>, k: number): Float64Array | null {
  const lower = cholesky(a, k);
  if (lower === null) return null;
  const x = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let rest = b[i]!;
    for (let m = 0; m < i; m++) rest -= lower[i * k + m]! * x[m]!;
    x[i] = rest / lower[i * k + i]!;
  }
  for (let i = k - 1; i >= 0; i--) {
    let rest = x[i]!;
    for (let m = i + 1; m < k; m++) rest -= lower[m * k + i]! * x[m]!;
    x[i] = rest / lower[i * k + i]!;
  }
  return x;
}

/**
 * Inverse of a symmetric positive definite matrix.
 *
 * @returns k × k inverse, row-major; `null` when `a` is singular for practical purposes
 * @example
 * invertSymmetric(Float64Array.of(4, 0, 0, 2), 2) // => Float64Array [0.25, 0, 0, 0.5]
 */
export function invertSymmetric(a: ArrayLike<number>, k: number): Float64Array | null {
  const lower = cholesky(a, k);
  if (lower === null) return null;
  const root = new Float64Array(k * k); // inverse of the factor
  for (let j = 0; j < k; j++) {
    root[j * k + j] = 1 / lower[j * k + j]!;
    for (let i = j + 1; i < k; i++) {
      let rest = 0;
      for (let m = j; m < i; m++) rest -= lower[i * k + m]! * root[m * k + j]!;
      root[i * k + j] = rest / lower[i * k + i]!;
    }
  }
  const inverse = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let value = 0;
      for (let m = i; m < k; m++) value += root[m * k + i]! * root[m * k + j]!;
      inverse[i * k + j] = value;
      inverse[j * k + i] = value;
    }
  }
  return inverse;
}

export interface SymmetricEigen {
  /** Eigenvalues in no particular order. */
  readonly values: Float64Array;
  /** k × k, row-major; column j belongs to `values[j]`. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: slow in theory, exact and quick at the
 * sizes of a questionnaire (k up to about 60).
 *
 * @example
 * symmetricEigen(Float64Array.of(1, 0.3, 0.3, 1), 2).values // => Float64Array [0.7, 1.3]
 */
export function symmetricEigen(a: ArrayLike<number>, k: number): SymmetricEigen {
  const work = Float64Array.from(a);
  const vectors = new Float64Array(k * k);
  for (let i = 0; i < k; i++) vectors[i * k + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < k; i++) {
      diagonal += work[i * k + i]! ** 2;
      for (let j = i + 1; j < k; j++) off += work[i * k + j]! ** 2;
    }
    if (off <= 1e-30 * diagonal) break;
    for (let p = 0; p < k - 1; p++) for (let q = p + 1; q < k; q++) rotate(work, vectors, k, p, q);
  }
  const values = new Float64Array(k);
  for (let i = 0; i < k; i++) values[i] = work[i * k + i]!;
  return { values, vectors };
}

function rotate(work: Float64Array, vectors: Float64Array, k: number, p: number, q: number): void {
  const apq = work[p * k + q]!;
  if (apq === 0) return;
  const theta = (work[q * k + q]! - work[p * k + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < k; i++) {
    const u = vectors[i * k + p]!;
    const v = vectors[i * k + q]!;
    vectors[i * k + p] = c * u - s * v;
    vectors[i * k + q] = s * u + c * v;
    if (i === p || i === q) continue;
    const x = work[i * k + p]!;
    const y = work[i * k + q]!;
    const turnedP = c * x - s * y;
    const turnedQ = s * x + c * y;
    work[i * k + p] = turnedP;
    work[p * k + i] = turnedP;
    work[i * k + q] = turnedQ;
    work[q * k + i] = turnedQ;
  }
  work[p * k + p]! -= t * apq;
  work[q * k + q]! += t * apq;
  work[p * k + q] = 0;
  work[q * k + p] = 0;
}

/**
 * Symmetric square root of a positive semi-definite matrix: B with B·B = a. Negative eigenvalues from rounding count as 0.
 *
 * @example
 * symmetricRoot(Float64Array.of(4, 0, 0, 9), 2) // => Float64Array [2, 0, 0, 3]
 */
export function symmetricRoot(a: ArrayLike<number>, k: number): Float64Array {
  const { values, vectors } = symmetricEigen(a, k);
  const root = new Float64Array(k * k);
  const scale = new Float64Array(k);
  for (let m = 0; m < k; m++) scale[m] = Math.sqrt(Math.max(0, values[m]!));
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let value = 0;
      for (let m = 0; m < k; m++) value += scale[m]! * vectors[i * k + m]! * vectors[j * k + m]!;
      root[i * k + j] = value;
      root[j * k + i] = value;
    }
  }
  return root;
}
