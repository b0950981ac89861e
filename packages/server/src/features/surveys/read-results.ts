import type { ScaleCheck, SurveyResults } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { addCounts, type Levels, type MomentCounts, type Score, type SplitCell } from "@manyi/core/metrics";
import { estimateSeconds, type Locale, outlineOf, type RatingScale, ratingScales, type Series } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, ask, cellAt, count, readStatement, refusedReleases } from "../figures/index.js";
import { checkScale } from "./check-scale.js";
import { findSurvey, type VersionRow, versionsOf } from "./queries.js";

/** With fewer answers neither a usual time nor a reliability means anything. */
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
  const [statement, length] = await Promise.all([readStatement(asked), current === undefined ? null : readLength(asked, current)]);
  const scales = current === undefined ? [] : await readScales(asked, id, current);
  return { statement, length, scales };
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

async function readScales(asked: Asked, surveyId: number, { definition, series }: VersionRow): Promise<ScaleCheck[]> {
  const conditional = new Set(outlineOf(definition).questions.flatMap(({ key, showIf }) => (showIf === undefined ? [] : [key])));
  const checked = await Promise.all(
    ratingScales(definition).map(async (scale) => {
      const scores = placesOf(scale, series, surveyId);
      return scores === null ? null : readScale(asked, scale, scores, conditional);
    }),
  );
  return checked.filter((one) => one !== null);
}

type Place = { readonly name: string; readonly score: Score };

function placesOf(scale: RatingScale, series: readonly Series[], surveyId: number): Place[] | null {
  const found = scale.items.flatMap(({ part }) => {
    const ordinals = series.filter((one) => one.part === part && one.kind === "score").map(({ ordinal }) => ordinal);
    return ordinals.length === 0 ? [] : [{ name: part, score: { from: "series" as const, places: [{ surveyId, ordinals }] } }];
  });
  return found.length === scale.items.length ? found : null;
}

/** Answers of anonymous surveys take part from k on, as one set that differs from those shown before by no few people. */
async function readScale(
  asked: Asked,
  scale: RatingScale,
  scores: readonly Place[],
  conditional: ReadonlySet<string>,
): Promise<ScaleCheck | null> {
  const [moments, voices, ...levels] = await Promise.all([
    count(asked, { kind: "moments", scores, available: "without" }, [], [asked.period]),
    count(asked, { kind: "voices" }, [], [asked.period]),
    ...scores.map(({ score }) => count(asked, { kind: "levels", score, scale: scale.scale }, [], [asked.period])),
  ]);
  const cells = [moments, voices, ...levels].map((one) => cellAt(one, []));
  const withAnonymous = await mayShow(asked, scale, cells);
  const [summed, people, ...answers] = cells.map((cell) => shownOf(cell, withAnonymous));
  const counts = summed as MomentCounts | null;
  if (counts === null || counts.n < FEWEST) return null;
  const askedOf = (people as { readonly n: number } | null)?.n ?? 0;
  const check = checkScale(
    scale,
    counts,
    answers.map((one) => ({ counts: (one as Levels | null)?.counts ?? emptyOf(scale), asked: askedOf })),
  );
  // how many were asked is not known where a question depends on an answer
  const items = check.items.map((item, i) => (conditional.has(scale.items[i]!.question) ? { ...item, missingShare: null } : item));
  return { ...check, items };
}

async function mayShow(asked: Asked, scale: RatingScale, cells: readonly SplitCell[]): Promise<boolean> {
  const parts = cells.map(({ anonymous }) => anonymous);
  if (parts.every((part) => part === null)) return false;
  const k = thresholdSince(asked.ctx.organisation, asked.period.from);
  const sizes = parts.map((part) => (part === null ? 0 : sizeOf(part)));
  if (sizes.some((n) => n < k)) return false;
  const set = { metric: `scale ${scale.key}`, period: asked.period, units: asked.where.units ?? null, surveys: asked.surveys };
  const [refusal] = await refusedReleases(asked, [{ set, n: sizes[0]! }]);
  return refusal === null;
}

function sizeOf(part: NonNullable<SplitCell["anonymous"]>): number {
  return part.kind === "levels" ? part.counts.reduce((sum, one) => sum + one, 0) : part.n;
}

function shownOf({ open, anonymous }: SplitCell, withAnonymous: boolean) {
  if (!withAnonymous || anonymous === null) return open;
  return open === null ? anonymous : addCounts(open, anonymous);
}

function emptyOf({ scale: { min, max } }: RatingScale): number[] {
  return Array.from({ length: max - min + 1 }, () => 0);
}
