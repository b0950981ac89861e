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
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to tridiagonal form, then QL with implicit shifts
 * (Bowdler, Martin, Reinsch and Wilkinson 1968; EISPACK's tred2 and tql2).
 *
 * @param a k × k symmetric matrix, row-major
 * @throws {RangeError} when it holds a number that is not finite
 * @example
 * symmetricEigen(Float64Array.of(1, 0.3, 0.3, 1), 2).values // => Float64Array [0.7, 1.3]
 */
export function symmetricEigen(a: ArrayLike<number>, k: number): SymmetricEigen {
  const vectors = Float64Array.from(a);
  const values = new Float64Array(k);
  const beside = new Float64Array(k);
  tridiagonalise(vectors, values, beside, k);
  diagonalise(vectors, values, beside, k);
  return { values, vectors };
}

/** Leaves the diagonal in `values`, what stands beside it in `beside` (from 1 on), and in `v` the rotation that led there. */
function tridiagonalise(v: Float64Array, values: Float64Array, beside: Float64Array, k: number): void {
  for (let i = k - 1; i > 0; i--) {
    const row = i * k;
    let scale = 0;
    for (let m = 0; m < i; m++) scale += Math.abs(v[row + m]!);
    if (i === 1 || scale === 0) {
      beside[i] = v[row + i - 1]!;
      values[i] = 0;
      continue;
    }
    let h = 0;
    for (let m = 0; m < i; m++) {
      v[row + m]! /= scale;
      h += v[row + m]! ** 2;
    }
    const f = v[row + i - 1]!;
    const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
    beside[i] = scale * g;
    h -= f * g;
    v[row + i - 1] = f - g;
    let product = 0;
    for (let j = 0; j < i; j++) {
      v[j * k + i] = v[row + j]! / h;
      let sum = 0;
      for (let m = 0; m <= j; m++) sum += v[j * k + m]! * v[row + m]!;
      for (let m = j + 1; m < i; m++) sum += v[m * k + j]! * v[row + m]!;
      beside[j] = sum / h;
      product += beside[j]! * v[row + j]!;
    }
    const half = product / (h + h);
    for (let j = 0; j < i; j++) {
      const x = v[row + j]!;
      const y = beside[j]! - half * x;
      beside[j] = y;
      for (let m = 0; m <= j; m++) v[j * k + m]! -= x * beside[m]! + y * v[row + m]!;
    }
    values[i] = h;
  }
  values[0] = 0;
  for (let i = 0; i < k; i++) {
    if (values[i] !== 0) {
      for (let j = 0; j < i; j++) {
        let sum = 0;
        for (let m = 0; m < i; m++) sum += v[i * k + m]! * v[m * k + j]!;
        for (let m = 0; m < i; m++) v[m * k + j]! -= sum * v[m * k + i]!;
      }
    }
    values[i] = v[i * k + i]!;
    v[i * k + i] = 1;
    for (let j = 0; j < i; j++) {
      v[j * k + i] = 0;
      v[i * k + j] = 0;
    }
  }
}

/** More rounds than any finite matrix needs for one value. */
const MOST_ROUNDS = 60;

function diagonalise(v: Float64Array, values: Float64Array, beside: Float64Array, k: number): void {
  for (let i = 1; i < k; i++) beside[i - 1] = beside[i]!;
  beside[k - 1] = 0;
  for (let from = 0; from < k; from++) {
    for (let round = 0; ; round++) {
      let to = from;
      while (to < k - 1) {
        const near = Math.abs(values[to]!) + Math.abs(values[to + 1]!);
        if (Math.abs(beside[to]!) <= Number.EPSILON * near) break;
        to++;
      }
      if (to === from) break;
      if (round === MOST_ROUNDS) throw new RangeError("eigenvalues are of finite numbers only");
      rotateBack(v, values, beside, k, from, to);
    }
  }
}

/** One QL step between two places where the matrix falls apart. */
function rotateBack(v: Float64Array, values: Float64Array, beside: Float64Array, k: number, from: number, to: number): void {
  let g = (values[from + 1]! - values[from]!) / (2 * beside[from]!);
  let r = Math.sqrt(g * g + 1);
  g = values[to]! - values[from]! + beside[from]! / (g + (g >= 0 ? r : -r));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = to - 1; i >= from; i--) {
    const f = s * beside[i]!;
    const b = c * beside[i]!;
    r = Math.sqrt(f * f + g * g);
    beside[i + 1] = r;
    if (r === 0) {
      values[i + 1]! -= p;
      beside[to] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = values[i + 1]! - p;
    r = (values[i]! - g) * s + 2 * c * b;
    p = s * r;
    values[i + 1] = g + p;
    g = c * r - b;
    for (let m = 0; m < k; m++) {
      const at = m * k + i;
      const x = v[at + 1]!;
      const y = v[at]!;
      v[at + 1] = s * y + c * x;
      v[at] = c * y - s * x;
    }
  }
  values[from]! -= p;
  beside[from] = g;
  beside[to] = 0;
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
