import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { Locale } from "@manyi/core/survey";
import type { IntakeFault } from "@manyi/portal";
import type { Context } from "../../platform/context.js";
import { type Opened, openCase } from "../cases/index.js";
import { inLocale } from "./whose.js";

export type IntakeForm = {
  readonly key?: string;
  readonly unit?: string;
  readonly what?: string;
  readonly remedy?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly website?: string;
};
export type IntakeFaults = Partial<Record<"unit" | "what" | "phone" | "email" | "form", IntakeFault>>;
export type Place = { readonly id: number; readonly code: string; readonly name: string; readonly timeZone: string };

/** Places a customer can name: open stores, or every open unit where there are none. */
export async function places(ctx: Context, locale: Locale): Promise<readonly Place[]> {
  const rows = await ctx.db
    .selectFrom("org_units")
    .select(["id", "code", "type", "name", "time_zone"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("closed_on", "is", null)
    .orderBy("id")
    .execute();
  const stores = rows.filter((row) => row.type === "store");
  return (stores.length > 0 ? stores : rows).map((row) => ({
    id: row.id,
    code: row.code,
    name: inLocale(row.name, locale),
    timeZone: row.time_zone,
  }));
}

const text = (value: unknown, max: number): string =>
  typeof value === "string" ? value.replaceAll("\u0000", "").trim().slice(0, max) : "";

/** What was written, whatever was posted. */
export function valuesOf(form: IntakeForm) {
  return {
    what: text(form.what, 4001),
    remedy: text(form.remedy, 1000),
    name: text(form.name, 100),
    phone: text(form.phone, 40),
    email: text(form.email, 200),
  };
}

export function checkIntake(form: IntakeForm, all: readonly Place[]): { readonly place: Place | null; readonly faults: IntakeFaults } {
  const values = valuesOf(form);
  const place = all.find((one) => String(one.id) === form.unit) ?? null;
  const faults: IntakeFaults = {};
  if (place === null) faults.unit = "needWhere";
  if (values.what === "") faults.what = "needWhat";
  else if (values.what.length > 4000) faults.what = "tooLong";
  if (values.phone !== "" && !/^\+?[\d\s()-]{5,30}$/.test(values.phone)) faults.phone = "badPhone";
  if (values.email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email)) faults.email = "badEmail";
  return { place, faults };
}

/** The voice first, then its case; both know the form's key, so that a second press or a retry after a crash changes nothing. */
export async function takeIn(ctx: Context, form: IntakeForm, place: Place, key: string): Promise<Opened> {
  const values = valuesOf(form);
  const at = ctx.now();
  const day = localDayOf(at.getTime(), place.timeZone);
  const voice = await ctx.ingest.submit({
    tenantId: ctx.tenantId,
    id: ctx.ids.uuid(),
    clientKey: `complaint:${key}`,
    source: "complaint",
    channel: "web",
    unitId: place.id,
    locale: ctx.locale,
    anonymity: "identified",
    occurredAt: at,
    localDay: day,
    isoWeek: isoWeekOf(day),
    localMonth: monthIndexOf(day),
    completeness: "complete",
    comment: values.what,
  });
  const title = values.what.split(/[。.!?！？\n]/)[0]!;
  const contact = Object.fromEntries(
    Object.entries({ name: values.name, phone: values.phone, email: values.email }).filter(([, value]) => value !== ""),
  );
  return ctx.tx((tx) =>
    openCase(tx, ctx, {
      triggerKey: `web:${key}`,
      unitId: place.id,
      severity: "normal",
      channel: "web",
      title: title.length > 40 ? `${title.slice(0, 39)}…` : title,
      description: values.what,
      requestedRemedy: values.remedy === "" ? undefined : values.remedy,
      contact,
      locale: ctx.locale,
      voiceId: voice.id,
    }),
  );
}
