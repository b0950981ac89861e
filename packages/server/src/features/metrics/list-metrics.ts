import type { api, MetricDefinition } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { METRICS, type Metric, metricCode, parseMetric, targetRange } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope, requireInScope, scopeWhere } from "../../platform/scope.js";
import { type PlacedTarget, readTargets } from "./targets.js";

type History = z.input<typeof api.metrics.history.reply>;

/**
 * The registry, metric by metric: those of the whole, and those of attributes that are aimed at.
 *
 * @throws {AppError} NOT_FOUND for a unit that is not there or not the reader's
 */
export async function listMetrics(ctx: Context, unit: number | null): Promise<{ items: MetricDefinition[] }> {
  const names = await namesOf(ctx);
  if (unit !== null && !names.units.has(unit)) throw new AppError("NOT_FOUND");
  if (unit !== null) requireInScope(ctx, unit);
  const aimed = await ctx.db.selectFrom("metric_targets").select("metric").distinct().where("tenant_id", "=", ctx.tenantId).execute();
  const own = Object.values(METRICS).flatMap(({ family, per }): Metric[] => (per === "attribute" ? [] : [{ family, attribute: null }]));
  const codes = [...new Set([...own.map(metricCode), ...aimed.map(({ metric }) => metric)])];
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const holds = await readTargets(ctx);
  return {
    items: codes.flatMap((code): MetricDefinition[] => {
      const metric = parseMetric(code);
      if (metric === null) return [];
      const { version, formula, unit: measuredIn, scale, interval, source } = METRICS[metric.family];
      const range = targetRange(metric);
      const target = holds(code, unit, today);
      return [
        {
          code,
          version,
          formula,
          unit: measuredIn,
          scale: scale === null ? null : { ...scale },
          interval,
          source,
          range: range === null ? null : { low: range[0], high: range[1] },
          target: target === null ? null : presentTarget(ctx, names, target),
        },
      ];
    }),
  };
}

/** @throws {AppError} INVALID_INPUT when the code names no metric */
export async function readHistory(ctx: Context, code: string): Promise<History> {
  if (parseMetric(code) === null) throw noMetric(code, "query.metric");
  const names = await namesOf(ctx);
  const rows = await ctx.db
    .selectFrom("metric_targets")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("metric", "=", code)
    // what holds for the whole holds for every reader; a unit's own is for those who see the unit
    .where((is) => is.or([is("unit_id", "is", null), scopeWhere(ctx)]))
    .orderBy("set_at", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      value: row.value,
      from: isoDateOf(row.from_day),
      unit: unitOf(names, row.unit_id),
      owner: personOf(names, row.owner_id),
      setBy: row.set_by === null ? null : (names.people.get(row.set_by) ?? null),
      setAt: row.set_at.toISOString(),
    })),
  };
}

/** @param path where the code stands in the request */
export function noMetric(code: string, path: string): AppError {
  return new AppError("INVALID_INPUT", [{ path, "zh-CN": `没有「${code}」这个指标`, en: `There is no metric “${code}”` }]);
}

type Names = { readonly units: ReadonlyMap<number, MetricUnit["name"]>; readonly people: ReadonlyMap<string, string> };
type MetricUnit = NonNullable<NonNullable<MetricDefinition["target"]>["unit"]>;

async function namesOf({ db, tenantId }: Context): Promise<Names> {
  const [units, people] = await Promise.all([
    db.selectFrom("org_units").select(["id", "name"]).where("tenant_id", "=", tenantId).execute(),
    db
      .selectFrom("memberships as m")
      .innerJoin("auth_users as u", "u.id", "m.user_id")
      .select(["u.id", "u.name"])
      .where("m.tenant_id", "=", tenantId)
      .execute(),
  ]);
  return { units: new Map(units.map(({ id, name }) => [id, name])), people: new Map(people.map(({ id, name }) => [id, name])) };
}

function unitOf({ units }: Names, id: number | null): MetricUnit | null {
  return id === null ? null : { id, name: units.get(id) ?? {} };
}

function personOf({ people }: Names, id: string | null) {
  return id === null ? null : { id, name: people.get(id) ?? "" };
}

/** A unit above the reader's own is not named. */
function presentTarget(ctx: Context, names: Names, { value, from, unit, ownerId }: PlacedTarget): MetricDefinition["target"] {
  const isSeen = unit === null || inScope(ctx, unit);
  return {
    value: value!,
    from: isoDateOf(from),
    unit: isSeen ? unitOf(names, unit) : null,
    isAbove: !isSeen,
    owner: personOf(names, ownerId),
  };
}
