import { setImmediate as nextTurn } from "node:timers/promises";
import type { DayRange } from "@manyi/core/metrics";
import { createTermCounter, termsOf } from "@manyi/core/text";
import { type RawBuilder, sql } from "kysely";
import type { Asked } from "../figures/index.js";
import { SPOKEN, spokenWhere } from "./spoken.js";

/** Milliseconds of counting before requests have their turn. */
const SLICE_MS = 12;

/** Some comments of a group, drawn evenly (by the last, random digits of their ids), and how many there are. */
export async function drawComments(
  asked: Asked,
  { range, narrow, limit }: { readonly range: DayRange; readonly narrow: RawBuilder<unknown>; readonly limit: number },
): Promise<{ readonly texts: readonly string[]; readonly comments: number }> {
  const where = sql`${spokenWhere(asked, [range])} and t.topic_id = 0 ${narrow}`;
  const [drawn, counted] = await Promise.all([
    sql<{ comment: string }>`select v.comment from ${SPOKEN} where ${where} order by right(v.id::text, 10) limit ${limit}`.execute(
      asked.ctx.db,
    ),
    sql<{ n: number }>`select count(*)::int as n from ${SPOKEN} where ${where}`.execute(asked.ctx.db),
  ]);
  return { texts: drawn.rows.map(({ comment }) => comment), comments: counted.rows[0]!.n };
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
