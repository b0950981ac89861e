import { logGamma } from "../numeric/index.js";
import { minimise } from "./minimise.js";
import type { CustomerSummary } from "./purchases.js";

/** Parameters of a gamma–gamma model of what customers spend per purchase. */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly v: number;
  readonly logLikelihood: number;
  readonly customers: number;
  /** Mean spend per purchase over all customers; `null` when q ≤ 1, where it is not finite. */
  readonly populationMean: number | null;
  /** Correlation of how often with how much; the model takes it for 0. `null` when one of them never varies. */
  readonly correlation: number | null;
  /** True when the correlation is 0.3 or more either way. */
  readonly isDoubtful: boolean;
  readonly hasConverged: boolean;
}

/** The model takes frequency and spend as unrelated; from this correlation on that is doubtful. */
export const MAX_SPEND_CORRELATION = 0.3;

/**
 * Fits the gamma–gamma model of spend (Fader and Hardie 2013) on customers with repeat purchases and a spend above 0.
 *
 * @returns `null` with fewer than three such customers
 * @example
 * fitGammaGamma([{ x: 1, m: 5 }, { x: 2, m: 7 }]) // => null
 */
export function fitGammaGamma(summaries: readonly Pick<CustomerSummary, "x" | "m">[]): GammaGamma | null {
  const used = summaries.filter((one): one is { x: number; m: number } => one.x > 0 && one.m !== null && one.m > 0);
  const n = used.length;
  if (n < 3) return null;
  const x = Float64Array.from(used, (one) => one.x);
  const m = Float64Array.from(used, (one) => one.m);
  const logs = m.map(Math.log);
  const most = x.reduce((a, b) => Math.max(a, b), 0);
  const isWhole = x.every(Number.isInteger) && most <= 10_000;
  const f = (theta: Float64Array): number => {
    const [p, q, v] = [Math.exp(theta[0]!), Math.exp(theta[1]!), Math.exp(theta[2]!)];
    const byCount = isWhole ? gammaTable(p, q, most) : null;
    const start = q * theta[2]! - logGamma(q);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const px = p * x[i]!;
      const gammas = byCount ? byCount[x[i]!]! : logGamma(px + q) - logGamma(px);
      total += gammas + start + (px - 1) * logs[i]! + px * Math.log(x[i]!) - (px + q) * Math.log(x[i]! * m[i]! + v);
    }
    return -total;
  };
  const mean = m.reduce((a, b) => a + b, 0) / n;
  const starts = [
    [6, 4, mean / 2],
    [1, 2, mean],
  ].map((start) => start.map(Math.log));
  const { at, value, hasConverged } = minimise(f, starts);
  const [p, q, v] = at.map(Math.exp) as unknown as [number, number, number];
  const correlation = pearsonOf(x, m);
  return {
    p,
    q,
    v,
    logLikelihood: -value,
    customers: n,
    populationMean: q > 1 ? (p * v) / (q - 1) : null,
    correlation,
    isDoubtful: correlation !== null && Math.abs(correlation) >= MAX_SPEND_CORRELATION,
    hasConverged,
  };
}

/**
 * Spend per purchase to expect of a customer: between the own mean and everybody's.
 *
 * @param history repeat purchases and their mean value; with x = 0 the mean of all
 * @returns `null` when it is not finite (p·x + q ≤ 1)
 * @example
 * expectedSpend({ p: 6.2488, q: 3.7446, v: 15.448 }, { x: 2, m: 22.35 }) // => 24.66
 */
export function expectedSpend({ p, q, v }: Pick<GammaGamma, "p" | "q" | "v">, { x, m }: Pick<CustomerSummary, "x" | "m">): number | null {
  const below = p * x + q - 1;
  return below > 0 ? (p * (v + x * (m ?? 0))) / below : null;
}

function gammaTable(p: number, q: number, most: number): Float64Array {
  const table = new Float64Array(most + 1);
  for (let k = 1; k <= most; k++) table[k] = logGamma(p * k + q) - logGamma(p * k);
  return table;
}

function pearsonOf(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  const [mx, my] = [x.reduce((a, b) => a + b, 0) / n, y.reduce((a, b) => a + b, 0) / n];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += (x[i]! - mx) ** 2;
    yy += (y[i]! - my) ** 2;
    xy += (x[i]! - mx) * (y[i]! - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
