import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { basisOf, look, readBuyers, thresholdOf } from "./buyers.js";
import { type Fitted, type Holdout, NEEDED } from "./fit-forecast.js";
import { readForecast } from "./forecast.js";
import { modelInForce } from "./model.js";

type Query = z.output<typeof api.loyalty.expected.query>;
type Reply = z.input<typeof api.loyalty.expected.reply>;
/** From this chance on somebody is counted as still buying. */
const ACTIVE_FROM = 0.5;

/** The model of the purchases in scope, what it expects, and how it did on the hold-out; or in words why there is none. */
export async function expected(ctx: Context, { unit, model }: Query): Promise<Reply> {
  const buyers = await readBuyers(await look(ctx, unit));
  const [{ refused, fit, holdout }, { version }] = await Promise.all([readForecast(ctx, buyers, model), modelInForce(ctx)]);
  const k = thresholdOf(ctx, buyers);
  const told = (n: number) => (n > 0 && n < k ? null : n);
  return {
    basis: basisOf(ctx, buyers, version),
    model,
    refused:
      refused === null
        ? null
        : {
            reason: refused.reason,
            buyers: told(refused.buyers),
            repeatBuyers: told(refused.repeatBuyers),
            days: refused.days,
            needs: NEEDED,
          },
    fit: fit === null ? null : presentFit(fit),
    holdout: holdout === null ? null : presentHoldout(holdout),
  };
}

function presentFit({ parameters, logLikelihood, buyers, repeatBuyers, fittedOn, spend, outlooks }: Fitted): NonNullable<Reply["fit"]> {
  const { alive, expected, value } = outlooks;
  const sum = (values: Float64Array) => values.reduce((total, one) => (Number.isNaN(one) ? total : total + one), 0);
  return {
    parameters: [...parameters],
    logLikelihood,
    buyers,
    repeatBuyers,
    fittedOn,
    spend:
      spend === null
        ? null
        : {
            parameters: (["p", "q", "v"] as const).map((name) => ({ name, value: spend[name] })),
            meanPerPurchase: spend.populationMean,
            correlation: spend.correlation,
            isDoubtful: spend.isDoubtful,
          },
    expected: sum(expected),
    value: value === null ? null : sum(value),
    meanAlive: sum(alive) / alive.length,
    active: alive.filter((one) => one >= ACTIVE_FROM).length,
  };
}

function presentHoldout({ from, to, customers, points }: Holdout): NonNullable<Reply["holdout"]> {
  const last = points.at(-1)!;
  return {
    from: isoDateOf(from),
    to: isoDateOf(to),
    customers,
    points: points.map(({ day, planned, actual }) => ({ on: isoDateOf(day), planned, actual })),
    error: last.actual === 0 ? null : (last.planned - last.actual) / last.actual,
  };
}
