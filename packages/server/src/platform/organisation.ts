import type { Permission, Role } from "@manyi/core/access";
import type { Store, Tables } from "@manyi/store";
import type { Kysely } from "kysely";
import { type Actor, type Locale, type Organisation, OWN_ORGANISATION } from "./context.js";
import type { Promised } from "./threshold.js";

/** Who asks, as far as the platform knows: the same for a session and for an API key. */
export type Identity = {
  readonly organisation: Organisation;
  readonly actor: Actor;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly units: readonly number[] | null;
  /** the granted subtree roots, empty = whole organisation */
  readonly roots: readonly number[];
  readonly locale: Locale;
};

/** What an organisation has decided, or null when it does not exist. */
export async function readOrganisation(db: Kysely<Tables>, tenantId: number): Promise<Organisation | null> {
  const row = await db
    .selectFrom("tenants")
    .select(["id", "time_zone", "default_locale", "k_threshold", "is_demo", "is_set_up", "settings"])
    .where("id", "=", tenantId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    timeZone: row.time_zone,
    defaultLocale: row.default_locale === "en" ? "en" : "zh-CN",
    kThreshold: row.k_threshold,
    promised: (row.settings as { readonly promised?: readonly Promised[] }).promised ?? [],
    isDemo: row.is_demo,
    isSetUp: row.is_set_up,
  };
}

/**
 * Every unit id of the subtrees below these roots, roots included.
 *
 * @returns `null` when no root is named: the whole organisation; `[]` when the named roots do not exist
 */
export async function unitsBelow(db: Kysely<Tables>, tenantId: number, roots: readonly number[]): Promise<readonly number[] | null> {
  if (roots.length === 0) return null;
  const rows = await db
    .withRecursive("below", (query) =>
      query
        .selectFrom("org_units")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...roots])
        .union(
          query
            .selectFrom("org_units as child")
            .innerJoin("below", "below.id", "child.parent_id")
            .select("child.id")
            .where("child.tenant_id", "=", tenantId),
        ),
    )
    .selectFrom("below")
    .select("id")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** The installation's own organisation, unnamed until somebody sets it up. Safe to call at every start. */
export async function ensureOwnOrganisation(store: Store, now: Date): Promise<void> {
  await store.db
    .insertInto("tenants")
    .values({ id: OWN_ORGANISATION, code: "own", name: JSON.stringify({}), created_at: now })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}
