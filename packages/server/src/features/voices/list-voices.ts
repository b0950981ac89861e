import type { api, Filters } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { type Asked, ask, cellAt, count } from "../figures/index.js";
import { copiesOf, placesOf, termsOfSearch } from "../reading/index.js";
import { anonymousComments, type Search, VOICE, type VoiceRow, type Way, waysTo } from "./find-voices.js";
import { presentVoices } from "./present.js";
import { findVoice } from "./read-voice.js";

export type VoiceQuery = z.output<typeof api.voices.export.query>;
type Query = z.output<typeof api.voices.list.query>;
type List = z.input<typeof api.voices.list.reply>;

/** So many are counted one by one. Of more the projection knows the number, unless words, cases or marks are asked for. */
const MOST_COUNTED = 1000;

/** What is asked for, ready to be looked for. */
export type Sought = {
  readonly asked: Asked;
  readonly search: Search;
  readonly ways: readonly Way[];
  /** words of anonymous surveys exist and are left out */
  readonly isWithheld: boolean;
};

const CLEANED = { strict: "valid", none: "all" } as const;

/** Parses a search: who asks, in which scope, for which words. */
export async function seek(ctx: Context, query: VoiceQuery): Promise<Sought> {
  const { metric, min, max, recalled, withComment, text, handling, signal, product, like, quality, flag, ...filters } = query;
  const asked = await ask(ctx, filters as Filters);
  const terms = text === undefined || text.trim() === "" ? null : await termsOfSearch(text);
  const search: Search = {
    ...{ metric, min, max, recalled, withComment, handling, signal, product, flag, terms },
    // the cleaning of the figures holds for the voices behind them as well
    quality: quality === "counted" && filters.cleaning !== undefined ? CLEANED[filters.cleaning] : quality,
    among: like === undefined ? null : await copies(ctx, like),
  };
  const { isShown, isWithheld } = await anonymousComments(asked, search);
  return { asked, search, ways: waysTo(asked, search, isShown), isWithheld };
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
  { ways }: Sought,
  cursor: string | undefined,
  limit: number,
): Promise<{ readonly rows: readonly VoiceRow[]; readonly next: string | null }> {
  const after = decodeCursor<[number, string]>(cursor, ["number", "string"]);
  const found = ways.map(({ from, where, day, id }) => {
    const below = after === null ? sql`` : sql`and (${day}, ${id}) < (${after[0]}::int, ${after[1]}::uuid)`;
    return sql`(select ${id} as id, ${day} as day from ${from} where ${where} ${below} order by ${day} desc, ${id} desc limit ${limit + 1})`;
  });
  const { tenantId } = ctx;
  const page = await sql<VoiceRow>`
    with found as materialized (
      select * from (${sql.join(found, sql` union all `)}) as ways order by day desc, id desc limit ${limit + 1})
    ${VOICE(sql<number>`f.day`, sql`found f join voices v on v.tenant_id = ${tenantId} and v.id = f.id`)}
    order by f.day desc, f.id desc`.execute(ctx.db);
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

type Total = { readonly n: number; readonly isCut: boolean };

async function countFound(ctx: Context, { ways, search, asked }: Sought): Promise<Total> {
  const [few, many] = await Promise.all([
    Promise.all(
      ways.map(async ({ from, where }) => {
        const found = await sql<{ n: number }>`
          select count(*)::int as n from (select 1 from ${from} where ${where} limit ${MOST_COUNTED + 1}) found`.execute(ctx.db);
        return found.rows[0]!.n;
      }),
    ),
    countMany(asked, search),
  ]);
  const [own = 0, anonymous = 0] = few;
  if (own + anonymous <= MOST_COUNTED) return { n: own + anonymous, isCut: false };
  // just taken in, a voice may not be in the projection yet
  if (many !== null && anonymous <= MOST_COUNTED) return { n: Math.max(own, many) + anonymous, isCut: false };
  return { n: MOST_COUNTED, isCut: true };
}

/** How many the projection finds, anonymous ones left out; `null` when it does not hold what is asked for. */
async function countMany(question: Asked, search: Search): Promise<number | null> {
  const { metric, min, max, withComment, terms, handling, signal, product, among, quality, flag } = search;
  const isBeyond = [handling, signal, product, flag].some((part) => part !== undefined) || terms !== null || among !== null;
  const { catalog, surveys, filters, where } = question;
  const codes = filters.attribute === undefined ? [] : [{ score: catalog.answered(`p:${filters.attribute}`, surveys) }];
  if (isBeyond || withComment === "false" || (metric !== undefined && metric !== "nps" && metric !== "csat" && metric !== "ces"))
    return null;
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const scored = metric === undefined ? codes : [...codes, { score: { from: "column", column: metric } as const, ...bounds }];
  const mentions = withComment === "true" ? [{ topics: [0] }] : [];
  const asked: Asked = { ...question, isWeighted: false, where: { ...where, anonymous: "without", quality: "valid", scored, mentions } };
  const { open } = cellAt(await count(asked, { kind: "voices" }, [], [asked.period]), []);
  if (open?.kind !== "voices") return null;
  return { counted: open.n, valid: open.n - open.flagged, flagged: open.flagged, excluded: open.excluded, all: open.n + open.excluded }[
    quality
  ];
}
