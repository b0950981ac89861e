import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { meanOf, npsInterval } from "@manyi/core/measures";
import { startOfSpan } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, cellAt, count, unitsBelow } from "../figures/index.js";
import { countMentions, countMentionsAmong } from "./count-mentions.js";
import { themesOf } from "./overview.js";
import { among, narrowed, SCALES, type ScoreMetric, scoreOn, spokenOf, spokenWhere, tally, total } from "./spoken.js";

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
  const spoken = spokenOf(asked);
  const [touchpoints, byTouchpoint, byUnit, products] = await Promise.all([
    ctx.db.selectFrom("touchpoints").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).execute(),
    tally(spoken, ["touchpoint"], [asked.period]),
    tally(spoken, ["unit"], [asked.period]),
    sql<{ key: string; voices: number }>`
      select ${PRODUCT} as key, count(*)::int as voices from ${VOICES}
      where ${spokenWhere(asked, [asked.period])} and v.detail ? 'product' and ${PRODUCT} is not null group by 1 order by 2 desc, 1 limit ${SHOWN}`.execute(
      ctx.db,
    ),
  ]);
  const nameOf = (known: readonly { readonly id: number; readonly name: LocalText }[]) => new Map(known.map(({ id, name }) => [id, name]));
  const named = (kind: Kind, tallies: typeof byUnit, names: ReadonlyMap<number, LocalText>) =>
    tallies.flatMap(({ keys: [id = null], n }) => {
      const name = id === null ? undefined : names.get(Number(id));
      return name === undefined ? [] : [{ kind, key: String(id), name, voices: n }];
    });
  const items = [
    ...products.rows.map(({ key, voices }) => ({ kind: "product" as const, key, name: { "zh-CN": key, en: key }, voices })),
    ...named("touchpoint", byTouchpoint, nameOf(touchpoints)),
    ...named("unit", byUnit, nameOf(asked.units)),
  ];
  return { items: items.sort((a, b) => b.voices - a.voices).slice(0, SHOWN) };
}

/** Everything said about one product, touchpoint or unit. */
export async function readSubject(ctx: Context, kind: Kind, key: string, { metric, ...filters }: Query): Promise<Reply> {
  const question = await ask(ctx, filters);
  const { name, asked, narrow, isProduct } = await subjectOf(question, kind, key);
  const [themes, counts, ratings, openCases] = await Promise.all([
    themesOf(asked, metric, isProduct ? (one, of) => countMentionsAmong(one, of, narrow) : countMentions),
    isProduct ? countAmong(asked, narrow) : countAll(asked),
    ratingsOf(asked, narrow),
    casesOf(asked, narrow),
  ]);
  return {
    kind,
    key,
    name,
    statement: themes.statement,
    voices: counts.voices,
    scores: METRICS.flatMap((one) => scoreOf(one, counts.levels[one]) ?? []),
    ratings,
    topics: themes.topics,
    openCases,
  };
}

type Subject = {
  readonly name: LocalText;
  /** the question narrowed to the subject, as far as the projection knows it */
  readonly asked: Asked;
  /** the same as a condition on `voices v` */
  readonly narrow: RawBuilder<unknown>;
  readonly isProduct: boolean;
};

async function subjectOf(asked: Asked, kind: Kind, key: string): Promise<Subject> {
  const { ctx, where } = asked;
  if (kind === "product") {
    const said =
      await sql`select 1 from ${VOICES} where ${spokenWhere(asked, [{ from: 0, to: asked.today }])} and v.detail ? 'product' and ${PRODUCT} = ${key} limit 1`.execute(
        ctx.db,
      );
    if (said.rows.length === 0) throw new AppError("NOT_FOUND");
    return { name: { "zh-CN": key, en: key }, asked, narrow: sql`and v.detail ? 'product' and ${PRODUCT} = ${key}`, isProduct: true };
  }
  const id = /^\d{1,9}$/.test(key) ? Number(key) : 0;
  if (kind === "unit") {
    const unit = asked.units.find((one) => one.id === id);
    if (unit === undefined) throw new AppError("NOT_FOUND");
    const below = unitsBelow(asked.units, unit).map((one) => one.id);
    const units = among(where.units, below);
    return { name: unit.name, asked: narrowed(asked, { units }), narrow: sql``, isProduct: false };
  }
  const touchpoint = await ctx.db
    .selectFrom("touchpoints")
    .select("name")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (touchpoint === undefined) throw new AppError("NOT_FOUND");
  const touchpoints = among(where.touchpoints, [id]);
  return { name: touchpoint.name, asked: narrowed(asked, { touchpoints }), narrow: sql`and v.touchpoint_id = ${id}`, isProduct: false };
}

const METRICS = ["nps", "csat", "ces"] as const;
/** Voices, and how many gave each score, lowest first. */
type SubjectCounts = { readonly voices: number; readonly levels: Readonly<Record<ScoreMetric, readonly number[]>> };

async function countAll(asked: Asked): Promise<SubjectCounts> {
  const spoken = spokenOf(asked);
  const levelsOf = async (metric: ScoreMetric) => {
    const cells = await count(spoken, { kind: "levels", score: scoreOn(metric), scale: SCALES[metric] }, [], [asked.period]);
    const { open } = cellAt(cells, []);
    return open?.kind === "levels" ? open.counts : [];
  };
  const [voices, nps, csat, ces] = await Promise.all([total(spoken, asked.period), levelsOf("nps"), levelsOf("csat"), levelsOf("ces")]);
  return { voices, levels: { nps, csat, ces } };
}

async function countAmong(asked: Asked, narrow: RawBuilder<unknown>): Promise<SubjectCounts> {
  const found = await sql<{ nps: number | null; csat: number | null; ces: number | null; n: number }>`
    select v.nps, v.csat, v.ces, count(*)::int as n from ${VOICES} where ${spokenWhere(asked, [asked.period])} ${narrow}
    group by v.nps, v.csat, v.ces`.execute(asked.ctx.db);
  const levelsOf = (metric: ScoreMetric) => {
    const { min, max } = SCALES[metric];
    const levels = new Array<number>(max - min + 1).fill(0);
    for (const row of found.rows) if (row[metric] !== null) levels[row[metric] - min]! += row.n;
    return levels;
  };
  const voices = found.rows.reduce((sum, { n }) => sum + n, 0);
  return { voices, levels: { nps: levelsOf("nps"), csat: levelsOf("csat"), ces: levelsOf("ces") } };
}

function scoreOf(metric: ScoreMetric, levels: readonly number[]): Reply["scores"][number] | null {
  const { min, low, high } = SCALES[metric];
  const people = (from: number, to: number) => sum(levels.slice(from - min, to - min + 1));
  const n = sum(levels);
  if (metric === "nps") {
    const categories = { promoters: people(high, 10), passives: people(low + 1, high - 1), detractors: people(min, low) };
    const interval = npsInterval(categories, "adjusted-wald");
    return n === 0 || interval === null
      ? null
      : { metric, value: (100 * (categories.promoters - categories.detractors)) / n, n, low: interval.low, high: interval.high };
  }
  const weighted = (power: 1 | 2) => sum(levels.map((count, i) => count * (min + i) ** power));
  const mean = meanOf({ n, sum: weighted(1), sumSquares: weighted(2) });
  return mean?.interval ? { metric, value: mean.value, n, low: mean.interval.low, high: mean.interval.high } : null;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Stars of reviews and other scores of sources of their own over the last year, by month, each scale for itself. */
async function ratingsOf(asked: Asked, narrow: RawBuilder<unknown>): Promise<Reply["ratings"]> {
  const range = { from: asked.period.to - 364, to: asked.period.to };
  const number = (name: string) =>
    sql`case when (v.detail ->> ${sql.lit(name)}) ~ '^-?[0-9]+(\\.[0-9]+)?$' then (v.detail ->> ${sql.lit(name)})::float8 end`;
  const rating = number("rating");
  const found = await sql<{ min: number; max: number; month: number; n: number; sum: number; squares: number }>`
    select coalesce(${number("ratingMin")}, 1) as min, coalesce(${number("ratingMax")}, 5) as max, v.local_month as month,
      count(*)::int as n, sum(${rating})::float8 as sum, sum(${rating} * ${rating})::float8 as squares
    from ${VOICES} where ${spokenWhere(asked, [range])} ${narrow} and v.detail ? 'rating' and ${rating} is not null
    group by 1, 2, 3 order by 1, 2, 3`.execute(asked.ctx.db);
  const scales = new Map<string, Reply["ratings"][number]>();
  for (const { min, max, month, n, sum, squares } of found.rows) {
    const mean = meanOf({ n, sum, sumSquares: squares });
    if (mean === null || max <= min) continue;
    const scale = scales.get(`${min} ${max}`) ?? { min, max, n: 0, months: [] };
    const { low, high } = mean.interval ?? { low: mean.value, high: mean.value };
    const months = [...scale.months, { month: isoDateOf(startOfSpan("month", month)), mean: mean.value, n, low, high }];
    scales.set(`${min} ${max}`, { min, max, n: scale.n + n, months });
  }
  return [...scales.values()].sort((a, b) => b.n - a.n || a.max - b.max || a.min - b.min);
}

/** Cases still open that came from these voices; `null` for whoever may not read cases. */
async function casesOf(asked: Asked, narrow: RawBuilder<unknown>): Promise<Reply["openCases"]> {
  const { ctx, period } = asked;
  if (!ctx.permissions.has("cases:read")) return null;
  const found = await sql<{ id: string; reference: string; state: string }>`
    select c.id, c.reference, c.state from ${VOICES} join cases c on c.tenant_id = v.tenant_id and c.voice_id = v.id
    where ${spokenWhere(asked, [period])} ${narrow} and c.tenant_id = ${ctx.tenantId} and c.closed_at is null and c.merged_into is null
      and c.state not in ('closed', 'withdrawn', 'merged') order by c.reference limit 20`.execute(ctx.db);
  return found.rows;
}
