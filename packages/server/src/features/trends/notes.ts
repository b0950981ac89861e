import type { api, TimelineNote } from "@manyi/contracts";
import { dayOfIsoDate, isoDateOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { readUnits, unitsBelow } from "../figures/index.js";

type Query = z.output<typeof api.trends.notes.query>;
type NewNote = z.output<typeof api.trends.addNote.body>;

type NoteRow = {
  readonly id: string;
  readonly day: number;
  readonly unit_id: number | null;
  readonly unit_name: LocalText | null;
  readonly kind: TimelineNote["kind"];
  readonly text: LocalText;
};

/** Notes of the whole organisation, and those of units in scope; with a unit, of its subtree. Oldest first. */
export async function listNotes(ctx: Context, { from, to, unit }: Query): Promise<{ items: TimelineNote[] }> {
  if (from !== undefined && to !== undefined && from > to) {
    throw new AppError("INVALID_INPUT", [{ path: "query.to", "zh-CN": "结束日期早于开始日期", en: "The period ends before it starts" }]);
  }
  const subtree = unit === undefined ? null : await subtreeOf(ctx, unit);
  const rows = await select(ctx, {
    from: from === undefined ? null : dayOfIsoDate(from),
    to: to === undefined ? null : dayOfIsoDate(to),
    units: subtree ?? (ctx.scope.units === null ? null : [...ctx.scope.units]),
  });
  return { items: rows.map((row) => present(ctx, row)) };
}

async function subtreeOf(ctx: Context, unit: number): Promise<number[]> {
  const units = await readUnits(ctx);
  const found = units.find(({ id }) => id === unit);
  if (found === undefined) throw new AppError("NOT_FOUND");
  return unitsBelow(units, found).map(({ id }) => id);
}

/** @throws {AppError} INVALID_INPUT without words; NOT_FOUND for a unit out of scope, and for the whole organisation when only a part of it is the writer's */
export async function addNote(ctx: Context, note: NewNote): Promise<TimelineNote> {
  await requireUnit(ctx, note.unitId);
  requireWords(note);
  const at = ctx.now();
  const id = ctx.ids.uuid();
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("timeline_notes")
      .values({ tenant_id: ctx.tenantId, id, ...columnsOf(note), created_by: ctx.actor.id, created_at: at, updated_at: at })
      .execute();
    await ctx.audit(tx, { action: "trends.addNote", object: `note ${id}`, detail: { day: note.day, kind: note.kind } });
  });
  return findNote(ctx, id);
}

export async function changeNote(ctx: Context, id: string, note: NewNote): Promise<TimelineNote> {
  await findOwn(ctx, id);
  await requireUnit(ctx, note.unitId);
  requireWords(note);
  await ctx.db
    .updateTable("timeline_notes")
    .set({ ...columnsOf(note), updated_at: ctx.now() })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .execute();
  return findNote(ctx, id);
}

export async function removeNote(ctx: Context, id: string): Promise<Record<string, never>> {
  await findOwn(ctx, id);
  await mark(ctx, id, ctx.now());
  return {};
}

export async function restoreNote(ctx: Context, id: string): Promise<TimelineNote> {
  await findOwn(ctx, id, "removed");
  await mark(ctx, id, null);
  return findNote(ctx, id);
}

async function mark(ctx: Context, id: string, removedAt: Date | null): Promise<void> {
  await ctx.db
    .updateTable("timeline_notes")
    .set({ removed_at: removedAt, updated_at: ctx.now() })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .execute();
}

function columnsOf({ day, unitId, kind, text }: NewNote) {
  return { day: dayOfIsoDate(day), unit_id: unitId, kind, text: JSON.stringify(text) };
}

function requireWords({ text }: NewNote): void {
  if (Object.values(text).some((words) => (words ?? "").trim() !== "")) return;
  throw new AppError("INVALID_INPUT", [{ path: "body.text", "zh-CN": "写下发生了什么", en: "Say what happened" }]);
}

async function requireUnit(ctx: Context, unitId: number | null): Promise<void> {
  if (!inScope(ctx, unitId)) throw new AppError("NOT_FOUND");
  if (unitId === null) return;
  const found = await ctx.db
    .selectFrom("org_units")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", unitId)
    .executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
}

/** A note the caller may change. @throws {AppError} NOT_FOUND, also out of scope */
async function findOwn(ctx: Context, id: string, state: "standing" | "removed" = "standing"): Promise<void> {
  const [row] = await select(ctx, { id, isRemoved: state === "removed" });
  if (row === undefined || !inScope(ctx, row.unit_id)) throw new AppError("NOT_FOUND");
}

async function findNote(ctx: Context, id: string): Promise<TimelineNote> {
  const [row] = await select(ctx, { id });
  if (row === undefined) throw new AppError("NOT_FOUND");
  return present(ctx, row);
}

type Wanted = {
  readonly id?: string;
  readonly from?: number | null;
  readonly to?: number | null;
  /** besides the notes of the whole organisation; `null` all */
  readonly units?: readonly number[] | null;
  readonly isRemoved?: boolean;
};

async function select(ctx: Context, { id, from = null, to = null, units = null, isRemoved = false }: Wanted): Promise<NoteRow[]> {
  const found = await sql<NoteRow>`
    select n.id, n.day, n.unit_id, u.name as unit_name, n.kind, n.text
    from timeline_notes n left join org_units u on u.tenant_id = n.tenant_id and u.id = n.unit_id
    where n.tenant_id = ${ctx.tenantId}
      and (${id ?? null}::uuid is null or n.id = ${id ?? null}::uuid)
      and (${from}::int is null or n.day >= ${from}::int) and (${to}::int is null or n.day <= ${to}::int)
      and (${units === null} or n.unit_id is null or n.unit_id = any(${[...(units ?? [])]}::int[]))
      and (n.removed_at is not null) = ${isRemoved}
    order by n.day, n.id limit 500`.execute(ctx.db);
  return found.rows;
}

function present(ctx: Context, { id, day, unit_id, unit_name, kind, text }: NoteRow): TimelineNote {
  return {
    id,
    day: isoDateOf(day),
    unit: unit_id === null ? null : { id: unit_id, name: unit_name ?? {} },
    kind,
    text,
    mayChange: ctx.permissions.has("timeline:write") && inScope(ctx, unit_id),
  };
}
