/** Roles and what each may do. One table, read by server, admin and the generated role × route test. */
export const ROLES = ["admin", "cx_manager", "frontline_manager", "agent", "analyst"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "surveys:read",
  "surveys:write",
  "surveys:publish",
  "figures:read",
  "analysis:write",
  "findings:write",
  "voices:read",
  "voices:identify",
  "voices:label",
  "cases:read",
  "cases:work",
  "cases:verify",
  "routing:write",
  "imports:run",
  "notes:write",
  "fieldwork:read",
  "fieldwork:write",
  "weights:write",
  "timeline:write",
  "targets:write",
  "bands:write",
  "business:write",
  "units:read",
  "units:write",
  "users:write",
  "keys:write",
  "settings:write",
  "outbox:read",
  "audit:read",
  "demo:remove",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const TABLE: Readonly<Record<Role, readonly Permission[]>> = {
  // an admin runs the installation; reading answers is no part of that (D§4)
  admin: [
    "units:read",
    "units:write",
    "users:write",
    "keys:write",
    "settings:write",
    "outbox:read",
    "audit:read",
    "demo:remove",
    "surveys:read",
    "bands:write",
  ],
  cx_manager: [
    "surveys:read",
    "surveys:write",
    "surveys:publish",
    "figures:read",
    "analysis:write",
    "findings:write",
    "voices:read",
    "voices:identify",
    "voices:label",
    "cases:read",
    "cases:work",
    "cases:verify",
    "routing:write",
    "imports:run",
    "weights:write",
    "timeline:write",
    "targets:write",
    "bands:write",
    "business:write",
    "units:read",
    "outbox:read",
    "notes:write",
    "fieldwork:read",
    "fieldwork:write",
  ],
  frontline_manager: [
    "surveys:read",
    "figures:read",
    "findings:write",
    "voices:read",
    "voices:label",
    "cases:read",
    "cases:work",
    "cases:verify",
    "timeline:write",
    "units:read",
    "notes:write",
    "fieldwork:read",
  ],
  agent: ["cases:read", "cases:work", "cases:verify", "units:read", "voices:read", "notes:write"],
  analyst: [
    "surveys:read",
    "figures:read",
    "analysis:write",
    "findings:write",
    "voices:read",
    "voices:label",
    "units:read",
    "imports:run",
    "weights:write",
    "timeline:write",
    "business:write",
    "fieldwork:read",
    "fieldwork:write",
  ],
};

/**
 * The union of what the roles may do.
 *
 * @param roles roles a person holds in one organisation
 * @returns permissions, without repeats
 * @example
 * permissionsOf(["analyst"]).has("cases:work") // => false
 */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => TABLE[role]));
}
