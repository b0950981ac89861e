import { drawVoices } from "@manyi/analytics";
import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { proportionInterval } from "@manyi/core/measures";
import { type DayRange, startOfSpan } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { nearDuplicates, pickQuotes, type QuoteCandidate } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask } from "../figures/index.js";
import { readTopics, topicsBelow } from "../reading/index.js";
import { COMMENTS, mentioning, SPOKEN, spokenOf, spokenWhere, tally } from "./spoken.js";

type Query = z.output<typeof api.themes.topic.query>;
type Reply = z.input<typeof api.themes.topic.reply>;

/** How many periods a course shows, and up to how many days it goes by weeks. */
const POINTS = 13;
const WEEKLY_DAYS = 62;
/** Comments that quotes are picked from, drawn evenly. */
const CANDIDATES = 240;

export function spanBy({ from, to }: DayRange): "week" | "month" {
  return to - from < WEEKLY_DAYS ? "week" : "month";
}

/**
 * One topic with everything below it.
 *
 * @throws {AppError} NOT_FOUND when the organisation has no such topic in force
 */
export async function readTopic(ctx: Context, id: number, filters: Query): Promise<Reply> {
  const asked = await ask(ctx, filters);
  const topics = await readTopics(ctx.db, ctx.tenantId);
  const topic = topics.find((one) => one.id === id && one.retired_at === null);
  if (topic === undefined) throw new AppError("NOT_FOUND");
  const ids = topicsBelow(topics, id);
  const by = spanBy(asked.period);
  const [points, quotes] = await Promise.all([courseOf(asked, ids, by), quotesOf(asked, ids, 9)]);
  return { id, code: topic.code, name: topic.name, by, points, quotes };
}

async function courseOf(asked: Asked, ids: readonly number[], by: "week" | "month"): Promise<Reply["points"]> {
  const { period } = asked;
  const days = POINTS * (by === "week" ? 7 : 31);
  const range = { from: period.to - days + 1, to: period.to };
  const spoken = spokenOf(asked);
  const countOf = async (mention: Parameters<typeof mentioning>[1]) =>
    new Map((await tally(mentioning(spoken, mention), [by], [range])).map(({ keys, n }) => [Number(keys[0]), n]));
  const [totals, counts, bad] = await Promise.all([
    countOf(COMMENTS),
    countOf({ topics: ids }),
    countOf({ topics: ids, sentiments: [-1] }),
  ]);
  const spans = [...totals.keys()].sort((a, b) => a - b).slice(-POINTS);
  return spans.map((span) => {
    const [total, n] = [totals.get(span)!, counts.get(span) ?? 0];
    return {
      start: isoDateOf(startOfSpan(by, span)),
      n,
      bad: bad.get(span) ?? 0,
      total,
      share: { value: n / total, ...proportionInterval(Math.min(n, total), total)! },
    };
  });
}

export type ThemeQuote = Reply["quotes"][number];
type Candidate = {
  id: string;
  comment: string;
  sentiment: -1 | 0 | 1 | null;
  confidence: number;
  day: number;
  unit_name: LocalText | null;
};

/** Quotes that stand for a topic; names and contacts masked, never from anonymous surveys. */
export async function quotesOf(asked: Asked, ids: readonly number[], limit: number): Promise<ThemeQuote[]> {
  const { ctx, period } = asked;
  const { where } = mentioning(spokenOf(asked), { topics: ids });
  const drawn = await drawVoices(ctx.analytics.nodes, {
    tenantId: ctx.tenantId,
    where: { ...where, periods: [period] },
    per: null,
    most: CANDIDATES,
  });
  const found = await sql<Candidate>`
    select v.id, v.comment, max(t.sentiment)::int as sentiment, max(r.confidence) as confidence, v.local_day as day, u.name as unit_name
    from ${SPOKEN} join voice_readings r on r.tenant_id = v.tenant_id and r.voice_id = v.id
      left join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
    where ${spokenWhere(asked, [period])} and t.topic_id = any(${[...ids]}::int[])
      and t.voice_id = any(${drawn.map(({ id }) => id)}::uuid[])
    group by v.tenant_id, v.id, u.name order by right(v.id::text, 10)`.execute(ctx.db);
  const newest = period.to - Math.max(2, Math.floor((period.to - period.from + 1) / 4));
  const byId = new Map(found.rows.map((row) => [row.id, row]));
  const candidates = found.rows.map(({ id, comment, sentiment, confidence, day }): QuoteCandidate => {
    const sure = Math.min(0.999, Math.max(0.501, confidence));
    const score = (sentiment ?? 0) * Math.log(sure / (1 - sure));
    return { id, text: comment, topics: [{ code: "topic", sentiment, hits: [] }], score, isNew: day > newest };
  });
  return rounds(withoutCopies(candidates), limit).map(({ id, text, kind }) => {
    const row = byId.get(id)!;
    return { voiceId: id, text, kind, on: isoDateOf(row.day), unit: row.unit_name, sentiment: row.sentiment };
  });
}

/** Comments that differ from an earlier one in little but numbers are left out: twenty tables waited, one of them is quoted. */
function withoutCopies(candidates: readonly QuoteCandidate[]): readonly QuoteCandidate[] {
  const plain = candidates.map(({ text }) => text.replace(/\p{N}+/gu, "0"));
  const copies = new Set(nearDuplicates(plain, 0.6).flatMap((group) => group.slice(1)));
  return candidates.filter((_, i) => !copies.has(i));
}

/** One topic gives one quote of each kind; asking again without those gives the next ones. */
function rounds(candidates: readonly QuoteCandidate[], limit: number): ReturnType<typeof pickQuotes> {
  const quotes: ReturnType<typeof pickQuotes> = [];
  while (quotes.length < limit) {
    const taken = new Set(quotes.map(({ id }) => id));
    const more = pickQuotes(
      candidates.filter(({ id }) => !taken.has(id)),
      3,
    );
    if (more.length === 0) break;
    quotes.push(...more);
  }
  return quotes.slice(0, limit);
}
