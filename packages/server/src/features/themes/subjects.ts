import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { type MeanSums, meanOf, npsInterval } from "@manyi/core/measures";
import { startOfSpan } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, unitsBelow } from "../figures/index.js";
import { themesOf } from "./overview.js";
import { scoreValue, spokenWhere } from "./spoken.js";

type Subjects = z.input<typeof api.themes.subjects.reply>;
type Reply = z.input<typeof api.themes.subject.reply>;
type Kind = Reply["kind"];
type Query = z.output<typeof api.themes.subject.query>;

const SHOWN = 60;
/** Voices as if each were its own row of `voice_topics`, so that one where-clause serves both. */
const VOICES = sql`voices v cross join lateral (select v.tenant_id, v.local_day) as t`;
const PRODUCT = sql<string>`nullif(trim(v.detail ->> 'product'), '')`;

/** What a page can be about, most spoken of first. */
export async function readSubjects(ctx: Context, filters: z.output<typeof api.themes.subjects.query>): Promise<Subjects> {
  const asked = await ask(ctx, filters);
  const where = spokenWhere(asked, [asked.period]);
  const found = await sql<{ kind: Kind; key: string; name: LocalText; voices: number }>`
    select 'product' as kind, ${PRODUCT} as key, jsonb_build_object('zh-CN', ${PRODUCT}, 'en', ${PRODUCT}) as name, count(*)::int as voices
    from ${VOICES} where ${where} and ${PRODUCT} is not null group by 2
    union all
    select 'touchpoint', p.id::text, p.name, count(*)::int
    from ${VOICES} join touchpoints p on p.tenant_id = v.tenant_id and p.id = v.touchpoint_id where ${where} group by p.id, p.name, p.tenant_id
    union all
    select 'unit', u.id::text, u.name, count(*)::int
    from ${VOICES} join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id where ${where} group by u.id, u.name, u.tenant_id
    order by voices desc limit ${SHOWN}`.execute(ctx.db);
  return { items: found.rows };
}

/** Everything said about one product, touchpoint or unit. */
export async function readSubject(ctx: Context, kind: Kind, key: string, { metric, ...filters }: Query): Promise<Reply> {
  const asked = await ask(ctx, filters);
  const { name, narrow } = await subjectOf(asked, kind, key);
  const where = sql`${spokenWhere(asked, [asked.period])} ${narrow}`;
  const [themes, counted, scores, ratings, openCases] = await Promise.all([
    themesOf(asked, metric, narrow),
    sql<{ n: number }>`select count(*)::int as n from ${VOICES} where ${where}`.execute(ctx.db),
    Promise.all((["nps", "csat", "ces"] as const).map((one) => scoreOf(asked, one, where))),
    ratingsOf(asked, narrow),
    casesOf(ctx, where),
  ]);
  const voices = counted.rows[0]!.n;
  return {
    kind,
    key,
    name,
    statement: themes.statement,
    voices,
    scores: scores.filter((score) => score !== null),
    ratings,
    topics: themes.topics,
    openCases,
  };
}

async function subjectOf(asked: Asked, kind: Kind, key: string): Promise<{ name: LocalText; narrow: RawBuilder<unknown> }> {
  const { ctx } = asked;
  if (kind === "product") {
    const said =
      await sql`select 1 from ${VOICES} where ${spokenWhere(asked, [{ from: 0, to: asked.today }])} and ${PRODUCT} = ${key} limit 1`.execute(
        ctx.db,
      );
    if (said.rows.length === 0) throw new AppError("NOT_FOUND");
    return { name: { "zh-CN": key, en: key }, narrow: sql`and ${PRODUCT} = ${key}` };
  }
  const id = /^\d{1,9}$/.test(key) ? Number(key) : 0;
  if (kind === "unit") {
    const unit = asked.units.find((one) => one.id === id);
    if (unit === undefined) throw new AppError("NOT_FOUND");
    const below = unitsBelow(asked.units, unit).map((one) => one.id);
    return { name: unit.name, narrow: sql`and v.unit_id = any(${below}::int[])` };
  }
  const touchpoint = await ctx.db
    .selectFrom("touchpoints")
    .select("name")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (touchpoint === undefined) throw new AppError("NOT_FOUND");
  return { name: touchpoint.name, narrow: sql`and v.touchpoint_id = ${id}` };
}

async function scoreOf(asked: Asked, metric: "nps" | "csat" | "ces", where: RawBuilder<unknown>): Promise<Reply["scores"][number] | null> {
  const value = scoreValue(metric);
  const found = await sql<{ n: number; sum: number; squares: number; promoters: number; passives: number; detractors: number }>`
    select count(${value})::int as n, coalesce(sum(${value}), 0)::float8 as sum, coalesce(sum(${value} * ${value}), 0)::float8 as squares,
      (count(*) filter (where ${value} = 100))::int as promoters, (count(*) filter (where ${value} = 0))::int as passives,
      (count(*) filter (where ${value} = -100))::int as detractors
    from ${VOICES} where ${where}`.execute(asked.ctx.db);
  const { n, sum, squares, ...categories } = found.rows[0]!;
  const mean = meanOf({ n, sum, sumSquares: squares } satisfies MeanSums);
  const interval = metric === "nps" ? npsInterval(categories, "adjusted-wald") : mean?.interval;
  if (mean === null || interval === null || interval === undefined) return null;
  return { metric, value: mean.value, n, low: interval.low, high: interval.high };
}

/** Stars of reviews and other scores of sources of their own, brought to 1–5, by month over the last year. */
async function ratingsOf(asked: Asked, narrow: RawBuilder<unknown>): Promise<Reply["ratings"]> {
  const range = { from: asked.period.to - 364, to: asked.period.to };
  const number = (name: string) => sql`case when (v.detail ->> ${name}) ~ '^-?[0-9]+(\\.[0-9]+)?$' then (v.detail ->> ${name})::float8 end`;
  const [min, max] = [sql`coalesce(${number("ratingMin")}, 1)`, sql`coalesce(${number("ratingMax")}, 5)`];
  const rating = sql`(1 + 4 * (${number("rating")} - ${min}) / nullif(${max} - ${min}, 0))`;
  const found = await sql<{ month: number; n: number; sum: number; squares: number }>`
    select v.local_month as month, count(${rating})::int as n, sum(${rating})::float8 as sum, sum(${rating} * ${rating})::float8 as squares
    from ${VOICES} where ${spokenWhere(asked, [range])} ${narrow} and ${rating} is not null group by 1 order by 1`.execute(asked.ctx.db);
  return found.rows.flatMap(({ month, n, sum, squares }) => {
    const mean = meanOf({ n, sum, sumSquares: squares });
    if (mean === null) return [];
    const { low, high } = mean.interval ?? { low: mean.value, high: mean.value };
    return [{ month: isoDateOf(startOfSpan("month", month)), mean: mean.value, n, low, high }];
  });
}

/** Cases still open that came from these voices; `null` for whoever may not read cases. */
async function casesOf(ctx: Context, where: RawBuilder<unknown>): Promise<Reply["openCases"]> {
  if (!ctx.permissions.has("cases:read")) return null;
  const found = await sql<{ id: string; reference: string; state: string }>`
    select c.id, c.reference, c.state from ${VOICES} join cases c on c.tenant_id = v.tenant_id and c.voice_id = v.id
    where ${where} and c.merged_into is null and c.state not in ('closed', 'withdrawn', 'merged') order by c.reference limit 20`.execute(
    ctx.db,
  );
  return found.rows;
}
