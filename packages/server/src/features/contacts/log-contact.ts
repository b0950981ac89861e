import type { api, ContactRecord } from "@manyi/contracts";
import { isoDateOf, isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { NewVoice, Tx } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Address, customersByAddress, type KnownCustomer, requireTouchpoint } from "../../platform/places.js";
import { requireInScope } from "../../platform/scope.js";
import { findRecord, presentRecord } from "./queries.js";

type Body = z.output<typeof api.contacts.log.body>;

/** What a conversation is as a voice. */
const SOURCE: Readonly<Record<Body["channel"], string>> = {
  phone: "call",
  visit: "note",
  wechat: "chat",
  chat: "chat",
  email: "email",
  letter: "note",
  fax: "note",
};

/** The unit a conversation belongs to, with its time zone. @throws {AppError} NOT_FOUND, also out of scope */
export async function unitOf(ctx: Context, id: number): Promise<{ id: number; timeZone: string }> {
  requireInScope(ctx, id);
  const unit = await ctx.db
    .selectFrom("org_units")
    .select(["id", "time_zone"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (unit === undefined) throw new AppError("NOT_FOUND");
  return { id: unit.id, timeZone: unit.time_zone };
}

/** When it was; never ahead of the clock. @throws {AppError} INVALID_INPUT */
export function momentOf(ctx: Context, at: string | undefined): Date {
  const moment = at === undefined ? ctx.now() : new Date(at);
  if (moment.getTime() > ctx.now().getTime() + 60_000)
    throw new AppError("INVALID_INPUT", [{ path: "body.occurredAt", "zh-CN": "时间在将来", en: "The time lies in the future" }]);
  return moment;
}

export function dayColumns(at: Date, timeZone: string) {
  const localDay = localDayOf(at.getTime(), timeZone);
  return { occurredAt: at, localDay, isoWeek: isoWeekOf(localDay), localMonth: monthIndexOf(localDay) };
}

/**
 * Logs a conversation. What the customer said becomes a voice; the same form sent again changes nothing.
 *
 * @throws {AppError} NOT_FOUND for a unit, customer or employee that is not there; INVALID_INPUT for a promise without a day, or one past
 */
export async function logContact(ctx: Context, body: Body): Promise<ContactRecord> {
  const unit = await unitOf(ctx, body.unitId);
  const at = momentOf(ctx, body.occurredAt);
  const employeeId = await requireEmployee(ctx, body);
  await requireTouchpoint(ctx, body.touchpointId);
  const today = isoDateOf(localDayOf(ctx.now().getTime(), unit.timeZone));
  const hasPromise = body.promise !== undefined && body.promise !== "";
  if (hasPromise && (body.promiseDue === undefined || body.promiseDue < today))
    throw new AppError("INVALID_INPUT", [
      { path: "body.promiseDue", "zh-CN": "承诺要有一个今天或以后的日期", en: "A promise needs a day, today or later" },
    ]);
  const person = filled(body.person);
  const customer = await customerOf(ctx, body.customerId, person);
  const isReachable = person.phone !== undefined || person.email !== undefined;
  const said = body.said ?? "";
  const key = `contact:${body.clientKey}`;
  const voice: NewVoice | null =
    said.trim() === ""
      ? null
      : {
          tenantId: ctx.tenantId,
          id: ctx.ids.uuid(),
          clientKey: key,
          source: body.purpose === "request" ? "request" : SOURCE[body.channel],
          channel: body.channel,
          unitId: unit.id,
          touchpointId: body.touchpointId ?? null,
          employeeId,
          customerId: customer?.id ?? null,
          segmentId: customer?.segmentId ?? null,
          locale: body.locale,
          anonymity: "identified",
          ...dayColumns(at, unit.timeZone),
          completeness: "complete",
          answers: isReachable ? { contact: person } : {},
          comment: said,
          detail: { asked: body.askedForAnswer, author: person.name ?? null, ...(body.product ? { product: body.product } : {}) },
        };
  // the voice is stored first: its key makes a second try harmless, and a record without it would speak of nothing
  const stored = voice === null ? null : await ctx.ingest.submit(voice);
  return ctx.tx(async (tx) => {
    await tx
      .insertInto("contact_records")
      .values({
        tenant_id: ctx.tenantId,
        id: ctx.ids.uuid(),
        client_key: key,
        unit_id: unit.id,
        customer_id: customer?.id ?? null,
        contact: Object.keys(person).length === 0 ? null : JSON.stringify(person),
        channel: body.channel,
        direction: body.direction,
        purpose: body.purpose,
        content: body.content,
        promise: hasPromise ? body.promise! : null,
        promise_due: hasPromise ? body.promiseDue! : null,
        promise_done_at: null,
        consent: body.consent,
        employee_id: employeeId,
        touchpoint_id: body.touchpointId ?? null,
        product: body.product || null,
        voice_id: stored?.id ?? null,
        occurred_at: at,
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .onConflict((conflict) => conflict.columns(["tenant_id", "client_key"]).doNothing())
      .execute();
    return presentRecord(ctx, await findRecord(ctx, tx, await idOf(tx, ctx.tenantId, key)));
  });
}

async function idOf(tx: Tx, tenantId: number, key: string): Promise<string> {
  const row = await tx
    .selectFrom("contact_records")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("client_key", "=", key)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** What a form about a person holds, without its empty fields. */
export function filled(person: Body["person"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(person ?? {}).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value] as const])),
  );
}

/**
 * Whom a conversation was with: the customer chosen, else who is known by the address given; `null` when nobody is.
 *
 * @throws {AppError} NOT_FOUND for a chosen customer who is not there
 */
export async function customerOf(ctx: Context, chosen: string | undefined, address: Address): Promise<KnownCustomer | null> {
  if (chosen === undefined) return (await customersByAddress(ctx.db, ctx.tenantId, [address]))(address);
  const customer = await ctx.db
    .selectFrom("customers")
    .select(["id", "segment_id"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", chosen)
    .executeTakeFirst();
  if (customer === undefined) throw new AppError("NOT_FOUND");
  return { id: customer.id, segmentId: customer.segment_id };
}

async function requireEmployee(ctx: Context, { employeeId, unitId }: Body): Promise<number | null> {
  if (employeeId === undefined) return null;
  const employee = await ctx.db
    .selectFrom("employees")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("unit_id", "=", unitId)
    .where("id", "=", employeeId)
    .executeTakeFirst();
  if (employee === undefined) throw new AppError("NOT_FOUND");
  return employee.id;
}
