import type { SurveyDetail } from "@manyi/contracts";
import { type LocalText, type SurveyDefinition, surveyTemplates } from "@manyi/core/survey";
import { nextId } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readSurvey } from "./present.js";
import { findSurvey, type SurveyRow } from "./queries.js";

type Wanted = { readonly template?: string | undefined; readonly copyOf?: number | undefined; readonly title?: LocalText | undefined };

/** An empty questionnaire: two languages, anonymous, a page at a time. */
const EMPTY: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "未命名问卷", en: "Untitled survey" },
  purpose: { "zh-CN": "了解您的感受，改进我们的服务。", en: "To learn how it was for you and do better." },
  anonymity: "anonymous",
  layout: "paged",
  pages: [{ key: "page-1", questions: [] }],
  closing: { "zh-CN": "已收到，谢谢您的回答。", en: "We have your answer. Thank you." },
  offerCallback: true,
};

/** A new draft from a template, another survey or nothing. @throws {AppError} NOT_FOUND for what it should start from */
export async function createSurvey(ctx: Context, wanted: Wanted): Promise<SurveyDetail> {
  const start = await startingPoint(ctx, wanted);
  const definition = wanted.title === undefined ? start.definition : { ...start.definition, title: wanted.title };
  const id = await ctx.tx(async (tx) => {
    const made = await nextId(tx, ctx.tenantId, "surveys");
    const now = ctx.now();
    await tx
      .insertInto("surveys")
      .values({
        tenant_id: ctx.tenantId,
        id: made,
        key: `${start.code}-${made}`,
        kind: start.kind,
        title: JSON.stringify(definition.title),
        anonymity: definition.anonymity,
        draft: JSON.stringify(definition),
        draft_saved_at: now,
        draft_saved_by: ctx.actor.id,
        current_version: null,
        created_at: now,
        created_by: ctx.actor.id,
      })
      .execute();
    return made;
  });
  return readSurvey(ctx, id);
}

type Start = { readonly code: string; readonly kind: SurveyRow["kind"]; readonly definition: SurveyDefinition };

async function startingPoint(ctx: Context, { template, copyOf }: Wanted): Promise<Start> {
  if (copyOf !== undefined) {
    const row = await findSurvey(ctx.db, ctx.tenantId, copyOf);
    if (row === undefined) throw new AppError("NOT_FOUND");
    return { code: "survey", kind: row.kind === "verification" ? "verification" : "survey", definition: row.draft };
  }
  if (template === undefined) return { code: "survey", kind: "survey", definition: EMPTY };
  const found = surveyTemplates().find((one) => one.code === template);
  if (found === undefined) throw new AppError("NOT_FOUND");
  return {
    code: found.code.replaceAll("_", "-"),
    kind: found.code === "verification" ? "verification" : "survey",
    definition: found.definition,
  };
}
