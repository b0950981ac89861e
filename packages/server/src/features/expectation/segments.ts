import type { api } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask, readStatement } from "../figures/index.js";
import { expectationGaps } from "./gaps.js";

type Query = z.output<typeof api.expectation.segments.query>;
type Reply = z.input<typeof api.expectation.segments.reply>;

/** Segments beyond this many would be a table nobody reads. */
const MOST_SEGMENTS = 8;

/** The gap list of every segment side by side: importance and gap are those of the segment's own answers. */
export async function gapsBySegment(ctx: Context, query: Query): Promise<Reply> {
  const segments = await ctx.db
    .selectFrom("segments")
    .select(["id", "name"])
    .where("tenant_id", "=", ctx.tenantId)
    .orderBy("id")
    .limit(MOST_SEGMENTS)
    .execute();
  const { recalled: _recalled, outcome, ...filters } = query;
  const [statement, lists] = await Promise.all([
    ask(ctx, { ...filters, compare: "none" }).then(readStatement),
    Promise.all(segments.map(({ id }) => expectationGaps(ctx, { ...query, compare: "none", segment: id }))),
  ]);
  const held = segments.flatMap((segment, i) => (lists[i]!.rows.length === 0 ? [] : [{ ...segment, list: lists[i]! }]));
  const labels = new Map(held.flatMap(({ list }) => list.rows.map(({ attribute, label }) => [attribute, label] as const)));
  return {
    statement,
    outcome: held[0]?.list.outcome ?? outcome ?? null,
    segments: held.map(({ id, name, list }) => ({ id, label: name as LocalText, driversN: list.driversN })),
    rows: [...labels].map(([attribute, label]) => ({
      attribute,
      label,
      cells: held.map(({ list }) => {
        const row = list.rows.find((one) => one.attribute === attribute);
        if (row === undefined) return null;
        const { e, p, gap, gapInterval, figure, recalledN, importance, priority, rank } = row;
        return { e, p, gap, gapInterval, figure, recalledN, importance, priority, rank };
      }),
    })),
  };
}
