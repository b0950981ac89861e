import type { api, Unit } from "@manyi/contracts";
import { appendEvent, nextId } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { invalid, requireName } from "./faults.js";
import { presentUnit } from "./present.js";
import { findUnit, lockOrganisation } from "./queries.js";

type NewUnit = z.output<typeof api.org.addUnit.body>;

/**
 * Adds a unit below an open one; only the first unit of an organisation has no parent.
 *
 * @throws {AppError} NOT_FOUND for a parent outside scope, ALREADY_EXISTS for a code in use, INVALID_INPUT for a second root
 */
export async function addUnit(ctx: Context, wanted: NewUnit): Promise<Unit> {
  requireName(wanted.name);
  const parentId = wanted.parentId;
  if (parentId === null && ctx.scope.units !== null) throw new AppError("NOT_FOUND");
  return ctx.tx(async (tx) => {
    await lockOrganisation(tx, ctx.tenantId);
    const parent = parentId === null || !inScope(ctx, parentId) ? undefined : await findUnit(tx, ctx.tenantId, parentId);
    if (parentId !== null && parent === undefined) throw new AppError("NOT_FOUND");
    if (parent !== undefined && parent.closed_on !== null) {
      throw invalid("parentId", "上级单元已关闭。", "The unit above is closed.");
    }
    const known = await tx.selectFrom("org_units").select(["id", "code"]).where("tenant_id", "=", ctx.tenantId).execute();
    if (known.some((unit) => unit.code === wanted.code)) throw new AppError("ALREADY_EXISTS");
    if (parentId === null && known.length > 0) {
      throw invalid("parentId", "请选择上级单元。", "Choose the unit above.");
    }
    const id = await nextId(tx, ctx.tenantId, "org_units");
    const row = {
      id,
      parent_id: parent?.id ?? null,
      type: wanted.type,
      code: wanted.code,
      name: wanted.name,
      time_zone: parent?.time_zone ?? ctx.organisation.timeZone,
      path: `${parent?.path ?? "/"}${id}/`,
      closed_on: null,
    };
    await tx
      .insertInto("org_units")
      .values({ ...row, tenant_id: ctx.tenantId, name: JSON.stringify(wanted.name), created_at: ctx.now() })
      .execute();
    await ctx.audit(tx, { action: "organisation.addUnit", object: `unit ${id}`, detail: { code: wanted.code, parentId: wanted.parentId } });
    await appendEvent(tx, { tenantId: ctx.tenantId, type: "unit.changed", subjectId: String(id), at: ctx.now() });
    return presentUnit(row, (above) => inScope(ctx, above));
  });
}
