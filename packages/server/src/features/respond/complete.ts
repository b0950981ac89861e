import { createHash } from "node:crypto";
import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import { type Answers, completenessOf, packAnswers } from "@manyi/core/survey";
import type { NewVoice, Stored } from "@manyi/store";
import type { Services } from "../../platform/services.js";
import type { Arrival } from "./arrive.js";
import { burnLater } from "./burn.js";
import { flagsOf } from "./flags.js";
import { marksOf } from "./marks.js";
import { isProven, UNPROVEN } from "./proof.js";
import { draftHash, visitKey, visitStart } from "./visit.js";
import { completeInvitation, deleteDraft, forgetDoor } from "./writes.js";

type Completed = {
  readonly arrival: Arrival;
  readonly visit: string;
  readonly answers: Answers;
  readonly startedAt: Date | null;
  readonly trap: string;
  /** the number that the page's work found, "" without scripts */
  readonly proof: string;
  /** what the page keeps on the device, "" without scripts and in anonymous surveys */
  readonly device: string;
  /** whether a draft lies in the database and has to go */
  readonly kept: boolean;
};

/**
 * Stores a finished answer and returns after its commit. A second time with the same visit or token changes nothing.
 *
 * @returns whether it was stored, or which quota had no place left
 */
export async function completeAnswer(services: Services, done: Completed): Promise<Stored> {
  const { arrival } = done;
  const { link, invitation } = arrival;
  const stored = await services.ingest.submit(voiceOf(services, done));
  if (stored.status === "quota_full") return stored;
  if (link.hasQuotas) await forgetDoor(services.store.db, link.tenantId, keyOf(arrival, done.visit));
  if (invitation !== null) {
    if (link.definition.anonymity === "anonymous") burnLater(services, { tenantId: link.tenantId, id: invitation.id });
    else await completeInvitation(services.store.db, link.tenantId, invitation.id, completenessOf(link.definition, done.answers));
  }
  if (done.kept || invitation !== null) await deleteDraft(services.store.db, link.tenantId, draftHash(arrival.token ?? done.visit));
  return stored;
}

function voiceOf(services: Services, done: Completed): NewVoice {
  const { arrival, visit, answers, startedAt, trap, device } = done;
  const { link, locale, belonging, invitation, free } = arrival;
  const { definition } = link;
  const isAnonymous = definition.anonymity === "anonymous";
  const now = services.now();
  const seconds = startedAt === null ? null : Math.round((now.getTime() - startedAt.getTime()) / 1000);
  const durationS = seconds !== null && seconds >= 0 && seconds <= 86_400 ? seconds : null;
  const packed = packAnswers(definition, link.series, answers);
  const signs = { seconds: durationS, tooFast: arrival.known.tooFast(), trap, isUnproven: isUnproven(services, done) };
  const flags = flagsOf(definition, answers, packed, signs);
  const localDay = localDayOf(now.getTime(), belonging.timeZone);
  // an order number would lead to the customer
  const kept = isAnonymous ? Object.fromEntries(Object.entries(free).filter(([name]) => name === "table")) : free;
  const marks = marksOf(services.vault, link, answers, device);
  const detail = { ...kept, ...(link.product === null ? {} : { product: link.product }), ...(marks.length > 0 ? { marks } : {}) };
  return {
    tenantId: link.tenantId,
    id: isAnonymous ? services.ids.anonymousUuid() : services.ids.uuid(),
    clientKey: keyOf(arrival, visit),
    source: "survey",
    channel: link.channel,
    surveyId: link.surveyId,
    version: link.version,
    linkId: link.id,
    unitId: belonging.unitId,
    touchpointId: belonging.touchpointId,
    employeeId: belonging.employeeId,
    customerId: isAnonymous ? null : (invitation?.customerId ?? null),
    segmentId: isAnonymous ? null : (invitation?.segmentId ?? null),
    locale,
    anonymity: definition.anonymity,
    occurredAt: isAnonymous ? null : now,
    localDay,
    isoWeek: isoWeekOf(localDay),
    localMonth: monthIndexOf(localDay),
    // a customer who pressed "send" has not broken off, however little was answered
    completeness: completenessOf(definition, answers) === "complete" ? "complete" : "partial",
    quality: flags.length > 0 ? "flagged" : "valid",
    flags,
    durationS: isAnonymous ? null : durationS,
    nps: packed.nps,
    csat: packed.csat,
    ces: packed.ces,
    nums: packed.nums,
    scores: packed.scores,
    answers,
    comment: packed.comment,
    detail: Object.keys(detail).length > 0 ? detail : null,
  };
}

/** A personal link is proof enough. Without proof a link takes some, and what goes beyond is to be looked at. */
function isUnproven(services: Services, { arrival, visit, proof }: Completed): boolean {
  if (arrival.invitation !== null || isProven(services, visit, visitStart(visit, services.now()), proof)) return false;
  return services.limiter.take(`unproven ${arrival.link.slug}`, UNPROVEN) !== null;
}

/** One answer for a personal token; without one, one for a visit. */
export function keyOf({ link, invitation, token }: Arrival, visit: string): string {
  if (invitation === null) return visitKey(visit);
  if (link.definition.anonymity !== "anonymous") return `i:${invitation.id}`;
  const mark = createHash("sha256")
    .update(invitation.salt ?? Buffer.alloc(0))
    .update(`voice ${token}`);
  return `a:${mark.digest("base64url")}`;
}
