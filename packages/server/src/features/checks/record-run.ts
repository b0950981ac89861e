import type { api, ChecklistDefinition, CheckRun } from "@manyi/contracts";
import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { isOwnUnit, openUnit } from "../../platform/places.js";
import { findRun, presentRun } from "./runs.js";
import { scoreOf } from "./score.js";

type Body = z.output<typeof api.checks.run.body>;

/**
 * A check as done on the spot: scored, and kept as one voice. The same key of the same auditor again changes nothing.
 *
 * @throws {AppError} NOT_FOUND for a unit, list or version that is not there or not the auditor's; OWN_UNIT; INVALID_INPUT
 */
export async function recordRun(ctx: Context, body: Body): Promise<CheckRun> {
  const unit = await openUnit(ctx, body.unitId);
  if (await isOwnUnit(ctx, unit.id)) throw new AppError("OWN_UNIT");
  const version = await ctx.db
    .selectFrom("checklist_versions")
    .select("definition")
    .where("tenant_id", "=", ctx.tenantId)
    .where("checklist_id", "=", body.list)
    .where("number", "=", body.version)
    .executeTakeFirst();
  if (version === undefined) throw new AppError("NOT_FOUND");
  const doneAt = new Date(body.doneAt);
  if (doneAt.getTime() > ctx.now().getTime() + 5 * 60_000)
    throw new AppError("INVALID_INPUT", [{ path: "body.doneAt", "zh-CN": "时间在将来", en: "This time is in the future" }]);
  const score = scoreOf(version.definition as ChecklistDefinition, body.results);
  const clientKey = `audit:${ctx.actor.id ?? ""}:${body.clientKey}`;
  const localDay = localDayOf(doneAt.getTime(), unit.timeZone);
  const { id: voiceId } = await ctx.ingest.submit({
    tenantId: ctx.tenantId,
    id: ctx.ids.uuid(),
    clientKey,
    source: "audit",
    channel: "store",
    unitId: unit.id,
    locale: ctx.locale,
    anonymity: "identified",
    occurredAt: doneAt,
    localDay,
    isoWeek: isoWeekOf(localDay),
    localMonth: monthIndexOf(localDay),
    completeness: "complete",
    detail: {
      kind: body.kind,
      list: body.list,
      version: body.version,
      score: score?.value ?? null,
      critical: score?.hasFailedCritical ?? false,
      ...(body.product ? { product: body.product } : {}),
    },
  });
  await ctx.db
    .insertInto("check_runs")
    .values({
      tenant_id: ctx.tenantId,
      id: voiceId,
      client_key: clientKey,
      checklist_id: body.list,
      version: body.version,
      kind: body.kind,
      unit_id: unit.id,
      auditor_id: ctx.actor.id ?? "",
      results: JSON.stringify(body.results),
      remark: body.remark ?? null,
      product: body.product || null,
      score: score?.value ?? null,
      uncapped: score?.uncapped ?? null,
      items_n: score?.n ?? 0,
      failed_critical: score?.hasFailedCritical ?? false,
      voice_id: voiceId,
      done_at: doneAt,
      local_day: localDay,
      local_month: monthIndexOf(localDay),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return presentRun(ctx, await findRun(ctx, voiceId));
}
