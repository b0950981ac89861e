import { createHmac } from "node:crypto";
import type { Permission, Role } from "@manyi/core/access";
import { nextId, type Store } from "@manyi/store";
import { tokenHash } from "../platform/ids.js";
import type { Services } from "../platform/services.js";
import type { Clock } from "./test-server.js";

export type UnitWanted = {
  readonly code: string;
  /** code of the unit above */
  readonly parent?: string;
  readonly type?: "group" | "company" | "region" | "store" | "team";
  readonly name?: string;
};

export async function addTenant(store: Store, clock: Clock, id: number, isDemo: boolean): Promise<void> {
  await store.db
    .insertInto("tenants")
    .values({
      id,
      code: `tenant-${id}`,
      name: JSON.stringify({ "zh-CN": `企业 ${id}` }),
      is_demo: isDemo,
      is_set_up: true,
      created_at: clock.now(),
    })
    .execute();
}

export async function addUnits(
  store: Store,
  clock: Clock,
  units: readonly UnitWanted[],
  tenantId: number,
): Promise<Record<string, number>> {
  const made: Record<string, number> = {};
  await store.tx(async (tx) => {
    for (const unit of units) {
      const parent =
        unit.parent === undefined
          ? null
          : await tx
              .selectFrom("org_units")
              .select(["id", "path"])
              .where("tenant_id", "=", tenantId)
              .where("code", "=", unit.parent)
              .executeTakeFirstOrThrow();
      const id = await nextId(tx, tenantId, "org_units");
      await tx
        .insertInto("org_units")
        .values({
          tenant_id: tenantId,
          id,
          parent_id: parent?.id ?? null,
          type: unit.type ?? "store",
          code: unit.code,
          name: JSON.stringify({ "zh-CN": unit.name ?? unit.code, en: unit.name ?? unit.code }),
          time_zone: "Asia/Shanghai",
          path: `${parent?.path ?? "/"}${id}/`,
          created_at: clock.now(),
        })
        .execute();
      made[unit.code] = id;
    }
  });
  return made;
}

export async function addPerson(
  services: Services,
  who: { roles: readonly Role[]; units: readonly number[]; tenantId: number; name: string },
): Promise<{ id: string; cookie: string }> {
  const { db } = services.store;
  const id = services.ids.uuid();
  const now = new Date();
  const at = { created_at: now, updated_at: now };
  await db
    .insertInto("auth_users")
    .values({ id, name: who.name, email: `${id}@example.test`, email_verified: false, image: null, last_tenant_id: who.tenantId, ...at })
    .execute();
  await db
    .insertInto("memberships")
    .values({
      tenant_id: who.tenantId,
      user_id: id,
      roles: JSON.stringify(who.roles),
      unit_ids: JSON.stringify(who.units),
      created_at: now,
    })
    .execute();
  const token = services.ids.token();
  await db
    .insertInto("auth_sessions")
    .values({
      id: services.ids.uuid(),
      token,
      user_id: id,
      expires_at: new Date(now.getTime() + 86_400_000 * 7),
      ip_address: null,
      user_agent: null,
      ...at,
    })
    .execute();
  const signature = createHmac("sha256", services.vault.secret("session cookies")).update(token).digest("base64");
  const prefix = services.publicUrl().startsWith("https://") ? "__Secure-" : "";
  return { id, cookie: `${prefix}manyi.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
}

export async function addKey(
  services: Services,
  key: { permissions: readonly Permission[]; unitId?: number; tenantId?: number; expiresAt?: Date },
): Promise<{ id: string; secret: string }> {
  const id = services.ids.uuid();
  const prefix = `mk_${tokenHash(id).toString("hex").slice(0, 8)}`;
  const secret = `${prefix}_${services.ids.token()}`;
  await services.store.db
    .insertInto("api_keys")
    .values({
      tenant_id: key.tenantId ?? 1,
      id,
      prefix,
      secret_hash: tokenHash(secret),
      name: "test key",
      permissions: JSON.stringify(key.permissions),
      unit_id: key.unitId ?? null,
      expires_at: key.expiresAt ?? new Date(services.now().getTime() + 30 * 86_400_000),
      created_by: null,
      created_at: services.now(),
    })
    .execute();
  return { id, secret };
}
