import { minimise } from "./minimise.js";
import type { CustomerSummary } from "./purchases.js";
import { type RepeatRows, repeatRows, risingLogs } from "./repeat-rows.js";

/** Parameters of a Pareto/NBD model: purchase rates r, α; drop-out rates s, β. */
export interface ParetoNbd {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly hasConverged: boolean;
}

type History = Pick<CustomerSummary, "x" | "tx" | "T">;
type Parameters = Pick<ParetoNbd, "r" | "alpha" | "s" | "beta">;

/**
 * Fits the Pareto/NBD model of repeat purchases (Schmittlein, Morrison and Colombo 1987): customers buy at their own rate and
 * may quietly stop at any moment.
 *
 * @param summaries repeat purchases, time of the last, time watched (any one unit)
 * @returns `null` when nobody bought again
 * @throws {RangeError} when a summary is impossible
 * @example
 * fitParetoNbd([{ x: 0, tx: 0, T: 10 }]) // => null
 */
export function fitParetoNbd(summaries: readonly History[]): ParetoNbd | null {
  const rows = repeatRows(summaries);
  const most = rows.x.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return null;
  const scale = rows.T.reduce((a, b) => Math.max(a, b), 0);
  const starts = [
    [0.5, 0.25 * scale, 0.6, 0.3 * scale],
    [1, 0.15 * scale, 1, 0.15 * scale],
  ].map((start) => start.map(Math.log));
  const { at, value, hasConverged } = minimise((theta) => -logLikelihood(rows, theta, most), starts);
  const [r, alpha, s, beta] = at.map(Math.exp) as unknown as [number, number, number, number];
  return { r, alpha, s, beta, logLikelihood: -value, customers: rows.customers, hasConverged };
}

function logLikelihood(rows: RepeatRows, theta: Float64Array, most: number): number {
  const parameters = { r: Math.exp(theta[0]!), alpha: Math.exp(theta[1]!), s: Math.exp(theta[2]!), beta: Math.exp(theta[3]!) };
  const { r, s } = parameters;
  const gammaR = risingLogs(r, most);
  let total = 0;
  for (let i = 0; i < rows.x.length; i++) {
    const x = rows.x[i]!;
    const { still, stopped } = branches(parameters, x, rows.tx[i]!, rows.T[i]!);
    const either = stopped > still ? stopped + Math.log1p(Math.exp(still - stopped)) : still + Math.log1p(Math.exp(stopped - still));
    total += rows.count[i]! * (gammaR[x]! + r * theta[1]! + s * theta[3]! + either);
  }
  return total;
}

/** Log weights of "still a customer at T" and "stopped between the last purchase and T". */
function branches({ r, alpha, s, beta }: Parameters, x: number, tx: number, T: number): { still: number; stopped: number } {
  const still = -(r + x) * Math.log(alpha + T) - s * Math.log(beta + T);
  const near = reach(r, alpha, s, beta, x, tx);
  const far = reach(r, alpha, s, beta, x, T);
  const gone = -Math.expm1(far - near);
  return { still, stopped: gone > 0 ? Math.log(s / (r + s + x)) + near + Math.log(gone) : Number.NEGATIVE_INFINITY };
}

/**
 * ln of ₂F₁(r+s+x, c; r+s+x+1; z)·(m + t)^−(r+s+x) with m the larger of α and β. Euler's transformation turns it into a series
 * of positive terms that fall faster than powers of z.
 */
function reach(r: number, alpha: number, s: number, beta: number, x: number, t: number): number {
  const larger = alpha >= beta ? alpha : beta;
  const z = Math.abs(alpha - beta) / (larger + t);
  const total = r + s + x;
  const [power, rise] = alpha >= beta ? [s, r + x] : [r + x - 1, s + 1];
  let [term, sum] = [1, 1];
  for (let k = 0; k < 20_000; k++) {
    term *= ((rise + k) / (total + 1 + k)) * z;
    sum += term;
    if (term <= 1e-16 * sum) break;
  }
  return Math.log(sum) - power * Math.log1p(-z) - total * Math.log(larger + t);
}

/**
 * Chance that a customer has not stopped.
 *
 * @example
 * paretoNbdAlive({ r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.668 }, { x: 0, tx: 0, T: 0 }) // => 1
 */
export function paretoNbdAlive(model: Parameters, { x, tx, T }: History): number {
  const { still, stopped } = branches(model, x, tx, T);
  return 1 / (1 + Math.exp(stopped - still));
}

/**
 * Purchases to expect of a customer in the time to come.
 *
 * @param t length of the coming period, in the unit of the summaries
 * @throws {RangeError} when t is below 0 or not finite
 * @example
 * paretoNbdExpected({ r: 2, alpha: 4, s: 3, beta: 5 }, { x: 0, tx: 0, T: 0 }, 5) // => 0.9375
 */
export function paretoNbdExpected(model: Parameters, history: History, t: number): number {
  if (!(t >= 0 && Number.isFinite(t))) throw new RangeError(`a coming period is ≥ 0, got ${t}`);
  const { r, alpha, s, beta } = model;
  const { x, T } = history;
  const lasting = (beta + T) / (beta + T + t);
  // ∫ of the chance to last; at s = 1 it is a logarithm
  const time = Math.abs(s - 1) < 1e-9 ? -(beta + T) * Math.log(lasting) : ((beta + T) / (s - 1)) * (1 - lasting ** (s - 1));
  return ((r + x) / (alpha + T)) * time * paretoNbdAlive(model, history);
}
