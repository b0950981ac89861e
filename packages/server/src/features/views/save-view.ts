import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

type Sharing = Pick<z.output<typeof api.views.save.body>, "visibleTo" | "role">;

/**
 * Keeps the address of a page under a name in the writer's language.
 *
 * @throws {AppError} NOT_ALLOWED for a key, which nobody could come back as; INVALID_INPUT when a role is missing or too many
 */
export async function saveView(ctx: Context, wanted: z.output<typeof api.views.save.body>): Promise<{ id: string }> {
  if (ctx.actor.kind !== "user") throw new AppError("NOT_ALLOWED");
  requireSharing(wanted);
  const id = ctx.ids.uuid();
  const at = ctx.now();
  await ctx.db
    .insertInto("saved_views")
    .values({
      tenant_id: ctx.tenantId,
      id,
      owner_id: ctx.actor.id,
      name: JSON.stringify({ [ctx.locale]: wanted.name }),
      page: wanted.page,
      search: JSON.stringify(wanted.search),
      visible_to: wanted.visibleTo,
      role: wanted.role,
      created_at: at,
      changed_at: at,
    })
    .execute();
  return { id };
}

/** A role stands with "role" and nowhere else. @throws {AppError} INVALID_INPUT */
export function requireSharing({ visibleTo, role }: Sharing): void {
  if ((visibleTo === "role") === (role !== null)) return;
  throw new AppError("INVALID_INPUT", [{ path: "body.role", "zh-CN": "请选一个角色。", en: "Choose one role." }]);
}
