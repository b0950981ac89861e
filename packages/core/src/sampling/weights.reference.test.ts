import { filterRows, numbers, type ReferenceCase, type Row, readTable, testReference } from "../testing/index.js";
import {
  type CalibratedCell,
  calibratedMean,
  type Margins,
  postStratify,
  rake,
  trimWeights,
  weightEffect,
  weightedMean,
  weightedSums,
  weightTotals,
} from "./index.js";

testReference("04_weights", (reference) => {
  if (reference.id.startsWith("rake")) return raking(reference);
  return reference.id.startsWith("trim") ? trimming(reference) : postStratified(reference);
});

function kish(weights: readonly number[]) {
  const effect = weightEffect(weightTotals(weights))!;
  return {
    n: effect.n,
    sum_w: weightTotals(weights).w,
    deff_kish: effect.designEffect,
    n_effective: effect.effectiveN,
    cv_w: effect.variation,
    min_w: Math.min(...weights),
    max_w: Math.max(...weights),
  };
}

/** Answers grouped into the cells of their levels. */
function cellsOf(rows: readonly Row[], dimensions: readonly string[], y: readonly number[], base: readonly number[]) {
  const cells = new Map<string, { levels: Record<string, string>; members: number[] }>();
  rows.forEach((row, i) => {
    const levels = Object.fromEntries(dimensions.map((dimension) => [dimension, row[dimension]!]));
    const key = JSON.stringify(levels);
    const cell = cells.get(key) ?? { levels, members: [] };
    cell.members.push(i);
    cells.set(key, cell);
  });
  return [...cells.values()].map(({ levels, members }) => ({
    levels,
    members,
    n: members.length,
    baseWeight: members.reduce((total, i) => total + base[i]!, 0),
    dy: members.reduce((total, i) => total + base[i]! * y[i]!, 0),
  }));
}

function calibrated(cells: ReturnType<typeof cellsOf>, y: readonly number[], weights: readonly number[]): CalibratedCell[] {
  return cells.map(({ levels, members, baseWeight, dy }) => ({
    ...weightedSums(
      members.map((i) => y[i]!),
      members.map((i) => weights[i]!),
    ),
    levels,
    d: baseWeight,
    dy,
  }));
}

function raking({ data, select, params }: ReferenceCase) {
  const { margins, base_weight, y: name } = params as { margins: Margins; base_weight: string | null; y: string };
  const rows = filterRows(readTable(data!).rows, (select?.filter ?? {}) as Record<string, unknown>);
  const y =
    name === "nps100"
      ? numbers(rows, "ltr").map((answer) => (answer! >= 9 ? 100 : answer! <= 6 ? -100 : 0))
      : numbers(rows, name).map((value) => value!);
  const base = base_weight === null ? y.map(() => 1) : numbers(rows, base_weight).map((value) => value!);
  const dimensions = Object.keys(margins);
  const cells = cellsOf(rows, dimensions, y, base);
  const raked = rake(cells, margins);
  if (!raked.accepted) return raked;
  const weights = new Array<number>(rows.length).fill(0);
  cells.forEach((cell, c) => {
    for (const i of cell.members) weights[i] = base[i]! * raked.factors[c]!;
  });
  const fixed = weightedMean(weightedSums(y, weights))!;
  return {
    iterations_to_1e_12: raked.iterations,
    ...kish(weights),
    unweighted_mean: y.reduce((total, value) => total + value, 0) / y.length,
    weighted_mean: fixed.value,
    se_raked_calibration: calibratedMean(calibrated(cells, y, weights), { dimensions })!.standardError,
    se_linearised_fixed_weights: fixed.standardError,
    cell_weights: cells.map((cell, c) => ({
      fuel_type: Number(cell.levels.fuel_type),
      payment_type: Number(cell.levels.payment_type),
      w: raked.factors[c],
    })),
  };
}

function postStratified({ data }: ReferenceCase) {
  const { rows } = readTable(data!);
  const y = numbers(rows, "api00").map((value) => value!);
  const ones = y.map(() => 1);
  const population = 6194;
  const simple = weightedMean(weightedSums(y, ones), { population })!;
  const cells = cellsOf(rows, ["stype"], y, ones);
  const people: Record<string, number> = { E: 4421, H: 755, M: 1018 };
  const stratified = postStratify(cells.map(({ levels, n }) => ({ code: levels.stype!, population: people[levels.stype!]!, n })));
  if (!stratified.accepted) return stratified;
  const weights = new Array<number>(rows.length).fill(0);
  cells.forEach((cell, c) => {
    for (const i of cell.members) weights[i] = stratified.weights[c]!;
  });
  const mean = calibratedMean(calibrated(cells, y, weights), { dimensions: ["stype"], population })!;
  return {
    mean_srs: simple.value,
    se_srs_fpc: simple.standardError,
    mean_poststratified: mean.value,
    se_poststratified: mean.standardError,
  };
}

function trimming({ params }: ReferenceCase) {
  const { weights } = params as { weights: Record<string, number> };
  const all = Object.entries(weights).flatMap(([weight, n]) => new Array<number>(n).fill(Number(weight)));
  const cap = (4 * weightTotals(all).w) / all.length;
  return { ...kish(all), cap, after: kish(trimWeights(all, { low: 0, high: cap })!) };
}
