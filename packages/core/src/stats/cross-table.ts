import { normalTwoSided, sum } from "../numeric/index.js";
import { columnLetter } from "./column-letters.js";
import { contingency } from "./contingency.js";
import { decide, type Findings } from "./multiplicity.js";

/** Below this base a column carries no letters and gives none. */
const FEWEST_COMPARED = 30;

/** Who stands in a column: people, and Σw and Σw² of them; unweighted all three are n. */
export interface ColumnBase {
  readonly n: number;
  readonly w: number;
  readonly ww: number;
}

/** A difference of two columns in one row. */
export interface PairDifference {
  readonly difference: number;
  readonly p: number | null;
}

/** A cross-table before anything is computed on it. */
export interface CrossCounts {
  /** Σw of the people per row and column, unweighted their number; `null` hidden */
  readonly weights: readonly (readonly (number | null)[])[];
  readonly bases: readonly ColumnBase[];
  /** Σw per row over all columns; `null` hidden */
  readonly rowTotals: readonly (number | null)[];
  /** people may stand in several rows (a multiple choice): shares do not add up to 1 and independence is not tested */
  readonly rowsOverlap?: boolean;
  /** people may stand in several columns: columns are not compared */
  readonly columnsOverlap?: boolean;
  /** Σw of everybody in the table; without, the bases are added up, which counts people twice where columns overlap */
  readonly total?: number;
  /** differences of a metric between two columns, `rest` for everybody in the other columns; one more row of comparisons */
  readonly metric?: (column: number, other: number | "rest") => PairDifference | null;
}

/** What stands in one cell. Shares run 0..1, `null` where hidden or without a base. */
export interface CrossCell {
  readonly columnShare: number | null;
  readonly rowShare: number | null;
  readonly totalShare: number | null;
  /** adjusted residual: beyond ±2 the cell stands out; `null` where untested */
  readonly residual: number | null;
  readonly letters: readonly string[];
  /** this column against everybody in the other columns, never against a total that holds it */
  readonly againstRest: "higher" | "lower" | null;
}

/** Pearson's test over the whole table, on the effective base when weighted. */
export interface CrossTest {
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  readonly cramersV: number;
  readonly minExpected: number;
  /** share of cells with an expected count below 5; above 0.2 the test is doubtful */
  readonly smallExpectedShare: number;
}

/** How many comparisons were made and by which rule they were decided. */
export type Compared = Pick<Findings, "compared" | "rule">;

/** A cross-table computed. */
export interface CrossTableResult {
  readonly cells: readonly (readonly CrossCell[])[];
  /** (Σw)²/Σw² per column; unweighted n */
  readonly effectiveN: readonly number[];
  /** letters and verdict of the metric row; empty without a metric */
  readonly metric: readonly Pick<CrossCell, "letters" | "againstRest">[];
  readonly test: CrossTest | null;
  readonly pairs: Compared;
  readonly rest: Compared;
}

/**
 * Computes a cross-table: shares, adjusted residuals, chi-square with Cramér's V, each column against each other (letters) and against
 * everybody else. Shares are compared by the pooled z on effective bases (n when unweighted); columns below 30 are not compared; all
 * comparisons of the table are corrected together, up to ten at 0.05 each, more by Benjamini–Hochberg at 0.10 (D§6.11).
 *
 * @throws {RangeError} when rows, bases and totals do not fit each other
 * @example
 * const found = crossTable({ weights: [[140, 168], [60, 42]], rowTotals: [308, 102], bases: [200, 210].map((n) => ({ n, w: n, ww: n })) });
 * found.cells[0][1].letters // => ["A"]
 * found.cells[0][1].columnShare // => 0.8
 * found.test.p // => 0.0192211
 */
export function crossTable(counts: CrossCounts): CrossTableResult {
  const { weights, bases, rowTotals, metric } = counts;
  if (weights.length !== rowTotals.length || weights.some((row) => row.length !== bases.length)) {
    throw new RangeError(`a table of ${weights.length} rows needs as many totals and ${bases.length} cells in each row`);
  }
  const effectiveN = bases.map(({ w, ww }) => (ww > 0 ? w ** 2 / ww : 0));
  const total = counts.total ?? sum(bases.map(({ w }) => w));
  const tested = counts.rowsOverlap || counts.columnsOverlap ? null : testTable(weights, bases);
  const share = (part: number | null | undefined, of: number | null) => (part == null || of === null || !(of > 0) ? null : part / of);
  const rows = weights.map((row) => row.map((cell, j) => share(cell, bases[j]!.w)));
  const compared = counts.columnsOverlap
    ? nothingCompared(weights.length + (metric === undefined ? 0 : 1), bases.length)
    : compareColumns({ ...counts, rows, effectiveN });
  return {
    cells: weights.map((row, i) =>
      row.map((cell, j) => ({
        columnShare: rows[i]![j]!,
        rowShare: share(cell, rowTotals[i]!),
        totalShare: share(cell, total),
        residual: tested === null ? null : tested.residuals[i]![j]!,
        letters: compared.letters[i]![j]!,
        againstRest: compared.verdicts[i]![j]!,
      })),
    ),
    effectiveN,
    metric:
      metric === undefined
        ? []
        : bases.map((_, j) => ({ letters: compared.letters.at(-1)![j]!, againstRest: compared.verdicts.at(-1)![j]! })),
    test: tested?.test ?? null,
    pairs: compared.pairs,
    rest: compared.rest,
  };
}

/** Weighted tables are brought to their effective size first, so that weights do not feign answers. */
function testTable(weights: CrossCounts["weights"], bases: readonly ColumnBase[]) {
  if (weights.some((row) => row.some((cell) => cell === null))) return null;
  const [w, ww] = [sum(bases.map((base) => base.w)), sum(bases.map((base) => base.ww))];
  if (!(w > 0 && ww > 0)) return null;
  const scale = w / ww;
  const found = contingency(weights.map((row) => row.map((cell) => (cell ?? 0) * scale)));
  if (found === null) return null;
  const expected = found.expected.flat().filter((count) => count > 0);
  const { chiSquare, df, p, cramersV, minExpected, adjustedResiduals } = found;
  const smallExpectedShare = expected.filter((count) => count < 5).length / expected.length;
  return { test: { chiSquare, df, p, cramersV, minExpected, smallExpectedShare }, residuals: adjustedResiduals };
}

type Asked = CrossCounts & { readonly rows: readonly (readonly (number | null)[])[]; readonly effectiveN: readonly number[] };
type Verdict = CrossCell["againstRest"];

function compareColumns({ rows, effectiveN, bases, weights, metric }: Asked) {
  const columns = bases.map((_, j) => j).filter((j) => bases[j]!.n >= FEWEST_COMPARED);
  const restN = (j: number) => effectiveOf(bases.filter((_, other) => other !== j));
  const restShare = (i: number, j: number) => {
    const others = weights[i]!.filter((_, other) => other !== j);
    const w = sum(bases.map((base, other) => (other === j ? 0 : base.w)));
    return others.some((cell) => cell === null) || !(w > 0) ? null : sum(others.map((cell) => cell ?? 0)) / w;
  };
  const isRestBig = (j: number) => sum(bases.map(({ n }, other) => (other === j ? 0 : n))) >= FEWEST_COMPARED;
  const height = rows.length + (metric === undefined ? 0 : 1);
  const pairs: { i: number; a: number; b: number; found: PairDifference | null }[] = [];
  const rest: { i: number; a: number; found: PairDifference | null }[] = [];
  for (let i = 0; i < height; i += 1) {
    const row = rows[i];
    for (const [at, a] of columns.entries()) {
      for (const b of columns.slice(at + 1)) {
        const found = row === undefined ? metric!(a, b) : shareDifference(row[a]!, effectiveN[a]!, row[b]!, effectiveN[b]!);
        pairs.push({ i, a, b, found });
      }
      if (!isRestBig(a)) continue;
      const found = row === undefined ? metric!(a, "rest") : shareDifference(row[a]!, effectiveN[a]!, restShare(i, a), restN(a));
      rest.push({ i, a, found });
    }
  }
  const { letters, verdicts } = nothingCompared(height, bases.length);
  const pairFindings = decide(pairs.map(({ found }) => found?.p ?? null));
  pairs.forEach(({ i, a, b, found }, at) => {
    if (!pairFindings.isSignificant[at] || found === null || found.difference === 0) return;
    const [higher, lower] = found.difference > 0 ? [a, b] : [b, a];
    letters[i]![higher]!.push(columnLetter(lower));
  });
  for (const row of letters) for (const list of row) list.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const restFindings = decide(rest.map(({ found }) => found?.p ?? null));
  rest.forEach(({ i, a, found }, at) => {
    if (restFindings.isSignificant[at] && found !== null) verdicts[i]![a] = found.difference > 0 ? "higher" : "lower";
  });
  return { letters, verdicts, pairs: saidOf(pairFindings), rest: saidOf(restFindings) };
}

function nothingCompared(height: number, width: number) {
  const letters = Array.from({ length: height }, () => Array.from({ length: width }, (): string[] => []));
  const verdicts = Array.from({ length: height }, () => Array.from({ length: width }, (): Verdict => null));
  const none = saidOf(decide([]));
  return { letters, verdicts, pairs: none, rest: none };
}

function saidOf({ compared, rule }: Findings): Compared {
  return { compared, rule };
}

function effectiveOf(bases: readonly ColumnBase[]): number {
  const ww = sum(bases.map((base) => base.ww));
  return ww > 0 ? sum(bases.map((base) => base.w)) ** 2 / ww : 0;
}

/** Pooled z of two shares; unweighted the same as `compareProportions`. */
function shareDifference(a: number | null, nA: number, b: number | null, nB: number): PairDifference | null {
  if (a === null || b === null || !(nA > 0 && nB > 0)) return null;
  const pooled = (a * nA + b * nB) / (nA + nB);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  // all or nobody in both: nothing varies; the margin keeps rounding from making a difference
  return { difference: a - b, p: error < 1e-9 ? null : normalTwoSided((a - b) / error) };
}
