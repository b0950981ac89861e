import type { WantedQuotas } from "@manyi/contracts";
import { dayOfIsoDate, isoDateOf } from "@manyi/core/calendar";
import { forgetQuotaCounts, lockQuotaPlan, nextId, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { checkQuotas } from "./check-quotas.js";
import { readChoices } from "./choices.js";
import { type CellRow, type Change, readCells, requireSurvey } from "./queries.js";

type Wanted = WantedQuotas["quotas"][number];
type WantedCell = Wanted["cells"][number];

/**
 * Sets the quotas of a survey. From the moment this returns every answer, whoever takes it, is counted against them: the plan is locked
 * while it changes, and with a survey's first quota nothing is stored anywhere for a moment, so that no answer slips by.
 *
 * @throws {AppError} NOT_FOUND; NOT_ALLOWED for whoever sees a part of the organisation only; INVALID_STATE before publishing and for
 *   imports; CONFLICT when somebody else changed them meanwhile; INVALID_INPUT with a reason, also for a quota on satisfaction
 */
export async function saveQuotas(ctx: Context, surveyId: number, wanted: WantedQuotas): Promise<void> {
  const survey = await requireSurvey(ctx, surveyId);
  if (ctx.scope.units !== null) throw new AppError("NOT_ALLOWED");
  const { definition, kind } = survey;
  if (definition === null || kind !== "survey") throw new AppError("INVALID_STATE");
  const choices = await readChoices(ctx, definition);
  await ctx.tx(async (tx) => {
    const plan = await lockPlan(ctx, tx, surveyId);
    if (plan.revision !== wanted.revision) throw new AppError("CONFLICT");
    const known = await readCells(tx, ctx.tenantId, surveyId);
    checkQuotas(wanted.quotas, { definition, choices, known });
    const isActive = wanted.quotas.length > 0;
    // waits for every answer under way that was not counted, and lets none in until the plan stands
    if (isActive && !plan.is_active) await sql`lock table voices in share mode`.execute(tx);
    const changes = await apply(
      ctx,
      tx,
      surveyId,
      wanted.quotas,
      known.filter(({ is_removed }) => !is_removed),
    );
    const countsFrom = wanted.countsFrom === null ? null : dayOfIsoDate(wanted.countsFrom);
    if (countsFrom !== plan.counts_from) {
      changes.push({ action: "counts_from", from: plan.counts_from === null ? null : isoDateOf(plan.counts_from), to: wanted.countsFrom });
      await forgetQuotaCounts(tx, { tenantId: ctx.tenantId, surveyId });
    }
    await tx
      .updateTable("quota_plans")
      .set({ revision: plan.revision + 1, is_active: isActive, counts_from: countsFrom, changed_at: ctx.now() })
      .where("tenant_id", "=", ctx.tenantId)
      .where("survey_id", "=", surveyId)
      .execute();
    await ctx.audit(tx, { action: "quotas.save", object: `survey ${surveyId}`, detail: { revision: plan.revision + 1, changes } });
  });
  // what was answered before is counted now, while only answers to this survey wait
  await ctx.tx((tx) => lockQuotaPlan(tx, { tenantId: ctx.tenantId, surveyId }));
}

async function lockPlan(ctx: Context, tx: Tx, surveyId: number) {
  const { tenantId } = ctx;
  await tx
    .insertInto("quota_plans")
    .values({ tenant_id: tenantId, survey_id: surveyId, revision: 0, is_active: false, counts_from: null, changed_at: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .selectFrom("quota_plans")
    .select(["revision", "is_active", "counts_from"])
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function apply(ctx: Context, tx: Tx, surveyId: number, wanted: readonly Wanted[], known: readonly CellRow[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [position, quota] of wanted.entries()) {
    const stored = known.filter(({ quota_id }) => quota_id === quota.id);
    const quotaId = quota.id ?? (await nextId(tx, ctx.tenantId, "quotas"));
    if (quota.id === undefined) {
      const dimensions = JSON.stringify(quota.dimensions);
      await tx
        .insertInto("quotas")
        .values({ tenant_id: ctx.tenantId, id: quotaId, survey_id: surveyId, position, mode: quota.mode, dimensions })
        .execute();
    } else {
      if (stored[0]!.mode !== quota.mode) changes.push({ action: "mode", quota: quotaId, from: stored[0]!.mode, to: quota.mode });
      await tx
        .updateTable("quotas")
        .set({ mode: quota.mode, position })
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", quotaId)
        .execute();
    }
    for (const cell of quota.cells) {
      const before = stored.find(({ id }) => id === cell.id);
      changes.push(
        ...(before === undefined ? await addCell(ctx, tx, { surveyId, quotaId }, cell) : await changeCell(ctx, tx, before, cell)),
      );
    }
  }
  const kept = new Set(wanted.flatMap(({ cells }) => cells.flatMap(({ id }) => id ?? [])));
  const gone = known.filter(({ id }) => !kept.has(id));
  await remove(
    ctx,
    tx,
    gone.map(({ id }) => id),
    new Set(wanted.flatMap(({ id }) => id ?? [])),
    surveyId,
  );
  return [...changes, ...gone.map(({ id, target }): Change => ({ action: "removed", cell: id, from: String(target), to: null }))];
}

async function addCell(ctx: Context, tx: Tx, of: { surveyId: number; quotaId: number }, cell: WantedCell): Promise<Change[]> {
  const id = await nextId(tx, ctx.tenantId, "quota_cells");
  await tx
    .insertInto("quota_cells")
    .values({
      tenant_id: ctx.tenantId,
      id,
      quota_id: of.quotaId,
      survey_id: of.surveyId,
      levels: JSON.stringify(cell.levels),
      target: cell.target,
      reached: null,
      is_closed: cell.isClosed,
    })
    .execute();
  return [{ action: "added", cell: id, from: null, to: String(cell.target) }];
}

async function changeCell(ctx: Context, tx: Tx, before: CellRow, { target, isClosed }: WantedCell): Promise<Change[]> {
  const changes: Change[] = [];
  const cell = before.id;
  if (before.target !== target) changes.push({ action: "target", cell, from: String(before.target), to: String(target) });
  if (before.is_closed !== isClosed) changes.push({ action: isClosed ? "closed" : "opened", cell });
  if (changes.length === 0) return [];
  await tx
    .updateTable("quota_cells")
    .set({ target, is_closed: isClosed })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", cell)
    .execute();
  return changes;
}

/** Marked, not deleted: whoever was turned away keeps the cell that did it. */
async function remove(ctx: Context, tx: Tx, cells: readonly number[], quotas: ReadonlySet<number>, surveyId: number): Promise<void> {
  if (cells.length === 0) return;
  const removed = { removed_at: ctx.now() };
  await tx
    .updateTable("quota_cells")
    .set(removed)
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "in", [...cells])
    .execute();
  await sql`
    update quotas q set removed_at = ${removed.removed_at}
    where q.tenant_id = ${ctx.tenantId} and q.survey_id = ${surveyId} and q.removed_at is null and not (q.id = any(${[...quotas]}::int[]))
      and not exists (select from quota_cells c where c.tenant_id = q.tenant_id and c.quota_id = q.id and c.removed_at is null)`.execute(
    tx,
  );
}
