import { expect, test } from "vitest";
import { readReference, readTable } from "../testing/index.js";
import { crossTable } from "./cross-table.js";
import { compareProportions, everyoneElse, shareLetters } from "./index.js";

const plain = (n: number) => ({ n, w: n, ww: n });
const totalsOf = (weights: readonly (readonly number[])[]) => weights.map((row) => row.reduce((a, b) => a + b, 0));
const basesOf = (weights: readonly (readonly number[])[]) =>
  (weights[0] ?? []).map((_, j) => plain(totalsOf([weights.map((row) => row[j]!)])[0]!));
const tableOf = (weights: readonly (readonly number[])[]) => crossTable({ weights, rowTotals: totalsOf(weights), bases: basesOf(weights) });

test("housing satisfaction: chi-square, Cramér's V, residuals and shares equal R's chisq.test", () => {
  const reference = readReference("02_csat_tests").find(({ id }) => id === "chisq-housing-infl")!;
  const levels = ["Low", "Medium", "High"];
  const { rows } = readTable("housing_satisfaction.csv");
  const weights = levels.map((sat) =>
    levels.map((infl) => rows.filter((row) => row.Sat === sat && row.Infl === infl).reduce((n, row) => n + Number(row.Freq), 0)),
  );
  const found = tableOf(weights);
  const expected = reference.expected as {
    chi2: number;
    df: number;
    cramers_v: number;
    adjusted_residuals: Record<string, Record<string, number>>;
    row_pct?: unknown;
  };
  expect(found.test!.chiSquare).toBeCloseTo(expected.chi2, 8);
  expect(found.test!.df).toBe(expected.df);
  expect(found.test!.cramersV).toBeCloseTo(expected.cramers_v, 8);
  for (const [i, sat] of levels.entries()) {
    for (const [j, infl] of levels.entries()) expect(found.cells[i]![j]!.residual).toBeCloseTo(expected.adjusted_residuals[infl]![sat]!, 8);
  }
});

test("up to ten comparisons the letters are those of the row by itself", () => {
  const weights = [
    [60, 40, 55],
    [40, 60, 45],
  ];
  const found = tableOf(weights);
  expect(found.pairs).toEqual({ compared: 6, rule: "each-at-0.05" });
  weights.forEach((row, i) => {
    const letters = shareLetters(row.map((successes) => ({ successes, n: 100 })));
    expect(found.cells[i]!.map((cell) => cell.letters)).toEqual(letters);
  });
});

test("a column is compared with everybody else, never with a total that holds it", () => {
  const found = tableOf([
    [90, 30, 30],
    [10, 70, 70],
  ]);
  const rest = everyoneElse({ successes: 150, n: 300 }, { successes: 90, n: 100 });
  expect(compareProportions({ successes: 90, n: 100 }, rest)!.p!).toBeLessThan(0.05);
  expect(found.cells[0]!.map(({ againstRest }) => againstRest)).toEqual(["higher", "lower", "lower"]);
});

test("more than ten comparisons are corrected together by Benjamini–Hochberg", () => {
  const found = tableOf([
    [50, 52, 48, 51, 49],
    [50, 48, 52, 49, 51],
  ]);
  expect(found.pairs).toEqual({ compared: 20, rule: "benjamini-hochberg-at-0.10" });
  expect(found.cells.flat().every(({ letters }) => letters.length === 0)).toBe(true);
});

test("columns below 30 and hidden cells are not compared, and a table with a hidden cell is not tested", () => {
  const small = tableOf([
    [29, 60],
    [0, 40],
  ]);
  expect(small.pairs.compared).toBe(0);
  const hidden = crossTable({
    weights: [
      [null, 60, 20],
      [40, 40, 80],
    ],
    rowTotals: [100, 160],
    bases: [plain(60), plain(100), plain(100)],
  });
  expect(hidden.test).toBeNull();
  expect(hidden.cells[0]![0]).toMatchObject({ columnShare: null, rowShare: null, residual: null, letters: [] });
  expect(hidden.cells[0]![1]!.letters).toEqual(["C"]);
});

test("weights do not feign answers: doubling every weight changes nothing but the weighted counts", () => {
  const weights = [
    [12.5, 30],
    [27.5, 10],
  ];
  const bases = [
    { n: 50, w: 40, ww: 44 },
    { n: 45, w: 40, ww: 41 },
  ];
  const once = crossTable({ weights, bases, rowTotals: totalsOf(weights) });
  const doubled = weights.map((row) => row.map((cell) => 2 * cell));
  const twice = crossTable({
    weights: doubled,
    bases: bases.map(({ n, w, ww }) => ({ n, w: 2 * w, ww: 4 * ww })),
    rowTotals: totalsOf(doubled),
  });
  expect(twice.test!.chiSquare).toBeCloseTo(once.test!.chiSquare, 9);
  expect(once.effectiveN[0]).toBeCloseTo(40 ** 2 / 44, 9);
  expect(twice.cells).toEqual(once.cells);
});

test("rows of a multiple choice overlap: no test of independence, letters all the same", () => {
  const found = crossTable({
    weights: [
      [80, 40],
      [60, 60],
    ],
    rowTotals: [120, 120],
    bases: [plain(100), plain(100)],
    rowsOverlap: true,
  });
  expect(found.test).toBeNull();
  expect(found.cells[0]![0]).toMatchObject({ columnShare: 0.8, letters: ["B"] });
});

test("columns that share people are not compared", () => {
  const found = crossTable({
    weights: [
      [80, 40],
      [20, 60],
    ],
    rowTotals: [120, 80],
    bases: [plain(100), plain(100)],
    columnsOverlap: true,
  });
  expect(found.pairs.compared + found.rest.compared).toBe(0);
  expect(found.test).toBeNull();
});

test("a metric is one more row of the same comparisons", () => {
  const found = crossTable({
    weights: [
      [50, 50],
      [50, 50],
    ],
    rowTotals: [100, 100],
    bases: [plain(100), plain(100)],
    metric: (column, other) => ({ difference: column === 0 ? 5 : -5, p: other === "rest" ? 0.01 : 0.02 }),
  });
  expect(found.pairs.compared).toBe(3);
  expect(found.metric).toEqual([
    { letters: ["B"], againstRest: "higher" },
    { letters: [], againstRest: "lower" },
  ]);
});

test("totals and rows that do not fit are refused", () => {
  expect(() => crossTable({ weights: [[1, 2]], rowTotals: [], bases: [plain(1), plain(2)] })).toThrow(RangeError);
});
