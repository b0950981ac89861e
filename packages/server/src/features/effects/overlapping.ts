import type { EffectResult } from "@manyi/contracts";
import { overlaps } from "@manyi/core/effects";
import { periodText } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import type { Unit } from "../figures/index.js";
import { designOf, selectLatest } from "./plans.js";
import { spanOf, type Treated } from "./windows.js";

type Other = {
  readonly id: string;
  readonly name: LocalText;
  readonly treated: readonly Treated[];
  /** from its first start to the end of its last window */
  readonly from: number;
  readonly to: number;
};

/** Other comparisons of which the reader may know, while they are not stopped. @param self left out */
export async function readOthers(ctx: Context, self: string | null): Promise<Other[]> {
  return (await selectLatest(ctx)).flatMap((row) => {
    if (row.id === self || row.stopped_at !== null) return [];
    const { treated, afterDays } = designOf(row);
    const from = Math.min(...treated.map(({ startDay }) => startDay));
    return [{ id: row.id, name: row.name, treated, from, to: spanOf(treated, { beforeDays: 1, afterDays }).to }];
  });
}

/** Whether what is changed in one place touches another: the same one, one within it, or one around it. */
export function touches(units: readonly Unit[], a: number, b: number): boolean {
  const pathOf = (id: number) => units.find((unit) => unit.id === id)?.path;
  const [x, y] = [pathOf(a), pathOf(b)];
  return x !== undefined && y !== undefined && (x.startsWith(y) || y.startsWith(x));
}

/** What else was changed at the same time in the units compared, and whether it touched the two groups differently. */
export function overlapsOf(
  units: readonly Unit[],
  window: { readonly from: number; readonly to: number },
  sides: { readonly treated: readonly number[]; readonly comparison: readonly number[] },
  others: readonly Other[],
): EffectResult["overlaps"] {
  const named = [...sides.treated, ...sides.comparison];
  const found = overlaps(
    window,
    sides.treated.map(String),
    sides.comparison.map(String),
    others.map(({ id, treated, from, to }) => ({
      id,
      units: named.filter((unit) => treated.some(({ unitId }) => touches(units, unit, unitId))).map(String),
      from,
      to,
    })),
  );
  return found.map(({ id, ...shares }) => {
    const { name, from, to } = others.find((other) => other.id === id)!;
    return { id, name, window: periodText({ from, to }), ...shares };
  });
}
