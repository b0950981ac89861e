import type { api, Filters } from "@manyi/contracts";
import { preferenceMap as mapOf } from "@manyi/core/drivers";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { attributeNames, placeOf, readCountsBySegment, readStatement } from "../figures/index.js";
import { readSegments } from "./compare-drivers.js";
import { askUnweighted } from "./unweighted.js";

type Reply = z.input<typeof api.analysis.preferenceMap.reply>;

/** A segment with fewer pleased answers than this would stand where chance put it. */
const FEWEST_PER_SEGMENT = 30;

/**
 * Attributes × segments by correspondence analysis of pleased answers (the top two steps of the scale). Attributes that few rate or on no
 * common scale are left out.
 */
export async function preferenceMap(ctx: Context, filters: Filters): Promise<Reply> {
  const asked = await askUnweighted(ctx, filters);
  const [statement, nameOf, known] = await Promise.all([readStatement(asked), attributeNames(ctx), readSegments(ctx)]);
  const rated = asked.catalog.attributes("rated").filter((code) => asked.catalog.find(`p:${code}`, asked.surveys).kind === "asked");
  const counted = await Promise.all(
    rated.map(async (code) => {
      const { max } = placeOf(asked, `p:${code}`).scale;
      const levels = await readCountsBySegment(asked, `p:${code}`);
      return new Map(
        [...levels].map(([segment, { scale, counts }]) => [segment, counts.slice(max - 1 - scale.min).reduce((a, b) => a + b, 0)]),
      );
    }),
  );
  const segments = known.filter(({ id }) => counted.reduce((sum, row) => sum + (row.get(id) ?? 0), 0) >= FEWEST_PER_SEGMENT);
  const table = counted.map((row) => segments.map(({ id }) => row.get(id) ?? 0));
  const kept = rated.map((_, i) => i).filter((i) => table[i]!.every((n) => n > 0));
  const n = kept.reduce((sum, i) => sum + table[i]!.reduce((a, b) => a + b, 0), 0);
  const map = mapOf(
    kept.map((i) => table[i]!),
    { rows: kept.map((i) => rated[i]!), columns: segments.map(({ id }) => String(id)) },
  );
  const place = (coordinates: readonly number[]) => ({ x: coordinates[0] ?? 0, y: coordinates[1] ?? 0 });
  return {
    statement,
    n,
    map:
      map === null
        ? null
        : {
            attributes: map.rows.map(({ name, coordinates, mass }) => ({
              code: name,
              label: nameOf(name),
              ...place(coordinates),
              n: Math.round(mass * n),
            })),
            segments: map.columns.map(({ coordinates, mass }, i) => ({
              id: segments[i]!.id,
              label: segments[i]!.name,
              ...place(coordinates),
              n: Math.round(mass * n),
            })),
            explained: [...map.explained],
            shown: map.shown,
            isMisleading: map.isMisleading,
          },
  };
}
