import { minimise } from "./minimise.js";
import type { CustomerSummary } from "./purchases.js";
import { logHypergeometric, type RepeatRows, repeatRows, risingLogs } from "./repeat-rows.js";

/** Parameters of a BG/NBD model: purchase rates r, α; drop-out chances a, b. */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly hasConverged: boolean;
}

type History = Pick<CustomerSummary, "x" | "tx" | "T">;

/**
 * Fits the BG/NBD model of repeat purchases (Fader, Hardie and Lee 2005): customers buy at their own rate until, after some
 * purchase, they quietly stop.
 *
 * @param summaries repeat purchases, time of the last, time watched (any one unit)
 * @returns `null` when nobody bought again
 * @throws {RangeError} when a summary is impossible
 * @example
 * fitBgNbd([{ x: 0, tx: 0, T: 10 }]) // => null
 */
export function fitBgNbd(summaries: readonly History[]): BgNbd | null {
  const rows = repeatRows(summaries);
  const most = rows.x.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return null;
  const scale = rows.T.reduce((a, b) => Math.max(a, b), 0);
  const starts = [
    [0.3, 0.12 * scale, 0.8, 2.5],
    [1, 0.3 * scale, 1, 3],
  ].map((start) => start.map(Math.log));
  const { at, value, hasConverged } = minimise((theta) => -bgNbdLogLikelihood(rows, theta, most), starts);
  const [r, alpha, a, b] = at.map(Math.exp) as unknown as [number, number, number, number];
  return { r, alpha, a, b, logLikelihood: -value, customers: rows.customers, hasConverged };
}

function bgNbdLogLikelihood(rows: RepeatRows, theta: Float64Array, most: number): number {
  const [r, alpha, a, b] = [Math.exp(theta[0]!), Math.exp(theta[1]!), Math.exp(theta[2]!), Math.exp(theta[3]!)];
  const gammaR = risingLogs(r, most); // Γ(r+x)/Γ(r)
  const gammaB = risingLogs(b, most);
  const gammaAB = risingLogs(a + b, most); // B(a, b+x)/B(a, b) = rising(b)/rising(a+b)
  const logAlpha = theta[1]!;
  let total = 0;
  for (let i = 0; i < rows.x.length; i++) {
    const x = rows.x[i]!;
    const still = -(r + x) * Math.log(alpha + rows.T[i]!);
    let either = still;
    if (x > 0) {
      const stopped = theta[2]! - Math.log(b + x - 1) - (r + x) * Math.log(alpha + rows.tx[i]!);
      either = stopped > still ? stopped + Math.log1p(Math.exp(still - stopped)) : still + Math.log1p(Math.exp(stopped - still));
    }
    total += rows.count[i]! * (gammaR[x]! + r * logAlpha + gammaB[x]! - gammaAB[x]! + either);
  }
  return total;
}

/**
 * Chance that a customer still buys.
 *
 * @returns 0..1; 1 for a customer without repeat purchases, who cannot have stopped after one
 * @example
 * bgNbdAlive({ r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }, { x: 2, tx: 30.43, T: 38.86 }) // => 0.7266
 */
export function bgNbdAlive({ r, alpha, a, b }: Pick<BgNbd, "r" | "alpha" | "a" | "b">, { x, tx, T }: History): number {
  return x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x));
}

/**
 * Purchases to expect of a customer in the time to come.
 *
 * @param t length of the coming period, in the unit of the summaries
 * @throws {RangeError} when t is below 0 or not finite
 * @example
 * bgNbdExpected({ r: 0.24259, alpha: 4.41353, a: 0.79289, b: 2.42575 }, { x: 2, tx: 30.43, T: 38.86 }, 39) // => 1.226
 */
export function bgNbdExpected(model: Pick<BgNbd, "r" | "alpha" | "a" | "b">, history: History, t: number): number {
  if (!(t >= 0 && Number.isFinite(t))) throw new RangeError(`a coming period is ≥ 0, got ${t}`);
  const { r, alpha, b } = model;
  // the formula has a removable gap at a = 1
  const a = Math.abs(model.a - 1) < 1e-7 ? 1 + 1e-7 : model.a;
  const { x, T } = history;
  // in logarithms: with many purchases the power vanishes while the series grows beyond all numbers
  const { sign, log } = logHypergeometric(r + x, b + x, a + b + x - 1, t / (alpha + T + t));
  const reach = sign * Math.exp(log - (r + x) * Math.log1p(t / (alpha + T)));
  const future = ((a + b + x - 1) / (a - 1)) * (1 - reach);
  return future * bgNbdAlive({ ...model, a }, history);
}
