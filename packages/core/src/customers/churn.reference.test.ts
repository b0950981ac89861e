import { vi } from "vitest";
import { logisticRegression, type Predictor, treatmentCoding } from "../drivers/index.js";
import { filterRows, type ReferenceCase, type Row, readTable, testReference } from "../testing/index.js";
import { coxModel, kaplanMeier, logRank, meanTimeWithin, scoreQuality, survivalAt } from "./index.js";

// data sets and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

testReference("11_churn", (reference) => (reference.id.endsWith("-logit") ? score(reference) : survival(reference)));

function customers({ data, select }: ReferenceCase): Row[] {
  const { rows } = readTable(data!);
  const filter = select!.filter;
  const chosen = typeof filter === "string" ? rows.filter((_, i) => i % 2 === 0) : filterRows(rows, filter as Record<string, unknown>);
  return chosen.filter((row) => row.TotalCharges !== null && row.TotalCharges!.trim() !== "");
}

const left = (rows: readonly Row[]) => rows.map((row) => (row.Churn === "Yes" ? 1 : 0));

/** Columns of a formula: numbers as they are, words coded against the alphabetically first. */
function columns(rows: readonly Row[], terms: readonly string[]): Predictor[] {
  return terms.flatMap((term) => {
    const values = rows.map((row) => row[term]!);
    return values.every((value) => !Number.isNaN(Number(value)))
      ? [{ name: term, values: values.map(Number) }]
      : treatmentCoding(term, values);
  });
}

function score(reference: ReferenceCase) {
  const rows = customers(reference);
  const outcome = left(rows);
  const { formula } = reference.params as { formula: string };
  const model = logisticRegression(
    outcome,
    columns(
      rows,
      formula
        .split("~")[1]!
        .split("+")
        .map((term) => term.trim()),
    ),
  )!;
  const quality = scoreQuality(outcome, model.probabilities)!;
  const by = (pick: (one: (typeof model.coefficients)[number]) => number) =>
    Object.fromEntries(model.coefficients.map((one) => [one.name === "(intercept)" ? "(Intercept)" : one.name, pick(one)]));
  return {
    n: model.n,
    events: model.events,
    base_rate: quality.baseRate,
    coefficients: by((one) => one.estimate),
    std_errors: by((one) => one.standardError),
    log_likelihood: model.logLikelihood,
    null_deviance: model.nullDeviance,
    residual_deviance: model.residualDeviance,
    mcfadden_r2: model.mcFaddenR2,
    auc: quality.auc,
    auc_delong_ci: [quality.aucInterval.low, quality.aucInterval.high],
    brier: quality.brier,
    log_loss: quality.logLoss,
    top_decile_n: quality.topDecile!.n,
    top_decile_rate: quality.topDecile!.rate,
    top_decile_lift: quality.topDecile!.lift,
    "precision_at_0.5": quality.precision,
    "recall_at_0.5": quality.recall,
    ks: quality.ks,
  };
}

function survival(reference: ReferenceCase) {
  const rows = customers(reference);
  const { group } = reference.params as { group: string };
  const durations = { times: rows.map((row) => Number(row.tenure)), events: left(rows) };
  const curve = kaplanMeier(durations)!;
  const times = reference.expected.times_months as number[];
  const at = survivalAt(curve, durations, times);
  const test = logRank(
    durations,
    rows.map((row) => row[group]!),
  )!;
  const efron = coxModel(durations, columns(rows, [group]))!;
  const breslow = coxModel(durations, columns(rows, [group]), "breslow")!;
  const by = (model: typeof efron, pick: (one: (typeof efron.coefficients)[number]) => number) =>
    Object.fromEntries(model.coefficients.map((one) => [one.name, pick(one)]));
  return {
    n: curve.n,
    times_months: times,
    survival: at.map((point) => point.survival),
    greenwood_se: at.map((point) => point.standardError),
    lower_loglog: at.map((point) => point.low),
    upper_loglog: at.map((point) => point.high),
    at_risk: at.map((point) => point.atRisk),
    median: curve.median,
    rmst_72: meanTimeWithin(curve, 72),
    logrank_chi2: test.chiSquare,
    logrank_df: test.df,
    logrank_p: test.p,
    cox_efron_coef: by(efron, (one) => one.estimate),
    cox_efron_se: by(efron, (one) => one.standardError),
    cox_breslow_coef: by(breslow, (one) => one.estimate),
    cox_efron_loglik: efron.logLikelihood,
    concordance: efron.concordance,
  };
}
