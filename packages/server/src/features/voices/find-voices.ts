import { METRICS, parseMetric } from "@manyi/core/metrics";
import { canShowComments } from "@manyi/core/privacy";
import type { LocalText } from "@manyi/core/survey";
import type { SearchTerm } from "@manyi/core/text";
import type { Tables } from "@manyi/store";
import { type RawBuilder, type Selectable, type SqlBool, sql } from "kysely";
import { AppError } from "../../platform/errors.js";
import { thresholdSince } from "../../platform/threshold.js";
import type { Asked } from "../figures/index.js";
import { tsqueryOf } from "../reading/index.js";

export type VoiceRow = Pick<
  Selectable<Tables["voices"]>,
  | "id"
  | "source"
  | "channel"
  | "survey_id"
  | "version"
  | "unit_id"
  | "touchpoint_id"
  | "customer_id"
  | "locale"
  | "anonymity"
  | "occurred_at"
  | "scores"
  | "comment"
  | "quality"
  | "flags"
> & {
  readonly day: number;
  readonly question: string | null;
  readonly product: string | null;
  /** of a public review, on the scale of its source */
  readonly rating: number | null;
  readonly rating_min: number | null;
  readonly rating_max: number | null;
  readonly survey_title: LocalText | null;
  readonly unit_name: LocalText | null;
  readonly touchpoint_name: LocalText | null;
  readonly customer_name: string | null;
  readonly segment_name: LocalText | null;
  readonly case_id: string | null;
  readonly case_reference: string | null;
  readonly case_state: string | null;
};

/** What the list asks for beyond the filter bar. */
export type Search = {
  readonly metric?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly recalled?: "without" | "only" | undefined;
  readonly withComment?: "true" | "false" | undefined;
  /** what must stand in the comment; `null` nothing in particular, empty: what was typed holds no word */
  readonly terms: readonly SearchTerm[] | null;
  readonly handling?: "none" | "open" | "closed" | undefined;
  readonly signal?: string | undefined;
  readonly product?: string | undefined;
  /** only these, because they are alike */
  readonly among: readonly string[] | null;
  readonly quality: "counted" | "valid" | "flagged" | "excluded" | "all";
  readonly flag?: string | undefined;
};

/** One voice with the names it goes by. @param from what leads to `voices v`; it stands first, because the planner keeps to the order of many joins */
export const VOICE = (day: RawBuilder<number>, from: RawBuilder<unknown> = sql`voices v`) => sql`
  select v.id, v.source, v.channel, v.survey_id, v.version, v.unit_id, v.touchpoint_id, v.customer_id, v.locale, v.anonymity, v.occurred_at,
    v.scores, v.comment, v.quality, v.flags, v.detail ->> 'question' as question, (v.detail ->> 'rating')::float8 as rating,
    (v.detail ->> 'ratingMin')::float8 as rating_min, (v.detail ->> 'ratingMax')::float8 as rating_max,
    v.detail ->> 'product' as product, ${day} as day, s.title as survey_title, u.name as unit_name, t.name as touchpoint_name,
    p.name as customer_name, g.name as segment_name, c.id as case_id, c.reference as case_reference, c.state as case_state
  from ${from}
  left join voice_steps w on w.tenant_id = v.tenant_id and w.voice_id = v.id
  left join surveys s on s.tenant_id = v.tenant_id and s.id = v.survey_id
  left join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
  left join touchpoints t on t.tenant_id = v.tenant_id and t.id = v.touchpoint_id
  left join customers p on p.tenant_id = v.tenant_id and p.id = v.customer_id
  left join segments g on g.tenant_id = v.tenant_id and g.id = coalesce(v.segment_id, p.segment_id)
  left join cases c on c.tenant_id = v.tenant_id and c.voice_id = v.id and c.merged_into is null`;

/** Days under which a voice is listed: its own, or for an anonymous one that of its step; `read` is its own as the words know it. */
export const DAY = {
  own: sql<number>`v.local_day`,
  step: sql<number>`coalesce(w.released_day, v.local_day)`,
  read: sql<number>`r.local_day`,
  released: sql<number>`w.released_day`,
};

/** Whether words are looked for: then their index leads, and voices are looked at in its order until a page is full. */
function isLedByWords({ terms, signal }: Search): boolean {
  return terms !== null || signal !== undefined;
}

/** Where some of the voices sought are found: the tables that lead to them, their conditions and their order. */
export type Way = {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<SqlBool>;
  readonly day: RawBuilder<number>;
  readonly id: RawBuilder<string>;
};

/**
 * The ways to the voices sought, each in the order of an index, so that a page costs what it shows and not what there is. Words of
 * anonymous surveys, where they may be listed, have a way of their own: they stand under the day of their step.
 */
export function waysTo(asked: Asked, search: Search, isAnonymousShown: boolean): readonly Way[] {
  const { tenantId } = asked.ctx;
  const id = sql<string>`v.id`;
  const named = { from: sql`voices v`, day: DAY.own, id };
  const led = {
    from: sql`voice_readings r join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id`,
    day: DAY.read,
    id: sql<string>`r.voice_id`,
  };
  const way = isLedByWords(search) ? led : named;
  const own: Way = { ...way, where: sql<SqlBool>`${whereOf(asked, search, way.day)} and v.anonymity <> 'anonymous'` };
  if (!isAnonymousShown) return [own];
  const released = {
    from: sql`voice_steps w join voices v on v.tenant_id = w.tenant_id and v.id = w.voice_id`,
    day: DAY.released,
    id: sql<string>`w.voice_id`,
  };
  // of an anonymous survey only words are listed, never a score beside them
  const where = sql<SqlBool>`w.tenant_id = ${tenantId} and ${whereOf(asked, search, released.day)} and v.anonymity = 'anonymous' and v.comment <> ''`;
  return [own, { ...released, where }];
}

/** The conditions of a list; one text for the page and for its total. */
function whereOf(asked: Asked, search: Search, day: RawBuilder<number>): RawBuilder<SqlBool> {
  const { ctx, filters, period, where } = asked;
  const clauses: RawBuilder<unknown>[] = [sql`v.tenant_id = ${ctx.tenantId}`, sql`${day} between ${period.from} and ${period.to}`];
  if (isLedByWords(search)) clauses.push(sql`r.tenant_id = ${ctx.tenantId}`);
  const units = where.units ?? null;
  if (units !== null) clauses.push(sql`v.unit_id = any(${[...units]}::int[])`);
  if (filters.touchpoint !== undefined) clauses.push(sql`v.touchpoint_id = ${filters.touchpoint}`);
  if (filters.segment !== undefined) clauses.push(sql`v.segment_id = ${filters.segment}`);
  if (filters.survey !== undefined) clauses.push(sql`v.survey_id = ${filters.survey}`);
  if (filters.channel !== undefined) clauses.push(sql`v.channel = ${filters.channel}`);
  if (filters.source !== undefined) clauses.push(sql`v.source = ${filters.source}`);
  for (const source of where.sourcesExcept ?? []) clauses.push(sql`v.source <> ${source}`);
  if (filters.attribute !== undefined) clauses.push(sql`v.scores ? ${`p:${filters.attribute}`}`);
  // literals, so that the index of the few is taken
  if (search.quality === "counted") clauses.push(sql`v.quality <> 'excluded'`);
  else if (search.quality !== "all") clauses.push(sql`v.quality = ${sql.lit(search.quality)}`);
  if (search.flag !== undefined) clauses.push(sql`v.flags <> '[]'::jsonb and v.flags ? ${search.flag}`);
  if (search.withComment === "true") clauses.push(sql`v.comment <> ''`);
  if (search.withComment === "false") clauses.push(sql`coalesce(v.comment, '') = ''`);
  if (search.terms !== null) clauses.push(search.terms.length === 0 ? sql`false` : sql`r.search @@ ${tsqueryOf(search.terms)}::tsquery`);
  if (search.handling !== undefined) clauses.push(handlingClause(search.handling));
  if (search.signal !== undefined) clauses.push(sql`r.raised <> '{}' and r.raised @> array[${search.signal}]::text[]`);
  if (search.product !== undefined)
    clauses.push(sql`v.detail ? 'product' and nullif(trim(v.detail ->> 'product'), '') = ${search.product}`);
  if (search.among !== null) clauses.push(sql`v.id = any(${[...search.among]}::uuid[])`);
  const mention = mentionClause(where);
  if (mention !== null) clauses.push(mention);
  if (search.metric !== undefined) clauses.push(...scoreClauses(search.metric, search));
  return sql<SqlBool>`${sql.join(clauses, sql` and `)}`;
}

function handlingClause(handling: "none" | "open" | "closed"): RawBuilder<unknown> {
  const anyCase = sql`select from cases k where k.tenant_id = v.tenant_id and k.voice_id = v.id and k.merged_into is null`;
  if (handling === "none") return sql`not exists (${anyCase})`;
  return handling === "open" ? sql`exists (${anyCase} and k.closed_at is null)` : sql`exists (${anyCase} and k.closed_at is not null)`;
}

/** What the comment mentions; the comment as a whole is topic 0. */
function mentionClause({ topics, sentiments }: Asked["where"]): RawBuilder<unknown> | null {
  if (!topics && !sentiments) return null;
  const sides = (sentiments ?? []).filter((side) => side !== null);
  const side = sentiments
    ? sql`and (m.sentiment = any(${sides}::smallint[]) or (${sentiments.includes(null)} and m.sentiment is null))`
    : sql``;
  return sql`exists (
    select from voice_topics m where m.tenant_id = v.tenant_id and m.voice_id = v.id and m.topic_id = any(${[...(topics ?? [0])]}::smallint[]) ${side})`;
}

function scoreClauses(code: string, { min, max, recalled }: Search): RawBuilder<unknown>[] {
  const metric = parseMetric(code);
  if (metric === null || metric.family === "answers" || (metric.family === "ratio" && metric.attribute === null)) {
    throw new AppError("INVALID_INPUT", [
      { path: "query.metric", "zh-CN": `不能按「${code}」筛选原声`, en: `Voices cannot be filtered by “${code}”` },
    ]);
  }
  const score = (name: string) => sql`(v.scores ->> ${name})::numeric`;
  const [before, after] = [score(`e:${metric.attribute}`), score(`r:${metric.attribute}`)];
  const expected = recalled === "without" ? before : recalled === "only" ? after : sql`coalesce(${before}, ${after})`;
  const value =
    METRICS[metric.family].per === "whole"
      ? sql.ref(`v.${metric.family}`)
      : metric.family === "ratio"
        ? sql`${score(`p:${metric.attribute}`)} / nullif(${expected}, 0)`
        : metric.family === "e"
          ? expected
          : score(`p:${metric.attribute}`);
  const clauses = [sql`${value} is not null`];
  if (min !== undefined) clauses.push(sql`${value} >= ${min}::numeric`);
  if (max !== undefined) clauses.push(sql`${value} <= ${max}::numeric`);
  return clauses;
}

/**
 * Whether words from anonymous surveys may stand in a list: nothing but survey, unit and period is asked, and ten answers are behind
 * it (D§10).
 */
export async function anonymousComments(
  asked: Asked,
  search: Search,
): Promise<{ readonly isShown: boolean; readonly isWithheld: boolean }> {
  const { ctx, filters, period, where } = asked;
  const units = where.units ?? null;
  const found = await sql<{ all: number; released: number }>`
    select count(*)::int as all, (count(*) filter (where w.released_day between ${period.from} and ${period.to}))::int as released
    from voice_steps w
    where w.tenant_id = ${ctx.tenantId} and (${units === null} or w.unit_id = any(${[...(units ?? [])]}::int[]))
      and (${filters.survey ?? null}::int is null or w.survey_id = ${filters.survey ?? null}::int)`.execute(ctx.db);
  const { all, released } = found.rows[0]!;
  const { metric, terms, handling, signal, product, among } = search;
  const isPlain =
    where.anonymous === "with" &&
    [filters.attribute, metric, handling, signal, product].every((part) => part === undefined) &&
    terms === null &&
    among === null;
  const isShown = isPlain && search.quality === "counted" && canShowComments(released, thresholdSince(ctx.organisation, period.from));
  return { isShown, isWithheld: all > 0 && !isShown };
}
