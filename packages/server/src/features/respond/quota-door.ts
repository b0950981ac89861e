import { localDayOf } from "@manyi/core/calendar";
import { cellsOf, type Fallen, firstFull } from "@manyi/core/quotas";
import type { Answers } from "@manyi/core/survey";
import { screenedOutPage } from "@manyi/portal";
import { factsIn, keepScreenOuts, type QuotaPlan, readQuotaPlan } from "@manyi/store";
import type { Services } from "../../platform/services.js";
import type { Arrival } from "./arrive.js";
import { burnLater } from "./burn.js";
import { keyOf } from "./complete.js";
import type { OpenLink } from "./queries.js";
import { draftHash } from "./visit.js";
import { deleteDraft, doorKey, screenOutInvitation } from "./writes.js";

/** How long the numbers of a plan are trusted at the door. The exact count is the ingest's; this only saves people a wasted walk. */
const TRUST_MS = 1_000;

type Entry = { plan: QuotaPlan | null; at: number; looking: Promise<void> | null };
const doors = new WeakMap<Services, Map<string, Entry>>();

/** Forgets what is known, after quotas have changed. */
export function forgetDoors(services: Services): void {
  doors.delete(services);
}

async function planOf(services: Services, { tenantId, surveyId }: OpenLink): Promise<QuotaPlan | null> {
  const known = doors.get(services) ?? new Map<string, Entry>();
  doors.set(services, known);
  const key = `${tenantId} ${surveyId}`;
  const entry = known.get(key) ?? { plan: null, at: Number.NEGATIVE_INFINITY, looking: null };
  known.set(key, entry);
  if (performance.now() - entry.at > TRUST_MS) {
    entry.looking ??= readQuotaPlan(services.store.db, { tenantId, surveyId })
      .then((plan) => {
        entry.plan = plan;
        entry.at = performance.now();
      })
      .finally(() => {
        entry.looking = null;
      });
    await entry.looking;
  }
  return entry.plan;
}

/** The full cell somebody falls in as far as is known, by where they come from and what they have answered so far; `null` when there is none. */
export async function findFull(services: Services, arrival: Arrival, answers: Answers): Promise<Fallen | null> {
  const { link, belonging, invitation, locale } = arrival;
  if (!link.hasQuotas) return null;
  const plan = await planOf(services, link);
  if (plan === null) return null;
  const today = localDayOf(services.now().getTime(), belonging.timeZone);
  if (plan.countsFrom !== null && today < plan.countsFrom) return null;
  const facts = factsIn(plan, {
    unitId: belonging.unitId,
    channel: link.channel,
    touchpointId: belonging.touchpointId,
    segmentId: link.definition.anonymity === "anonymous" ? null : (invitation?.segmentId ?? null),
    locale,
    answers,
  });
  return firstFull(cellsOf(plan.quotas, facts));
}

/** Whether an answer under this personal link was refused when it was sent; it is answered the same from then on. */
export async function wasRefused(services: Services, arrival: Arrival): Promise<boolean> {
  if (arrival.invitation === null || !arrival.link.hasQuotas) return false;
  const row = await services.store.db
    .selectFrom("screen_outs")
    .select("id")
    .where("tenant_id", "=", arrival.link.tenantId)
    .where("client_key", "=", keyOf(arrival, ""))
    .executeTakeFirst();
  return row !== undefined;
}

type Away = {
  readonly visit: string;
  readonly full: Fallen;
  /** before the first question, or on the way */
  readonly stage: "door" | "page";
};

/** Keeps that somebody was turned away before sending, once for a visit or a personal link. */
export async function turnAway(services: Services, arrival: Arrival, { visit, full, stage }: Away): Promise<void> {
  const { link, belonging, invitation, locale } = arrival;
  const isAnonymous = link.definition.anonymity === "anonymous";
  const voice = {
    tenantId: link.tenantId,
    id: isAnonymous ? services.ids.anonymousUuid() : services.ids.uuid(),
    clientKey: doorKey(keyOf(arrival, visit)),
    surveyId: link.surveyId,
    version: link.version,
    linkId: link.id,
    channel: link.channel,
    unitId: belonging.unitId,
    touchpointId: belonging.touchpointId,
    segmentId: isAnonymous ? null : (invitation?.segmentId ?? null),
    locale,
    anonymity: link.definition.anonymity,
    localDay: localDayOf(services.now().getTime(), belonging.timeZone),
  };
  await keepScreenOuts(services.store.db, [{ voice, full, stage }]);
  await endVisit(services, arrival, visit);
}

/** The invitation says how it ended and what was filled in goes. In an anonymous survey later and together with others. */
export async function endVisit(services: Services, arrival: Arrival, visit: string): Promise<void> {
  const { link, invitation, token } = arrival;
  if (invitation !== null) {
    if (link.definition.anonymity === "anonymous") burnLater(services, { tenantId: link.tenantId, id: invitation.id, isScreenedOut: true });
    else await screenOutInvitation(services.store.db, link.tenantId, invitation.id);
  }
  await deleteDraft(services.store.db, link.tenantId, draftHash(token ?? visit));
}

/** The polite page for whoever met a full cell, with every way to be heard that the survey has. */
export function showScreenedOut(arrival: Arrival, isAnswered: boolean): string {
  const { link, locale, organisation, belonging, isLarge, action } = arrival;
  const context = new URLSearchParams(action.split("?")[1] ?? "");
  context.delete("t");
  const callback = `/s/${link.slug}/callback${context.size > 0 ? `?${context}` : ""}`;
  return screenedOutPage({
    locale,
    organisation,
    unit: belonging.unitName ?? null,
    isLarge,
    action,
    isAnswered,
    isAnonymous: link.definition.anonymity === "anonymous",
    callbackAction: link.definition.offerCallback ? callback : null,
  });
}
