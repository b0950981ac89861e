import type { BusinessEntry } from "@manyi/contracts";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { findFigure } from "./definitions.js";
import { type OriginRow, originOf } from "./origins.js";

type EntryRow = OriginRow & {
  readonly figure_id: string;
  /** values of units in reach */
  readonly rows: number;
  readonly undone_at: Date | null;
  readonly undone_by: string | null;
  readonly units: readonly number[];
};

export async function listEntries(ctx: Context, figureId: string): Promise<{ items: BusinessEntry[] }> {
  await findFigure(ctx, figureId);
  const rows = await select(ctx, { figureId, id: null });
  return { items: rows.map((row) => present(ctx, row)) };
}

/** @throws {AppError} NOT_FOUND, also when nothing of it is in scope */
export async function findEntry(ctx: Context, id: string): Promise<BusinessEntry> {
  const [row] = await select(ctx, { figureId: null, id });
  if (row === undefined) throw new AppError("NOT_FOUND");
  return present(ctx, row);
}

/** @throws {AppError} NOT_FOUND unless every unit in it is in scope; INVALID_STATE when it is undone already */
export function undoEntry(ctx: Context, id: string): Promise<BusinessEntry> {
  return turn(ctx, id, "undo");
}

export function redoEntry(ctx: Context, id: string): Promise<BusinessEntry> {
  return turn(ctx, id, "redo");
}

async function turn(ctx: Context, id: string, to: "undo" | "redo"): Promise<BusinessEntry> {
  const { mayUndo } = await findEntry(ctx, id);
  if (!mayUndo) throw new AppError("NOT_FOUND");
  await ctx.tx(async (tx) => {
    const isUndo = to === "undo";
    const { numUpdatedRows } = await tx
      .updateTable("business_entries")
      .set({ undone_at: isUndo ? ctx.now() : null, undone_by: isUndo ? ctx.actor.id : null })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .where("undone_at", isUndo ? "is" : "is not", null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new AppError("INVALID_STATE");
    await ctx.audit(tx, { action: `business.${to}`, object: `business entry ${id}`, detail: {} });
  });
  return findEntry(ctx, id);
}

/** Those that touch units in reach, newest first. */
async function select(ctx: Context, { figureId, id }: { figureId: string | null; id: string | null }): Promise<readonly EntryRow[]> {
  const scope = ctx.scope.units === null ? null : [...ctx.scope.units];
  const found = await sql<EntryRow>`
    select e.id, e.figure_id, e.kind, e.source, e.file_name, o.rows, e.made_at, m.name as made_by, e.undone_at, d.name as undone_by, o.units
    from business_entries e
      left join auth_users m on m.id = e.made_by
      left join auth_users d on d.id = e.undone_by
      cross join lateral (
        select coalesce(array_agg(distinct v.unit_id), '{}') as units,
          (count(*) filter (where ${scope}::int[] is null or v.unit_id = any(${scope}::int[])))::int as rows
        from business_values v where v.tenant_id = e.tenant_id and v.entry_id = e.id
      ) o
    where (${scope}::int[] is null or o.units && ${scope}::int[]) and e.tenant_id = ${ctx.tenantId} and (${figureId}::uuid is null or e.figure_id = ${figureId}::uuid)
      and (${id}::uuid is null or e.id = ${id}::uuid)
    order by e.made_at desc, e.id desc limit 200`.execute(ctx.db);
  return found.rows;
}

function present(ctx: Context, row: EntryRow): BusinessEntry {
  return {
    ...originOf(row),
    rows: row.rows,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneBy: row.undone_by,
    mayUndo: ctx.permissions.has("business:write") && row.units.every((unit) => inScope(ctx, unit)),
  };
}
