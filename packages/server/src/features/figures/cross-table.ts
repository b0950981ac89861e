import type { Key, Levels } from "@manyi/core/metrics";
import type { Asked } from "./ask.js";
import { type Cells, count } from "./count.js";
import { placeOf } from "./moments.js";
import { countSpans, type Span } from "./spans.js";

/**
 * People by their answers to two questions: `counts[i][j]` gave `rows.min + i` to the first and `columns.min + j` to the second. Sums of
 * weights where the question is weighted; `n` is people in either case.
 */
export type CrossTable = {
  readonly rows: { readonly min: number; readonly max: number };
  readonly columns: { readonly min: number; readonly max: number };
  readonly counts: readonly (readonly number[])[];
  readonly n: number;
};

/**
 * Counts people by their answers to two metrics. A table of two questions is no declared report of an anonymous survey: its answers are
 * left out.
 *
 * @param asked `surveys` narrows where both are looked for
 * @throws {AppError} SCALE_MISMATCH when surveys ask one of them on different scales
 */
export async function readCrossTable(asked: Asked, row: string, column: string): Promise<CrossTable> {
  return (await readCrossTables(asked, row, column, null)).get(null) ?? emptyTable(asked, row, column);
}

/** The same per segment; `null` as a part gives the one table under the key null. */
export async function readCrossTables(
  asked: Asked,
  row: string,
  column: string,
  part: "segment" | null,
): Promise<ReadonlyMap<number | null, CrossTable>> {
  const [x, y] = [placeOf(asked, row), placeOf(asked, column)];
  const cells = await count(
    asked,
    { kind: "levels", score: y.score, scale: y.scale },
    [{ answer: x.score }, ...(part === null ? [] : [part])],
    [asked.period],
  );
  return tablesOf(cells, ([answer, key = null]) => ({ answer, part: key }), emptyTableOf(asked, row, column));
}

/** The same per span of months, by the place of the span: a table never mixes what lies on two sides of a cut. */
export async function readCrossTablesBySpan(
  whole: Asked,
  row: string,
  column: string,
  spans: readonly Span[],
): Promise<ReadonlyMap<number | null, CrossTable>> {
  const [x, y] = [placeOf(whole, row), placeOf(whole, column)];
  const cells = await countSpans(whole, { kind: "levels", score: y.score, scale: y.scale }, "month", spans, [{ answer: x.score }]);
  return tablesOf(cells, ([part = null, answer]) => ({ answer, part }), emptyTableOf(whole, row, column));
}

function tablesOf(
  cells: Cells,
  read: (keys: readonly Key[]) => { readonly answer: Key | undefined; readonly part: Key },
  empty: () => ReturnType<typeof emptyTable>,
): ReadonlyMap<number | null, CrossTable> {
  const tables = new Map<number | null, ReturnType<typeof emptyTable>>();
  for (const { keys, open } of cells.values()) {
    const { answer, part } = read(keys);
    if (typeof answer !== "number" || open?.kind !== "levels") continue;
    const of = typeof part === "number" ? part : null;
    const table = tables.get(of) ?? empty();
    tables.set(of, table);
    open.counts.forEach((n, j) => {
      table.counts[answer - table.rows.min]![j]! += open.w?.[j] ?? n;
      table.n += n;
    });
  }
  return tables;
}

const emptyTableOf = (asked: Asked, row: string, column: string) => () => emptyTable(asked, row, column);

function emptyTable(asked: Asked, row: string, column: string) {
  const [rows, columns] = [placeOf(asked, row).scale, placeOf(asked, column).scale];
  const counts = Array.from({ length: rows.max - rows.min + 1 }, () => new Array<number>(columns.max - columns.min + 1).fill(0));
  return { rows, columns, counts, n: 0 };
}

/** People per answer to one metric, apart for each segment; answers of anonymous surveys and of nobody known stay away. */
export async function readCountsBySegment(asked: Asked, code: string): Promise<ReadonlyMap<number, Levels>> {
  const { score, scale } = placeOf(asked, code);
  const cells = await count(asked, { kind: "levels", score, scale }, ["segment"], [asked.period]);
  return new Map(
    [...cells.values()].flatMap(({ keys, open }): [number, Levels][] =>
      typeof keys[0] === "number" && open?.kind === "levels" ? [[keys[0], open]] : [],
    ),
  );
}
