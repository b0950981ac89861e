import type { api, Filters } from "@manyi/contracts";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { type Asked, ask } from "../figures/index.js";
import { copiesOf, placesOf, termsOfSearch } from "../reading/index.js";
import { anonymousComments, DAY, isLedByWords, type Search, VOICE, type VoiceRow, whereOf } from "./find-voices.js";
import { presentVoices } from "./present.js";
import { findVoice } from "./read-voice.js";

export type VoiceQuery = z.output<typeof api.voices.export.query>;
type Query = z.output<typeof api.voices.list.query>;
type List = z.input<typeof api.voices.list.reply>;

/** A search in words, topics or sentiments is counted up to here: more takes long, and nobody reads so many. */
const MOST_COUNTED = 1000;

/** What is asked for, ready to be looked for. */
export type Sought = {
  readonly asked: Asked;
  readonly search: Search;
  readonly where: RawBuilder<SqlBool>;
  readonly day: RawBuilder<number>;
  /** words of anonymous surveys exist and are left out */
  readonly isWithheld: boolean;
};

/** Parses a search: who asks, in which scope, for which words. */
export async function seek(ctx: Context, query: VoiceQuery): Promise<Sought> {
  const { metric, min, max, withComment, text, handling, signal, product, like, quality, flag, ...filters } = query;
  const asked = await ask(ctx, filters as Filters);
  const terms = text === undefined || text.trim() === "" ? null : await termsOfSearch(text);
  const search: Search = {
    ...{ metric, min, max, withComment, handling, signal, product, quality, flag, terms },
    among: like === undefined ? null : await copies(ctx, like),
  };
  const { isShown, isWithheld } = await anonymousComments(asked, search);
  const day = isShown ? DAY.step : isLedByWords(search) ? DAY.read : DAY.own;
  return { asked, search, where: whereOf(asked, search, isShown), day, isWithheld };
}

/** @throws {AppError} NOT_FOUND when the voice to compare with is not there or not the reader's */
async function copies(ctx: Context, id: string): Promise<readonly string[]> {
  const { anonymity } = await findVoice(ctx, id);
  if (anonymity === "anonymous") return [];
  return [id, ...((await copiesOf(ctx.db, ctx.tenantId, [id], ctx.scope.units)).get(id) ?? [])];
}

/** One page of what is sought, newest first, and where the next one begins. */
export async function readPage(
  ctx: Context,
  { where, day, search }: Sought,
  cursor: string | undefined,
  limit: number,
): Promise<{ readonly rows: readonly VoiceRow[]; readonly next: string | null }> {
  const after = decodeCursor<[number, string]>(cursor, ["number", "string"]);
  const id = isLedByWords(search) ? sql`r.voice_id` : sql`v.id`;
  const below = after === null ? sql`` : sql`and (${day}, ${id}) < (${after[0]}::int, ${after[1]}::uuid)`;
  const page = await sql<VoiceRow>`
    ${VOICE(day)} where ${where} ${below} order by ${day} desc, ${id} desc limit ${limit + 1}`.execute(ctx.db);
  const rows = page.rows.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: page.rows.length > limit && last !== undefined ? encodeCursor([last.day, last.id]) : null };
}

/** Voices within scope, newest first; the page is cut in the database. */
export async function listVoices(ctx: Context, { cursor, limit, ...query }: Query): Promise<List> {
  const sought = await seek(ctx, query);
  const [{ rows, next }, { n, isCut }] = await Promise.all([readPage(ctx, sought, cursor, limit), countFound(ctx, sought)]);
  const items = await presentVoices(ctx, rows);
  return {
    items: items.map((voice) => ({ ...voice, found: placesOf(sought.search.terms ?? [], voice.comment ?? "") })),
    next,
    total: n,
    isTotalCut: isCut,
    suppressed: sought.isWithheld,
  };
}

async function countFound(ctx: Context, { where, search, asked }: Sought): Promise<{ readonly n: number; readonly isCut: boolean }> {
  const from = sql`
    from voices v
    left join voice_steps w on w.tenant_id = v.tenant_id and w.voice_id = v.id
    left join voice_readings r on r.tenant_id = v.tenant_id and r.voice_id = v.id
    where ${where}`;
  const isSearch = search.terms !== null || search.signal !== undefined || Boolean(asked.where.topics ?? asked.where.sentiments);
  const counted = isSearch
    ? await sql<{ n: number }>`select count(*)::int as n from (select 1 ${from} limit ${MOST_COUNTED + 1}) found`.execute(ctx.db)
    : await sql<{ n: number }>`select count(*)::int as n ${from}`.execute(ctx.db);
  const { n } = counted.rows[0]!;
  return isSearch && n > MOST_COUNTED ? { n: MOST_COUNTED, isCut: true } : { n, isCut: false };
}
