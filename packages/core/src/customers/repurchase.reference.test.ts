import { expect, test, vi } from "vitest";
import { dayOfIsoDate } from "../calendar/index.js";
import { compare, readReference, readTable } from "../testing/index.js";
import {
  bgNbdAlive,
  bgNbdExpected,
  cohorts,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  type Purchase,
  repurchase,
  repurchaseWithin,
  rfm,
  summariseCustomers,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const cases = new Map(readReference("12_repurchase").map((reference) => [reference.id, reference]));
let [solved, compared] = [0, 0];

function check(id: string, parts: (readonly [got: unknown, expected: unknown, tolerance: Record<string, number>])[]) {
  const found = parts.map(([got, expected, tolerance]) => compare(got, expected, tolerance));
  expect(found.flatMap((one) => one.differences)).toEqual([]);
  expect(found.every((one) => one.numbers > 0)).toBe(true);
  compared += found.reduce((sum, one) => sum + one.numbers, 0);
  solved++;
  expect(cases.has(id)).toBe(true);
}

function transactions(): Purchase[] {
  return readTable("cdnow_sample_transactions.csv").rows.map((row) => ({
    customer: row.customer!,
    day: dayOfIsoDate(row.date!),
    value: Number(row.dollars),
  }));
}

test("12_repurchase btyd-cdnow-sample: log-likelihoods first, then parameters and probes", () => {
  const { expected, published, tolerance } = cases.get("btyd-cdnow-sample")!;
  const values = readTable("cdnow_summary_value.csv").rows;
  const summaries = readTable("cdnow_summary.csv").rows.map((row, i) => ({
    customer: row.ID!,
    x: Number(row.frequency),
    tx: Number(row.recency),
    T: Number(row.T),
    m: Number(values[i]!.zbar),
  }));
  const bg = fitBgNbd(summaries)!;
  const pareto = fitParetoNbd(summaries)!;
  const spend = fitGammaGamma(summaries)!;
  const repeaters = summaries.filter((one) => one.x > 0 && one.m > 0);
  const meanOf = (pick: (one: (typeof repeaters)[number]) => number) =>
    repeaters.reduce((sum, one) => sum + pick(one), 0) / repeaters.length;
  const got = {
    customers: summaries.length,
    total_repeat: summaries.reduce((sum, one) => sum + one.x, 0),
    share_zero_repeat: summaries.filter((one) => one.x === 0).length / summaries.length,
    bgnbd: bg,
    bgnbd_probes: (expected.bgnbd_probes as { x: number; tx: number; T: number; t: number }[]).map((probe) => ({
      ...probe,
      p_alive: bgNbdAlive(bg, probe),
      expected_purchases: bgNbdExpected(bg, probe, probe.t),
    })),
    pareto_nbd: pareto,
    gamma_gamma: {
      ...spend,
      mean_x: meanOf((one) => one.x),
      mean_m: meanOf((one) => one.m),
      pearson_x_m: spend.correlation,
      population_mean: spend.populationMean,
      probe: (expected.gamma_gamma as { probe: { x: number; m: number }[] }).probe.map((probe) => ({
        ...probe,
        expected_value: expectedSpend(spend, probe),
      })),
    },
  };
  const likelihoods = (of: Record<string, unknown>) =>
    Object.fromEntries(
      ["bgnbd", "pareto_nbd", "gamma_gamma"].flatMap((name) => {
        const model = of[name] as { logLikelihood?: number; log_likelihood?: number };
        return [[name, model.logLikelihood ?? model.log_likelihood]];
      }),
    );
  const withoutLikelihood = JSON.parse(JSON.stringify(expected, (key, value) => (key === "log_likelihood" ? undefined : value)));
  const { source: _, ...parameters } = JSON.parse(
    JSON.stringify(published, (key, value) => (key === "log_likelihood" ? undefined : value)),
  );
  check("btyd-cdnow-sample", [
    [likelihoods(got), likelihoods(expected), { abs: tolerance.log_likelihood_abs! }],
    [got, withoutLikelihood, { rel: tolerance.param_rel! }],
    [got, { customers: expected.customers, total_repeat: expected.total_repeat }, {}],
    [got, parameters, { abs: tolerance.published_abs! }],
  ]);
  expect([bg, pareto, spend].every((model) => model.hasConverged)).toBe(true);
});

test("12_repurchase cdnow-sample-summary: customer summary from the transaction log", () => {
  const { expected, tolerance } = cases.get("cdnow-sample-summary")!;
  const summaries = summariseCustomers(transactions(), dayOfIsoDate("1997-09-30")).sort((a, b) => Number(a.customer) - Number(b.customer));
  const n = summaries.length;
  const repeat = summaries.flatMap((one) => one.m ?? []);
  const published = readTable("cdnow_summary.csv").rows;
  const got = {
    customers: n,
    sum_x: summaries.reduce((sum, one) => sum + one.x, 0),
    mean_tx: summaries.reduce((sum, one) => sum + one.tx, 0) / n,
    mean_T: summaries.reduce((sum, one) => sum + one.T, 0) / n,
    mean_repeat_value: repeat.reduce((a, b) => a + b, 0) / repeat.length,
    first_rows: summaries.slice(0, 5).map(({ customer, x, tx, T }) => ({ customer: Number(customer), x, tx, T })),
    check_against_published_summary: {
      customers: n,
      max_abs_diff_tx: Math.max(...summaries.map((one, i) => Math.abs(one.tx - Number(published[i]!.recency)))),
      n_diff_x: summaries.filter((one, i) => one.x !== Number(published[i]!.frequency)).length,
    },
  };
  check("cdnow-sample-summary", [[got, expected, tolerance]]);
});

test("12_repurchase rfm-cdnow-sample: RFM quintile scores", () => {
  const { expected, tolerance } = cases.get("rfm-cdnow-sample")!;
  const customers = rfm(transactions(), dayOfIsoDate("1998-06-30")).sort((a, b) => Number(a.customer) - Number(b.customer));
  const n = customers.length;
  const meanOf = (pick: (one: (typeof customers)[number]) => number) => customers.reduce((sum, one) => sum + pick(one), 0) / n;
  const countsOf = (score: "r" | "f" | "m") => {
    const counts: Record<string, number> = {};
    for (const one of customers) counts[one[score]] = (counts[one[score]] ?? 0) + 1;
    return counts;
  };
  const revenue = (list: typeof customers) => list.reduce((sum, one) => sum + one.monetary, 0);
  const got = {
    customers: n,
    as_of: "1998-06-30",
    mean_recency_days: meanOf((one) => one.recencyDays),
    mean_frequency: meanOf((one) => one.frequency),
    mean_monetary: meanOf((one) => one.monetary),
    counts_R: countsOf("r"),
    counts_F: countsOf("f"),
    counts_M: countsOf("m"),
    n_555: customers.filter(({ r, f, m }) => r === 5 && f === 5 && m === 5).length,
    n_111: customers.filter(({ r, f, m }) => r === 1 && f === 1 && m === 1).length,
    mean_total_score: meanOf(({ r, f, m }) => r + f + m),
    revenue_share_top_quintile_M: revenue(customers.filter(({ m }) => m === 5)) / revenue(customers),
    first_five: Object.fromEntries(
      customers
        .slice(0, 5)
        .map((one) => [one.customer, { R: one.recencyDays, F: one.frequency, M: one.monetary, scores: [one.r, one.f, one.m] }]),
    ),
  };
  check("rfm-cdnow-sample", [[got, expected, tolerance]]);
});

test("12_repurchase repurchase-cdnow-sample: repurchase rate, gaps, monthly cohorts", () => {
  const { expected, tolerance } = cases.get("repurchase-cdnow-sample")!;
  const log = transactions();
  const found = repurchase(log)!;
  const table = cohorts(log);
  const got = {
    customers: found.customers,
    repurchase_rate: found.rate,
    mean_purchases: found.meanPurchases,
    purchases_distribution: Object.fromEntries(found.distribution.map((count, i) => [i + 1, count])),
    mean_gap_days: found.meanGapDays,
    median_gap_days: found.medianGapDays,
    share_repurchasing_within_30_days: repurchaseWithin(log, 30),
    share_repurchasing_within_90_days: repurchaseWithin(log, 90),
    cohort_sizes: Object.fromEntries(table.map((row) => [row.month, row.customers])),
    cohort_active_customers_by_month: Object.fromEntries(table.map((row) => [row.month, row.active.slice(0, 13)])),
  };
  check("repurchase-cdnow-sample", [[got, expected, tolerance]]);
});

test("12_repurchase: every case was compared", () => {
  console.info(`12_repurchase: ${solved} cases, ${compared} numbers compared`);
  expect(solved).toBe(cases.size);
  expect(compared).toBeGreaterThan(0);
});
