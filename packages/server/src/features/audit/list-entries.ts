import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

type Query = z.output<typeof api.audit.list.query>;

/**
 * The log of the organisation, newest first. `action` finds one action or a whole slice (`cases` finds `cases.verify`).
 *
 * @throws {AppError} INVALID_INPUT for a cursor that is none
 */
export async function listEntries(ctx: Context, { cursor, limit, action, actor }: Query) {
  let entries = ctx.db
    .selectFrom("audit_log as a")
    .leftJoin("auth_users as u", (join) => join.onRef("u.id", "=", "a.actor_id").on("a.actor_kind", "=", "user"))
    .leftJoin("api_keys as k", (join) =>
      join.onRef("k.tenant_id", "=", "a.tenant_id").on((eb) => eb(eb.cast<string>("k.id", "text"), "=", eb.ref("a.actor_id"))),
    )
    .select(["a.seq", "a.at", "a.actor_kind", "a.actor_id", "a.action", "a.object", "a.detail", "a.reason"])
    .select((eb) => eb.fn.coalesce("u.name", "k.name").as("actor_name"))
    .where("a.tenant_id", "=", ctx.tenantId)
    .orderBy("a.seq", "desc")
    .limit(limit + 1);
  if (cursor !== undefined) entries = entries.where("a.seq", "<", seqOf(cursor));
  if (action !== undefined)
    entries = entries.where((eb) =>
      eb.or([eb("a.action", "=", action), eb(eb.fn("starts_with", ["a.action", eb.val(`${action}.`)]), "=", true)]),
    );
  if (actor !== undefined) entries = entries.where("a.actor_id", "=", actor);
  const rows = await entries.execute();
  const page = rows.slice(0, limit);
  return {
    items: page.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_name,
      action: row.action,
      object: row.object,
      detail: { ...row.detail },
      reason: row.reason,
    })),
    next: rows.length > limit ? String(page.at(-1)!.seq) : null,
  };
}

function seqOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new AppError("INVALID_INPUT", [{ path: "query.cursor", "zh-CN": "翻页标记无效。", en: "Not a page mark of this list." }]);
}
