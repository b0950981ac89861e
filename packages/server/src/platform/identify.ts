import { PERMISSIONS, type Permission, permissionsOf, ROLES, type Role } from "@manyi/core/access";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "./errors.js";
import { tokenHash } from "./ids.js";
import { type Identity, readOrganisation, unitsBelow } from "./organisation.js";
import type { Services } from "./services.js";

/** Who sends this request: a session cookie, an API key, or nobody (null). */
export async function identify(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Identity | null> {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return identifyKey(services, authorization);
  const cookie = request.headers.cookie;
  if (cookie === undefined || !cookie.includes("manyi.session_token")) return null;
  const session = await services.auth.sessionOf(cookie);
  if (session === null) return null;
  for (const renewed of session.setCookies) reply.header("set-cookie", renewed);
  return identityOfUser(services, session.user.id);
}

/** The organisation this person looks at now, with roles and scope there; null when the person belongs to none. */
export async function identityOfUser(services: Services, userId: string): Promise<Identity | null> {
  const { db } = services.store;
  const row = await db
    .selectFrom("auth_users as u")
    .innerJoin("memberships as m", "m.user_id", "u.id")
    .select(["u.id", "u.name", "u.locale", "u.last_tenant_id", "m.tenant_id", "m.roles", "m.unit_ids"])
    .where("u.id", "=", userId)
    .where("m.active", "=", true)
    .orderBy((eb) => eb.case().when("m.tenant_id", "=", eb.ref("u.last_tenant_id")).then(0).else(1).end())
    .orderBy("m.tenant_id")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const organisation = await readOrganisation(db, row.tenant_id);
  if (organisation === null) return null;
  const roles = rolesOf(row.roles);
  const roots = row.unit_ids as readonly number[];
  return {
    organisation,
    actor: { kind: "user", id: row.id, name: row.name },
    roles,
    permissions: permissionsOf(roles),
    units: await unitsBelow(db, row.tenant_id, roots),
    roots,
    locale: row.locale === "en" ? "en" : "zh-CN",
  };
}

/** @throws {AppError} NOT_SIGNED_IN when a key is shown that does not open anything: unknown, revoked or past its date alike */
async function identifyKey(services: Services, authorization: string): Promise<Identity> {
  const secret = /^Bearer (mk_[A-Za-z0-9_-]{8}_[A-Za-z0-9_-]{32})$/.exec(authorization)?.[1];
  if (secret === undefined) throw new AppError("NOT_SIGNED_IN");
  const { db } = services.store;
  const now = services.now();
  const key = await db
    .selectFrom("api_keys")
    .select(["id", "tenant_id", "name", "secret_hash", "permissions", "unit_id", "last_used_on"])
    .where("prefix", "=", secret.slice(0, 11))
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (key === undefined || !tokenHash(secret).equals(key.secret_hash)) throw new AppError("NOT_SIGNED_IN");
  const organisation = await readOrganisation(db, key.tenant_id);
  if (organisation === null) throw new AppError("NOT_SIGNED_IN");
  const today = now.toISOString().slice(0, 10);
  if (key.last_used_on !== today) {
    await db.updateTable("api_keys").set({ last_used_on: today }).where("tenant_id", "=", key.tenant_id).where("id", "=", key.id).execute();
  }
  const roots = key.unit_id === null ? [] : [key.unit_id];
  return {
    organisation,
    actor: { kind: "key", id: key.id, name: key.name },
    roles: [],
    permissions: new Set(PERMISSIONS.filter((permission: Permission) => (key.permissions as readonly string[]).includes(permission))),
    units: await unitsBelow(db, key.tenant_id, roots),
    roots,
    locale: organisation.defaultLocale,
  };
}

/** Roles as stored, without names this version does not know. */
export function rolesOf(stored: unknown): readonly Role[] {
  return Array.isArray(stored) ? ROLES.filter((role) => stored.includes(role)) : [];
}
