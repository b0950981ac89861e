import { runQuery } from "@manyi/analytics";
import {
  addCounts,
  type Counts,
  type DayRange,
  type Dimension,
  type Key,
  type Measurement,
  type Metric,
  type Plan,
  planMetric,
  type Recalled,
  type SplitCell,
} from "@manyi/core/metrics";
import { AppError } from "../../platform/errors.js";
import type { Asked } from "./ask.js";

/** Cells by their keys, with the answers of anonymous surveys apart. */
export type Cells = ReadonlyMap<string, { readonly keys: readonly Key[] } & SplitCell>;

/**
 * Plan: what to count for a metric.
 *
 * @returns `null` when nobody asks it
 * @throws {AppError} SCALE_MISMATCH when surveys ask it on different scales
 */
export function plan(asked: Asked, metric: Metric, recalled: Recalled = "with"): Extract<Plan, { kind: "count" }> | null {
  const found = planMetric(asked.catalog, metric, asked.surveys, recalled);
  if (found.kind === "mixed scales") throw new AppError("SCALE_MISMATCH");
  return found.kind === "count" ? found : null;
}

/** Count: asks the nodes, and keeps anonymous answers apart for the privacy stage. */
export async function count(asked: Asked, measure: Measurement, by: readonly Dimension[], periods: readonly DayRange[]): Promise<Cells> {
  const { analytics, tenantId } = asked.ctx;
  const isBeyond = by.some(isUndeclared) || Boolean(asked.where.topics ?? asked.where.sentiments);
  const where = { ...asked.where, periods, ...(isBeyond ? { anonymous: "without" as const } : {}) };
  const isApart = asked.hasAnonymous && where.anonymous !== "without";
  const keys = isApart ? [...by, "anonymous" as const] : by;
  const cells = await runQuery(analytics.nodes, { tenantId, measure, by: keys, where, weighted: asked.isWeighted });
  return gather(
    cells.map(({ keys, counts }) => ({
      keys: keys.slice(0, by.length),
      part: isApart && keys[by.length] === 1 ? "anonymous" : "open",
      counts,
    })),
  );
}

/** Anonymous surveys declare survey, unit and time; their answers stand in no other breakdown. Lots are drawn by chance and tell nothing. */
function isUndeclared(dimension: Dimension): boolean {
  return typeof dimension === "object" || !["period", "lot", "day", "week", "month", "unit", "survey"].includes(dimension);
}

type Counted = { readonly keys: readonly Key[]; readonly part: "open" | "anonymous"; readonly counts: Counts };

function gather(counted: readonly Counted[]): Cells {
  const cells = new Map<string, { keys: readonly Key[]; open: Counts | null; anonymous: Counts | null }>();
  for (const { keys, part, counts } of counted) {
    const name = JSON.stringify(keys);
    const cell = cells.get(name) ?? { keys, open: null, anonymous: null };
    cells.set(name, { ...cell, [part]: cell[part] === null ? counts : addCounts(cell[part], counts) });
  }
  return cells;
}

/** Adds up cells under new keys, such as stores under their region; cells without a new key are left out. */
export function regroup(cells: Cells, keysOf: (keys: readonly Key[]) => readonly Key[] | undefined): Cells {
  const counted: Counted[] = [];
  for (const { keys, open, anonymous } of cells.values()) {
    const renamed = keysOf(keys);
    if (renamed === undefined) continue;
    if (open !== null) counted.push({ keys: renamed, part: "open", counts: open });
    if (anonymous !== null) counted.push({ keys: renamed, part: "anonymous", counts: anonymous });
  }
  return gather(counted);
}

const NOTHING: SplitCell = { open: null, anonymous: null };

export function cellAt(cells: Cells, keys: readonly Key[]): SplitCell {
  return cells.get(JSON.stringify(keys)) ?? NOTHING;
}
