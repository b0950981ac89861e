import type { Counts, Dimension, Key } from "@manyi/core/metrics";
import { type Asked, type Cells, count } from "../figures/index.js";
import type { Axis } from "./crosstab-axes.js";

/** People with Σw and Σw² of their weights; unweighted all three are n. */
export type Tally = { readonly n: number; readonly w: number; readonly ww: number };
export const NOBODY: Tally = { n: 0, w: 0, ww: 0 };

/** Who was counted where, open and anonymous answers apart. */
export type CrossCounted = {
  /** by layer, row, column */
  readonly cells: ReadonlyMap<string, { readonly keys: readonly [Key, Key, Key]; readonly open: Tally; readonly anonymous: Tally }>;
  /** by layer and column: people asked a multiple choice, whatever they picked; empty for other axes */
  readonly asked: ReadonlyMap<string, { readonly keys: readonly [Key, Key]; readonly open: Tally; readonly anonymous: Tally }>;
  /** whether answers of anonymous surveys could take part */
  readonly withAnonymous: boolean;
};

export function addTallies(a: Tally, b: Tally): Tally {
  return { n: a.n + b.n, w: a.w + b.w, ww: a.ww + b.ww };
}

export function nameOf(...keys: readonly Key[]): string {
  return JSON.stringify(keys);
}

/**
 * Counts a cross-table with one statement. A question against declared dimensions (unit, survey, time) is counted answer by answer, so
 * that anonymous answers may take part; in every other cut they stay out.
 *
 * @param rows may be a multiple choice; the others may not
 */
export async function countCross(
  asked: Asked,
  { rows, columns, nest }: { rows: Axis; columns: Axis; nest: Axis | null },
): Promise<CrossCounted> {
  const others = nest === null ? [columns] : [columns, nest];
  const declared = others.every(({ counted }) => counted.kind === "by" && counted.isDeclared);
  const isQuestion = rows.counted.kind !== "by";
  // a table nested in a third dimension tells too much about few people
  const withAnonymous =
    nest === null && declared && asked.hasAnonymous && asked.where.anonymous !== "without" && (isQuestion || isDeclared(rows));
  const open: Asked = withAnonymous ? asked : { ...asked, where: { ...asked.where, anonymous: "without" } };
  const sorted = new Sorted();
  const keyed = (key: Key | undefined, axis: Axis) => axis.keyOf(key ?? null);
  const { counted } = rows;
  const by = others.map(dimensionOf);
  if (counted.kind === "by" || (counted.kind === "answer" && !withAnonymous)) {
    const cells = await count(open, { kind: "voices" }, [dimensionOf(rows), ...by], [asked.period]);
    sorted.take(cells, ([row, column, layer], counts, part) => {
      if (counts.kind !== "voices") return;
      const tally = { n: counts.n, w: counts.w ?? counts.n, ww: counts.ww ?? counts.n };
      sorted.put([nest === null ? null : keyed(layer, nest), keyed(row, rows), keyed(column, columns)], tally, part);
    });
  } else if (counted.kind === "answer") {
    const { score, scale } = counted;
    const cells = await count(open, { kind: "levels", score, scale }, by, [asked.period]);
    sorted.take(cells, ([column, layer], counts, part) => {
      if (counts.kind !== "levels") return;
      counts.counts.forEach((n, i) => {
        const tally = { n, w: counts.w?.[i] ?? n, ww: counts.ww?.[i] ?? n };
        sorted.put([nest === null ? null : keyed(layer, nest), keyed(scale.min + i, rows), keyed(column, columns)], tally, part);
      });
    });
  } else {
    const cells = await count(open, { kind: "picks", options: counted.options }, by, [asked.period]);
    sorted.take(cells, ([column, layer], counts, part) => {
      if (counts.kind !== "picks") return;
      const at = [nest === null ? null : keyed(layer, nest), keyed(column, columns)] as const;
      sorted.base(at, { n: counts.n, w: counts.weights?.w ?? counts.n, ww: counts.weights?.ww ?? counts.n }, part);
      // what one option's weights square to is never needed: bases are those of everybody asked
      counts.picked.forEach((n, i) => {
        sorted.put([at[0], keyed(i, rows), at[1]], { n, w: counts.weights?.picked[i] ?? n, ww: 0 }, part);
      });
    });
  }
  return { cells: sorted.cells, asked: sorted.asked, withAnonymous };
}

function isDeclared({ counted }: Axis): boolean {
  return counted.kind === "by" && counted.isDeclared;
}

/** How an axis is told apart in a statement. @throws {RangeError} for a multiple choice, which tells nobody apart */
export function dimensionOf({ counted, code }: Axis): Dimension {
  if (counted.kind === "picks") throw new RangeError(`${code} is a multiple choice`);
  return counted.kind === "by" ? counted.dimension : { answer: counted.score };
}

type Part = "open" | "anonymous";

/** Sorts what was counted into categories; what belongs to none is left out. */
class Sorted {
  readonly cells = new Map<string, { keys: readonly [Key, Key, Key]; open: Tally; anonymous: Tally }>();
  readonly asked = new Map<string, { keys: readonly [Key, Key]; open: Tally; anonymous: Tally }>();

  take(cells: Cells, each: (keys: readonly Key[], counts: Counts, part: Part) => void): void {
    for (const { keys, open, anonymous } of cells.values()) {
      if (open !== null) each(keys, open, "open");
      if (anonymous !== null) each(keys, anonymous, "anonymous");
    }
  }

  put([layer, row, column]: readonly [Key | undefined, Key | undefined, Key | undefined], tally: Tally, part: Part): void {
    if (layer === undefined || row === undefined || column === undefined || tally.n === 0) return;
    const name = nameOf(layer, row, column);
    const cell = this.cells.get(name) ?? { keys: [layer, row, column] as const, open: NOBODY, anonymous: NOBODY };
    this.cells.set(name, { ...cell, [part]: addTallies(cell[part], tally) });
  }

  base([layer, column]: readonly [Key | undefined, Key | undefined], tally: Tally, part: Part): void {
    if (layer === undefined || column === undefined || tally.n === 0) return;
    const name = nameOf(layer, column);
    const cell = this.asked.get(name) ?? { keys: [layer, column] as const, open: NOBODY, anonymous: NOBODY };
    this.asked.set(name, { ...cell, [part]: addTallies(cell[part], tally) });
  }
}
