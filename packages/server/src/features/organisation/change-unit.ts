import type { api, Unit } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { appendEvent, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope, requireInScope } from "../../platform/scope.js";
import { invalid, requireName } from "./faults.js";
import { presentUnit } from "./present.js";
import { findUnit, lockOrganisation, type UnitRow } from "./queries.js";

type Change = z.output<typeof api.org.changeUnit.body>;

/**
 * Renames, moves (with the day it holds from) or closes a unit.
 *
 * @throws {AppError} NOT_FOUND out of scope; INVALID_STATE for a move below itself, of the root, or before an earlier move; for closing
 *   a unit with open ones below
 */
export async function changeUnit(ctx: Context, id: number, change: Change): Promise<Unit> {
  requireInScope(ctx, id);
  if (change.name !== undefined) requireName(change.name);
  return ctx.tx(async (tx) => {
    await lockOrganisation(tx, ctx.tenantId);
    const unit = await findUnit(tx, ctx.tenantId, id);
    if (unit === undefined) throw new AppError("NOT_FOUND");
    if (change.name !== undefined) {
      await tx
        .updateTable("org_units")
        .set({ name: JSON.stringify(change.name) })
        .where(ofUnit(ctx, id))
        .execute();
    }
    if (change.parentId !== undefined && change.parentId !== unit.parent_id) await move(tx, ctx, unit, change.parentId, change.movedOn);
    if (change.closedOn !== undefined) await close(tx, ctx, unit, change.closedOn);
    const { name, ...detail } = change;
    await ctx.audit(tx, {
      action: "organisation.changeUnit",
      object: `unit ${id}`,
      detail: { ...detail, ...(name === undefined ? {} : { renamed: true }) },
    });
    await appendEvent(tx, { tenantId: ctx.tenantId, type: "unit.changed", subjectId: String(id), at: ctx.now() });
    return presentUnit((await findUnit(tx, ctx.tenantId, id))!, (above) => inScope(ctx, above));
  });
}

function ofUnit(ctx: Context, id: number) {
  return sql<boolean>`(tenant_id = ${ctx.tenantId} and id = ${id})`;
}

function today(ctx: Context): string {
  return isoDateOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));
}

async function move(tx: Tx, ctx: Context, unit: UnitRow, parentId: number, movedOn = today(ctx)): Promise<void> {
  const parent = inScope(ctx, parentId) ? await findUnit(tx, ctx.tenantId, parentId) : undefined;
  if (parent === undefined) throw new AppError("NOT_FOUND");
  if (unit.parent_id === null || parent.path.startsWith(unit.path) || parent.closed_on !== null) throw new AppError("INVALID_STATE");
  if (movedOn > today(ctx)) throw invalid("movedOn", "调整日期不能晚于今天。", "A move cannot be dated later than today.");
  const latest = await tx
    .selectFrom("org_unit_moves")
    .select("moved_on")
    .where("tenant_id", "=", ctx.tenantId)
    .where("unit_id", "=", unit.id)
    .orderBy("moved_on", "desc")
    .limit(1)
    .executeTakeFirst();
  if (latest !== undefined && latest.moved_on > movedOn) throw new AppError("INVALID_STATE");
  await tx
    .insertInto("org_unit_moves")
    .values({
      tenant_id: ctx.tenantId,
      unit_id: unit.id,
      moved_on: movedOn,
      from_parent_id: unit.parent_id,
      to_parent_id: parentId,
      moved_by: ctx.actor.id,
      reason: null,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "unit_id", "moved_on"]).doUpdateSet({ to_parent_id: parentId }))
    .execute();
  await tx.updateTable("org_units").set({ parent_id: parentId }).where(ofUnit(ctx, unit.id)).execute();
  const moved = `${parent.path}${unit.id}/`;
  await tx
    .updateTable("org_units")
    .set({ path: sql<string>`${moved}::text || substr(path, ${unit.path.length + 1}::int)` })
    .where("tenant_id", "=", ctx.tenantId)
    .where("path", "like", `${unit.path}%`)
    .execute();
}

async function close(tx: Tx, ctx: Context, unit: UnitRow, closedOn: string | null): Promise<void> {
  if (closedOn !== null) {
    const open = await tx
      .selectFrom("org_units")
      .select("id")
      .where("tenant_id", "=", ctx.tenantId)
      .where("parent_id", "=", unit.id)
      .where("closed_on", "is", null)
      .limit(1)
      .executeTakeFirst();
    if (open !== undefined || unit.parent_id === null) throw new AppError("INVALID_STATE");
  }
  await tx.updateTable("org_units").set({ closed_on: closedOn }).where(ofUnit(ctx, unit.id)).execute();
}
