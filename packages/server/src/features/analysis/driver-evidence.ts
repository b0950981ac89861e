import type { Evidence, Finding } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { drivers } from "./drivers.js";
import { simulate } from "./simulate.js";

/**
 * What the answers say about one driver: share of what is explained, points of the outcome per point, correlation, mean.
 *
 * @returns `null` when it is no driver of the outcome or too few answered
 */
export async function driverEvidence(ctx: Context, attribute: string, question: Finding["question"]): Promise<Evidence | null> {
  const { filters, outcome, method } = question;
  const query = { ...filters, outcome, drivers: question.drivers.length === 0 ? undefined : question.drivers };
  const [found, simulated] = await Promise.all([
    drivers(ctx, { ...query, method, importance: "derived" }),
    simulate(ctx, { ...query, changes: "" }),
  ]);
  const driver = found.drivers.find((one) => one.attribute === attribute);
  if (driver === undefined) return null;
  const perPoint = simulated.drivers.find((one) => one.attribute === attribute);
  const { n } = found;
  return {
    asOf: ctx.now().toISOString(),
    statement: found.statement,
    method: found.status === "indicative" ? "rankCorrelation" : found.method,
    n,
    figures: [
      { code: "share", value: driver.share, interval: driver.interval, n },
      { code: "perPoint", value: perPoint?.perPoint ?? null, interval: perPoint?.perPointInterval ?? null, n },
      { code: "correlation", value: driver.rankCorrelation ?? driver.correlation, interval: null, n },
      { code: "mean", value: driver.mean, interval: driver.meanInterval, n },
    ].filter(({ value }) => value !== null),
    place: driver.quadrant,
    isUncertain: driver.isUncertain,
    cautions: [...found.cautions, ...(driver.notRanked === null ? [] : [driver.notRanked])],
  };
}
