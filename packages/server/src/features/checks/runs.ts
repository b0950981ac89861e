import type { api, ChecklistDefinition, CheckRun } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Tables } from "@manyi/store";
import { type RawBuilder, type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { isOwnUnit } from "../../platform/places.js";
import { requireInScope, scopeWhere } from "../../platform/scope.js";

type Query = z.output<typeof api.checks.runs.query>;
type Detail = z.input<typeof api.checks.read.reply>;
export type RunRow = Selectable<Tables["check_runs"]> & {
  readonly title: LocalText;
  readonly definition: ChecklistDefinition;
  readonly unit_name: LocalText;
  readonly auditor: string | null;
};

const RUN = (where: RawBuilder<unknown>) => sql<RunRow>`
  select r.*, v.title, v.definition, u.name as unit_name, p.name as auditor
  from check_runs r
  join checklist_versions v on v.tenant_id = r.tenant_id and v.checklist_id = r.checklist_id and v.number = r.version
  join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
  left join auth_users p on p.id = r.auditor_id
  where ${where}`;

/** Checks within scope, newest first. */
export async function listRuns(ctx: Context, { cursor, limit, list, unit }: Query): Promise<z.input<typeof api.checks.runs.reply>> {
  const after = decodeCursor<[string, string]>(cursor, ["numeric", "uuid"]);
  const below = after === null ? sql`true` : sql`(extract(epoch from r.done_at), r.id) < (${after[0]}::numeric, ${after[1]}::uuid)`;
  const found = await sql<RunRow>`${RUN(sql`${scopeWhere(ctx, { tenant: "r.tenant_id", unit: "r.unit_id" })}
    and (${list ?? null}::int is null or r.checklist_id = ${list ?? null}::int)
    and (${unit ?? null}::int is null or r.unit_id = ${unit ?? null}::int) and ${below}`)}
    order by r.done_at desc, r.id desc limit ${limit + 1}`.execute(ctx.db);
  const rows = found.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    items: await Promise.all(rows.map((row) => presentRun(ctx, row))),
    next: found.rows.length > limit && last !== undefined ? encodeCursor([String(last.done_at.getTime() / 1000), last.id]) : null,
  };
}

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function findRun(ctx: Context, id: string): Promise<RunRow> {
  const found = await RUN(sql`r.tenant_id = ${ctx.tenantId} and r.id = ${id}::uuid`).execute(ctx.db);
  const row = found.rows[0];
  if (row === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, row.unit_id);
  return row;
}

/** One check with every item. */
export async function readRun(ctx: Context, id: string): Promise<Detail> {
  const row = await findRun(ctx, id);
  const { appeal } = row;
  const names = appeal === null ? new Map<string, string>() : await namesOf(ctx, [appeal.by, appeal.decidedBy ?? ""]);
  return {
    ...(await presentRun(ctx, row)),
    definition: structuredClone(row.definition),
    results: row.results.map((result) => ({ ...result })),
    remark: row.remark,
    appealed:
      appeal === null
        ? null
        : {
            reason: appeal.reason,
            by: names.get(appeal.by) ?? "",
            at: appeal.at,
            decision: appeal.decision ?? null,
            decidedBy: appeal.decidedBy === undefined ? null : (names.get(appeal.decidedBy) ?? ""),
            decidedAt: appeal.decidedAt ?? null,
          },
  };
}

async function namesOf({ db }: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("auth_users")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A row as the contract has it. Who came as a mystery shopper stays unknown to the people of that unit. */
export async function presentRun(ctx: Context, row: RunRow): Promise<CheckRun> {
  const isHidden = row.kind === "mystery" && (await isOwnUnit(ctx, row.unit_id));
  return {
    id: row.id,
    checklist: { id: row.checklist_id, title: row.title, version: row.version },
    kind: row.kind,
    unit: { id: row.unit_id, name: row.unit_name },
    auditor: isHidden ? null : row.auditor,
    score: row.score,
    uncapped: row.uncapped,
    itemsN: row.items_n,
    failedCritical: row.failed_critical,
    doneAt: row.done_at.toISOString(),
    appeal: row.appeal_state,
  };
}
