import type { Db } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { sentimentAgreement } from "./agreement.js";

type Switch = { readonly isOn: boolean; readonly changedBy: string | null; readonly changedAt: string | null };

export async function readSwitch(db: Db, tenantId: number): Promise<Switch> {
  const row = await db.selectFrom("tenants").select("settings").where("id", "=", tenantId).executeTakeFirst();
  return (row?.settings.readingAutomation as Switch | undefined) ?? { isOn: false, changedBy: null, changedAt: null };
}

/**
 * Whether the machine's reading may open cases: switched on by a person, and still in agreement with people (D§6.9). A model that has
 * become worse since loses the right by itself.
 */
export async function mayAutomate(db: Db, tenantId: number): Promise<boolean> {
  if (!(await readSwitch(db, tenantId)).isOn) return false;
  return (await sentimentAgreement(db, tenantId)).isAllowed;
}

/** @throws {AppError} INVALID_STATE while κ is below 0.6 or fewer than 200 drawn comments are labelled */
export async function setAutomation(ctx: Context, isOn: boolean): Promise<{ isOn: boolean }> {
  if (isOn && !(await sentimentAgreement(ctx.db, ctx.tenantId)).isAllowed) throw new AppError("INVALID_STATE");
  const next: Switch = { isOn, changedBy: ctx.actor.name, changedAt: ctx.now().toISOString() };
  await ctx.tx(async (tx) => {
    await tx
      .updateTable("tenants")
      .set({ settings: sql<string>`settings || jsonb_build_object('readingAutomation', ${JSON.stringify(next)}::jsonb)` })
      .where("id", "=", ctx.tenantId)
      .execute();
    await ctx.audit(tx, { action: "readingQuality.automate", object: "", detail: { isOn } });
  });
  return { isOn };
}
