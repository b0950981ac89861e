import type { api } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { scopeWhere } from "../../platform/scope.js";
import { tieTheme } from "./code-quotes.js";
import { markTopics } from "./mark-topics.js";

type Themes = z.input<typeof api.interviews.themes.reply>["items"];
type Change = z.output<typeof api.interviews.changeTheme.body>;
type Row = { code: string; topic_id: number | null; topic_name: LocalText | null; quotes: number; interviews: number; coders: number };

/** Themes given within scope, most given first; each quote counts once, however many coders chose the same. */
export async function listThemes(ctx: Context): Promise<Themes> {
  const found = await sql<Row>`
    select c.code, t.id as topic_id, t.name as topic_name, count(distinct (c.interview_id, c.quote_id))::int as quotes,
      count(distinct c.interview_id)::int as interviews, count(distinct c.coder_id)::int as coders
    from interview_codes c
    join interviews i on i.tenant_id = c.tenant_id and i.id = c.interview_id
    left join interview_themes m on m.tenant_id = c.tenant_id and m.code = c.code
    left join topics t on t.tenant_id = m.tenant_id and t.id = m.topic_id
    where ${scopeWhere(ctx, { tenant: "i.tenant_id", unit: "i.unit_id" })}
    group by 1, 2, 3 order by 4 desc, 1`.execute(ctx.db);
  return found.rows.map(({ code, topic_id, topic_name, ...counts }) => ({
    code,
    topic: topic_id === null || topic_name === null ? null : { id: topic_id, name: topic_name },
    ...counts,
  }));
}

/**
 * Renames a theme for all coders, or ties it to a topic; a name that is in use joins the two, and the topic given holds for both.
 *
 * @throws {AppError} NOT_FOUND for a theme nobody gave within scope, or a topic that is not there
 */
export async function changeTheme(ctx: Context, { code, name, topic }: Change): Promise<{ code: string; merged: boolean }> {
  if (!(await listThemes(ctx)).some((theme) => theme.code === code)) throw new AppError("NOT_FOUND");
  const changed = await ctx.tx(async (tx) => {
    if (topic !== null) {
      const found = await tx
        .selectFrom("topics")
        .select("id")
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", topic)
        .where("retired_at", "is", null)
        .executeTakeFirst();
      if (found === undefined) throw new AppError("NOT_FOUND");
    }
    const used = await tx
      .selectFrom("interview_codes")
      .select("code")
      .where("tenant_id", "=", ctx.tenantId)
      .where("code", "=", name)
      .limit(1)
      .executeTakeFirst();
    if (name !== code) {
      await tx.updateTable("interview_codes").set({ code: name }).where("tenant_id", "=", ctx.tenantId).where("code", "=", code).execute();
      await tx.deleteFrom("interview_themes").where("tenant_id", "=", ctx.tenantId).where("code", "=", code).execute();
    }
    await tieTheme(tx, ctx, name, topic);
    await ctx.audit(tx, { action: "interviews.theme", object: `theme ${name}`, detail: { was: code, topic } });
    const interviews = await tx
      .selectFrom("interview_codes")
      .select("interview_id")
      .distinct()
      .where("tenant_id", "=", ctx.tenantId)
      .where("code", "=", name)
      .execute();
    return { merged: used !== undefined && name !== code, ids: interviews.map(({ interview_id }) => interview_id) };
  });
  await markTopics(ctx, changed.ids);
  return { code: name, merged: changed.merged };
}
