import type { Key } from "@manyi/core/metrics";
import { suppressCells, suppressTable } from "@manyi/core/privacy";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, refusedReleases, setOf } from "../figures/index.js";
import { type Axis, overlaps } from "./crosstab-axes.js";
import { addTallies, type CrossCounted, NOBODY, nameOf, type Tally } from "./crosstab-count.js";

/** What a table is made of: categories of its sides and of the third dimension, which is `[null]` when there is none. */
export type Frame = {
  readonly row: Axis;
  readonly column: Axis;
  readonly rows: readonly Key[];
  readonly columns: readonly Key[];
  readonly layers: readonly Key[];
};

/** One table as it may be shown: `null` is hidden. */
export type ShownTable = {
  readonly layer: Key;
  readonly cells: readonly (readonly (Tally | null)[])[];
  /** people per column: all its rows together, of a multiple choice everybody asked */
  readonly bases: readonly Tally[];
  readonly rowTotals: readonly (Tally | null)[];
  /** everybody in the table where columns share people; null: the columns added up */
  readonly whole: Tally | null;
};

/**
 * The privacy stage of a cross-table. A column takes anonymous answers in from k on, not when all of them said the same, not when its
 * siblings or a set shown before would give a few people away; inside, cells below k are hidden with as many others as are needed so
 * that no total of a row or column tells them (D§10).
 */
export function showCross(asked: Asked, counted: CrossCounted, frame: Frame): Promise<ShownTable[]> {
  const { rows, columns, layers } = frame;
  const isPicks = overlaps(frame.row);
  return Promise.all(
    layers.map(async (layer): Promise<ShownTable> => {
      const part = (name: "open" | "anonymous") =>
        rows.map((row) => columns.map((column) => counted.cells.get(nameOf(layer, row, column))?.[name] ?? NOBODY));
      const basesOf = (name: "open" | "anonymous", cells: Tally[][]) =>
        columns.map((column, j) =>
          isPicks
            ? (counted.asked.get(nameOf(layer, column))?.[name] ?? NOBODY)
            : cells.reduce((sum, row) => addTallies(sum, row[j]!), NOBODY),
        );
      const [open, anonymous] = [part("open"), part("anonymous")];
      const openBases = basesOf("open", open);
      const { whole } = counted;
      const wholeAt = (row: Key) => whole?.get(nameOf(layer, row)) ?? NOBODY;
      const withheld = {
        layer,
        cells: open,
        bases: openBases,
        rowTotals: whole === null ? open.map(totalOf) : rows.map(wholeAt),
        whole: whole === null ? null : wholeAt(null),
      };
      if (!counted.withAnonymous) return withheld;
      const anonymousBases = basesOf("anonymous", anonymous);
      const isIn = await visibleColumns(asked, frame, anonymous, anonymousBases);
      const kept = anonymous.map((row) => row.map((tally, j) => (isIn[j] ? tally : NOBODY)));
      const keptBases = anonymousBases.map((tally, j) => (isIn[j] ? tally : NOBODY));
      const k = thresholdSince(asked.ctx.organisation, asked.period.from);
      const hidden = isPicks ? guardPicks(kept, keptBases, k) : guardTable(kept, k);
      if (hidden === null) return withheld;
      const cells = open.map((row, i) => row.map((tally, j) => (hidden[i]![j] ? null : addTallies(tally, kept[i]![j]!))));
      return {
        layer,
        cells,
        bases: openBases.map((tally, j) => addTallies(tally, keptBases[j]!)),
        whole: null,
        rowTotals: open.map((row, i) => (isPicks && hidden[i]!.includes(true) ? null : addTallies(totalOf(row), totalOf(kept[i]!)))),
      };
    }),
  );
}

function totalOf(row: readonly Tally[]): Tally {
  return row.reduce(addTallies, NOBODY);
}

/** `null`: no choice of cells protects the small ones, so anonymous answers stay out altogether. */
function guardTable(kept: readonly (readonly Tally[])[], k: number): readonly (readonly boolean[])[] | null {
  const found = suppressTable(
    kept.map((row) => row.map(({ n }) => n)),
    k,
  );
  return found.areTotalsHidden ? null : found.hidden;
}

/** Every option is a table of its own: those who picked it and those who did not. */
function guardPicks(kept: readonly (readonly Tally[])[], bases: readonly Tally[], k: number): readonly (readonly boolean[])[] {
  return kept.map((row) => {
    const picked = row.map(({ n }) => n);
    const { hidden } = suppressTable([picked, bases.map(({ n }, j) => n - picked[j]!)], k);
    return picked.map((_, j) => hidden.some((cells) => cells[j]));
  });
}

/** Which columns may take anonymous answers in; what is shown is written down, so that the next table cannot be subtracted from it. */
async function visibleColumns(
  asked: Asked,
  { columns, row, column }: Frame,
  anonymous: readonly (readonly Tally[])[],
  bases: readonly Tally[],
): Promise<boolean[]> {
  const siblings = columns.map((_, j) => ({
    id: String(j),
    n: bases[j]!.n,
    ...(row.counted.kind === "answer" ? { counts: anonymous.map((cells) => cells[j]!.n) } : {}),
  }));
  const found = suppressCells(siblings, thresholdSince(asked.ctx.organisation, asked.period.from), { isTotalShown: true });
  if (found.isTotalHidden) return columns.map(() => false);
  const open = columns.flatMap((key, j) => (found.hidden.has(String(j)) || bases[j]!.n === 0 ? [] : [{ key, j }]));
  const refusals = await refusedReleases(
    asked,
    open.map(({ key, j }) => ({
      set: { ...setOf(asked, { family: "answers", attribute: null }, column.partOf(key)), metric: row.released },
      n: bases[j]!.n,
    })),
  );
  const shown = new Set(open.filter((_, place) => refusals[place] === null).map(({ j }) => j));
  return columns.map((_, j) => shown.has(j));
}
