import type { SurveyResults } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { estimateSeconds, type Locale } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, readStatement } from "../figures/index.js";
import { findSurvey, type VersionRow, versionsOf } from "./queries.js";
import { readScales } from "./read-scales.js";

/** With fewer answers a usual time means nothing. */
const FEWEST = 10;
/** An estimate further off than this is said to be wrong. */
const TOLERANCE = 0.3;

type Query = { readonly from?: string | undefined; readonly to?: string | undefined; readonly unit?: number | undefined };

/**
 * What the answers say of the questionnaire itself: how long it really takes, and how its scales hold together. Without days: all answers
 * since the first version.
 *
 * @throws {AppError} NOT_FOUND
 */
export async function readResults(ctx: Context, id: number, query: Query): Promise<SurveyResults> {
  const { asked, current } = await askSurvey(ctx, id, query);
  const [statement, length] = await Promise.all([readStatement(asked), current === undefined ? null : readLength(asked, current)]);
  const [scales = []] = current === undefined ? [] : await readScales(asked, current, [{ keys: [], period: asked.period }]);
  return { statement, length, scales };
}

/**
 * The answers of one survey, all of them unless days are named, with its versions, the newest first.
 *
 * @throws {AppError} NOT_FOUND
 */
export async function askSurvey(ctx: Context, id: number, query: Query) {
  const survey = await findSurvey(ctx.db, ctx.tenantId, id);
  if (survey === undefined) throw new AppError("NOT_FOUND");
  const versions = await versionsOf(ctx.db, ctx.tenantId, id);
  const current = versions.find(({ number }) => number === survey.current_version);
  const zone = ctx.organisation.timeZone;
  const first = versions.at(-1)?.published_at ?? survey.created_at;
  const oldest = await firstDay(ctx, id, localDayOf(first.getTime(), zone));
  const asked = await ask(ctx, {
    from: query.from ?? isoDateOf(oldest),
    to: query.to ?? isoDateOf(localDayOf(ctx.now().getTime(), zone)),
    unit: query.unit,
    survey: id,
    compare: "none",
    weighting: "none",
  });
  return { asked, versions, current };
}

/** Imported answers are older than their survey. */
async function firstDay(ctx: Context, id: number, published: number): Promise<number> {
  const found = await sql<{ day: number | null }>`
    select min(local_day) as day from voices where tenant_id = ${ctx.tenantId} and survey_id = ${id}`.execute(ctx.db);
  return Math.min(found.rows[0]?.day ?? published, published);
}

async function readLength({ ctx, where, period }: Asked, version: VersionRow): Promise<SurveyResults["length"]> {
  const units = where.units ?? null;
  const found = await sql<{ locale: Locale; is_total: boolean; n: number; median: number }>`
    select coalesce(locale, '') as locale, grouping(locale) = 1 as is_total, count(*)::int as n, percentile_cont(0.5) within group (order by duration_s)::float8 as median
    from voices
    where tenant_id = ${ctx.tenantId} and survey_id = ${version.survey_id} and version = ${version.number} and duration_s is not null
      and completeness = 'complete' and quality = 'valid' and local_day between ${period.from} and ${period.to}
      and (${units === null} or unit_id = any(${[...(units ?? [])]}::int[]))
    group by grouping sets ((locale), ())`.execute(ctx.db);
  const { definition } = version;
  const all = found.rows.find(({ is_total }) => is_total) ?? { n: 0, median: 0 };
  const byLocale = found.rows.filter(({ locale, is_total }) => !is_total && definition.locales.includes(locale));
  const counted = byLocale.reduce((sum, { n }) => sum + n, 0);
  // as long as it takes those who answered, each in the language of the answer
  const estimated =
    counted === 0
      ? estimateSeconds(definition, definition.defaultLocale)
      : Math.round(byLocale.reduce((sum, { locale, n }) => sum + n * estimateSeconds(definition, locale), 0) / counted);
  const medianSeconds = all.n < FEWEST ? null : all.median;
  return {
    estimatedSeconds: estimated,
    medianSeconds,
    n: all.n,
    isOff: medianSeconds !== null && estimated > 0 && Math.abs(medianSeconds / estimated - 1) > TOLERANCE,
    isTimed: definition.anonymity !== "anonymous",
  };
}
