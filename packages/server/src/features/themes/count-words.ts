import { setImmediate as nextTurn } from "node:timers/promises";
import { drawVoices } from "@manyi/analytics";
import type { DayRange } from "@manyi/core/metrics";
import { createTermCounter, termsOf } from "@manyi/core/text";
import { sql } from "kysely";
import type { Asked } from "../figures/index.js";

/** Milliseconds of counting before requests have their turn. */
const SLICE_MS = 12;

/**
 * Some comments of a question, drawn evenly by the random end of their ids: so many of each week or month, or so many of all (under the
 * span `null`).
 */
export async function drawComments(
  { ctx, where }: Asked,
  { range, per, most }: { readonly range: DayRange; readonly per: "week" | "month" | null; readonly most: number },
): Promise<ReadonlyMap<number | null, readonly string[]>> {
  const { analytics, tenantId, db } = ctx;
  const drawn = await drawVoices(analytics.nodes, { tenantId, where: { ...where, periods: [range] }, per, most });
  const ids = drawn.map(({ id }) => id);
  const found = await sql<{ id: string; comment: string }>`
    select id, comment from voices where tenant_id = ${tenantId} and id = any(${ids}::uuid[]) and comment is not null`.execute(db);
  const commentOf = new Map(found.rows.map(({ id, comment }) => [id, comment]));
  const texts = new Map<number | null, string[]>();
  for (const { id, span } of drawn) {
    const comment = commentOf.get(id);
    if (comment === undefined) continue;
    const known = texts.get(span) ?? [];
    known.push(comment);
    texts.set(span, known);
  }
  return texts;
}

/** In how many comments each term stands; counted in short slices, so that answers that come meanwhile do not wait. */
export async function countWords(texts: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counter = createTermCounter();
  let until = performance.now() + SLICE_MS;
  for (const text of texts) {
    counter.add(termsOf(text));
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
  return counter.counts;
}
