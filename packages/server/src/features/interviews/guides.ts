import type { api, InterviewGuide } from "@manyi/contracts";
import { nextId } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { scopeWhere } from "../../platform/scope.js";

type Create = z.output<typeof api.interviews.createGuide.body>;
type Save = z.output<typeof api.interviews.saveGuide.body>;

/** Guides, newest first, with the interviews held by each within the reader's scope. */
export async function listGuides(ctx: Context): Promise<InterviewGuide[]> {
  const [rows, used] = await Promise.all([
    ctx.db.selectFrom("interview_guides").selectAll().where("tenant_id", "=", ctx.tenantId).orderBy("id", "desc").execute(),
    ctx.db
      .selectFrom("interviews")
      .select(["guide_id", (e) => e.fn.countAll<number>().as("n")])
      .where(scopeWhere(ctx))
      .groupBy("guide_id")
      .execute(),
  ]);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    purpose: row.purpose,
    questions: row.questions.map(({ key, text, probes }) => ({ key, text, probes: [...probes] })),
    revision: row.revision,
    interviews: Number(used.find(({ guide_id }) => guide_id === row.id)?.n ?? 0),
  }));
}

/** @throws {AppError} INVALID_INPUT when two questions share a key */
export function createGuide(ctx: Context, body: Create): Promise<{ id: number }> {
  requireOwnKeys(body.questions);
  return ctx.tx(async (tx) => {
    const id = await nextId(tx, ctx.tenantId, "interview_guides");
    await tx
      .insertInto("interview_guides")
      .values({ tenant_id: ctx.tenantId, id, ...spelled(body), created_by: ctx.actor.id, created_at: ctx.now() })
      .execute();
    return { id };
  });
}

/** @throws {AppError} NOT_FOUND; CONFLICT when somebody saved meanwhile; INVALID_INPUT when two questions share a key */
export function saveGuide(ctx: Context, id: number, { revision, ...body }: Save): Promise<{ revision: number }> {
  return ctx.tx(async (tx) => {
    const row = await tx
      .selectFrom("interview_guides")
      .select("revision")
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new AppError("NOT_FOUND");
    requireOwnKeys(body.questions);
    if (row.revision !== revision) throw new AppError("CONFLICT");
    await tx
      .updateTable("interview_guides")
      .set({ ...spelled(body), revision: revision + 1 })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    return { revision: revision + 1 };
  });
}

function spelled({ title, purpose, questions }: Create) {
  return { title: JSON.stringify(title), purpose: JSON.stringify(purpose), questions: JSON.stringify(questions) };
}

function requireOwnKeys(questions: Create["questions"]): void {
  if (new Set(questions.map(({ key }) => key)).size === questions.length) return;
  throw new AppError("INVALID_INPUT", [{ path: "body.questions", "zh-CN": "两个问题用了同一个编号", en: "Two questions share a key" }]);
}
