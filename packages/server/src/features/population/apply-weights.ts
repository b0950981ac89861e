import type { PopulationDimension, Weighting, WeightPlan, WeightVersion } from "@manyi/contracts";
import type { Key } from "@manyi/core/metrics";
import { appendEvent, type Tx } from "@manyi/store";
import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { projectionOf } from "../figures/index.js";
import { planWeights } from "./plan-weights.js";
import { findVersion } from "./weight-versions.js";

/**
 * Weights a survey's answers of some days to chosen margins, as a new version. A refused plan writes nothing.
 *
 * @param options `isShownAtOnce` answers only when the figures hold the weights; else they follow shortly
 * @throws {AppError} what planning throws
 */
export async function applyWeights(
  ctx: Context,
  wanted: Weighting,
  { isShownAtOnce = true }: { readonly isShownAtOnce?: boolean } = {},
): Promise<{ plan: WeightPlan; version: WeightVersion | null }> {
  const { plan, margins, dimensions, range, weighted } = await planWeights(ctx, wanted);
  if (!plan.accepted) return { plan, version: null };
  const id = ctx.ids.uuid();
  const at = ctx.now();
  const cells = weighted.map(({ keys, n, weight }) => ({ levels: spelled(dimensions, keys), n, weight }));
  await ctx.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(4713, ${ctx.tenantId})`.execute(tx);
    const number = await nextNumber(tx, ctx.tenantId, wanted.surveyId);
    const effect = { effectiveN: plan.effectiveN!, designEffect: plan.designEffect!, lowest: plan.lowest!, highest: plan.highest! };
    await tx
      .insertInto("weight_versions")
      .values({
        tenant_id: ctx.tenantId,
        id,
        survey_id: wanted.surveyId,
        number,
        state: "applied",
        first_day: range.from,
        last_day: range.to,
        method: plan.method,
        targets: JSON.stringify({
          margins: margins.map(({ id: margin, dimension, version, source, levels }) => ({
            id: margin,
            dimension,
            version,
            source,
            levels,
          })),
          caps: wanted.caps,
          empty: wanted.empty,
        }),
        cells: JSON.stringify(cells),
        effect: JSON.stringify(effect),
        answers: plan.n,
        applied_by: ctx.actor.id,
        applied_at: at,
      })
      .execute();
    await writeWeights(tx, ctx.tenantId, { surveyId: wanted.surveyId, ...range, dimensions, cells });
    await announce(ctx, tx, wanted.surveyId, range);
    await ctx.audit(tx, {
      action: "population.applyWeights",
      object: `survey ${wanted.surveyId} weights v${number}`,
      detail: { ...wanted, ...effect, answers: plan.n },
    });
  });
  if (isShownAtOnce) await projectionOf(ctx.analytics)?.catchUp();
  return { plan, version: await findVersion(ctx, id) };
}

/**
 * Takes a version back: its days lose their weights and get those of the versions before it again.
 *
 * @throws {AppError} NOT_FOUND, also for whoever sees a part of the organisation only; INVALID_STATE when it is undone already
 */
export async function undoWeights(ctx: Context, id: string): Promise<WeightVersion> {
  if (ctx.scope.units !== null) throw new AppError("NOT_FOUND");
  await ctx.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(4713, ${ctx.tenantId})`.execute(tx);
    const version = await tx
      .selectFrom("weight_versions")
      .select(["survey_id", "number", "state", "first_day", "last_day"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (version === undefined) throw new AppError("NOT_FOUND");
    if (version.state === "undone") throw new AppError("INVALID_STATE");
    await tx
      .updateTable("weight_versions")
      .set({ state: "undone", undone_at: ctx.now() })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    const range = { from: version.first_day, to: version.last_day };
    const others = await tx
      .selectFrom("weight_versions")
      .select(["first_day", "last_day", "targets", "cells"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("survey_id", "=", version.survey_id)
      .where("state", "=", "applied")
      .where("first_day", "<=", range.to)
      .where("last_day", ">=", range.from)
      .orderBy("number")
      .execute();
    await writeWeights(tx, ctx.tenantId, { surveyId: version.survey_id, ...range, dimensions: [], cells: [{ levels: {}, weight: 1 }] });
    for (const other of others) {
      await writeWeights(tx, ctx.tenantId, {
        surveyId: version.survey_id,
        from: Math.max(range.from, other.first_day),
        to: Math.min(range.to, other.last_day),
        dimensions: (other.targets.margins as readonly { dimension: PopulationDimension }[]).map(({ dimension }) => dimension),
        cells: other.cells,
      });
    }
    await announce(ctx, tx, version.survey_id, range);
    await ctx.audit(tx, {
      action: "population.undoWeights",
      object: `survey ${version.survey_id} weights v${version.number}`,
      detail: { inForceAgain: others.length },
    });
  });
  await projectionOf(ctx.analytics)?.catchUp();
  return findVersion(ctx, id);
}

async function nextNumber(tx: Tx, tenantId: number, surveyId: number): Promise<number> {
  const last = await tx
    .selectFrom("weight_versions")
    .select("number")
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}

async function announce(ctx: Context, tx: Tx, surveyId: number, range: { from: number; to: number }): Promise<void> {
  await appendEvent(tx, {
    tenantId: ctx.tenantId,
    type: "weights.changed",
    subjectId: String(surveyId),
    payload: { surveyId, ...range },
    at: ctx.now(),
  });
}

const COLUMNS: Readonly<Record<PopulationDimension, string>> = {
  segment: "segment_id",
  unit: "unit_id",
  touchpoint: "touchpoint_id",
  channel: "channel",
  locale: "locale",
};
/** Stands for "not recorded" in the name of a cell; no channel or language is called so. */
const ABSENT = "~";

function spelled(dimensions: readonly PopulationDimension[], keys: readonly Key[]): Record<string, string> {
  return Object.fromEntries(dimensions.map((dimension, i) => [dimension, keys[i] === null ? ABSENT : String(keys[i])]));
}

type Written = {
  readonly surveyId: number;
  readonly from: number;
  readonly to: number;
  readonly dimensions: readonly PopulationDimension[];
  readonly cells: readonly { readonly levels: Readonly<Record<string, string>>; readonly weight: number }[];
};

/** One pass over the answers of some days: each takes the weight of its cell; answers in no cell keep what they have. */
async function writeWeights(tx: Tx, tenantId: number, { surveyId, from, to, dimensions, cells }: Written): Promise<void> {
  const parts: RawBuilder<unknown>[] = dimensions.map((dimension) => {
    const column = sql.ref(`v.${COLUMNS[dimension]}`);
    return sql`coalesce(${column}::text, ${ABSENT})`;
  });
  const name = parts.length === 0 ? sql`''` : sql.join(parts, sql` || '|' || `);
  const rows = cells.map(({ levels, weight }) => ({ name: dimensions.map((dimension) => levels[dimension]).join("|"), weight }));
  await sql`
    update voices v set weight = c.weight
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (name text, weight real)
    where v.tenant_id = ${tenantId} and v.survey_id = ${surveyId} and v.local_day between ${from} and ${to}
      and v.anonymity <> 'anonymous' and c.name = ${name} and v.weight <> c.weight`.execute(tx);
}
