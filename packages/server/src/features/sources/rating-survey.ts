import { ratingAttribute, ratingName, ratingQuestion } from "@manyi/core/feedback";
import { type Scale, type SurveyDefinition, seriesOf } from "@manyi/core/survey";
import { appendEvent, nextId, type Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import type { RatingSeries } from "./voices-of.js";

/** The attribute a public rating is followed under, made when the first source gives one. */
export async function ensureRatingAttribute(tx: Tx, tenantId: number, scale: Scale): Promise<void> {
  const code = ratingAttribute(scale);
  if (code === null) return;
  const known = await tx
    .selectFrom("attributes")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("code", "=", code)
    .executeTakeFirst();
  if (known !== undefined) return;
  const id = await nextId(tx, tenantId, "attributes");
  await tx
    .insertInto("attributes")
    .values({ tenant_id: tenantId, id, code, level: 1, name: JSON.stringify(ratingName(scale)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * The survey that stands for the ratings of all sources with this scale, so that figures read them like answers.
 *
 * @returns `null` for a scale that is not followed
 */
export async function ratingSurvey(
  tx: Tx,
  desk: Pick<Context, "tenantId" | "now" | "actor">,
  scale: Scale | undefined,
): Promise<RatingSeries | null> {
  const question = scale === undefined ? null : ratingQuestion(scale);
  if (scale === undefined || question === null) return null;
  const { tenantId } = desk;
  const key = `source:${question.attribute}`;
  const known = await tx
    .selectFrom("surveys")
    .select(["id", "current_version"])
    .where("tenant_id", "=", tenantId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (known !== undefined) return { surveyId: known.id, version: known.current_version ?? 1, ordinal: 1 };
  await ensureRatingAttribute(tx, tenantId, scale);
  const title = ratingName(scale);
  const definition: SurveyDefinition = {
    locales: ["zh-CN", "en"],
    defaultLocale: "zh-CN",
    title,
    purpose: title,
    anonymity: "identified",
    layout: "single",
    pages: [{ key: "posted", questions: [question] }],
    closing: title,
    offerCallback: false,
  };
  const at = desk.now();
  const id = await nextId(tx, tenantId, "surveys");
  const text = JSON.stringify(definition);
  await tx
    .insertInto("surveys")
    .values({
      tenant_id: tenantId,
      id,
      key,
      kind: "import",
      title: JSON.stringify(title),
      state: "closed",
      anonymity: "identified",
      draft: text,
      draft_saved_at: at,
      current_version: 1,
      created_at: at,
      created_by: desk.actor.id,
    })
    .execute();
  await tx
    .insertInto("survey_versions")
    .values({
      tenant_id: tenantId,
      survey_id: id,
      number: 1,
      definition: text,
      series: JSON.stringify(seriesOf(definition, [])),
      published_at: at,
      published_by: desk.actor.id,
    })
    .execute();
  await appendEvent(tx, { tenantId, type: "survey.published", subjectId: String(id), payload: { version: 1 }, at });
  return { surveyId: id, version: 1, ordinal: 1 };
}
