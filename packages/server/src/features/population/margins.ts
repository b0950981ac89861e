import type { api, Margin, PopulationDimension } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readUnits, unitsBelow } from "../figures/index.js";
import { DIMENSIONS, type Level, readLevels } from "./levels.js";

type NewMargin = z.output<typeof api.population.saveMargin.body>;
type Margins = z.input<typeof api.population.margins.reply>;
export type MarginRow = {
  readonly id: string;
  readonly dimension: PopulationDimension;
  readonly version: number;
  readonly source: string;
  readonly as_of: string;
  readonly levels: readonly { readonly level: string; readonly people: number }[];
  readonly created_at: Date;
};

/** Every version of every margin, the newest first; units out of the reader's scope are left out. */
export async function listMargins(ctx: Context): Promise<Margins> {
  const [rows, known] = await Promise.all([readMargins(ctx), readLevels(ctx)]);
  return {
    items: rows.map((row) => presentMargin(row, known)),
    choices: DIMENSIONS.map((dimension) => ({
      dimension,
      levels: known.get(dimension)!.map(({ level, label, parent }) => ({ level, label, parent })),
    })),
  };
}

export async function readMargins({ db, tenantId }: Context): Promise<readonly MarginRow[]> {
  return db
    .selectFrom("population_margins")
    .select(["id", "dimension", "version", "source", "as_of", "levels", "created_at"])
    .where("tenant_id", "=", tenantId)
    .orderBy("dimension")
    .orderBy("version", "desc")
    .execute();
}

/** The version in force of each dimension. */
export function newest(rows: readonly MarginRow[]): MarginRow[] {
  return rows.filter((row, i) => rows.findIndex(({ dimension }) => dimension === row.dimension) === i);
}

function presentMargin(row: MarginRow, known: ReadonlyMap<PopulationDimension, readonly Level[]>): Margin {
  const labels = new Map(known.get(row.dimension)!.map(({ level, label }) => [level, label]));
  const levels = row.levels.flatMap(({ level, people }) => {
    const label = labels.get(level);
    return label === undefined ? [] : [{ level, label, people }];
  });
  return {
    id: row.id,
    dimension: row.dimension,
    version: row.version,
    source: row.source,
    asOf: row.as_of,
    createdAt: row.created_at.toISOString(),
    people: levels.reduce((sum, { people }) => sum + people, 0),
    levels,
  };
}

/**
 * Writes down how many people there are, as the next version of its dimension.
 *
 * @throws {AppError} NOT_ALLOWED for whoever sees a part of the organisation only; INVALID_INPUT for a level that is unknown or stands
 *   twice, units of which one lies below another, or nobody at all
 */
export async function saveMargin(ctx: Context, margin: NewMargin): Promise<Margin> {
  requireWhole(ctx);
  const known = await readLevels(ctx);
  await requireSound(ctx, margin, known);
  const id = ctx.ids.uuid();
  const at = ctx.now();
  const version = await ctx.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(4712, ${ctx.tenantId})`.execute(tx);
    const last = await tx
      .selectFrom("population_margins")
      .select("version")
      .where("tenant_id", "=", ctx.tenantId)
      .where("dimension", "=", margin.dimension)
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst();
    const next = (last?.version ?? 0) + 1;
    await tx
      .insertInto("population_margins")
      .values({
        tenant_id: ctx.tenantId,
        id,
        dimension: margin.dimension,
        version: next,
        source: margin.source,
        as_of: margin.asOf,
        levels: JSON.stringify(margin.levels),
        created_by: ctx.actor.id,
        created_at: at,
      })
      .execute();
    await ctx.audit(tx, {
      action: "population.saveMargin",
      object: `margin ${margin.dimension} v${next}`,
      detail: { source: margin.source, asOf: margin.asOf, levels: margin.levels.length },
    });
    return next;
  });
  const { dimension, source, asOf, levels } = margin;
  return presentMargin({ id, dimension, version, source, as_of: asOf, levels, created_at: at }, known);
}

/** @throws {AppError} NOT_ALLOWED: numbers and weights are of the whole organisation */
export function requireWhole(ctx: Context): void {
  if (ctx.scope.units !== null) throw new AppError("NOT_ALLOWED");
}

async function requireSound(ctx: Context, { dimension, levels }: NewMargin, known: ReadonlyMap<PopulationDimension, readonly Level[]>) {
  const codes = new Set(known.get(dimension)!.map(({ level }) => level));
  const refuse = (i: number, zh: string, en: string) => {
    throw new AppError("INVALID_INPUT", [{ path: `body.levels[${i}]`, "zh-CN": zh, en }]);
  };
  levels.forEach(({ level }, i) => {
    if (!codes.has(level)) refuse(i, `没有「${level}」这一层`, `There is no stratum “${level}”`);
    if (levels.findIndex((other) => other.level === level) !== i) refuse(i, "同一层写了两次", "The same stratum stands twice");
  });
  if (levels.every(({ people }) => people === 0)) refuse(0, "总人数是 0", "The numbers add up to nobody");
  if (dimension !== "unit") return;
  const units = await readUnits(ctx);
  const chosen = new Set(levels.map(({ level }) => Number(level)));
  levels.forEach(({ level }, i) => {
    const unit = units.find(({ id }) => id === Number(level))!;
    if (unitsBelow(units, unit).some(({ id }) => id !== unit.id && chosen.has(id))) {
      refuse(i, "它下面的单元也写了人数，会重复计算", "A unit below it has a number too; people would count twice");
    }
  });
}
