import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import { type Answers, packAnswers, type Series, type SurveyDefinition, seriesOf } from "@manyi/core/survey";
import { type NewVoice, nextId, type Tx } from "@manyi/store";
import { DEMO_TENANT, DEMO_ZONE } from "./world.js";

/** A survey for one purpose, beside those that are always asked. */
export type Study = {
  readonly key: string;
  readonly definition: SurveyDefinition;
  readonly series: readonly Series[];
};

export function studyOf(key: string, definition: SurveyDefinition): Study {
  return { key, definition, series: seriesOf(definition, []) };
}

/** Publishes a study, once. @param fixed its number, where others know it @returns the number it has, and whether it is new */
export async function publishStudy(
  tx: Tx,
  { key, definition, series }: Study,
  at: Date,
  fixed?: number,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const known = await tx.selectFrom("surveys").select("id").where("tenant_id", "=", DEMO_TENANT).where("key", "=", key).executeTakeFirst();
  if (known !== undefined) return { id: known.id, isNew: false };
  const id = fixed ?? (await nextId(tx, DEMO_TENANT, "surveys"));
  const draft = JSON.stringify(definition);
  await tx
    .insertInto("surveys")
    .values({
      tenant_id: DEMO_TENANT,
      id,
      key,
      title: JSON.stringify(definition.title),
      state: "published",
      anonymity: definition.anonymity,
      draft,
      draft_saved_at: at,
      draft_revision: 1,
      current_version: 1,
      created_at: at,
    })
    .execute();
  await tx
    .insertInto("survey_versions")
    .values({
      tenant_id: DEMO_TENANT,
      survey_id: id,
      number: 1,
      definition: draft,
      series: JSON.stringify(series),
      overrides: "[]",
      published_at: at,
    })
    .execute();
  return { id, isNew: true };
}

type Said = Pick<NewVoice, "id" | "clientKey" | "unitId" | "segmentId" | "customerId" | "durationS"> & {
  readonly answers: Answers;
  readonly channel?: string;
};

/** A complete answer to a study. @param at when it was given, in milliseconds */
export function studyVoice({ definition, series }: Study, surveyId: number, at: number, said: Said): NewVoice {
  const day = localDayOf(at, DEMO_ZONE);
  return {
    tenantId: DEMO_TENANT,
    source: "survey",
    channel: "link",
    surveyId,
    version: 1,
    touchpointId: 1,
    locale: "zh-CN",
    anonymity: definition.anonymity,
    occurredAt: new Date(at),
    localDay: day,
    isoWeek: isoWeekOf(day),
    localMonth: monthIndexOf(day),
    completeness: "complete",
    ...said,
    ...packAnswers(definition, series, said.answers),
  };
}
