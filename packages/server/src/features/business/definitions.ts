import type { api, BusinessFigure } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireOwner } from "../findings/index.js";
import { type OriginRow, originOf } from "./origins.js";
import { isoMonth } from "./periods.js";

type Definition = z.output<typeof api.business.add.body>;

type FigureRow = {
  readonly id: string;
  readonly name: LocalText;
  readonly unit: string;
  readonly direction: "higher" | "lower";
  readonly rollup: "sum" | "mean";
  readonly source: string;
  readonly owner_id: string | null;
  readonly owner: string | null;
  readonly retired_at: Date | null;
  readonly values: number;
  readonly units: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly latest: OriginRow | null;
};

/** Figures with values in scope, and those that have no values yet. */
export async function listFigures(ctx: Context, withRetired: boolean): Promise<{ items: BusinessFigure[]; mayAdd: boolean }> {
  const rows = await select(ctx, null);
  return {
    items: rows.filter(({ retired_at }) => withRetired || retired_at === null).map((row) => present(ctx, row)),
    mayAdd: mayDefine(ctx),
  };
}

/** @throws {AppError} NOT_FOUND, also when all of its values lie out of scope */
export async function findFigure(ctx: Context, id: string): Promise<BusinessFigure> {
  const [row] = await select(ctx, id);
  if (row === undefined) throw new AppError("NOT_FOUND");
  return present(ctx, row);
}

/** @throws {AppError} INVALID_INPUT without a name or with an unknown owner; NOT_FOUND when only a part of the organisation is the caller's */
export async function addFigure(ctx: Context, body: Definition): Promise<BusinessFigure> {
  if (!mayDefine(ctx)) throw new AppError("NOT_FOUND");
  await requireDefinition(ctx, body);
  const id = ctx.ids.uuid();
  const at = ctx.now();
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("business_figures")
      .values({ tenant_id: ctx.tenantId, id, ...columnsOf(body), created_by: ctx.actor.id, created_at: at, changed_at: at })
      .execute();
    await ctx.audit(tx, { action: "business.add", object: `business figure ${id}`, detail: { name: body.name, source: body.source } });
  });
  return findFigure(ctx, id);
}

export async function changeFigure(ctx: Context, id: string, body: Definition): Promise<BusinessFigure> {
  await requireOwn(ctx, id);
  await requireDefinition(ctx, body);
  await ctx.tx(async (tx) => {
    await tx
      .updateTable("business_figures")
      .set({ ...columnsOf(body), changed_at: ctx.now() })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    await ctx.audit(tx, { action: "business.change", object: `business figure ${id}`, detail: { name: body.name, source: body.source } });
  });
  return findFigure(ctx, id);
}

export async function retireFigure(ctx: Context, id: string): Promise<Record<string, never>> {
  await mark(ctx, id, ctx.now());
  return {};
}

export async function restoreFigure(ctx: Context, id: string): Promise<BusinessFigure> {
  await mark(ctx, id, null);
  return findFigure(ctx, id);
}

async function mark(ctx: Context, id: string, at: Date | null): Promise<void> {
  await requireOwn(ctx, id);
  await ctx.db
    .updateTable("business_figures")
    .set({ retired_at: at, changed_at: ctx.now() })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .execute();
}

/** A definition is the organisation's: who sees a part of it finds none to change. */
async function requireOwn(ctx: Context, id: string): Promise<void> {
  await findFigure(ctx, id);
  if (!mayDefine(ctx)) throw new AppError("NOT_FOUND");
}

function mayDefine(ctx: Context): boolean {
  return ctx.permissions.has("business:write") && ctx.scope.units === null;
}

async function requireDefinition(ctx: Context, { name, ownerId }: Definition): Promise<void> {
  if (!Object.values(name).some((words) => (words ?? "").trim() !== "")) {
    throw new AppError("INVALID_INPUT", [{ path: "body.name", "zh-CN": "写下名称", en: "Give it a name" }]);
  }
  await requireOwner(ctx, ownerId);
}

function columnsOf({ name, unit, direction, rollup, source, ownerId }: Definition) {
  return { name: JSON.stringify(name), unit, direction, rollup, source, owner_id: ownerId };
}

async function select(ctx: Context, id: string | null): Promise<readonly FigureRow[]> {
  const scope = ctx.scope.units === null ? null : [...ctx.scope.units];
  const found = await sql<FigureRow>`
    with reach as (
      select v.figure_id, v.unit_id, v.month, v.version, v.value, v.entry_id, e.undone_at, e.made_at
      from business_values v join business_entries e on e.tenant_id = v.tenant_id and e.id = v.entry_id
      where v.tenant_id = ${ctx.tenantId} and (${id}::uuid is null or v.figure_id = ${id}::uuid)
        and (${scope}::int[] is null or v.unit_id = any(${scope}::int[]))
    ), force as (
      select distinct on (figure_id, unit_id, month) figure_id, unit_id, month, value from reach
      where undone_at is null order by figure_id, unit_id, month, version desc
    ), counted as (
      select figure_id, count(*)::int as "values", count(distinct unit_id)::int as units, min(month) as first, max(month) as last
      from force where value is not null group by figure_id
    ), newest as (
      select distinct on (figure_id) figure_id, entry_id from reach where undone_at is null order by figure_id, made_at desc, entry_id desc
    )
    select f.id, f.name, f.unit, f.direction, f.rollup, f.source, f.owner_id, o.name as owner, f.retired_at,
      coalesce(c.values, 0) as "values", coalesce(c.units, 0) as units, c.first, c.last,
      case when e.id is null then null else json_build_object('id', e.id, 'kind', e.kind, 'source', e.source, 'file_name', e.file_name,
        'made_at', e.made_at, 'made_by', m.name) end as latest
    from business_figures f
      left join counted c on c.figure_id = f.id
      left join newest n on n.figure_id = f.id
      left join business_entries e on e.tenant_id = f.tenant_id and e.id = n.entry_id
      left join auth_users m on m.id = e.made_by
      left join auth_users o on o.id = f.owner_id
    where f.tenant_id = ${ctx.tenantId} and (${id}::uuid is null or f.id = ${id}::uuid)
      and (${scope}::int[] is null or f.id in (select figure_id from reach)
        or not exists (select 1 from business_values v where v.tenant_id = f.tenant_id and v.figure_id = f.id))
    order by f.created_at, f.id`.execute(ctx.db);
  return found.rows;
}

function present(ctx: Context, row: FigureRow): BusinessFigure {
  return {
    id: row.id,
    name: row.name,
    unit: row.unit,
    direction: row.direction,
    rollup: row.rollup,
    source: row.source,
    ownerId: row.owner_id,
    owner: row.owner,
    values: row.values,
    units: row.units,
    from: row.first === null ? null : isoMonth(row.first),
    to: row.last === null ? null : isoMonth(row.last),
    latest: row.latest === null ? null : originOf(row.latest),
    isRetired: row.retired_at !== null,
    mayChange: mayDefine(ctx),
  };
}
