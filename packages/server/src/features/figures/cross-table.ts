import type { Levels } from "@manyi/core/metrics";
import type { Asked } from "./ask.js";
import { count } from "./count.js";
import { placeOf } from "./moments.js";

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

/** The same per segment or per month; `null` as a part gives the one table under the key null. */
export async function readCrossTables(
  asked: Asked,
  row: string,
  column: string,
  part: "segment" | "month" | null,
): Promise<ReadonlyMap<number | null, CrossTable>> {
  const [x, y] = [placeOf(asked, row), placeOf(asked, column)];
  const cells = await count(
    asked,
    { kind: "levels", score: y.score, scale: y.scale },
    [{ answer: x.score }, ...(part === null ? [] : [part])],
    [asked.period],
  );
  const tables = new Map<number | null, { rows: typeof x.scale; columns: typeof y.scale; counts: number[][]; n: number }>();
  for (const { keys, open } of cells.values()) {
    const [answer, key = null] = keys;
    if (typeof answer !== "number" || open?.kind !== "levels") continue;
    const of = typeof key === "number" ? key : null;
    const table = tables.get(of) ?? emptyTable(asked, row, column);
    tables.set(of, table);
    open.counts.forEach((n, j) => {
      table.counts[answer - x.scale.min]![j]! += open.w?.[j] ?? n;
      table.n += n;
    });
  }
  return tables;
}

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
