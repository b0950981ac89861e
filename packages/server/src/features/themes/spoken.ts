import type { DayRange, Dimension, Key, Score, VoiceFilter } from "@manyi/core/metrics";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Asked, count } from "../figures/index.js";

type Mention = NonNullable<VoiceFilter["mentions"]>[number];

/**
 * The question about the comments that themes are about, as the projection counts them. Anonymous answers declare survey, unit and time
 * only: they stand in no topic (decision 0008).
 */
export function spokenOf(asked: Asked): Asked {
  const { where, filters, catalog, surveys } = asked;
  const scored = filters.attribute === undefined ? [] : [{ score: catalog.answered(`p:${filters.attribute}`, surveys) }];
  return { ...asked, isWeighted: false, where: { ...where, anonymous: "without", scored } };
}

/** Those of them that mention this as well; topic 0 is the comment as a whole. */
export function mentioning(asked: Asked, mention: Mention): Asked {
  return narrowed(asked, { mentions: [...(asked.where.mentions ?? []), mention] });
}

/** The same question with other conditions. */
export function narrowed(asked: Asked, where: Partial<VoiceFilter>): Asked {
  return { ...asked, where: { ...asked.where, ...where } };
}

/** Those ids of a list that another one holds; `null` lets all in. */
export function among(known: readonly number[] | null | undefined, wanted: readonly number[]): readonly number[] {
  return known ? wanted.filter((id) => known.includes(id)) : wanted;
}

/** Everything that was said, in words or not. */
export const COMMENTS: Mention = { topics: [0] };

/** Voices by what they are told apart by; `n` without excluded ones. */
export async function tally(
  asked: Asked,
  by: readonly Dimension[],
  ranges: readonly DayRange[],
): Promise<{ readonly keys: readonly Key[]; readonly n: number }[]> {
  const cells = await count(asked, { kind: "voices" }, by, ranges);
  return [...cells.values()].flatMap(({ keys, open }) => (open?.kind === "voices" && open.n > 0 ? [{ keys, n: open.n }] : []));
}

/** How many they are in all. */
export async function total(asked: Asked, range: DayRange): Promise<number> {
  return (await tally(asked, [], [range])).reduce((sum, { n }) => sum + n, 0);
}

/**
 * The same comments as conditions on `voice_topics t` joined with `voices v`, for what the projection does not hold: products, and the
 * words themselves.
 */
export function spokenWhere(asked: Asked, ranges: readonly DayRange[]): RawBuilder<SqlBool> {
  const { ctx, filters, where } = asked;
  const clauses: RawBuilder<unknown>[] = [
    sql`t.tenant_id = ${ctx.tenantId}`,
    sql`v.tenant_id = ${ctx.tenantId}`,
    sql`v.anonymity <> 'anonymous'`,
    qualityClause(where.quality),
    sql`(${sql.join(
      ranges.map(({ from, to }) => sql`t.local_day between ${from} and ${to}`),
      sql` or `,
    )})`,
  ];
  const units = where.units ?? null;
  if (units !== null) clauses.push(sql`v.unit_id = any(${[...units]}::int[])`);
  if (filters.touchpoint !== undefined) clauses.push(sql`v.touchpoint_id = ${filters.touchpoint}`);
  if (filters.segment !== undefined) clauses.push(sql`v.segment_id = ${filters.segment}`);
  if (filters.survey !== undefined) clauses.push(sql`v.survey_id = ${filters.survey}`);
  if (filters.channel !== undefined) clauses.push(sql`v.channel = ${filters.channel}`);
  if (filters.source !== undefined) clauses.push(sql`v.source = ${filters.source}`);
  for (const source of where.sourcesExcept ?? []) clauses.push(sql`v.source <> ${source}`);
  if (filters.attribute !== undefined) clauses.push(sql`v.scores ? ${`p:${filters.attribute}`}`);
  if (filters.topic !== undefined || filters.sentiment !== undefined) clauses.push(mentions(where.topics ?? [0], where.sentiments ?? null));
  return sql<SqlBool>`${sql.join(clauses, sql` and `)}`;
}

/** Without a choice of cleaning: all but excluded ones. */
function qualityClause(quality: VoiceFilter["quality"]): RawBuilder<unknown> {
  return quality === "clean" ? sql`v.quality = 'valid'` : quality === "all" ? sql`true` : sql`v.quality <> 'excluded'`;
}

/** Comments that mention one of the topics (0: the comment as a whole) with one of the sides; `null` among them is "uncertain". */
function mentions(topics: readonly number[], sides: readonly (-1 | 0 | 1 | null)[] | null): RawBuilder<SqlBool> {
  const wanted = sides?.filter((side) => side !== null) ?? [];
  const side = sides === null ? sql`true` : sql`(x.sentiment = any(${wanted}::int[]) or (${sides.includes(null)} and x.sentiment is null))`;
  return sql<SqlBool>`exists (select 1 from voice_topics x where x.tenant_id = t.tenant_id and x.voice_id = v.id
    and x.topic_id = any(${[...topics]}::int[]) and ${side})`;
}

/** `voice_topics` with its voices; topic 0 is the comment as a whole. */
export const SPOKEN = sql`voice_topics t join voices v on v.tenant_id = t.tenant_id and v.id = t.voice_id`;

export type ScoreMetric = "nps" | "csat" | "ces";

/** What a score adds to the average: itself, or −100, 0, 100 so that the mean is the net promoter score. */
export function scoreValue(metric: ScoreMetric): RawBuilder<number> {
  if (metric === "nps") return sql<number>`case when v.nps <= 6 then -100 when v.nps >= 9 then 100 when v.nps is not null then 0 end`;
  return metric === "csat" ? sql<number>`v.csat` : sql<number>`v.ces`;
}

export const scoreOn = (metric: ScoreMetric): Score => ({ from: "column", column: metric });

/** The ends of each scale, and which scores are low and high. */
export const SCALES = {
  nps: { kind: "nps", min: 0, max: 10, low: 6, high: 9 },
  csat: { kind: "mean", min: 1, max: 5, low: 2, high: 4 },
  ces: { kind: "mean", min: 1, max: 7, low: 3, high: 6 },
} as const;
