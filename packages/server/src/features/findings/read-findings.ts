import type { Evidence, Finding } from "@manyi/contracts";
import { type DayRange, periodText } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { ask, attributeNames } from "../figures/index.js";
import { collectEvidence } from "./collect-evidence.js";

type Row = {
  readonly id: string;
  readonly kind: Finding["kind"];
  readonly attribute: string;
  readonly title: string;
  readonly unit_id: number | null;
  readonly scope_units: readonly number[] | null;
  readonly unit_name: LocalText | null;
  readonly question: Finding["question"];
  readonly evidence: Evidence;
  readonly note: string;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly due_on: string | null;
  readonly state: Finding["state"];
  readonly created_at: Date;
  readonly created_name: string | null;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_name: string | null;
  readonly withdraw_reason: string | null;
};

/** Every unit the evidence rests on must lie in scope; what rests on the whole organisation is for those who see it whole. */
function visible({ tenantId, scope }: Context): RawBuilder<SqlBool> {
  const own = sql<SqlBool>`f.tenant_id = ${tenantId}`;
  return scope.units === null ? own : sql<SqlBool>`(${own} and f.scope_units <@ ${[...scope.units]}::int[])`;
}

async function readRows(ctx: Context, where: RawBuilder<SqlBool>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select f.*, f.due_on::text as due_on, n.name as unit_name, o.name as owner_name, c.name as created_name, w.name as withdrawn_name
    from findings f
    left join org_units n on n.tenant_id = f.tenant_id and n.id = f.unit_id
    left join auth_users o on o.id = f.owner_id
    left join auth_users c on c.id = f.created_by
    left join auth_users w on w.id = f.withdrawn_by
    where ${visible(ctx)} and ${where}
    order by f.created_at desc, f.id desc
    limit 200`.execute(ctx.db);
  return rows;
}

/** The newest two hundred. */
export async function listFindings(ctx: Context, state: Finding["state"] | "all"): Promise<{ items: Finding[] }> {
  const [rows, nameOf] = await Promise.all([
    readRows(ctx, state === "all" ? sql<SqlBool>`true` : sql<SqlBool>`f.state = ${state}`),
    attributeNames(ctx),
  ]);
  return { items: rows.map((row) => present(row, nameOf)) };
}

/** @throws {AppError} NOT_FOUND when there is none in scope */
export async function findOne(ctx: Context, id: string): Promise<Finding> {
  return present(await rowOf(ctx, id), await attributeNames(ctx));
}

async function rowOf(ctx: Context, id: string): Promise<Row> {
  const [row] = await readRows(ctx, sql<SqlBool>`f.id = ${id}::uuid`);
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

/** A finding, and what its question answers today, within its own units whoever asks. */
export async function getFinding(ctx: Context, id: string): Promise<{ finding: Finding; current: Evidence | null }> {
  const row = await rowOf(ctx, id);
  const within: Context = { ...ctx, scope: { units: row.scope_units } };
  const asked = await ask(within, row.question.filters);
  const days = periodText(daysUntil(asked.today, asked.period));
  const current = await collectEvidence(within, row.kind, row.attribute, {
    ...row.question,
    filters: { ...row.question.filters, ...days },
  });
  return { finding: present(row, await attributeNames(ctx)), current };
}

function present(row: Row, nameOf: (code: string) => LocalText): Finding {
  return {
    id: row.id,
    kind: row.kind,
    attribute: row.attribute,
    label: nameOf(row.attribute),
    title: row.title,
    unitId: row.unit_id,
    unitName: row.unit_name,
    question: row.question,
    evidence: row.evidence,
    note: row.note,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? "" },
    dueOn: row.due_on,
    state: row.state,
    createdBy: row.created_name,
    createdAt: row.created_at.toISOString(),
    withdrawn:
      row.withdrawn_at === null ? null : { by: row.withdrawn_name, at: row.withdrawn_at.toISOString(), reason: row.withdraw_reason ?? "" },
  };
}

/** The same number of days, ending today. */
function daysUntil(today: number, { from, to }: DayRange): DayRange {
  return { from: today - (to - from), to: today };
}
