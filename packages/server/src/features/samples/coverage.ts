import type { SampleDetail } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { readUnits, unitsBelow } from "../figures/index.js";
import { newest, readMargins } from "../population/index.js";
import type { SampleRow } from "./queries.js";

type Coverage = SampleDetail["coverage"][number];
/** People of a frame by unit and segment. */
export type Cell = { readonly unit_id: number | null; readonly segment_id: number | null; readonly n: number };

/**
 * The frame against known numbers of people, stratum by stratum. Numbers by segment are of the whole organisation, so a frame of some
 * units is not held against them; a frame narrowed to a unit or segment is held against that one alone.
 */
export async function coverageOf(ctx: Context, sample: SampleRow, cells: readonly Cell[]): Promise<Coverage[]> {
  const [margins, units, segments] = await Promise.all([
    readMargins(ctx).then(newest),
    readUnits(ctx),
    ctx.db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).execute(),
  ]);
  const { unit, segment } = sample.filters;
  return margins.flatMap((margin): Coverage[] => {
    const { dimension, version, source } = margin;
    if (dimension !== "unit" && dimension !== "segment") return [];
    if (dimension === "segment" ? unit !== null || sample.scope_units !== null : segment !== null) return [];
    const top = units.find(({ id }) => id === unit);
    const asked = top === undefined ? units : unitsBelow(units, top);
    const levels = margin.levels.flatMap(({ level, people }) => {
      const id = Number(level);
      const named = dimension === "unit" ? asked.find((one) => one.id === id) : segments.find((one) => one.id === id);
      if (named === undefined || (dimension === "segment" && segment !== null && segment !== id)) return [];
      const ids = dimension === "unit" ? new Set(unitsBelow(units, asked.find((one) => one.id === id)!).map((one) => one.id)) : null;
      const isIn = (cell: Cell) => (ids === null ? cell.segment_id === id : cell.unit_id !== null && ids.has(cell.unit_id));
      return [{ label: named.name as LocalText, people, isIn }];
    });
    const count = (isIn: (cell: Cell) => boolean) => cells.filter(isIn).reduce((sum, { n }) => sum + n, 0);
    // a list that says nothing of it is held against nothing
    if (count((cell) => levels.some(({ isIn }) => isIn(cell))) === 0) return [];
    return [
      {
        dimension,
        source,
        version,
        asOf: margin.as_of,
        levels: levels.map(({ label, people, isIn }) => {
          const n = count(isIn);
          return { label, people, n, share: people === 0 ? null : n / people };
        }),
        outside: count((cell) => !levels.some(({ isIn }) => isIn(cell))),
      },
    ];
  });
}
