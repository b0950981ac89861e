import type { api } from "@manyi/contracts";
import { localDayOf } from "@manyi/core/calendar";
import { nextId, type Tx } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Promised, promisedAfter } from "../../platform/threshold.js";
import { invalid, requireName } from "./faults.js";

type SetUp = z.output<typeof api.org.setUp.body>;

/**
 * Names the organisation and sets its time zone, language and anonymity threshold; the first time it also makes the root of the tree.
 *
 * @throws {AppError} INVALID_INPUT for an unknown time zone or an empty name
 */
export async function setUp(ctx: Context, wanted: SetUp) {
  requireName(wanted.name);
  const timeZone = canonicalZone(wanted.timeZone);
  return ctx.tx(async (tx) => {
    const before = await tx
      .selectFrom("tenants")
      .select(["k_threshold", "settings"])
      .where("id", "=", ctx.tenantId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const row = await tx
      .updateTable("tenants")
      .set({
        name: JSON.stringify(wanted.name),
        time_zone: timeZone,
        default_locale: wanted.defaultLocale,
        is_set_up: true,
        ...(wanted.kThreshold === undefined ? {} : thresholdOf(before, wanted.kThreshold, localDayOf(ctx.now().getTime(), timeZone))),
      })
      .where("id", "=", ctx.tenantId)
      .returning(["id", "code", "name", "is_demo", "is_set_up", "time_zone", "default_locale", "k_threshold"])
      .executeTakeFirstOrThrow();
    await makeRoot(tx, ctx, wanted.name, timeZone);
    await ctx.audit(tx, { action: "organisation.setUp", object: "", detail: { timeZone, kThreshold: row.k_threshold } });
    const counts = await tx
      .selectFrom("org_units")
      .select((eb) => [eb.fn.countAll<number>().as("units"), eb.fn.countAll<number>().filterWhere("type", "=", "store").as("stores")])
      .where("tenant_id", "=", ctx.tenantId)
      .where("closed_on", "is", null)
      .executeTakeFirstOrThrow();
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      isDemo: row.is_demo,
      isSetUp: row.is_set_up,
      timeZone: row.time_zone,
      defaultLocale: row.default_locale === "en" ? ("en" as const) : ("zh-CN" as const),
      kThreshold: row.k_threshold,
      ...counts,
    };
  });
}

type Known = { readonly k_threshold: number; readonly settings: { readonly promised?: readonly Promised[] } };

/** Lowering the threshold is for answers to come: those given so far keep what they were promised. */
function thresholdOf({ k_threshold, settings }: Known, k: number, today: number) {
  const promised = promisedAfter(settings.promised ?? [], { before: k_threshold, now: k }, today);
  return { k_threshold: k, settings: JSON.stringify({ ...settings, promised }) };
}

/** @throws {AppError} INVALID_INPUT when the machine does not know this zone */
function canonicalZone(name: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw invalid("timeZone", "没有这个时区，例如 Asia/Shanghai。", "No such time zone; Asia/Shanghai is one.");
  }
}

async function makeRoot(tx: Tx, ctx: Context, name: SetUp["name"], timeZone: string): Promise<void> {
  const any = await tx.selectFrom("org_units").select("id").where("tenant_id", "=", ctx.tenantId).limit(1).executeTakeFirst();
  if (any !== undefined) return;
  const id = await nextId(tx, ctx.tenantId, "org_units");
  await tx
    .insertInto("org_units")
    .values({
      tenant_id: ctx.tenantId,
      id,
      parent_id: null,
      type: "group",
      code: "HQ",
      name: JSON.stringify(name),
      time_zone: timeZone,
      path: `/${id}/`,
      created_at: ctx.now(),
    })
    .execute();
}
