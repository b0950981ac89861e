import type { SavedView } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { readView } from "./queries.js";

/** Notes that the caller opened a view; keys leave no trace, since nothing is listed for them by use. */
export async function openView(ctx: Context, id: string): Promise<SavedView> {
  await readView(ctx, id);
  if (ctx.actor.kind === "user" && ctx.actor.id !== null) {
    const used_at = ctx.now();
    await ctx.db
      .insertInto("saved_view_uses")
      .values({ tenant_id: ctx.tenantId, view_id: id, user_id: ctx.actor.id, used_at })
      .onConflict((conflict) => conflict.columns(["tenant_id", "view_id", "user_id"]).doUpdateSet({ used_at }))
      .execute();
  }
  return readView(ctx, id);
}
