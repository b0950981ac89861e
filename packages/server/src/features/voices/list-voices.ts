import type { api, Filters } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { ask } from "../figures/index.js";
import { anonymousComments, DAY, VOICE, type VoiceRow, whereOf } from "./find-voices.js";
import { presentVoice } from "./present.js";

type Query = z.output<typeof api.voices.list.query>;
type List = z.input<typeof api.voices.list.reply>;

/** Voices within scope, newest first; the page is cut in the database. */
export async function listVoices(ctx: Context, query: Query): Promise<List> {
  const { cursor, limit, metric, min, max, withComment, text, quality, flag, ...filters } = query;
  const search = { metric, min, max, withComment, text, quality, flag };
  const asked = await ask(ctx, filters as Filters);
  const { isShown, isWithheld } = await anonymousComments(asked, search);
  const where = whereOf(asked, search, isShown);
  const day = isShown ? DAY.step : DAY.own;
  const after = decodeCursor<[number, string]>(cursor, ["number", "string"]);
  const below = after === null ? sql`` : sql`and (${day}, v.id) < (${after[0]}::int, ${after[1]}::uuid)`;
  const [page, counted] = await Promise.all([
    sql<VoiceRow>`${VOICE(day)} where ${where} ${below} order by ${day} desc, v.id desc limit ${limit + 1}`.execute(ctx.db),
    sql<{ n: number }>`
      select count(*)::int as n from voices v left join voice_steps w on w.tenant_id = v.tenant_id and w.voice_id = v.id where ${where}
    `.execute(ctx.db),
  ]);
  const rows = page.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => presentVoice(ctx, row)),
    next: page.rows.length > limit && last !== undefined ? encodeCursor([last.day, last.id]) : null,
    total: counted.rows[0]!.n,
    suppressed: isWithheld,
  };
}
