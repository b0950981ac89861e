import {
  bgNbdAlive,
  bgNbdExpected,
  type CustomerSummary,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  type GammaGamma,
  type Purchase,
  paretoNbdAlive,
  paretoNbdExpected,
  purchaseHistories,
  summariseCustomers,
} from "@manyi/core/customers";
import { logOf, type PurchaseColumns } from "./purchase-log.js";

export type ModelName = "bgNbd" | "paretoNbd";
/** A model of fewer buyers, or of a shorter time, would say little that is not chance. */
export const NEEDED = { buyers: 100, repeatBuyers: 30, days: 180 } as const;
/** The last third of the time, at most half a year, is kept to check the model on. */
const HOLDOUT_MOST = 182;
const POINTS = 8;
const WEEK = 7;
export const YEAR_DAYS = 365;

export type Refused = {
  readonly reason: "FEW_BUYERS" | "FEW_REPEATS" | "SHORT_HISTORY" | "NO_FIT";
  readonly buyers: number;
  readonly repeatBuyers: number;
  readonly days: number;
};
/** What to expect of everybody, in the order of the customers; no value where no amounts are known, NaN for somebody without one. */
export type Outlooks = { readonly alive: Float64Array; readonly expected: Float64Array; readonly value: Float64Array | null };
export type Fitted = {
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  readonly logLikelihood: number;
  readonly buyers: number;
  readonly repeatBuyers: number;
  readonly fittedOn: number;
  readonly spend: GammaGamma | null;
  readonly outlooks: Outlooks;
};
export type Holdout = {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly points: readonly { readonly day: number; readonly planned: number; readonly actual: number }[];
};
export type Forecast = { readonly refused: Refused | null; readonly fit: Fitted | null; readonly holdout: Holdout | null };

type Fit = {
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  alive(one: CustomerSummary): number;
  expected(one: CustomerSummary, weeks: number): number;
};

/** What the models are made of; plain values, so that it can go to a thread of its own. */
export type ForecastOrder = {
  readonly model: ModelName;
  readonly columns: PurchaseColumns;
  readonly from: number | null;
  readonly until: number | null;
  readonly hasAmounts: boolean;
};
/** Buyers a model is fitted on: evenly drawn where there are more, since a fit looks at each of them hundreds of times. */
const MOST_FITTED: Readonly<Record<ModelName, number>> = { bgNbd: 40_000, paretoNbd: 2_000 };

/** Fits the model, checks it on a hold-out, and says what to expect of everybody; or why there is no model. */
export function forecast({ model, columns, from, until, hasAmounts }: ForecastOrder): Forecast {
  const log = logOf(columns);
  const summaries = until === null ? [] : summariseCustomers(log, until, WEEK);
  const repeatBuyers = summaries.filter(({ x }) => x > 0).length;
  const days = from === null || until === null ? 0 : until - from + 1;
  const refuse = (reason: Refused["reason"]): Forecast => ({
    refused: { reason, buyers: summaries.length, repeatBuyers, days },
    fit: null,
    holdout: null,
  });
  if (summaries.length < NEEDED.buyers) return refuse("FEW_BUYERS");
  if (repeatBuyers < NEEDED.repeatBuyers) return refuse("FEW_REPEATS");
  if (until === null || days < NEEDED.days) return refuse("SHORT_HISTORY");
  const holdout = check(log, until, Math.min(HOLDOUT_MOST, Math.floor(days / 3)), model);
  const drawn = drawEvenly(summaries, MOST_FITTED[model]);
  const fit = fitOf(drawn, model);
  if (fit === null) return refuse("NO_FIT");
  const spend = hasAmounts ? fitGammaGamma(summaries) : null;
  const expected = Float64Array.from(summaries, (one) => fit.expected(one, YEAR_DAYS / WEEK));
  // parameters at the edge of what numbers hold say nothing
  if (!expected.every(Number.isFinite)) return refuse("NO_FIT");
  const outlooks: Outlooks = {
    alive: Float64Array.from(summaries, (one) => fit.alive(one)),
    expected,
    value: spend === null ? null : Float64Array.from(summaries, (one, i) => expected[i]! * (expectedSpend(spend, one) ?? Number.NaN)),
  };
  return {
    refused: null,
    fit: {
      parameters: Object.entries(fit.parameters).map(([name, value]) => ({ name, value })),
      logLikelihood: fit.logLikelihood,
      buyers: summaries.length,
      repeatBuyers,
      fittedOn: drawn.length,
      spend,
      outlooks,
    },
    holdout,
  };
}

function fitOf(summaries: readonly CustomerSummary[], model: ModelName): Fit | null {
  if (model === "bgNbd") {
    const found = fitBgNbd(summaries);
    if (found === null || !found.hasConverged) return null;
    const { r, alpha, a, b, logLikelihood } = found;
    return {
      parameters: { r, alpha, a, b },
      logLikelihood,
      alive: (one) => bgNbdAlive(found, one),
      expected: (one, weeks) => bgNbdExpected(found, one, weeks),
    };
  }
  const found = fitParetoNbd(summaries);
  if (found === null || !found.hasConverged) return null;
  const { r, alpha, s, beta, logLikelihood } = found;
  return {
    parameters: { r, alpha, s, beta },
    logLikelihood,
    alive: (one) => paretoNbdAlive(found, one),
    expected: (one, weeks) => paretoNbdExpected(found, one, weeks),
  };
}

/** Fits on what was known before the hold-out and compares what was planned with what came. */
function check(log: readonly Purchase[], until: number, length: number, model: ModelName): Holdout | null {
  const start = until - length;
  const known = summariseCustomers(log, start, WEEK);
  if (known.length < NEEDED.buyers || known.filter(({ x }) => x > 0).length < NEEDED.repeatBuyers) return null;
  const fit = fitOf(drawEvenly(known, MOST_FITTED[model]), model);
  if (fit === null) return null;
  const customers = new Set(known.map(({ customer }) => customer));
  const later = purchaseHistories(log, until).flatMap(({ customer, days }) =>
    customers.has(customer) ? days.filter((day) => day > start) : [],
  );
  const points: { day: number; planned: number; actual: number }[] = [];
  for (let i = 1; i <= POINTS; i++) {
    const day = start + Math.round((length * i) / POINTS);
    const planned = known.reduce((sum, one) => sum + fit.expected(one, (day - start) / WEEK), 0);
    points.push({ day, planned, actual: later.filter((one) => one <= day).length });
  }
  if (points.some(({ planned }) => !Number.isFinite(planned))) return null;
  return { from: start + 1, to: until, customers: known.length, points };
}

function drawEvenly<T>(all: readonly T[], most: number): readonly T[] {
  return all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}
