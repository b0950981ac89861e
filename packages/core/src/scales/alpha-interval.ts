import { fQuantile, fUpperQuantile } from "../numeric/index.js";

/** Ends of an interval for Cronbach's α. */
export interface AlphaInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * Interval of Cronbach's α after Feldt: (1 − α) follows an F distribution with n − 1 and (n − 1)(k − 1) degrees of freedom, for items
 * that vary alike.
 *
 * @param n people, ≥ 2
 * @param k items, ≥ 2
 * @returns `null` for fewer than two people or items
 * @example
 * alphaInterval(0.9130435, 5, 3) // => { low: 0.5606408, high: 0.9903162, level: 0.95 }
 */
export function alphaInterval(alpha: number, n: number, k: number, level = 0.95): AlphaInterval | null {
  if (n < 2 || k < 2) return null;
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  const tail = (1 - level) / 2;
  return {
    low: 1 - (1 - alpha) * fUpperQuantile(tail, df1, df2),
    high: 1 - (1 - alpha) * fQuantile(tail, df1, df2),
    level,
  };
}
