import type { api } from "@manyi/contracts";
import { localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readUnits } from "../figures/index.js";
import { findFigure } from "./definitions.js";
import { findEntry } from "./entries.js";
import { isoMonth, monthOfIso } from "./periods.js";

type Body = z.output<typeof api.business.take.body>;
type Taken = z.output<typeof api.business.take.reply>;
type Standing = { readonly unit_id: number; readonly month: number; readonly version: number; readonly value: number | null };

/**
 * Takes values, all or none. What differs from what is in force becomes the next version; what stood before stays readable.
 *
 * @throws {AppError} NOT_FOUND for a unit that is not there or not the caller's; INVALID_INPUT for two values of one unit and month, or a
 *   month that has not begun
 */
export async function takeValues(ctx: Context, figureId: string, { kind, source, fileName, values }: Body): Promise<Taken> {
  await findFigure(ctx, figureId);
  const units = new Set((await readUnits(ctx)).map(({ id }) => id));
  requireSound(ctx, values, units);
  const taken = await ctx.tx(async (tx) => {
    // one import after the other, so that versions count up
    await sql`select id from business_figures where tenant_id = ${ctx.tenantId} and id = ${figureId} for update`.execute(tx);
    const standing = await readStanding(tx, ctx.tenantId, figureId);
    const wanted = values.map(({ unitId, month, value }) => ({ unitId, month: monthOfIso(month), value }));
    const fresh = wanted.filter(({ unitId, month, value }) => (standing.force.get(`${unitId} ${month}`) ?? null) !== value);
    const added = fresh.filter(({ unitId, month }) => (standing.force.get(`${unitId} ${month}`) ?? null) === null).length;
    const counts = { added, changed: fresh.length - added, unchanged: wanted.length - fresh.length };
    if (fresh.length === 0) return { id: null, ...counts };
    const id = ctx.ids.uuid();
    await tx
      .insertInto("business_entries")
      .values({
        tenant_id: ctx.tenantId,
        id,
        figure_id: figureId,
        kind,
        source,
        file_name: fileName,
        rows: fresh.length,
        made_by: ctx.actor.id,
        made_at: ctx.now(),
      })
      .execute();
    const rows = fresh.map(({ unitId, month, value }) => ({
      unit_id: unitId,
      month,
      version: (standing.highest.get(`${unitId} ${month}`) ?? 0) + 1,
      value,
    }));
    await sql`insert into business_values (tenant_id, figure_id, unit_id, month, version, value, entry_id)
      select ${ctx.tenantId}, ${figureId}::uuid, unit_id, month, version, value, ${id}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (unit_id int, month int, version int, value double precision)`.execute(
      tx,
    );
    await ctx.audit(tx, { action: "business.take", object: `business figure ${figureId}`, detail: { entry: id, source, ...counts } });
    return { id, ...counts };
  });
  const { id, ...counts } = taken;
  return { entry: id === null ? null : await findEntry(ctx, id), ...counts };
}

function requireSound(ctx: Context, values: Body["values"], units: ReadonlySet<number>): void {
  const thisMonth = isoMonth(monthIndexOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone)));
  const seen = new Set<string>();
  for (const [i, { unitId, month }] of values.entries()) {
    if (!units.has(unitId)) throw new AppError("NOT_FOUND");
    if (!/^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])$/.test(month)) {
      throw new AppError("INVALID_INPUT", [
        {
          path: `body.values[${i}].month`,
          "zh-CN": `月份要写成 2026-01 这样，写的是「${month}」`,
          en: `A month is written like 2026-01, got “${month}”`,
        },
      ]);
    }
    if (month > thisMonth) {
      throw new AppError("INVALID_INPUT", [
        { path: `body.values[${i}].month`, "zh-CN": `${month} 还没有开始`, en: `${month} has not begun yet` },
      ]);
    }
    const place = `${unitId} ${month}`;
    if (seen.has(place)) {
      throw new AppError("INVALID_INPUT", [
        { path: `body.values[${i}]`, "zh-CN": `同一单元在 ${month} 有两个数`, en: `One unit has two values for ${month}` },
      ]);
    }
    seen.add(place);
  }
}

async function readStanding(tx: Tx, tenantId: number, figureId: string) {
  const highest = await sql<Standing>`
    select unit_id, month, max(version) as version, null::double precision as value from business_values
    where tenant_id = ${tenantId} and figure_id = ${figureId} group by unit_id, month`.execute(tx);
  const force = await sql<Standing>`
    select distinct on (v.unit_id, v.month) v.unit_id, v.month, v.version, v.value
    from business_values v join business_entries e on e.tenant_id = v.tenant_id and e.id = v.entry_id
    where v.tenant_id = ${tenantId} and v.figure_id = ${figureId} and e.undone_at is null
    order by v.unit_id, v.month, v.version desc`.execute(tx);
  const place = ({ unit_id, month }: Standing) => `${unit_id} ${month}`;
  return {
    highest: new Map(highest.rows.map((row) => [place(row), row.version])),
    force: new Map(force.rows.map((row) => [place(row), row.value])),
  };
}
