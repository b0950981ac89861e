import { addCounts, baseOf, type Counts, type Key, type Metric, scoreCounts, testChange } from "@manyi/core/metrics";
import { type Asked, count, plan } from "../figures/index.js";
import { type Axis, overlaps } from "./crosstab-axes.js";
import { dimensionOf, nameOf } from "./crosstab-count.js";

/** A metric counted per layer, row and column, over open answers only; `columns` holds everybody of a column, whatever the row. */
export type CrossMetric = {
  readonly cells: ReadonlyMap<string, Counts>;
  readonly columns: ReadonlyMap<string, Counts>;
};

/**
 * Counts a metric inside a cross-table. Anonymous answers stay out: a metric per cell is a cut that no anonymous survey declares.
 *
 * @returns `null` when nobody asks it
 */
export async function countMetric(
  everybody: Asked,
  metric: Metric,
  { rows, columns, nest }: { rows: Axis; columns: Axis; nest: Axis | null },
): Promise<CrossMetric | null> {
  const asked: Asked = { ...everybody, where: { ...everybody.where, anonymous: "without" } };
  const planned = plan(asked, metric);
  if (planned === null) return null;
  const others = nest === null ? [columns] : [columns, nest];
  if (overlaps(columns)) throw new RangeError(`no metric stands inside ${rows.code} × ${columns.code}`);
  const by = others.map(dimensionOf);
  const [cells, sums] = [new Map<string, Counts>(), new Map<string, Counts>()];
  const add = (into: Map<string, Counts>, name: string, counts: Counts) => {
    const known = into.get(name);
    into.set(name, known === undefined ? counts : addCounts(known, counts));
  };
  const layerOf = (key: Key | undefined) => (nest === null ? null : nest.keyOf(key ?? null));
  if (rows.counted.kind === "topics") {
    const [told, wrote] = await Promise.all(
      (["topic", "sentiment"] as const).map((first) => count(asked, planned.measure, [first, ...by], [asked.period])),
    );
    for (const [into, found] of [
      [cells, told!],
      [sums, wrote!],
    ] as const) {
      for (const { keys, open } of found.values()) {
        const [row, column, layer] = [rows.keyOf(keys[0] ?? null), columns.keyOf(keys[1] ?? null), layerOf(keys[2])];
        if (open === null || column === undefined || layer === undefined) continue;
        if (into === sums) add(into, nameOf(layer, column), open);
        else if (row !== undefined) add(into, nameOf(layer, row, column), open);
      }
    }
    return { cells, columns: sums };
  }
  if (rows.counted.kind !== "picks") {
    const found = await count(asked, planned.measure, [dimensionOf(rows), ...by], [asked.period]);
    for (const { keys, open } of found.values()) {
      const [row, column, layer] = [rows.keyOf(keys[0] ?? null), columns.keyOf(keys[1] ?? null), layerOf(keys[2])];
      if (open === null || row === undefined || column === undefined || layer === undefined) continue;
      add(cells, nameOf(layer, row, column), open);
      add(sums, nameOf(layer, column), open);
    }
    return { cells, columns: sums };
  }
  const { options } = rows.counted;
  await Promise.all(
    options.map(async ({ score }, option) => {
      const found = await count(asked, planned.measure, [{ answer: score }, ...by], [asked.period]);
      for (const { keys, open } of found.values()) {
        const [column, layer] = [columns.keyOf(keys[1] ?? null), layerOf(keys[2])];
        if (open === null || keys[0] === null || column === undefined || layer === undefined) continue;
        if (keys[0] === 1) add(cells, nameOf(layer, option, column), open);
        // everybody asked has a 0 or a 1 at the first option
        if (option === 0) add(sums, nameOf(layer, column), open);
      }
    }),
  );
  return { cells, columns: sums };
}

/** A metric as it stands in a cell. */
export function metricCell(
  metric: Metric,
  counts: Counts | undefined,
): { value: number | null; n: number; low: number | null; high: number | null } {
  if (counts === undefined || baseOf(counts) === 0) return { value: null, n: 0, low: null, high: null };
  const { value, n, interval } = scoreCounts(metric.family, counts);
  return { value, n, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Differences of the metric between columns, as the cross-table compares them. */
export function metricDifferences(metric: Metric, columns: readonly (Counts | undefined)[]) {
  return (column: number, other: number | "rest") => {
    const own = columns[column];
    const others = other === "rest" ? columns.filter((_, j) => j !== column) : [columns[other]];
    const against = others.reduce(
      (sum, counts) => (sum === undefined || counts === undefined ? (sum ?? counts) : addCounts(sum, counts)),
      undefined,
    );
    if (own === undefined || against === undefined) return null;
    const found = testChange(metric.family, own, against);
    return found === null ? null : { difference: found.difference, p: found.p };
  };
}
