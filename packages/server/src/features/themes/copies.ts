import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { maskPii } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask } from "../figures/index.js";
import { alikeness } from "../reading/index.js";
import { kept } from "./kept.js";
import { spokenWhere } from "./spoken.js";

type Query = z.output<typeof api.themes.copies.query>;
type Reply = z.input<typeof api.themes.copies.reply>;
type Member = { id: string; band: number; comment: string; fingerprint: Buffer; day: number; unit_id: number | null; channel: string };

/** Groups shown, groups looked at, and members read of each. */
const SHOWN = 20;
const BANDS = 60;
const MEMBERS = 400;
/** Share of their text that two comments must have in common. */
const LEAST = 0.8;

const keep = kept<Reply>();

/** Comments that were said, nearly word for word, more than once. */
export async function readCopies(ctx: Context, query: Query): Promise<Reply> {
  const asked = await ask(ctx, query);
  return keep(ctx, query, async () => {
    // the index of bands leads: it holds the day, and of each comment what makes it alike others
    const from = sql`voice_readings r join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
      cross join lateral (select r.tenant_id, r.local_day) as t`;
    const where = sql`${spokenWhere(asked, [asked.period])} and r.fingerprint is not null`;
    const [bands, counted] = await Promise.all([
      sql<{ band: number }>`
        select band from ${from} cross join lateral unnest(r.alike) as band where ${where}
        group by band having count(*) > 1 order by count(*) desc, band limit ${BANDS}`.execute(ctx.db),
      sql<{ n: number }>`select count(*)::int as n from ${from} where ${where}`.execute(ctx.db),
    ]);
    const wanted = bands.rows.map(({ band }) => band);
    const found =
      wanted.length === 0
        ? []
        : (
            await sql<Member>`
              select * from (
                select v.id, band, v.comment, r.fingerprint, v.local_day as day, v.unit_id, v.channel,
                  row_number() over (partition by band order by v.id) as place
                from ${from} cross join lateral unnest(r.alike) as band where ${where} and band = any(${wanted}::int[])
                  and (r.alike[1] = any(${wanted}::int[]) or r.alike[2] = any(${wanted}::int[]))
              ) as members where place <= ${MEMBERS} order by id`.execute(ctx.db)
          ).rows;
    const groups = groupsOf(found);
    return {
      compared: counted.rows[0]!.n,
      copied: groups.reduce((sum, group) => sum + group.length, 0),
      groups: groups.slice(0, SHOWN).map((group) => ({
        voiceId: group[0]!.id,
        text: maskPii(group[0]!.comment).slice(0, 400),
        n: group.length,
        first: isoDateOf(Math.min(...group.map(({ day }) => day))),
        last: isoDateOf(Math.max(...group.map(({ day }) => day))),
        units: new Set(group.map(({ unit_id }) => unit_id)).size,
        channels: [...new Set(group.map(({ channel }) => channel))].slice(0, 5),
      })),
    };
  });
}

/** Members that share a band and are alike enough to its first one; each comment stands in one group. */
function groupsOf(members: readonly Member[]): Member[][] {
  const taken = new Set<string>();
  const groups: Member[][] = [];
  const byBand = new Map<number, Member[]>();
  for (const member of members) byBand.set(member.band, [...(byBand.get(member.band) ?? []), member]);
  for (const own of [...byBand.values()].sort((a, b) => b.length - a.length)) {
    const free = own.filter(({ id }) => !taken.has(id));
    const first = free[0];
    if (first === undefined) continue;
    const group = free.filter(({ fingerprint }) => alikeness(first.fingerprint, fingerprint) >= LEAST);
    if (group.length < 2) continue;
    for (const { id } of group) taken.add(id);
    groups.push(group);
  }
  return groups.sort((a, b) => b.length - a.length);
}
