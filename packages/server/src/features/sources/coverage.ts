import type { api } from "@manyi/contracts";
import { missedByCell } from "@manyi/core/feedback";
import { periodText, type VoiceCounts } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask, count } from "../figures/index.js";
import { silentSources } from "./silent.js";

type Query = z.output<typeof api.sources.coverage.query>;
type Reply = z.input<typeof api.sources.coverage.reply>;

const MOST_EMPTY = 100;

/** Voices by source, touchpoint and segment. Anonymous ones declare none of these and stand in no cell. */
export async function coverage(ctx: Context, query: Query): Promise<Reply> {
  const asked = await ask(ctx, { ...query, compare: "none", weighting: "none" });
  const [counted, touchpoints, segments] = await Promise.all([
    count(asked, { kind: "voices" }, ["source", "touchpoint", "segment"], [asked.period]),
    ctx.db.selectFrom("touchpoints").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).orderBy("id").execute(),
    ctx.db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).orderBy("id").execute(),
  ]);
  const cells = [...counted.values()].map(({ keys: [source, touchpoint, segment], open }) => ({
    source: String(source),
    touchpointId: touchpoint === null ? null : Number(touchpoint),
    segmentId: segment === null ? null : Number(segment),
    n: (open as VoiceCounts | null)?.n ?? 0,
  }));
  const sources = [...new Set(cells.map((cell) => cell.source))].sort();
  const empty = missedByCell(
    cells,
    sources,
    touchpoints.map(({ id }) => id),
    segments.map(({ id }) => id),
  );
  const silent = await silentSources(asked, new Set(sources));
  return {
    period: periodText(asked.period),
    n: cells.reduce((sum, { n }) => sum + n, 0),
    sources,
    touchpoints,
    segments,
    cells,
    empty: empty.slice(0, MOST_EMPTY).map((cell) => ({ ...cell })),
    silent,
  };
}
