import type { CustomerSummary } from "./purchases.js";

/** Customers with the same history counted together: most customers of a shop never come back, on the same few days. */
export interface RepeatRows {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  readonly count: Float64Array;
  readonly customers: number;
}

/**
 * @throws {RangeError} when x is not a whole number ≥ 0, or 0 ≤ tx ≤ T does not hold
 */
export function repeatRows(summaries: readonly Pick<CustomerSummary, "x" | "tx" | "T">[]): RepeatRows {
  const positions = new Map<string, number>();
  const x: number[] = [];
  const tx: number[] = [];
  const T: number[] = [];
  const count: number[] = [];
  for (const one of summaries) {
    if (!Number.isInteger(one.x) || one.x < 0 || !(one.tx >= 0) || !(one.tx <= one.T + 1e-9)) {
      throw new RangeError(`a repurchase summary needs whole x ≥ 0 and 0 ≤ tx ≤ T, got (${one.x}, ${one.tx}, ${one.T})`);
    }
    const key = `${one.x}|${one.tx}|${one.T}`;
    const at = positions.get(key);
    if (at !== undefined) {
      count[at]!++;
      continue;
    }
    positions.set(key, x.length);
    x.push(one.x);
    tx.push(one.tx);
    T.push(one.T);
    count.push(1);
  }
  return {
    x: Float64Array.from(x),
    tx: Float64Array.from(tx),
    T: Float64Array.from(T),
    count: Float64Array.from(count),
    customers: summaries.length,
  };
}

/** ln Γ(a + k) − ln Γ(a) for k = 0..most, by adding logarithms. */
export function risingLogs(a: number, most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let k = 1; k <= most; k++) logs[k] = logs[k - 1]! + Math.log(a + k - 1);
  return logs;
}

/** A number too large or too small to be written out: its sign, and the logarithm of its size. */
type Scaled = { readonly sign: number; readonly log: number };

/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c other than 0, −1, −2 ….
 *
 * @example
 * Math.exp(logHypergeometric(1, 1, 2, 0.5).log) // => 1.3863
 */
export function logHypergeometric(a: number, b: number, c: number, z: number): Scaled {
  // Euler's transformation when it leaves the shorter series
  if (a + b > c && z > 0 && c > a && c > b) {
    const { sign, log } = series(c - a, c - b, c, z);
    return { sign, log: log + (c - a - b) * Math.log1p(-z) };
  }
  return series(a, b, c, z);
}

function series(a: number, b: number, c: number, z: number): Scaled {
  let [term, sum, log] = [1, 1, 0];
  for (let k = 0; k < 100_000; k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
    if (Math.abs(term) <= 1e-16 * Math.abs(sum)) break;
    if (Math.abs(sum) > 1e200) {
      term /= 1e200;
      sum /= 1e200;
      log += 200 * Math.LN10;
    }
  }
  return { sign: Math.sign(sum), log: log + Math.log(Math.abs(sum)) };
}
