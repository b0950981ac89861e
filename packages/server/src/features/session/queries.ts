import type { Db } from "@manyi/store";

/** Whether anybody can sign in at all; the people of the demo hold roles but no way to sign in. */
export async function hasAccount(db: Db): Promise<boolean> {
  const row = await db.selectFrom("auth_accounts").select("id").limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Organisations in which this person is an active member, with the figures the shell shows. */
export function organisationsOf(db: Db, userId: string) {
  return db
    .selectFrom("memberships as m")
    .innerJoin("tenants as t", "t.id", "m.tenant_id")
    .select([
      "t.id",
      "t.code",
      "t.name",
      "t.is_demo",
      "t.is_set_up",
      "t.time_zone",
      "t.default_locale",
      "t.k_threshold",
      "m.roles",
      "m.unit_ids",
    ])
    .select((eb) => [
      eb
        .selectFrom("org_units as u")
        .select((count) => count.fn.countAll<number>().as("n"))
        .whereRef("u.tenant_id", "=", "t.id")
        .where("u.closed_on", "is", null)
        .as("units"),
      eb
        .selectFrom("org_units as u")
        .select((count) => count.fn.countAll<number>().as("n"))
        .whereRef("u.tenant_id", "=", "t.id")
        .where("u.type", "=", "store")
        .where("u.closed_on", "is", null)
        .as("stores"),
    ])
    .where("m.user_id", "=", userId)
    .where("m.active", "=", true)
    .orderBy("t.id")
    .execute();
}
export type OrganisationRow = Awaited<ReturnType<typeof organisationsOf>>[number];

/** Who the signed-in person is. */
export function userOf(db: Db, userId: string) {
  return db.selectFrom("auth_users").select(["id", "email", "name", "locale"]).where("id", "=", userId).executeTakeFirstOrThrow();
}
