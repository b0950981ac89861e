import { expect, test, vi } from "vitest";
import { compare, filterRows, numbers, type ReferenceCase, readReference, readTable } from "../testing/index.js";
import {
  completeCases,
  correlationMatrix,
  keyDrivers,
  linearRegression,
  momentsOf,
  ordinalRegression,
  prattWeights,
  relativeWeights,
  shapleyWeights,
  treatmentCoding,
} from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const cases = readReference("06_drivers");
let compared = 0;

for (const reference of cases.filter((one) => one.id.startsWith("drivers-"))) {
  test(`06_drivers ${reference.id}: ${reference.title}`, () => {
    const got = solve(reference);
    const comparisons = [compare(got, reference.expected, reference.tolerance)];
    if (reference.published) {
      const { source: _, ...published } = reference.published;
      comparisons.push(compare(got, published, { abs: reference.tolerance.published_abs ?? 0 }));
    }
    expect(comparisons.flatMap((found) => found.differences)).toEqual([]);
    compared += comparisons.reduce((total, found) => total + found.numbers, 0);
  });
}

for (const reference of cases.filter((one) => one.id.startsWith("ordinal-"))) {
  test(`06_drivers ${reference.id}: ${reference.title}`, () => {
    const { weight, level_order } = reference.select as { weight: string; level_order: Record<string, string[]> };
    const { rows } = readTable(reference.data!);
    const [outcome, ...factors] = Object.keys(level_order);
    const column = (name: string) => rows.map((row) => row[name]!);
    const model = ordinalRegression(
      column(outcome!).map((level) => level_order[outcome!]!.indexOf(level)),
      factors.flatMap((name) => treatmentCoding(name, column(name), level_order[name]!)),
      numbers(rows, weight).map((count) => count ?? 0),
    )!;
    const levels = level_order[outcome!]!;
    const cut = (pick: (k: number) => number) =>
      Object.fromEntries(model.thresholds.map((_, k) => [`${levels[k]}|${levels[k + 1]}`, pick(k)]));
    const got = {
      coefficients: Object.fromEntries(model.coefficients.map((one) => [one.name, one.estimate])),
      std_errors: Object.fromEntries(model.coefficients.map((one) => [one.name, one.standardError])),
      thresholds: cut((k) => model.thresholds[k]!.estimate),
      threshold_se: cut((k) => model.thresholds[k]!.standardError),
      residual_deviance: model.residualDeviance,
      log_likelihood: model.logLikelihood,
    };
    const { source: _, ...published } = reference.published!;
    const comparisons = [
      compare(got, reference.expected, reference.tolerance),
      compare(got, published, { abs: reference.tolerance.published_abs! }),
    ];
    expect(comparisons.flatMap((found) => found.differences)).toEqual([]);
    compared += comparisons.reduce((total, found) => total + found.numbers, 0);
  });
}

test("06_drivers: every case was compared", () => {
  console.info(`06_drivers: ${cases.length} cases, ${compared} numbers compared`);
  expect(compared).toBeGreaterThan(0);
});

function solve(reference: ReferenceCase): unknown {
  const select = reference.select as { y: string; x?: string[]; filter?: Record<string, unknown> };
  const table = readTable(reference.data!);
  const rows = select.filter ? filterRows(table.rows, select.filter) : table.rows;
  const x = select.x ?? Object.keys(reference.expected.b as object);
  const names = [select.y, ...x];
  const moments = momentsOf(completeCases(Object.fromEntries(names.map((name) => [name, numbers(rows, name)])), names));
  const table1 = linearRegression(moments, select.y, x)!;
  const p = x.length;
  const all = correlationMatrix(moments);
  const r = Float64Array.from({ length: p * p }, (_, at) => all[(Math.floor(at / p) + 1) * (p + 1) + (at % p) + 1]!);
  const ry = Float64Array.from({ length: p }, (_, i) => all[i + 1]!);
  const by = (pick: (i: number) => number) => Object.fromEntries(x.map((name, i) => [name, pick(i)]));
  const lmg = shapleyWeights(r, ry);
  const johnson = relativeWeights(r, ry);
  const pratt = prattWeights(r, ry)!;
  const ranked = keyDrivers(moments, { outcome: select.y, drivers: x, method: "shapley" });
  const c = table1.coefficients;
  return {
    n: table1.n,
    p,
    r2: table1.rSquared,
    adj_r2: table1.adjustedRSquared,
    F: table1.f,
    intercept: table1.intercept.estimate,
    b: by((i) => c[i]!.estimate),
    se_b: by((i) => c[i]!.standardError),
    t: by((i) => c[i]!.t),
    p_value: by((i) => c[i]!.p),
    zero_order_r: by((i) => c[i]!.correlation),
    beta_standardised: by((i) => ranked.drivers[i]!.beta!),
    vif: by((i) => ranked.drivers[i]!.vif!),
    pratt: by((i) => pratt[i]!),
    lmg: by((i) => lmg[i]!),
    lmg_share: by((i) => lmg[i]! / ranked.rSquared!),
    johnson_rw: by((i) => johnson[i]!),
    johnson_share: by((i) => johnson[i]! / table1.rSquared),
    usefulness_last_in: by((i) => c[i]!.usefulness),
    rank_by_lmg: x
      .map((_, i) => i)
      .sort((a, b) => lmg[b]! - lmg[a]!)
      .map((i) => x[i]!),
    mean: by((i) => c[i]!.mean),
  };
}
