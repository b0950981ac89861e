import { localDayOf } from "@manyi/core/calendar";
import { type Locale, type LocalText, textIn } from "@manyi/core/survey";
import type { SheetCode } from "@manyi/portal";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { unitsBelow } from "../../platform/organisation.js";
import { inScope, narrowed } from "../../platform/scope.js";
import type { SignedCodes } from "../respond/index.js";
import type { LinkRow } from "./queries.js";
import type { SheetQuery } from "./sheet.js";

/** One place a code is printed for: what is signed into its address, and what is written beside it. */
export type Target = Pick<SheetCode, "label" | "place"> & { readonly codes: SignedCodes };

/** Every place the sheet asks for, within scope, in the order of the tree, the codes or the numbers. */
export async function targetsOf(ctx: Context, link: LinkRow, query: SheetQuery): Promise<Target[]> {
  switch (query.by) {
    case "unit":
      return unitTargets(ctx, link, query);
    case "employee":
      return employeeTargets(ctx, link, query);
    case "touchpoint":
      return touchpointTargets(ctx, link, query);
    case "table": {
      const { place, codes } = await standing(ctx, link, query);
      return Array.from({ length: query.count }, (_, i) => query.first + i).map((table) => ({
        codes: { ...codes, table: String(table) },
        label: { table },
        place,
      }));
    }
  }
}

/** Open units of the subtree, top down. */
async function unitTargets(ctx: Context, link: LinkRow, { unit, locale }: SheetQuery): Promise<Target[]> {
  const ids = await subtree(ctx, unit ?? link.unit_id);
  let query = ctx.db.selectFrom("org_units").select(["code", "name"]).where("tenant_id", "=", ctx.tenantId).where("closed_on", "is", null);
  if (ids !== null) query = query.where(sql<boolean>`id = any(${[...ids]}::int[])`);
  const units = await query.orderBy("path").execute();
  return units.map(({ code, name }) => ({ codes: { unit: code }, label: { name: link.label }, place: nameIn(name as LocalText, locale) }));
}

/** Who works in the subtree today, by unit and code; the code says the unit too, since an employee's answers belong to it. */
async function employeeTargets(ctx: Context, link: LinkRow, { unit, locale }: SheetQuery): Promise<Target[]> {
  const ids = await subtree(ctx, unit ?? link.unit_id);
  const today = new Date(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone) * 86_400_000).toISOString().slice(0, 10);
  let query = ctx.db
    .selectFrom("employees as e")
    .innerJoin("org_units as u", (join) => join.onRef("u.tenant_id", "=", "e.tenant_id").onRef("u.id", "=", "e.unit_id"))
    .select(["e.code", "e.name", "u.code as unit_code", "u.name as unit_name"])
    .where("e.tenant_id", "=", ctx.tenantId)
    .where("u.closed_on", "is", null)
    .where(sql<boolean>`(e.left_on is null or e.left_on >= ${today}::date)`);
  if (ids !== null) query = query.where(sql<boolean>`e.unit_id = any(${[...ids]}::int[])`);
  const people = await query.orderBy("u.path").orderBy("e.code").execute();
  return people.map(({ code, name, unit_code, unit_name }) => ({
    codes: { unit: unit_code, employee: code },
    label: { name },
    place: nameIn(unit_name as LocalText, locale),
  }));
}

async function touchpointTargets(ctx: Context, link: LinkRow, query: SheetQuery): Promise<Target[]> {
  const { place, codes } = await standing(ctx, link, query);
  const rows = await ctx.db
    .selectFrom("touchpoints")
    .select(["code", "name"])
    .where("tenant_id", "=", ctx.tenantId)
    .orderBy("id")
    .execute();
  return rows.map(({ code, name }) => ({
    codes: { ...codes, touchpoint: code },
    label: { name: nameIn(name as LocalText, query.locale) },
    place,
  }));
}

/** The unit a whole sheet stands in: one that is named is signed into each address, the link's own needs no signature. */
async function standing(
  ctx: Context,
  link: LinkRow,
  { unit, locale }: SheetQuery,
): Promise<{ place: string | null; codes: { readonly unit?: string } }> {
  const id = unit ?? link.unit_id;
  if (id === null) return { place: null, codes: {} };
  const row = await ctx.db
    .selectFrom("org_units")
    .select(["code", "name", "closed_on"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined || row.closed_on !== null || !inScope(ctx, id)) throw new AppError("NOT_FOUND");
  return { place: nameIn(row.name as LocalText, locale), codes: unit === undefined ? {} : { unit: row.code } };
}

/** @returns ids of a unit and all below it, as far as the caller may see them; `null` for the whole organisation */
async function subtree(ctx: Context, root: number | null): Promise<readonly number[] | null> {
  if (root === null) return ctx.scope.units;
  if (!inScope(ctx, root)) throw new AppError("NOT_FOUND");
  const ids = await unitsBelow(ctx.db, ctx.tenantId, [root]);
  if (ids === null || ids.length === 0) throw new AppError("NOT_FOUND");
  return narrowed(ctx.scope, ids);
}

function nameIn(name: LocalText, locale: Locale): string {
  return textIn(name, locale) || textIn(name, "en", "en");
}
