import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { maskedRecipient } from "./present.js";
import { isInOutbox } from "./queries.js";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Messages within scope, newest first; recipients are masked. @throws {AppError} INVALID_INPUT for a cursor that is none */
export async function listMessages(ctx: Context, { cursor, limit, state }: z.output<typeof api.messages.list.query>) {
  let query = ctx.db
    .selectFrom("messages as m")
    .where(isInOutbox(ctx))
    .select([
      "m.id",
      "m.channel",
      "m.recipient",
      "m.subject",
      "m.body",
      "m.state",
      "m.error",
      "m.case_id",
      "m.template",
      "m.created_at",
      "m.sent_at",
    ])
    .orderBy("m.id", "desc")
    .limit(limit + 1);
  if (state !== undefined) query = query.where("m.state", "=", state);
  if (cursor !== undefined) {
    if (!UUID.test(cursor)) {
      throw new AppError("INVALID_INPUT", [{ path: "query.cursor", "zh-CN": "翻页标记无效。", en: "Not a page mark of this list." }]);
    }
    query = query.where("m.id", "<", cursor);
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  // running the installation is no reason to read what is said to customers about their cases or their feedback
  const mayRead = (row: { case_id: string | null; template: string }): boolean =>
    (row.case_id === null && !row.template.startsWith("feedback.")) || ctx.permissions.has("cases:read");
  return {
    items: page.map((row) => ({
      id: row.id,
      channel: row.channel,
      recipient: maskedRecipient(row.recipient),
      subject: row.subject,
      body: mayRead(row) ? row.body : "…",
      state: row.state,
      error: row.error,
      caseId: row.case_id,
      createdAt: row.created_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
    })),
    next: rows.length > limit ? page.at(-1)!.id : null,
  };
}
