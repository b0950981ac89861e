import type { api } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { spikeOf } from "@manyi/core/feedback";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";
import { type Services, systemContext } from "../../platform/services.js";
import { watchWords } from "./watch-words.js";

type Spikes = z.input<typeof api.sources.spikes.reply>;
type Row = { readonly word: string | null; readonly source: string; readonly day: number; readonly n: number };

/** Days that tell what is usual. */
const BEFORE = 56;
/** On a scale of any length: at or below a quarter of the way up, which is one or two of five stars. */
const BAD_RATING = 0.25;

/**
 * Yesterday's and today's reviews and posts against the eight weeks before, within the reader's scope: all bad ones together, and those with
 * each watched word.
 */
export async function readSpikes(ctx: Context): Promise<Spikes> {
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const words = await watchWords(ctx.db, ctx.tenantId);
  const rows = await countPosts(ctx, words, today);
  const compared = words.length + 1;
  const items = [null, ...words].flatMap((word) =>
    [today, today - 1].flatMap((day): Spikes["items"] => {
      const own = rows.filter((row) => row.word === word);
      const on = (one: number) => own.filter((row) => row.day === one).reduce((sum, { n }) => sum + n, 0);
      const n = on(day);
      const spike = spikeOf(
        Array.from({ length: BEFORE }, (_, i) => on(day - BEFORE + i)),
        n,
        // two days are looked at, again and again
        2 * compared,
      );
      if (spike === null || !spike.isSpike) return [];
      const most = own.filter((row) => row.day === day).toSorted((a, b) => b.n - a.n)[0]!;
      return [{ word, on: isoDateOf(day), n, usual: spike.usual, upper: spike.upper, source: most.source }];
    }),
  );
  return { items: items.sort((a, b) => b.n / (b.usual + 1) - a.n / (a.usual + 1)), compared };
}

/** Posts per day and source: bad ones under no word, others under each word they hold. Days without any are not in it. */
async function countPosts(ctx: Context, words: readonly string[], today: number): Promise<readonly Row[]> {
  const posts = sql`
    select v.local_day as day, v.source, lower(v.comment) as said,
      coalesce(((v.detail ->> 'rating')::float8 - (v.detail ->> 'ratingMin')::float8)
        / nullif((v.detail ->> 'ratingMax')::float8 - (v.detail ->> 'ratingMin')::float8, 0) <= ${BAD_RATING}::float8, m.sentiment = -1, false) as is_bad
    from voices v
    left join voice_topics m on m.tenant_id = v.tenant_id and m.voice_id = v.id and m.topic_id = 0
    where ${scopeWhere(ctx, { tenant: "v.tenant_id", unit: "v.unit_id" })} and v.source in ('review', 'social')
      and v.anonymity <> 'anonymous' and v.quality <> 'excluded' and v.local_day between ${today - BEFORE - 1} and ${today}`;
  const { rows } = await sql<Row>`
    with post as (${posts})
    select null as word, source, day, count(*)::int as n from post where is_bad group by 2, 3
    union all
    select w.word, p.source, p.day, count(*)::int from post p join unnest(${[...words]}::text[]) as w (word) on position(lower(w.word) in p.said) > 0
    group by 1, 2, 3`.execute(ctx.db);
  return rows;
}

/** Tells the open pages of a spike, once for each day and word. */
export async function watchPosts(services: Services): Promise<void> {
  const tenants = await services.store.db.selectFrom("tenants").select("id").execute();
  for (const { id } of tenants) {
    const ctx = await systemContext(services, id, "posts");
    for (const { word, on, n, usual, upper } of (await readSpikes(ctx)).items) {
      const day = Math.round(Date.parse(`${on}T00:00:00Z`) / 86_400_000);
      const told = await services.store.db
        .insertInto("post_alerts")
        .values({ tenant_id: id, word: word ?? "", day, n, usual, upper, at: services.now() })
        .onConflict((conflict) => conflict.doNothing())
        .returning("day")
        .executeTakeFirst();
      if (told !== undefined) services.live.publish({ type: "feedback", tenantId: id, unitId: null, data: {} });
    }
  }
}
