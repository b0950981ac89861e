import type { LocalText } from "@manyi/core/survey";
import type { Db } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "./context.js";
import { AppError } from "./errors.js";
import { requireInScope } from "./scope.js";

/** A unit that still takes voices. */
export type OpenUnit = { readonly id: number; readonly name: LocalText; readonly timeZone: string };

/** @throws {AppError} NOT_FOUND for a unit that is closed, not there or not the caller's */
export async function openUnit(ctx: Context, id: number): Promise<OpenUnit> {
  const unit = await ctx.db
    .selectFrom("org_units")
    .select(["id", "name", "time_zone"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .where("closed_on", "is", null)
    .executeTakeFirst();
  if (unit === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, unit.id);
  return { id: unit.id, name: unit.name as LocalText, timeZone: unit.time_zone };
}

/** The customer who goes by this number in the organisation's own systems; `null` when nobody does. */
export async function findCustomer({ db, tenantId }: Context, externalId: string): Promise<KnownCustomer | null> {
  const found = await db
    .selectFrom("customers")
    .select(["id", "segment_id"])
    .where("tenant_id", "=", tenantId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return found === undefined ? null : { id: found.id, segmentId: found.segment_id };
}

/** The employee who signs in as the caller; `null` when nobody of the list does. */
export async function findOwnEmployee({ db, tenantId, actor }: Context): Promise<number | null> {
  if (actor.id === null) return null;
  const found = await db
    .selectFrom("employees")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("user_id", "=", actor.id)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Whether the caller belongs to this very unit, as member or as employee; a head of region does not belong to its stores. */
export async function isOwnUnit({ db, tenantId, actor }: Context, unitId: number): Promise<boolean> {
  if (actor.id === null) return false;
  const found = await sql<{ is_own: boolean }>`
    select exists (
        select from memberships where tenant_id = ${tenantId} and user_id = ${actor.id} and unit_ids @> ${JSON.stringify([unitId])}::jsonb
      ) or exists (
        select from employees where tenant_id = ${tenantId} and user_id = ${actor.id} and unit_id = ${unitId} and left_on is null
      ) as is_own`.execute(db);
  return found.rows[0]!.is_own;
}

/** @throws {AppError} NOT_FOUND for a touchpoint that is not there; nothing when none is named */
export async function requireTouchpoint({ db, tenantId }: Context, id: number | undefined): Promise<void> {
  if (id === undefined) return;
  const found = await db.selectFrom("touchpoints").select("id").where("tenant_id", "=", tenantId).where("id", "=", id).executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
}

/** How somebody can be reached, as it was written. */
export type Address = { readonly phone?: string | null | undefined; readonly email?: string | null | undefined };
export type KnownCustomer = { readonly id: string; readonly segmentId: number | null };

/** A number as it is dialled at home: digits only, without the country code 86. */
function plainPhone(phone: string): string {
  return phone.replace(/\D/g, "").replace(/^(?:00)?86(?=1\d{10}$)/, "");
}

/**
 * Who in the register goes by an address. One that several customers share, such as the number of a household, leads to nobody.
 *
 * @returns a function from an address of the list to its customer, or `null`
 */
export async function customersByAddress(
  db: Db,
  tenantId: number,
  addresses: readonly Address[],
): Promise<(address: Address) => KnownCustomer | null> {
  const emails = [...new Set(addresses.flatMap(({ email }) => (email ? [email.trim().toLowerCase()] : [])))];
  const phones = [...new Set(addresses.flatMap(({ phone }) => (phone ? spellingsOf(phone) : [])))];
  const found =
    emails.length + phones.length === 0
      ? []
      : (
          await sql<{ id: string; segment_id: number | null; phone: string | null; email: string | null }>`
            select id, segment_id, phone, email from customers where tenant_id = ${tenantId} and lower(email) = any(${emails}::text[])
            union select id, segment_id, phone, email from customers where tenant_id = ${tenantId} and phone = any(${phones}::text[])`.execute(
            db,
          )
        ).rows;
  const byAddress = new Map<string, KnownCustomer[]>();
  for (const { id, segment_id, ...reach } of found) {
    for (const key of addressKeys(reach)) {
      const people = byAddress.get(key);
      if (people === undefined) byAddress.set(key, [{ id, segmentId: segment_id }]);
      else people.push({ id, segmentId: segment_id });
    }
  }
  return (address) => {
    const people = new Map(addressKeys(address).flatMap((key) => (byAddress.get(key) ?? []).map((one) => [one.id, one] as const)));
    const [only] = people.values();
    return people.size === 1 ? only! : null;
  };
}

/** An address as two are compared, however it was written; what cannot be a number leads to nobody. */
export function addressKeys({ phone, email }: Address): string[] {
  const plain = phone ? plainPhone(phone) : "";
  return [...(email ? [`email ${email.trim().toLowerCase()}`] : []), ...(plain.length < FEWEST_DIGITS ? [] : [`phone ${plain}`])];
}

const FEWEST_DIGITS = 5;

/** The ways a register may have written the same number. */
function spellingsOf(phone: string): string[] {
  const plain = plainPhone(phone);
  return plain.length < FEWEST_DIGITS ? [] : [phone.trim(), plain, `86${plain}`, `+86${plain}`, `+86 ${plain}`];
}
