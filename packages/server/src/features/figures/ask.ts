import type { Filters, Statement } from "@manyi/contracts";
import { localDayOf } from "@manyi/core/calendar";
import { type Catalog, comparePeriod, type DayRange, periodOf, periodText, type VoiceFilter } from "@manyi/core/metrics";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { readTopics, topicsBelow } from "../reading/index.js";
import { readCatalog } from "./catalog.js";
import { readUnits, type Unit, unitsBelow } from "./units.js";

/** A reader's question after the first stage: who may see what, over which days, in which units. */
export type Asked = {
  readonly ctx: Context;
  readonly filters: Filters;
  readonly today: number;
  readonly period: DayRange;
  readonly compare: DayRange | null;
  /** everything but the days */
  readonly where: VoiceFilter;
  readonly isWeighted: boolean;
  /** the surveys looked at; `null` all */
  readonly surveys: readonly number[] | null;
  readonly catalog: Catalog;
  /** whether anonymous answers exist at all; where there are none, none need to be kept apart */
  readonly hasAnonymous: boolean;
  /** units in scope, top down */
  readonly units: readonly Unit[];
  /** the unit whose subtree is looked at; `null`: all in scope */
  readonly unit: Unit | null;
};

const QUALITY = { strict: "clean", none: "all" } as const;
/** The names of the sides as the comments are counted by. */
const SIDES = { good: 1, mixed: 0, bad: -1, uncertain: null } as const;

/**
 * Parse: turns the filter bar into a question within the reader's scope.
 *
 * @throws {AppError} NOT_FOUND for a unit, survey, touchpoint or segment that is not there or not the reader's; INVALID_INPUT when the
 *   period ends before it starts
 */
export async function ask(ctx: Context, filters: Filters): Promise<Asked> {
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const period = periodOf(filters, today);
  if (period === null) {
    throw new AppError("INVALID_INPUT", [{ path: "query.to", "zh-CN": "结束日期早于开始日期", en: "The period ends before it starts" }]);
  }
  const [units, catalog, hasAnonymous] = await Promise.all([
    readUnits(ctx),
    readCatalog(ctx),
    readHasAnonymous(ctx),
    requireKnown(ctx, filters),
  ]);
  const unit = filters.unit === undefined ? null : (units.find(({ id }) => id === filters.unit) ?? null);
  if (filters.unit !== undefined && (unit === null || !inScope(ctx, unit.id))) throw new AppError("NOT_FOUND");
  const surveys = filters.survey === undefined ? null : [filters.survey];
  const topics = filters.topic === undefined ? null : topicsBelow(await readTopics(ctx.db, ctx.tenantId), filters.topic);
  if (topics?.length === 0) throw new AppError("NOT_FOUND");
  return {
    ctx,
    filters,
    today,
    period,
    compare: comparePeriod(period, filters.compare),
    where: {
      units: unit !== null ? unitsBelow(units, unit).map(({ id }) => id) : ctx.scope.units,
      touchpoints: filters.touchpoint === undefined ? null : [filters.touchpoint],
      segments: filters.segment === undefined ? null : [filters.segment],
      channels: filters.channel === undefined ? null : [filters.channel],
      sources: filters.source === undefined ? null : [filters.source],
      // answers to "is it solved?" are recovery figures; in the others they would count a complaint twice
      sourcesExcept: surveys === null && filters.source === undefined ? ["verification"] : [],
      surveys,
      topics,
      sentiments: filters.sentiment === undefined ? null : [SIDES[filters.sentiment]],
      anonymous: asksBeyondDeclared(filters) ? "without" : "with",
      quality: filters.cleaning === undefined ? "valid" : QUALITY[filters.cleaning],
    },
    isWeighted: filters.weighting === "weighted",
    surveys,
    catalog,
    hasAnonymous,
    units,
    unit,
  };
}

/**
 * Anonymous surveys report by survey, unit and time only; any other cut leaves their answers out. So does another cleaning: what lies
 * between two of them are few answers.
 */
function asksBeyondDeclared({ touchpoint, segment, channel, source, topic, sentiment, cleaning }: Filters): boolean {
  return [touchpoint, segment, channel, source, topic, sentiment, cleaning].some((filter) => filter !== undefined);
}

async function readHasAnonymous({ db, tenantId }: Context): Promise<boolean> {
  return (
    (await db.selectFrom("voice_steps").select("voice_id").where("tenant_id", "=", tenantId).limit(1).executeTakeFirst()) !== undefined
  );
}

async function requireKnown({ db, tenantId }: Context, { survey, touchpoint, segment }: Filters): Promise<void> {
  const wanted = [
    ["surveys", survey],
    ["touchpoints", touchpoint],
    ["segments", segment],
  ] as const;
  for (const [table, id] of wanted) {
    if (id === undefined) continue;
    const found = await db.selectFrom(table).select("id").where("tenant_id", "=", tenantId).where("id", "=", id).executeTakeFirst();
    if (found === undefined) throw new AppError("NOT_FOUND");
  }
}

/** What stands on every page, export and chart: population, period, base, exclusions. */
export function statementOf(
  asked: Asked,
  base: Omit<Statement, "period" | "comparePeriod" | "timeZone" | "weighting" | "asOf">,
): Statement {
  return {
    ...base,
    period: periodText(asked.period),
    comparePeriod: asked.compare === null ? null : periodText(asked.compare),
    timeZone: asked.ctx.organisation.timeZone,
    weighting: asked.isWeighted ? "weighted" : "none",
    ...(asked.filters.cleaning === undefined ? {} : { cleaning: asked.filters.cleaning }),
    asOf: asked.ctx.now().toISOString(),
  };
}
