import { expect, test } from "vitest";
import { isStraightLine } from "../quality/index.js";
import { compare, readReference, readTable } from "../testing/index.js";
import { type Analysis, type AnalysisTarget, analyse, createTally, planAnalysis, readColumns } from "./index.js";

/** Analyses rows as `manyi analyze` does: guess, corrections, one pass. */
function analysed(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  told: Readonly<Record<string, AnalysisTarget>> = {},
  outcome?: string,
): Analysis {
  const readings = readColumns(names, rows.slice(0, 2000)).map((reading) => ({ ...reading, target: told[reading.name] ?? reading.target }));
  const counting = createTally(planAnalysis(readings, rows.slice(0, 2000), outcome === undefined ? {} : { outcome }));
  for (const row of rows) counting.add(row);
  return analyse(counting.done());
}

function table(file: string, filter: Readonly<Record<string, string>> = {}) {
  const { rows } = readTable(file);
  const names = Object.keys(rows[0]!);
  const kept = rows.filter((row) => Object.entries(filter).every(([name, value]) => row[name] === value));
  return { names, rows: kept.map((row) => names.map((name) => row[name] ?? "")) };
}

for (const year of ["2021", "2022"]) {
  test(`analysis: NPS of the utility survey in ${year} and its interval equal the reference case`, () => {
    const { names, rows } = table("nps_utility.csv", { year });
    const { measures } = analysed(names, rows);
    const nps = measures.find(({ kind }) => kind === "nps")!;
    const reference = readReference("01_nps").find(({ id }) => id === `nps-utility-${year}`)!;
    const { n, detractors, passives, promoters, nps: value, ci_adjusted_wald_3 } = reference.expected;
    const got = {
      n: nps.n,
      ...nps.categories,
      value: nps.headline!.value,
      ci: [nps.headline!.interval!.low, nps.headline!.interval!.high],
    };
    expect(compare(got, { n, detractors, passives, promoters, value, ci: ci_adjusted_wald_3 }, reference.tolerance).differences).toEqual(
      [],
    );
  });
}

test("analysis: drivers of the utility survey 2022 equal the reference relative weights; the mean of a rating its reference", () => {
  const { names, rows } = table("nps_utility.csv", { year: "2022" });
  const { drivers, measures } = analysed(names, rows);
  const reference = readReference("06_drivers").find(({ id }) => id === "drivers-utility-2022")!;
  const got = {
    n: drivers!.n,
    r2: drivers!.rSquared,
    adj_r2: drivers!.adjustedRSquared,
    johnson_rw: Object.fromEntries(drivers!.drivers.map((one) => [one.name, one.contribution])),
    johnson_share: Object.fromEntries(drivers!.drivers.map((one) => [one.name, one.share])),
    vif: Object.fromEntries(drivers!.drivers.map((one) => [one.name, one.vif])),
    zero_order_r: Object.fromEntries(drivers!.drivers.map((one) => [one.name, one.correlation])),
  };
  const wanted = Object.fromEntries(Object.keys(got).map((key) => [key, reference.expected[key]]));
  const found = compare(got, wanted, reference.tolerance);
  expect(found.differences).toEqual([]);
  expect(found.numbers).toBe(35);
  const mean = readReference("02_csat_tests").find(({ id }) => id === "csat-mean-customer_service")!;
  const service = measures.find(({ column }) => column === "customer_service")!.mean!;
  const shown = { n: service.n, mean: service.value, sd: service.standardDeviation, ci_t: [service.interval!.low, service.interval!.high] };
  const { n, mean: value, sd, ci_t } = mean.expected;
  expect(compare(shown, { n, mean: value, sd, ci_t }, mean.tolerance).differences).toEqual([]);
});

test("analysis: Kano pairs are recognised by their wording and equal the reference case; importance is read from labelled numbers", () => {
  const { names, rows } = table("kano_storage.csv", { cohort: "1" });
  const { kano, measures } = analysed(names, rows);
  const reference = readReference("08_kano_ipa").find(({ id }) => id === "kano-storage-c1")!;
  expect(kano.map(({ feature }) => feature)).toEqual(["F1", "F2", "F3", "F4", "F5"]);
  for (const { feature, summary } of kano) {
    const { classic, mean_importance } = reference.expected[feature] as { classic: Record<string, unknown>; mean_importance: number };
    const { n, counts, better, worse, category_strength } = classic;
    const got = {
      n: summary!.n,
      counts: summary!.counts,
      better: summary!.better,
      worse: summary!.worse,
      category_strength: summary!.categoryStrength,
    };
    expect(compare(got, { n, counts, better, worse, category_strength }, reference.tolerance).differences).toEqual([]);
    const importance = measures.find(({ column }) => column === `${feature}_importance`)!;
    expect(importance.kind).toBe("importance");
    expect(compare(importance.mean!.value, mean_importance, reference.tolerance).differences).toEqual([]);
  }
});

test("analysis: stated importance and performance equal the reference quadrants", () => {
  const { names, rows } = table("abc_survey.csv");
  const reference = readReference("08_kano_ipa").find(({ id }) => id === "ipa-abc-stated-mean")!;
  const { items, importance } = reference.select as { items: string[]; importance: string[] };
  const told: Record<string, AnalysisTarget> = Object.fromEntries(names.map((name) => [name, { to: "ignore" as const }]));
  for (const [i, item] of items.entries()) {
    told[item] = { to: "rating", attribute: item, role: "perception", min: 1, max: 5 };
    told[importance[i]!] = { to: "importance", attribute: item, min: 1, max: 3 };
  }
  const { priorities, drivers } = analysed(names, rows, told);
  expect(drivers).toBeNull();
  expect(priorities!.importance).toBe("stated");
  const back = (value: number, max: number) => 1 + (value * (max - 1)) / 100;
  const { importance_cut, performance_cut, importance: stated } = reference.expected;
  const got = {
    importance_cut: back(priorities!.importanceCut, 3),
    performance_cut: back(priorities!.performanceCut, 5),
    importance: Object.fromEntries(priorities!.points.map((point) => [point.name, back(point.importance, 3)])),
  };
  expect(compare(got, { importance_cut, performance_cut, importance: stated }, reference.tolerance).differences).toEqual([]);
});

test("analysis: straight lines of the ten-item questionnaire are the reference count, and items asked the other way round are named", () => {
  const { names, rows } = table("likert_ac.csv");
  const { quality, findings } = analysed(names, rows);
  const reference = readReference("15_response_quality").find(({ id }) => id === "quality-likert-10")!;
  const { value, n } = quality.straightLining!;
  const items = rows.map((row) => row.slice(1, 11).map((cell) => (cell === "" ? null : Number(cell))));
  const short = items.filter((row) => isStraightLine(row, 1) && !isStraightLine(row)).length;
  expect(Math.round((value * n) / 100) + short).toBe(reference.expected.straightliners_all_same);
  expect(quality.reliability!.n).toBe(reference.expected.n_complete);
  expect(quality.reliability!.against).toEqual(["A1", "C4", "C5"]);
  expect(findings.map(({ code }) => code)).not.toContain("LOWEST_RATED");
});

const pairNames = ["E_speed", "P_speed", "意见", "门店", "提交日期"];
const pairRows = Array.from({ length: 200 }, (_, i) => [
  String(4 + (i % 2)),
  String(3 + (i % 2)),
  i % 3 ? "" : "上菜太慢了，等了很久很久",
  `门店 ${i % 3}`,
  `2025-0${1 + (i % 4)}-1${i % 10}`,
]);

test("analysis: expectation and perception pair on one scale; the ratio is of means, with bands and interval", () => {
  const { expectations, findings, columns } = analysed(pairNames, pairRows);
  expect(columns.map(({ target }) => target.to)).toEqual(["rating", "rating", "comment", "unit", "date"]);
  expect(expectations).toHaveLength(1);
  const { ratio, bands, n } = expectations[0]!;
  expect(n).toBe(200);
  expect(ratio!.value).toBeCloseTo(3.5 / 4.5, 12);
  expect(bands).toEqual({ delighted: 0, satisfied: 0, tolerable: 100, dissatisfied: 100 });
  expect(findings.some(({ code }) => code === "FALLS_SHORT")).toBe(true);
});

test("analysis: labels of satisfaction are ratings, a repeated row and a repeated id are counted apart, other scales' cells lie outside", () => {
  const names = ["id", "服务满意度", "nps"];
  const words = ["非常满意", "满意", "一般", "不满意"];
  const rows = Array.from({ length: 60 }, (_, i) => [`A${i}`, words[i % 4]!, String(i % 11)]);
  const { measures, quality } = analysed(names, [...rows, rows[0]!, ["A1", "一般", "5"], ["B1", "满意", "11"]]);
  expect(measures.map(({ kind, n, outside }) => [kind, n, outside])).toEqual([
    ["rating", 63, 0],
    ["nps", 62, 1],
  ]);
  expect(quality).toMatchObject({ repeatedRows: 1, repeatedKeys: 1, outside: 1 });
});

test("analysis: a group is compared with everyone else; of two groups one comparison is made; groups under five are put together", () => {
  const names = ["score", "gender", "city"];
  const rows = Array.from({ length: 120 }, (_, i) => [
    String(i % 2 ? 1 + (i % 3) : 4 + (i % 5 === 0 ? 0 : 1)),
    i % 2 ? "男" : "女",
    `城 ${i < 3 ? i : 9}`,
  ]);
  const { crosstabs } = analysed(names, rows, { score: { to: "rating", attribute: "score", role: "perception", min: 1, max: 5 } });
  const [gender, city] = crosstabs.tables;
  // the city's rest is too small to be tested
  expect(crosstabs.compared).toBe(1);
  const [first, second] = gender!.groups.map(({ cells }) => cells[0]!);
  expect(first!.difference).toBeCloseTo(-second!.difference!, 12);
  expect([first!.verdict, second!.verdict].sort()).toEqual(["higher", "lower"]);
  expect(city!.groups.map(({ category, rows: n }) => [category, n])).toEqual([
    ["城 9", 117],
    [null, 3],
  ]);
  expect(city!.groups[1]!.cells[0]!.verdict).toBe("none");
});

test("analysis: at most seven findings; none without scores; the order of the rows changes nothing", () => {
  const { names, rows } = table("nps_demo.csv");
  const forward = analysed(names, rows);
  expect(forward.findings.length).toBeLessThanOrEqual(7);
  expect(forward.findings[0]).toMatchObject({ code: "HEADLINE", column: "REC" });
  const backward = analysed(names, [...rows].reverse());
  expect(backward.measures).toEqual(forward.measures);
  expect(backward.trend).toEqual(forward.trend);
  expect(analysed(["name"], [["a"], ["b"]]).findings).toEqual([]);
});

test("analysis: a last period with too few answers is shown and not compared; the one before it is", () => {
  const rows = Array.from({ length: 130 }, (_, i) => [
    String(i % 7 === 0 ? 8 : i < 60 ? 3 : 9),
    i < 60 ? "2025-03-04" : i < 120 ? "2025-04-04" : "2025-08-04",
  ]);
  const { trend, findings } = analysed(["nps", "date"], rows);
  expect(trend!.periods).toEqual(["2025-03-01", "2025-04-01", "2025-08-01"]);
  expect(trend!.between).toEqual({ first: "2025-03-01", before: "2025-03-01", last: "2025-04-01" });
  expect(trend!.series[0]!.change).toMatchObject({ verdict: "up" });
  expect(findings).toContainEqual(expect.objectContaining({ code: "CHANGED", from: "2025-03-01", to: "2025-04-01" }));
});

test("analysis: an outcome that is no column of scores is refused", () => {
  expect(() => planAnalysis(readColumns(["name"], [["a"], ["b"]]), [], { outcome: "name" })).toThrow(RangeError);
});

test("analysis: a column of weights gives the weighted NPS of T-14, its linearised interval and the base that counts (T-04)", () => {
  const rows: string[][] = [];
  const add = (times: number, score: string, weight: string) => {
    for (let i = 0; i < times; i++) rows.push([score, weight, rows.length % 2 === 0 ? "north" : "south"]);
  };
  // T-04: strata of 800 and 200 people, fifty answers each
  for (const [promoters, passives, detractors, weight] of [
    [30, 10, 10, "16"],
    [10, 20, 20, "4.0"],
  ] as const) {
    add(promoters, "10", weight);
    add(passives, "8", weight);
    add(detractors, "3", weight);
  }
  rows.push(["10", "", "north"]);
  const { measures, quality } = analysed(["recommend", "weight", "region"], rows);
  const { headline, weighted } = measures.find(({ kind }) => kind === "nps")!;
  expect(headline!.value).toBeCloseTo((100 * 11) / 101, 10);
  expect(weighted!.value).toBeCloseTo(28, 10);
  expect(weighted!.n).toBe(100);
  expect(weighted!.designEffect).toBeCloseTo(1.36, 2);
  expect(weighted!.effectiveN).toBeCloseTo(73.53, 2);
  expect(weighted!.interval!.low).toBeLessThan(28);
  expect(quality.unweighted).toBe(1);
});
