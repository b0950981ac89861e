import type { api } from "@manyi/contracts";
import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import {
  checkAnswers,
  completenessOf,
  estimateSeconds,
  faultWords,
  type LocalText,
  packAnswers,
  type Series,
  type SurveyDefinition,
} from "@manyi/core/survey";
import type { NewVoice } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { flagsOf } from "./flags.js";
import { marksOf } from "./marks.js";
import { medianDuration } from "./queries.js";

type Item = z.output<typeof api.responses.submit.body>["items"][number];
type Outcome = z.input<typeof api.responses.submit.reply>["items"][number];
const NO_PLACE = refused("quota", "配额已满，不计入。", "A quota has no place left; it is not counted.");
type Published = {
  readonly id: number;
  readonly version: number;
  readonly definition: SurveyDefinition;
  readonly series: readonly Series[];
  /** seconds below which an answer was given faster than one can read */
  readonly tooFast: number;
};

/**
 * Answers from another system: the same checks, the same way in. Each item stands for itself; a wrong one is refused with its reason and
 * the others are stored. Anonymous surveys keep neither customer nor time, and the sender's key only as a keyed hash. What looks doubtful is
 * marked as on the page, by what the sender tells: the answers always, time and device where they are given.
 *
 * @throws {AppError} NOT_FOUND, SURVEY_CLOSED
 */
export async function submitBulk(ctx: Context, surveyId: number, items: readonly Item[]): Promise<{ items: Outcome[] }> {
  const survey = await findPublished(ctx, surveyId);
  const places = await findPlaces(ctx, items);
  const outcomes: (Outcome | null)[] = items.map(() => null);
  const voices: { place: number; voice: NewVoice }[] = [];
  for (const [place, item] of items.entries()) {
    const made = voiceOf(ctx, survey, item, places);
    if ("at" in made) outcomes[place] = { clientKey: item.clientKey, status: "rejected", at: made.at, message: made.message };
    else voices.push({ place, voice: made });
  }
  const stored = await ctx.ingest.submitMany(voices.map(({ voice }) => voice));
  for (const [i, { place }] of voices.entries()) {
    const { clientKey } = items[place]!;
    const { status } = stored[i]!;
    outcomes[place] = status === "quota_full" ? { clientKey, status, ...NO_PLACE } : { clientKey, status };
  }
  return { items: outcomes.map((outcome) => outcome!) };
}

async function findPublished(ctx: Context, id: number): Promise<Published> {
  const row = await ctx.db
    .selectFrom("surveys as s")
    .leftJoin("survey_versions as v", (join) =>
      join.onRef("v.tenant_id", "=", "s.tenant_id").onRef("v.survey_id", "=", "s.id").onRef("v.number", "=", "s.current_version"),
    )
    .select(["s.state", "v.number", "v.definition", "v.series"])
    .where("s.tenant_id", "=", ctx.tenantId)
    .where("s.id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  if (row.state !== "published" || row.number === null || row.definition === null || row.series === null)
    throw new AppError("SURVEY_CLOSED");
  const { definition, series, number: version } = row;
  const median = await medianDuration(ctx.db, { tenantId: ctx.tenantId, surveyId: id, version });
  const guess = 0.75 * Math.min(...definition.locales.map((locale) => estimateSeconds(definition, locale)));
  return { id, version, definition, series, tooFast: (median ?? guess) / 3 };
}

type Places = {
  readonly units: ReadonlyMap<string, { readonly id: number; readonly timeZone: string }>;
  readonly touchpoints: ReadonlyMap<string, number>;
  readonly customers: ReadonlyMap<string, { readonly id: string; readonly segmentId: number | null }>;
};

async function findPlaces(ctx: Context, items: readonly Item[]): Promise<Places> {
  const named = (pick: (item: Item) => string | undefined) => [...new Set(items.map(pick).filter((code) => code !== undefined))];
  const [unitCodes, touchpointCodes, customerIds] = [
    named((item) => item.unitCode),
    named((item) => item.touchpointCode),
    named((item) => item.customerExternalId),
  ];
  const units = unitCodes.length === 0 ? [] : await unitsByCode(ctx, unitCodes);
  const touchpoints =
    touchpointCodes.length === 0
      ? []
      : await ctx.db
          .selectFrom("touchpoints")
          .select(["id", "code"])
          .where("tenant_id", "=", ctx.tenantId)
          .where("code", "in", touchpointCodes)
          .execute();
  const customers =
    customerIds.length === 0
      ? []
      : await ctx.db
          .selectFrom("customers")
          .select(["id", "external_id", "segment_id"])
          .where("tenant_id", "=", ctx.tenantId)
          .where("external_id", "in", customerIds)
          .execute();
  return {
    // a unit outside the caller's scope is not there
    units: new Map(units.filter((unit) => inScope(ctx, unit.id)).map((unit) => [unit.code, { id: unit.id, timeZone: unit.time_zone }])),
    touchpoints: new Map(touchpoints.map((one) => [one.code, one.id])),
    customers: new Map(customers.map((one) => [one.external_id!, { id: one.id, segmentId: one.segment_id }])),
  };
}

function unitsByCode(ctx: Context, codes: string[]) {
  return ctx.db
    .selectFrom("org_units")
    .select(["id", "code", "time_zone"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "in", codes)
    .where("closed_on", "is", null)
    .execute();
}

type Refusal = { readonly at: string; readonly message: LocalText };

function refused(at: string, zh: string, en: string): Refusal {
  return { at, message: { "zh-CN": zh, en } };
}

function voiceOf(ctx: Context, survey: Published, item: Item, places: Places): NewVoice | Refusal {
  const { definition } = survey;
  const unit = item.unitCode === undefined ? null : places.units.get(item.unitCode);
  if (unit === undefined) return refused("unitCode", "没有这个组织单元。", "There is no such unit.");
  if (unit === null && ctx.scope.units !== null) return refused("unitCode", "请写明组织单元。", "Name the unit.");
  const touchpointId = item.touchpointCode === undefined ? null : places.touchpoints.get(item.touchpointCode);
  if (touchpointId === undefined) return refused("touchpointCode", "没有这个触点。", "There is no such touchpoint.");
  const customer = item.customerExternalId === undefined ? null : places.customers.get(item.customerExternalId);
  if (customer === undefined) return refused("customerExternalId", "没有这位客户。", "There is no such customer.");
  const { answers, faults } = checkAnswers(definition, item.answers, { strict: true });
  const fault = faults[0];
  if (fault !== undefined) return refused(`answers.${fault.part}`, faultWords(fault, "zh-CN"), faultWords(fault, "en"));
  const completeness = completenessOf(definition, answers);
  if (completeness === "break_off")
    return refused("answers", "答了不到一半，不算一份答卷。", "Less than half is answered; this is no response.");
  const occurredAt = new Date(item.occurredAt);
  if (occurredAt.getTime() > ctx.now().getTime() + 5 * 60_000) return refused("occurredAt", "时间在将来。", "This time is in the future.");
  const isAnonymous = definition.anonymity === "anonymous";
  const localDay = localDayOf(occurredAt.getTime(), unit?.timeZone ?? ctx.organisation.timeZone);
  const packed = packAnswers(definition, survey.series, answers);
  const key = `${survey.id}:${item.clientKey}`;
  const seconds = item.seconds ?? null;
  const flags = flagsOf(definition, answers, packed, {
    seconds,
    tooFast: survey.tooFast,
    trap: "",
    isUnproven: false,
    posted: item.answers,
  });
  const place = { tenantId: ctx.tenantId, surveyId: survey.id, channel: item.channel, definition };
  const marks = marksOf(ctx.vault, place, answers, item.device ?? "");
  return {
    tenantId: ctx.tenantId,
    id: isAnonymous ? ctx.ids.anonymousUuid() : ctx.ids.uuid(),
    clientKey: isAnonymous ? `k:${ctx.vault.mark("anonymous client key", key)}` : `api:${key}`,
    source: "survey",
    channel: item.channel,
    surveyId: survey.id,
    version: survey.version,
    unitId: unit?.id ?? null,
    touchpointId,
    customerId: isAnonymous ? null : (customer?.id ?? null),
    segmentId: isAnonymous ? null : (customer?.segmentId ?? null),
    locale: item.locale,
    anonymity: definition.anonymity,
    occurredAt: isAnonymous ? null : occurredAt,
    localDay,
    isoWeek: isoWeekOf(localDay),
    localMonth: monthIndexOf(localDay),
    completeness,
    quality: flags.length > 0 ? "flagged" : "valid",
    flags,
    durationS: isAnonymous ? null : seconds,
    nps: packed.nps,
    csat: packed.csat,
    ces: packed.ces,
    nums: packed.nums,
    scores: packed.scores,
    answers,
    comment: packed.comment,
    detail: marks.length > 0 ? { marks } : null,
  };
}
