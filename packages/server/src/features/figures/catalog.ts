import { buildCatalog, type Catalog } from "@manyi/core/metrics";
import type { LocalText, Series } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";

/** Which survey asks which metric where, over all published versions. */
export async function readCatalog({ db, tenantId }: Context): Promise<Catalog> {
  const versions = await db
    .selectFrom("survey_versions")
    .select(["survey_id", "series"])
    .where("tenant_id", "=", tenantId)
    .orderBy("survey_id")
    .orderBy("number")
    .execute();
  const bySurvey = new Map<number, Series[]>();
  for (const { survey_id, series } of versions) bySurvey.set(survey_id, [...(bySurvey.get(survey_id) ?? []), ...series]);
  return buildCatalog([...bySurvey].map(([surveyId, series]) => ({ surveyId, series })));
}

/** Attribute names; a code without a name stands for itself. */
export async function attributeNames({ db, tenantId }: Context): Promise<(code: string) => LocalText> {
  const rows = await db.selectFrom("attributes").select(["code", "name"]).where("tenant_id", "=", tenantId).execute();
  const names = new Map(rows.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? { "zh-CN": code, en: code };
}
