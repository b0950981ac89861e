import type { Counts, Dimension, Key, VoiceCounts } from "@manyi/core/metrics";
import { type Asked, type Cells, count } from "../figures/index.js";
import { type Axis, overlaps } from "./crosstab-axes.js";

/** People with Σw and Σw² of their weights; unweighted all three are n. */
export type Tally = { readonly n: number; readonly w: number; readonly ww: number };
export const NOBODY: Tally = { n: 0, w: 0, ww: 0 };

/** Who was counted where, open and anonymous answers apart. */
export type CrossCounted = {
  /** by layer, row, column */
  readonly cells: ReadonlyMap<string, { readonly keys: readonly [Key, Key, Key]; readonly open: Tally; readonly anonymous: Tally }>;
  /** by layer and column: people asked a multiple choice or who wrote a comment, whatever they said; empty for other axes */
  readonly asked: ReadonlyMap<string, { readonly keys: readonly [Key, Key]; readonly open: Tally; readonly anonymous: Tally }>;
  /** by layer and row, the row null for everybody: what cannot be added up over columns that share people; null where it can */
  readonly whole: ReadonlyMap<string, Tally> | null;
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
 * @param rows may overlap: a multiple choice or topics; columns only where rows are a multiple choice
 */
export async function countCross(
  asked: Asked,
  { rows, columns, nest }: { rows: Axis; columns: Axis; nest: Axis | null },
): Promise<CrossCounted> {
  const others = nest === null ? [columns] : [columns, nest];
  const declared = others.every(({ counted }) => counted.kind === "by" && counted.isDeclared);
  const isQuestion = rows.counted.kind === "answer" || rows.counted.kind === "picks";
  // a table nested in a third dimension tells too much about few people
  const withAnonymous =
    nest === null && declared && asked.hasAnonymous && asked.where.anonymous !== "without" && (isQuestion || isDeclared(rows));
  const open: Asked = withAnonymous ? asked : { ...asked, where: { ...asked.where, anonymous: "without" } };
  const sorted = new Sorted();
  const keyed = (key: Key | undefined, axis: Axis) => axis.keyOf(key ?? null);
  const { counted } = rows;
  if (overlaps(columns)) return countOverlapping(open, { rows, columns, nest });
  const by = others.map(dimensionOf);
  if (counted.kind === "topics") {
    const [cells, wrote] = await Promise.all([
      count(open, { kind: "voices" }, ["topic", ...by], [asked.period]),
      count(open, { kind: "voices" }, ["sentiment", ...by], [asked.period]),
    ]);
    const at = (column: Key | undefined, layer: Key | undefined) =>
      [nest === null ? null : keyed(layer, nest), keyed(column, columns)] as const;
    sorted.take(cells, ([row, column, layer], counts, part) => {
      if (counts.kind === "voices") sorted.put([at(column, layer)[0], keyed(row, rows), at(column, layer)[1]], tallyOf(counts), part);
    });
    sorted.take(wrote, ([, column, layer], counts, part) => {
      if (counts.kind === "voices") sorted.base(at(column, layer), tallyOf(counts), part);
    });
  } else if (counted.kind === "by" || (counted.kind === "answer" && !withAnonymous)) {
    const cells = await count(open, { kind: "voices" }, [dimensionOf(rows), ...by], [asked.period]);
    sorted.take(cells, ([row, column, layer], counts, part) => {
      if (counts.kind !== "voices") return;
      sorted.put([nest === null ? null : keyed(layer, nest), keyed(row, rows), keyed(column, columns)], tallyOf(counts), part);
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
      sorted.base(at, askedOf(counts), part);
      pickedOf(counts).forEach((tally, i) => {
        sorted.put([at[0], keyed(i, rows), at[1]], tally, part);
      });
    });
  }
  return { cells: sorted.cells, asked: sorted.asked, whole: null, withAnonymous };
}

/**
 * A multiple choice against another one, or against topics: people stand in several rows and in several columns. Everybody who was asked
 * both is counted once more without the columns, because nothing can be added up over these.
 */
async function countOverlapping(
  open: Asked,
  { rows, columns, nest }: { rows: Axis; columns: Axis; nest: Axis | null },
): Promise<CrossCounted> {
  if (rows.counted.kind !== "picks")
    throw new RangeError(`${rows.code} × ${columns.code}: rows are a multiple choice where columns overlap`);
  const measure = { kind: "picks" as const, options: rows.counted.options };
  const outer = nest === null ? [] : [dimensionOf(nest)];
  const sorted = new Sorted();
  const whole = new Map<string, Tally>();
  const layerOf = (key: Key | undefined) => (nest === null ? null : nest.keyOf(key ?? null));
  const putColumn = (column: Key | undefined, layer: Key | undefined, counts: Counts) => {
    if (counts.kind !== "picks") return;
    sorted.base([layer, column], askedOf(counts), "open");
    pickedOf(counts).forEach((tally, i) => {
      sorted.put([layer, i, column], tally, "open");
    });
  };
  const putWhole = (layer: Key | undefined, counts: Counts) => {
    if (counts.kind !== "picks" || layer === undefined) return;
    [askedOf(counts), ...pickedOf(counts)].forEach((tally, i) => {
      const name = nameOf(layer, i === 0 ? null : i - 1);
      whole.set(name, addTallies(whole.get(name) ?? NOBODY, tally));
    });
  };
  if (columns.counted.kind === "picks") {
    await Promise.all(
      columns.counted.options.map(async ({ score }, column) => {
        const cells = await count(open, measure, [{ answer: score }, ...outer], [open.period]);
        sorted.take(cells, ([picked, layer], counts) => {
          if (picked === 1) putColumn(column, layerOf(layer), counts);
          // everybody asked has a 0 or a 1 at the first option
          if (column === 0 && picked !== null) putWhole(layerOf(layer), counts);
        });
      }),
    );
  } else {
    const [cells, wrote] = await Promise.all([
      count(open, measure, ["topic", ...outer], [open.period]),
      count(open, measure, ["sentiment", ...outer], [open.period]),
    ]);
    sorted.take(cells, ([topic, layer], counts) => putColumn(columns.keyOf(topic ?? null), layerOf(layer), counts));
    sorted.take(wrote, ([, layer], counts) => putWhole(layerOf(layer), counts));
  }
  return { cells: sorted.cells, asked: sorted.asked, whole, withAnonymous: false };
}

function tallyOf({ n, w, ww }: VoiceCounts): Tally {
  return { n, w: w ?? n, ww: ww ?? n };
}

type Picked = Extract<Counts, { kind: "picks" }>;

function askedOf({ n, weights }: Picked): Tally {
  return { n, w: weights?.w ?? n, ww: weights?.ww ?? n };
}

/** What one option's weights square to is never needed: bases are those of everybody asked. */
function pickedOf({ picked, weights }: Picked): Tally[] {
  return picked.map((n, i) => ({ n, w: weights?.picked[i] ?? n, ww: 0 }));
}

function isDeclared({ counted }: Axis): boolean {
  return counted.kind === "by" && counted.isDeclared;
}

/** How an axis is told apart in a statement. @throws {RangeError} for a multiple choice or topics, which tell nobody apart */
export function dimensionOf({ counted, code }: Axis): Dimension {
  if (counted.kind === "picks" || counted.kind === "topics") throw new RangeError(`people stand in several categories of ${code}`);
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
