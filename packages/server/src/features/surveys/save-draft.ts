import type { SurveyDefinition } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { findSurvey } from "./queries.js";

/**
 * Saves a draft as its author left it, complete or not. Two people who edit at once are told: whoever saved on top of a revision that has
 * gone gets CONFLICT, and nothing is overwritten.
 */
export async function saveDraft(
  ctx: Context,
  id: number,
  { revision, definition }: { revision: number; definition: SurveyDefinition },
): Promise<{ revision: number; savedAt: string }> {
  const now = ctx.now();
  const saved = await ctx.tx((tx) =>
    tx
      .updateTable("surveys")
      .set((of) => ({
        draft: JSON.stringify(definition),
        title: JSON.stringify(definition.title),
        draft_revision: of("draft_revision", "+", 1),
        draft_saved_at: now,
        draft_saved_by: ctx.actor.id,
        // until the first version is out, the survey is as anonymous as its draft says
        anonymity: of.case().when("current_version", "is", null).then(definition.anonymity).else(of.ref("anonymity")).end(),
      }))
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .where("draft_revision", "=", revision)
      .where("state", "!=", "archived")
      .returning("draft_revision")
      .executeTakeFirst(),
  );
  if (saved !== undefined) return { revision: saved.draft_revision, savedAt: now.toISOString() };
  throw new AppError((await findSurvey(ctx.db, ctx.tenantId, id)) === undefined ? "NOT_FOUND" : "CONFLICT");
}
