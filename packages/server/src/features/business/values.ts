import type { api, BusinessFigure } from "@manyi/contracts";
import { localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { readUnits } from "../figures/index.js";
import { findFigure } from "./definitions.js";
import { type OriginRow, originOf, readOrigins } from "./origins.js";
import { isoMonth, monthOfIso, monthsIn, type Step } from "./periods.js";

type Year = z.input<typeof api.business.values.reply>;
type Versions = z.input<typeof api.business.versions.reply>;

/** A value in force. */
export type ValueRow = {
  readonly unit_id: number;
  readonly month: number;
  readonly version: number;
  readonly value: number;
  readonly entry_id: string;
};

/** What holds for every unit in scope and month. */
export async function readValues(ctx: Context, figureId: string): Promise<readonly ValueRow[]> {
  const scope = ctx.scope.units === null ? null : [...ctx.scope.units];
  const found = await sql<Omit<ValueRow, "value"> & { readonly value: number | null }>`
    select distinct on (v.unit_id, v.month) v.unit_id, v.month, v.version, v.value, v.entry_id
    from business_values v join business_entries e on e.tenant_id = v.tenant_id and e.id = v.entry_id
    where v.tenant_id = ${ctx.tenantId} and v.figure_id = ${figureId} and e.undone_at is null
      and (${scope}::int[] is null or v.unit_id = any(${scope}::int[]))
    order by v.unit_id, v.month, v.version desc`.execute(ctx.db);
  return found.rows.flatMap((row) => (row.value === null ? [] : [{ ...row, value: row.value }]));
}

/** A value of a month, or of a quarter that has all of its months. */
export type PeriodValue = { readonly unitId: number; readonly key: number; readonly value: number; readonly entries: readonly string[] };

export function byPeriod(rows: readonly ValueRow[], by: Step, rollup: BusinessFigure["rollup"]): readonly PeriodValue[] {
  const step = monthsIn(by);
  const groups = new Map<string, ValueRow[]>();
  for (const row of rows) {
    const name = `${row.unit_id} ${Math.floor(row.month / step)}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < step) return [];
    const total = group.reduce((sum, { value }) => sum + value, 0);
    const [first] = group;
    return [
      {
        unitId: first!.unit_id,
        key: Math.floor(first!.month / step),
        value: rollup === "sum" ? total : total / group.length,
        entries: group.map(({ entry_id }) => entry_id),
      },
    ];
  });
}

/** One year as a sheet: units in reach down, months across. */
export async function readYear(ctx: Context, id: string, wanted: number | undefined): Promise<Year> {
  await findFigure(ctx, id);
  const [units, rows] = await Promise.all([readUnits(ctx), readValues(ctx, id)]);
  const years = [...new Set(rows.map(({ month }) => Math.floor(month / 12)))].sort((a, b) => b - a);
  const thisYear = Math.floor(monthIndexOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone)) / 12);
  const year = wanted ?? years[0] ?? thisYear;
  const shown = rows.filter(({ month }) => Math.floor(month / 12) === year);
  const known = new Set(units.map(({ id: unit }) => unit));
  const depthOf = (path: string) => path.split("/").length - 3;
  const top = Math.min(...units.map(({ path }) => depthOf(path)));
  return {
    year,
    years: [...new Set([...years, year, thisYear])].sort((a, b) => b - a),
    origins: await readOrigins(
      ctx,
      shown.map(({ entry_id }) => entry_id),
    ),
    units: units.map(({ id: unit, name, path }) => ({ id: unit, name, depth: depthOf(path) - top })),
    values: shown
      .filter(({ unit_id }) => known.has(unit_id))
      .map(({ unit_id, month, value, version, entry_id }) => ({
        unitId: unit_id,
        month: isoMonth(month),
        value,
        version,
        entryId: entry_id,
      })),
  };
}

type VersionRow = OriginRow & {
  readonly unit_id: number;
  readonly unit_name: LocalText;
  readonly month: number;
  readonly version: number;
  readonly value: number | null;
  readonly is_undone: boolean;
  readonly is_in_force: boolean;
};

/**
 * Every version that stood in scope, newest first.
 *
 * @throws {AppError} NOT_FOUND for a unit out of scope
 */
export async function readVersions(
  ctx: Context,
  id: string,
  { unit, month }: z.output<typeof api.business.versions.query>,
): Promise<Versions> {
  await findFigure(ctx, id);
  if (unit !== undefined && !inScope(ctx, unit)) throw new AppError("NOT_FOUND");
  const scope = ctx.scope.units === null ? null : [...ctx.scope.units];
  const at = month === undefined ? null : monthOfIso(month);
  const found = await sql<VersionRow>`
    select v.unit_id, u.name as unit_name, v.month, v.version, v.value, e.id, e.kind, e.source, e.file_name, e.made_at, m.name as made_by,
      e.undone_at is not null as is_undone,
      e.undone_at is null and not exists (
        select 1 from business_values w join business_entries x on x.tenant_id = w.tenant_id and x.id = w.entry_id
        where w.tenant_id = v.tenant_id and w.figure_id = v.figure_id and w.unit_id = v.unit_id and w.month = v.month
          and w.version > v.version and x.undone_at is null) as is_in_force
    from business_values v
      join business_entries e on e.tenant_id = v.tenant_id and e.id = v.entry_id
      join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
      left join auth_users m on m.id = e.made_by
    where v.tenant_id = ${ctx.tenantId} and v.figure_id = ${id}
      and (${scope}::int[] is null or v.unit_id = any(${scope}::int[]))
      and (${unit ?? null}::int is null or v.unit_id = ${unit ?? null}::int) and (${at}::int is null or v.month = ${at}::int)
    order by e.made_at desc, v.month desc, v.unit_id, v.version desc limit 200`.execute(ctx.db);
  return {
    items: found.rows.map((row) => ({
      unit: { id: row.unit_id, name: row.unit_name },
      month: isoMonth(row.month),
      version: row.version,
      value: row.value,
      origin: originOf(row),
      isUndone: row.is_undone,
      isInForce: row.is_in_force,
    })),
  };
}
