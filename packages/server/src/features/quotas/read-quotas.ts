import type { QuotaPlanView, QuotaProgress } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { cellState, quotaRefusal } from "@manyi/core/quotas";
import { lockQuotaPlan } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { labelsOf, readChoices } from "./choices.js";
import { type CellRow, countScreenOuts, readCells, readChanges, requireSurvey } from "./queries.js";

type Turned = { door: number; page: number; sent: number };

/**
 * Quotas of a survey with how far each cell is. Whoever sees a part of the organisation sees the cells of its units only. Where answers of
 * an anonymous survey decide a cell, numbers are shown in whole steps of the threshold.
 *
 * @throws {AppError} NOT_FOUND
 */
export async function readQuotas(ctx: Context, surveyId: number): Promise<QuotaPlanView> {
  const { tenantId, db } = ctx;
  const survey = await requireSurvey(ctx, surveyId);
  const plan = await db
    .selectFrom("quota_plans")
    .select(["revision", "counts_from"])
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .executeTakeFirst();
  const [all, turned, choices, changes] = await Promise.all([
    readCounted(ctx, surveyId),
    countScreenOuts(db, tenantId, surveyId),
    readChoices(ctx, survey.definition),
    readChanges(db, tenantId, surveyId),
  ]);
  const labels = labelsOf(choices);
  const rows = all.filter((row) => isSeen(ctx, row));
  const step = survey.isAnonymous ? ctx.organisation.kThreshold : null;
  const turnedBy = (row: CellRow): Turned => {
    const stages: Turned = { door: 0, page: 0, sent: 0 };
    for (const { cell_id, stage, n } of turned) if (cell_id === row.id) stages[stage] += inSteps(n, row, step);
    return stages;
  };
  const shown = rows.filter(({ is_removed }) => !is_removed);
  return {
    revision: plan?.revision ?? 0,
    countsFrom: plan === undefined || plan.counts_from === null ? null : isoDateOf(plan.counts_from),
    step: step !== null && shown.some(isByAnswers) ? step : null,
    quotas: [...new Set(shown.map(({ quota_id }) => quota_id))].map((id): QuotaProgress => {
      const cells = shown.filter(({ quota_id }) => quota_id === id);
      const { mode, dimensions } = cells[0]!;
      const isGone = dimensions.some(
        (by) => by.kind === "answer" && quotaRefusal(survey.definition ?? { pages: [] }, by.question) === "missing",
      );
      return {
        id,
        mode,
        dimensions: [...dimensions],
        labels: dimensions.map(labels.dimension),
        fault: isGone ? "missing" : null,
        cells: cells.map((row) => ({
          id: row.id,
          levels: [...row.levels],
          labels: row.levels.map((level, i) => labels.level(dimensions[i]!, level)),
          ...progressOf(row, step),
          screenedOut: turnedBy(row),
        })),
      };
    }),
    hidden: all.filter((row) => !row.is_removed).length - shown.length,
    screenedOut: rows
      .map(turnedBy)
      .reduce<Turned>((sum, one) => ({ door: sum.door + one.door, page: sum.page + one.page, sent: sum.sent + one.sent }), {
        door: 0,
        page: 0,
        sent: 0,
      }),
    choices,
    history: changes.flatMap(({ at, by, action, cell, quota, from = null, to = null }) => {
      const of = all.find((row) => (cell === undefined ? row.quota_id === quota : row.id === cell));
      if (of === undefined ? quota !== undefined || cell !== undefined : !isSeen(ctx, of)) return [];
      const named =
        of === undefined
          ? []
          : cell === undefined
            ? of.dimensions.map(labels.dimension)
            : of.levels.map((level, i) => labels.level(of.dimensions[i]!, level));
      return [{ at: at.toISOString(), by, action, labels: named, from, to }];
    }),
  };
}

/** Every cell, with numbers that are known: what was forgotten is counted first. */
async function readCounted(ctx: Context, surveyId: number): Promise<readonly CellRow[]> {
  const { tenantId, db } = ctx;
  const rows = await readCells(db, tenantId, surveyId);
  if (!rows.some(({ reached, is_removed }) => reached === null && !is_removed)) return rows;
  await ctx.tx((tx) => lockQuotaPlan(tx, { tenantId, surveyId }));
  return readCells(db, tenantId, surveyId);
}

/** Whether a cell counts nobody outside the reader's scope. */
function isSeen({ scope }: Context, { dimensions, levels }: CellRow): boolean {
  if (scope.units === null) return true;
  const place = dimensions.findIndex(({ kind }) => kind === "unit");
  return place >= 0 && scope.units.includes(Number(levels[place]));
}

function isByAnswers({ dimensions }: CellRow): boolean {
  return dimensions.some(({ kind }) => kind === "answer");
}

function inSteps(n: number, row: CellRow, step: number | null): number {
  return step === null || !isByAnswers(row) ? n : Math.floor(n / step) * step;
}

function progressOf(row: CellRow, step: number | null) {
  const { mode, target, is_closed: isClosed } = row;
  const state = cellState(mode, { target, isClosed, reached: row.reached ?? 0 });
  const steps = inSteps(row.reached ?? 0, row, step);
  // that a cell is full says already that its target is reached
  const reached = state === "full" || state === "over" ? Math.max(target, steps) : steps;
  return { target, reached, share: target === 0 ? null : Math.min(1, reached / target), state };
}
