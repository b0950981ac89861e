import type { api } from "@manyi/contracts";
import { PERMISSIONS, type Permission } from "@manyi/core/access";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { tokenHash } from "../../platform/ids.js";
import { requireInScope } from "../../platform/scope.js";

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
/** What no key may do: renew itself, let people in, remove things for good. */
const NEVER: ReadonlySet<Permission> = new Set<Permission>(["keys:write", "users:write", "demo:remove"]);

/**
 * Makes a key. Its secret is in this reply and nowhere else.
 *
 * @throws {AppError} KEY_NEEDS_SCOPE without permissions or a last day; NOT_ALLOWED for more than the maker may; INVALID_INPUT for an
 *   unknown permission or a day that is past or more than a year ahead
 */
export async function createKey(ctx: Context, wanted: z.output<typeof api.keys.create.body>): Promise<{ id: string; secret: string }> {
  if (wanted.permissions.length === 0 || wanted.expiresOn === null) throw new AppError("KEY_NEEDS_SCOPE");
  const permissions = wanted.permissions.map(knownPermission);
  if (permissions.some((permission) => NEVER.has(permission) || !ctx.permissions.has(permission))) throw new AppError("NOT_ALLOWED");
  const expiresAt = endOfDay(ctx, wanted.expiresOn);
  requireInScope(ctx, wanted.unitId);
  return ctx.tx(async (tx) => {
    if (wanted.unitId !== null) {
      const unit = await tx
        .selectFrom("org_units")
        .select("id")
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", wanted.unitId)
        .executeTakeFirst();
      if (unit === undefined) throw new AppError("NOT_FOUND");
    }
    const id = ctx.ids.uuid();
    const prefix = `mk_${ctx.ids.token().slice(-8)}`;
    const secret = `${prefix}_${ctx.ids.token()}`;
    await tx
      .insertInto("api_keys")
      .values({
        tenant_id: ctx.tenantId,
        id,
        prefix,
        secret_hash: tokenHash(secret),
        name: wanted.name,
        permissions: JSON.stringify([...new Set(permissions)]),
        unit_id: wanted.unitId,
        expires_at: expiresAt,
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .execute();
    const detail = { permissions, unitId: wanted.unitId, expiresOn: wanted.expiresOn };
    await ctx.audit(tx, { action: "keys.create", object: `key ${id}`, detail });
    return { id, secret };
  });
}

function knownPermission(name: string, index: number): Permission {
  const known = PERMISSIONS.find((permission) => permission === name);
  if (known !== undefined) return known;
  throw new AppError("INVALID_INPUT", [
    { path: `body.permissions[${index}]`, "zh-CN": "没有这项权限。", en: "There is no such permission." },
  ]);
}

/** The instant the named day has ended everywhere in UTC. */
function endOfDay(ctx: Context, day: string): Date {
  const end = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS);
  const ahead = end.getTime() - ctx.now().getTime();
  if (ahead > 0 && ahead <= LONGEST_DAYS * DAY_MS) return end;
  throw new AppError("INVALID_INPUT", [
    { path: "body.expiresOn", "zh-CN": "到期日须在今天之后、一年以内。", en: "The last day must lie ahead, within a year." },
  ]);
}
