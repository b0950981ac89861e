import type { Pretest } from "@manyi/contracts";
import { median } from "@manyi/core/numeric";
import { itemMoments } from "@manyi/core/scales";
import { type Answers, estimateSeconds, isAnswered, outlineOf, type RatingScale, ratingScales, surveyFaults } from "@manyi/core/survey";
import { maskPii } from "@manyi/core/text";
import type { Db, Tables } from "@manyi/store";
import type { Selectable } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { checkScale } from "./check-scale.js";
import { slugFrom } from "./links.js";
import { findSurvey, lockSurvey } from "./queries.js";

/** So many people must have tried a survey before it is published, unless somebody says why not. */
export const LEAST_PEOPLE = 5;

type PretestRow = Selectable<Tables["pretests"]>;
type AnswerRow = Selectable<Tables["pretest_answers"]>;

/** The pretest of a survey, as its authors read it. @throws {AppError} NOT_FOUND */
export async function readPretest(ctx: Context, surveyId: number): Promise<Pretest> {
  const survey = await findSurvey(ctx.db, ctx.tenantId, surveyId);
  if (survey === undefined) throw new AppError("NOT_FOUND");
  const [latest, people] = await Promise.all([latestPretest(ctx.db, ctx.tenantId, surveyId), countPeople(ctx.db, ctx.tenantId, surveyId)]);
  if (latest === undefined) return { needed: LEAST_PEOPLE, people, current: null };
  const answers = await ctx.db
    .selectFrom("pretest_answers")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("pretest_id", "=", latest.id)
    .where("finished_at", "is not", null)
    .orderBy("finished_at")
    .execute();
  return { needed: LEAST_PEOPLE, people, current: presentPretest(ctx, latest, answers, survey.draft_revision) };
}

/**
 * Opens a link on which the draft, as it stands, can be tried; an earlier link closes.
 *
 * @throws {AppError} NOT_FOUND; SURVEY_INCOMPLETE while the draft cannot be answered
 */
export async function startPretest(ctx: Context, surveyId: number): Promise<Pretest> {
  await ctx.tx(async (tx) => {
    const survey = await lockSurvey(tx, ctx.tenantId, surveyId);
    if (survey === undefined || survey.kind === "import") throw new AppError("NOT_FOUND");
    const faults = surveyFaults(survey.draft);
    if (faults.length > 0) {
      throw new AppError(
        "SURVEY_INCOMPLETE",
        faults.map(({ path, message }) => ({ path, "zh-CN": message["zh-CN"] ?? "", en: message.en ?? "" })),
      );
    }
    await close(ctx, tx, surveyId);
    await tx
      .insertInto("pretests")
      .values({
        tenant_id: ctx.tenantId,
        id: ctx.ids.uuid(),
        slug: slugFrom(ctx.ids.token()),
        survey_id: surveyId,
        definition: JSON.stringify(survey.draft),
        draft_revision: survey.draft_revision,
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .execute();
  });
  return readPretest(ctx, surveyId);
}

/** @throws {AppError} NOT_FOUND */
export async function closePretest(ctx: Context, surveyId: number): Promise<Pretest> {
  await ctx.tx((tx) => close(ctx, tx, surveyId));
  return readPretest(ctx, surveyId);
}

/** Ends the open link; what was begun and not finished goes. */
async function close(ctx: Context, db: Db, surveyId: number): Promise<void> {
  const closed = await db
    .updateTable("pretests")
    .set({ closed_at: ctx.now() })
    .where("tenant_id", "=", ctx.tenantId)
    .where("survey_id", "=", surveyId)
    .where("closed_at", "is", null)
    .returning("id")
    .execute();
  if (closed.length === 0) return;
  await db
    .deleteFrom("pretest_answers")
    .where("tenant_id", "=", ctx.tenantId)
    .where(
      "pretest_id",
      "in",
      closed.map(({ id }) => id),
    )
    .where("finished_at", "is", null)
    .execute();
}

function latestPretest(db: Db, tenantId: number, surveyId: number): Promise<PretestRow | undefined> {
  return db
    .selectFrom("pretests")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** People who finished a pretest that began after the last version was published. */
export async function countPeople(db: Db, tenantId: number, surveyId: number): Promise<number> {
  const row = await db
    .selectFrom("pretest_answers as a")
    .innerJoin("pretests as p", (join) => join.onRef("p.tenant_id", "=", "a.tenant_id").onRef("p.id", "=", "a.pretest_id"))
    .leftJoin(
      (from) =>
        from
          .selectFrom("survey_versions")
          .select((of) => of.fn.max("published_at").as("at"))
          .where("tenant_id", "=", tenantId)
          .where("survey_id", "=", surveyId)
          .as("last"),
      (join) => join.onTrue(),
    )
    .select((of) => of.cast<number>(of.fn.countAll(), "integer").as("n"))
    .where("a.tenant_id", "=", tenantId)
    .where("p.survey_id", "=", surveyId)
    .where("a.finished_at", "is not", null)
    .where((of) => of.or([of("last.at", "is", null), of("p.created_at", ">", of.ref("last.at"))]))
    .executeTakeFirstOrThrow();
  return row.n;
}

function presentPretest(ctx: Context, row: PretestRow, answers: readonly AnswerRow[], revision: number): NonNullable<Pretest["current"]> {
  const { definition } = row;
  const questions = outlineOf(definition).questions.filter(({ type }) => type !== "statement");
  const totals = answers.map(({ seconds }) => Object.values(seconds).reduce((sum, one) => sum + one, 0));
  return {
    url: `${ctx.publicUrl()}/pretest/${row.slug}`,
    startedAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    isOutdated: row.draft_revision !== revision,
    finished: answers.length,
    medianSeconds: median(totals),
    estimatedSeconds: estimateSeconds(definition, definition.defaultLocale),
    questions: questions.map(({ key, text }) => {
      const shown = answers.filter(({ seconds }) => seconds[key] !== undefined);
      const left = shown.filter((one) => !isSaid(one.answers, key));
      return {
        key,
        label: { "zh-CN": text["zh-CN"], en: text.en },
        n: shown.length,
        medianSeconds: median(shown.map(({ seconds }) => seconds[key]!)),
        openShare: shown.length === 0 ? null : left.length / shown.length,
        remarks: answers.flatMap(({ remarks }) => remarks[key] ?? []).map((remark) => maskPii(remark)),
      };
    }),
    scales: ratingScales(definition).map((scale) => checkPretested(scale, answers)),
  };
}

function isSaid(answers: Answers, key: string): boolean {
  const given = answers[key];
  return given === "na" || (given !== undefined && isAnswered(given));
}

function checkPretested(scale: RatingScale, answers: readonly AnswerRow[]) {
  const rows = answers.map(({ answers: given }) => scale.items.map(({ part, question }) => numberAt(given, part, question)));
  const shown = answers.filter(({ seconds }) => scale.items.some(({ question }) => seconds[question] !== undefined)).length;
  const whole = rows.filter((row): row is number[] => row.every((value) => value !== null));
  const { min, max } = scale.scale;
  const levels = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const items = scale.items.map((_, i) => ({ counts: levels.map((level) => rows.filter((row) => row[i] === level).length), asked: shown }));
  return checkScale(scale, whole.length === 0 ? { n: 0, sums: scale.items.map(() => 0), crossProducts: [] } : itemMoments(whole), items);
}

function numberAt(answers: Answers, part: string, question: string): number | null {
  const given = answers[question];
  const value =
    part === question ? given : (given as Readonly<Record<string, unknown>> | null | undefined)?.[part.slice(question.length + 1)];
  return typeof value === "number" ? value : null;
}
