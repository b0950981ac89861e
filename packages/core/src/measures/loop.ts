import { chiSquareQuantile, chiSquareUpperQuantile } from "../numeric/index.js";
import { type Estimate, requireCounts, tailOfLevel } from "./estimate.js";
import { percentage } from "./proportion.js";

/** What happened to the complaints of a period. Cases without a reply stay in their denominators. */
export interface LoopCounts {
  /** orders, visits, calls; `null` when they are not recorded */
  readonly transactions: number | null;
  /** all complaints due in the period */
  readonly due: number;
  readonly onTime: number;
  readonly closed: number;
  readonly reopened: number;
  /** closed cases in which the customer was asked and answered */
  readonly verified: number;
  /** verified and satisfied */
  readonly satisfied: number;
}

/** The figures of the closed loop, in percent with Wilson intervals; `null` when their base is empty. */
export interface LoopFigures {
  readonly complaintsPerThousand: Estimate | null;
  readonly onTime: Estimate | null;
  readonly verificationCoverage: Estimate | null;
  readonly verifiedSatisfied: Estimate | null;
  /** verified and satisfied of all due: the harshest, and the headline */
  readonly closedLoop: Estimate | null;
  readonly reopened: Estimate | null;
}

/**
 * Loop figures 闭环指标.
 *
 * @throws {RangeError} when a count is not a whole number ≥ 0 or a part is larger than its whole
 * @example
 * const counts = { transactions: 25000, due: 50, onTime: 46, closed: 40, reopened: 2, verified: 34, satisfied: 30 };
 * loopFigures(counts).closedLoop.value // => 60
 * loopFigures(counts).complaintsPerThousand.value // => 2
 */
export function loopFigures(counts: LoopCounts, level = 0.95): LoopFigures {
  const { transactions, due, onTime, closed, reopened, verified, satisfied } = counts;
  requireCounts([transactions ?? 0, due, onTime, closed, reopened, verified, satisfied], "loopFigures");
  const parts = [onTime <= due, closed <= due, reopened <= closed, verified <= closed, satisfied <= verified];
  if (parts.includes(false)) throw new RangeError(`a part is larger than its whole: ${JSON.stringify(counts)}`);
  return {
    complaintsPerThousand: transactions === null ? null : perThousand(due, transactions, level),
    onTime: percentage(onTime, due, "wilson", level),
    verificationCoverage: percentage(verified, closed, "wilson", level),
    verifiedSatisfied: percentage(satisfied, verified, "wilson", level),
    closedLoop: percentage(satisfied, due, "wilson", level),
    reopened: percentage(reopened, closed, "wilson", level),
  };
}

/**
 * Events per thousand transactions with the exact Poisson interval (Garwood): one order can bring several complaints, so this is a
 * rate and not a share.
 *
 * @returns `null` without transactions
 * @throws {RangeError} when a count is not a whole number ≥ 0
 * @example
 * perThousand(50, 25000) // => { value: 2, n: 25000, interval: { low: 1.484439, high: 2.636751 } }
 */
export function perThousand(events: number, transactions: number, level = 0.95): Estimate | null {
  requireCounts([events, transactions], "perThousand");
  if (transactions === 0) return null;
  const tail = tailOfLevel(level);
  const rate = (count: number) => (1000 * count) / transactions;
  const low = events === 0 ? 0 : chiSquareQuantile(tail, 2 * events) / 2;
  return {
    value: rate(events),
    n: transactions,
    interval: { low: rate(low), high: rate(chiSquareUpperQuantile(tail, 2 * events + 2) / 2) },
  };
}

/**
 * Recovery 服务补救: how far the customers who complained have come back, the change of their mean score from the complaint to the
 * verification, as a share of the way to the top of the scale.
 *
 * @param before mean score when they complained
 * @param after mean score of the same people when verified
 * @param best the top of the scale
 * @returns percent, 100 fully won back, below 0 made worse; `null` when nobody was asked or there was nothing to win back
 * @throws {RangeError} when n is not a whole number ≥ 0 or a mean is above `best`
 * @example
 * recovery({ n: 34, before: 2, after: 4.1, best: 5 }).value // => 70
 */
export function recovery({ n, before, after, best }: { n: number; before: number; after: number; best: number }): Estimate | null {
  requireCounts([n], "recovery");
  if (!(before <= best && after <= best)) throw new RangeError(`means lie at or below ${best}, got ${before}, ${after}`);
  if (n === 0 || before === best) return null;
  return { value: (100 * (after - before)) / (best - before), n, interval: null };
}
