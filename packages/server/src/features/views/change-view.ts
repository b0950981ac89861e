import type { api, SavedView } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { readOwnView, readView } from "./queries.js";
import { requireSharing } from "./save-view.js";

/** Renames, shares or re-addresses a view. A new name replaces that of the writer's language and keeps the other one. */
export async function changeView(ctx: Context, id: string, wanted: z.output<typeof api.views.change.body>): Promise<SavedView> {
  const view = await readOwnView(ctx, id);
  const visibleTo = wanted.visibleTo ?? view.visibleTo;
  const role = wanted.role === undefined ? (visibleTo === "role" ? view.role : null) : wanted.role;
  requireSharing({ visibleTo, role });
  await ctx.db
    .updateTable("saved_views")
    .set({
      name: JSON.stringify(wanted.name === undefined ? view.name : { ...view.name, [ctx.locale]: wanted.name }),
      search: JSON.stringify(wanted.search ?? view.search),
      visible_to: visibleTo,
      role,
      changed_at: ctx.now(),
    })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .execute();
  return readView(ctx, id);
}

/** Takes a view away; it stays restorable. */
export async function removeView(ctx: Context, id: string): Promise<{ ok: true }> {
  await readOwnView(ctx, id);
  await markRemoved(ctx, id, ctx.now());
  return { ok: true };
}

/** Undo. */
export async function restoreView(ctx: Context, id: string): Promise<SavedView> {
  await readOwnView(ctx, id, true);
  await markRemoved(ctx, id, null);
  return readView(ctx, id);
}

async function markRemoved({ db, tenantId }: Context, id: string, at: Date | null): Promise<void> {
  await db.updateTable("saved_views").set({ removed_at: at }).where("tenant_id", "=", tenantId).where("id", "=", id).execute();
}
