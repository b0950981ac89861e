import type { SavedView } from "@manyi/contracts";
import { ROLES, type Role } from "@manyi/core/access";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";

/** Saved views the caller may see, last used first, then the newest. @param id only this one */
export async function readViews(ctx: Context, { removed, id }: { removed: boolean; id?: string }): Promise<SavedView[]> {
  const me = ctx.actor.kind === "user" ? (ctx.actor.id ?? "") : "";
  const roles = await readRoles(ctx, me);
  const rows = await ctx.db
    .selectFrom("saved_views as v")
    .leftJoin("saved_view_uses as u", (join) =>
      join.onRef("u.tenant_id", "=", "v.tenant_id").onRef("u.view_id", "=", "v.id").on("u.user_id", "=", me),
    )
    .leftJoin("auth_users as o", "o.id", "v.owner_id")
    .select(["v.id", "v.owner_id", "v.name", "v.page", "v.search", "v.visible_to", "v.role", "o.name as owner", "u.used_at"])
    .where("v.tenant_id", "=", ctx.tenantId)
    .where("v.removed_at", removed ? "is not" : "is", null)
    .where((is) =>
      is.or([
        is("v.owner_id", "=", me),
        is("v.visible_to", "=", "everyone"),
        ...(roles.length === 0 ? [] : [is.and([is("v.visible_to", "=", "role"), is("v.role", "in", [...roles])])]),
      ]),
    )
    .$if(id !== undefined, (query) => query.where("v.id", "=", id ?? ""))
    .orderBy("u.used_at", (order) => order.desc().nullsLast())
    .orderBy("v.created_at", "desc")
    .orderBy("v.id")
    .limit(200)
    .execute();
  return rows
    .filter((row) => row.owner_id === me || isReachable(ctx, row.search))
    .map((row): SavedView => {
      const isOwn = me !== "" && row.owner_id === me;
      return {
        id: row.id,
        name: row.name,
        page: row.page,
        search: { ...row.search },
        visibleTo: row.visible_to,
        role: isRole(row.role) ? row.role : null,
        owner: row.owner,
        isOwn,
        mayChange: isOwn || ctx.permissions.has("users:write"),
        lastUsedAt: row.used_at?.toISOString() ?? null,
      };
    });
}

/** A view of a unit outside the reader's scope shows the reader nothing; its name stays with those who may see the unit. */
function isReachable(ctx: Context, search: SavedView["search"]): boolean {
  return typeof search.unit !== "number" || inScope(ctx, search.unit);
}

/** One view. @throws {AppError} NOT_FOUND when it is not there or not for the caller */
export async function readView(ctx: Context, id: string, removed = false): Promise<SavedView> {
  const [view] = await readViews(ctx, { removed, id });
  if (view === undefined) throw new AppError("NOT_FOUND");
  return view;
}

/** A view the caller may change. @throws {AppError} NOT_FOUND, or NOT_ALLOWED for a view of somebody else */
export async function readOwnView(ctx: Context, id: string, removed = false): Promise<SavedView> {
  const view = await readView(ctx, id, removed);
  if (!view.mayChange) throw new AppError("NOT_ALLOWED");
  return view;
}

async function readRoles({ db, tenantId }: Context, userId: string): Promise<readonly Role[]> {
  const found = await db
    .selectFrom("memberships")
    .select("roles")
    .where("tenant_id", "=", tenantId)
    .where("user_id", "=", userId)
    .where("active", "=", true)
    .executeTakeFirst();
  return (found?.roles ?? []).filter(isRole);
}

function isRole(name: string | null): name is Role {
  return name !== null && (ROLES as readonly string[]).includes(name);
}
