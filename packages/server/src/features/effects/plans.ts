import type { EffectPlan, EffectState } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { periodText } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Design } from "./question.js";
import { spanOf, type Treated } from "./windows.js";

/** One agreement as it is kept: a version of a plan. */
export type PlanRow = {
  readonly id: string;
  readonly finding_id: string | null;
  readonly stopped_at: Date | null;
  readonly stopped_name: string | null;
  readonly stop_reason: string | null;
  readonly number: number;
  readonly name: LocalText;
  readonly what: LocalText;
  readonly metric: string;
  readonly survey_id: number | null;
  readonly treated: readonly Treated[];
  readonly comparison: readonly number[];
  readonly before_days: number;
  readonly after_days: number;
  readonly planned: number | null;
  readonly detectable: number | null;
  readonly reason: string;
  readonly fixed_at: Date;
  readonly fixed_name: string | null;
  readonly is_latest: boolean;
};

const MOST = 200;
const LATEST = sql<SqlBool>`v.number = (select max(n.number) from effect_versions n where n.tenant_id = v.tenant_id and n.plan_id = v.plan_id)`;

/** Every unit named must lie in scope; to anybody else the comparison does not exist. */
function visible({ tenantId, scope }: Context): RawBuilder<SqlBool> {
  const own = sql<SqlBool>`v.tenant_id = ${tenantId}`;
  return scope.units === null ? own : sql<SqlBool>`(${own} and v.scope_units <@ ${[...scope.units]}::int[])`;
}

async function select(ctx: Context, where: RawBuilder<SqlBool>): Promise<readonly PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select p.id, p.finding_id, p.stopped_at, s.name as stopped_name, p.stop_reason, v.number, v.name, v.what, v.metric, v.survey_id, v.treated,
      v.comparison, v.before_days, v.after_days, v.planned, v.detectable, v.reason, v.fixed_at, f.name as fixed_name,
      not exists (select from effect_versions n where n.tenant_id = v.tenant_id and n.plan_id = v.plan_id and n.number > v.number) as is_latest
    from effect_versions v
    join effect_plans p on p.tenant_id = v.tenant_id and p.id = v.plan_id
    left join auth_users s on s.id = p.stopped_by
    left join auth_users f on f.id = v.fixed_by
    where ${visible(ctx)} and ${where}
    order by p.created_at desc, p.id desc, v.number
    limit ${MOST}`.execute(ctx.db);
  return rows;
}

/** The agreements in force, newest first. */
export function selectLatest(ctx: Context): Promise<readonly PlanRow[]> {
  return select(ctx, LATEST);
}

/** @throws {AppError} NOT_FOUND when there is none in scope; a version is only for those who may see the one in force */
export async function findRow(ctx: Context, id: string, number?: number): Promise<PlanRow> {
  const rows = await select(ctx, sql<SqlBool>`p.id = ${id}::uuid and (${LATEST} or v.number = ${number ?? null}::int)`);
  const latest = rows.find(({ is_latest }) => is_latest);
  const row = number === undefined ? latest : rows.find((one) => one.number === number);
  if (latest === undefined || row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

export function designOf(row: PlanRow): Design {
  const { metric, survey_id, treated, comparison, before_days, after_days, planned } = row;
  return { metric, surveyId: survey_id, treated, comparison, beforeDays: before_days, afterDays: after_days, planned };
}

/** The organisation's current day. */
export function todayOf(ctx: Context): number {
  return localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
}

/** The day an agreement was made on. */
export function fixedDayOf(ctx: Context, { fixed_at }: PlanRow): number {
  return localDayOf(fixed_at.getTime(), ctx.organisation.timeZone);
}

/** Judged when the last day of the last window after is over. */
export function stateOf(row: PlanRow, today: number): EffectState {
  if (row.stopped_at !== null) return "stopped";
  const design = designOf(row);
  if (today > spanOf(design.treated, design).to) return "ready";
  return Math.min(...design.treated.map(({ startDay }) => startDay)) > today ? "tooEarly" : "running";
}

/** Rows as the contract has them, with names of units and what each version changed. */
export async function presentPlans(ctx: Context, rows: readonly PlanRow[]): Promise<EffectPlan[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [versions, units] = await Promise.all([
    readVersions(ctx, ids),
    ctx.db.selectFrom("org_units").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).execute(),
  ]);
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const unitOf = (id: number) => ({ id, name: nameOf.get(id) ?? {} });
  const today = todayOf(ctx);
  return rows.map((row) => {
    const design = designOf(row);
    return {
      id: row.id,
      name: row.name,
      what: row.what,
      metric: row.metric,
      surveyId: row.survey_id,
      treated: row.treated.map(({ unitId, startDay }) => ({ unit: unitOf(unitId), startOn: isoDateOf(startDay) })),
      comparison: row.comparison.map(unitOf),
      beforeDays: row.before_days,
      afterDays: row.after_days,
      planned: row.planned,
      detectable: row.detectable,
      state: stateOf(row, today),
      window: periodText(spanOf(design.treated, design)),
      findingId: row.finding_id,
      stopped: row.stopped_at === null ? null : { by: row.stopped_name, at: row.stopped_at.toISOString(), reason: row.stop_reason ?? "" },
      number: row.number,
      versions: versions.get(row.id) ?? [],
      mayChange: ctx.permissions.has("findings:write"),
    };
  });
}

type Kept = Pick<
  PlanRow,
  | "id"
  | "number"
  | "name"
  | "what"
  | "metric"
  | "survey_id"
  | "treated"
  | "comparison"
  | "before_days"
  | "after_days"
  | "planned"
  | "reason"
  | "fixed_at"
  | "fixed_name"
>;

/** Every version of these plans: who agreed on it when and why, and what it changed. Names of units are not told here. */
async function readVersions(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, EffectPlan["versions"]>> {
  const { rows } = await sql<Kept>`
    select v.plan_id as id, v.number, v.name, v.what, v.metric, v.survey_id, v.treated, v.comparison, v.before_days, v.after_days, v.planned,
      v.reason, v.fixed_at, f.name as fixed_name
    from effect_versions v left join auth_users f on f.id = v.fixed_by
    where v.tenant_id = ${ctx.tenantId} and v.plan_id = any(${[...ids]}::uuid[])
    order by v.plan_id, v.number`.execute(ctx.db);
  const found = new Map<string, EffectPlan["versions"]>();
  let before: Kept | null = null;
  for (const row of rows) {
    const changed = before === null || before.id !== row.id ? [] : changedBetween(before, row);
    const version = { number: row.number, fixedAt: row.fixed_at.toISOString(), fixedBy: row.fixed_name, reason: row.reason, changed };
    const versions = found.get(row.id);
    if (versions === undefined) found.set(row.id, [version]);
    else versions.push(version);
    before = row;
  }
  return found;
}

function changedBetween(before: Kept, after: Kept): string[] {
  const parts: Readonly<Record<string, (row: Kept) => unknown>> = {
    metric: ({ metric }) => metric,
    survey: ({ survey_id }) => survey_id,
    treated: ({ treated }) => treated.map(({ unitId, startDay }) => `${unitId} ${startDay}`).sort(),
    comparison: ({ comparison }) => comparison.toSorted((a, b) => a - b),
    before: ({ before_days }) => before_days,
    after: ({ after_days }) => after_days,
    planned: ({ planned }) => planned,
    name: ({ name }) => name,
    what: ({ what }) => what,
  };
  return Object.keys(parts).filter((part) => JSON.stringify(parts[part]!(before)) !== JSON.stringify(parts[part]!(after)));
}
