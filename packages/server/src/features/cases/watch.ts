import { isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import { type CaseState, type Clock, clocksOf, replayCase, stepCase, unhappy } from "@manyi/core/cases";
import { createFollower, type FollowedRow, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import type { Stop } from "../../platform/feature.js";
import { type Services, systemContexts } from "../../platform/services.js";
import { openCase } from "./open-case.js";
import { NOBODY, ownerFor } from "./owners.js";
import { type CaseRow, columnsOf, eventsOf, lockCase, logOf, record } from "./record.js";
import { isForRule, openCaseOfVoice } from "./rule.js";
import { termsOfCase } from "./service-levels.js";
import { assess, escalate } from "./steps.js";

/** How often due clocks are looked for. */
const TICK_MS = 5_000;

/** Voices → cases: the detractor rule, in the transaction that moves the follower's cursor. */
export async function applyRule(services: Services, tx: Tx, rows: readonly FollowedRow<"voices">[]): Promise<void> {
  const contextFor = systemContexts(services, "rules");
  const now = services.now();
  const candidates = rows.filter((row) => isForRule(row, now) && unhappy(row.scores) !== null);
  if (candidates.length === 0) return;
  const rules = await tx.selectFrom("rules").select(["tenant_id", "enabled", "definition"]).where("code", "=", "detractor").execute();
  for (const row of candidates) {
    const rule = rules.find((one) => one.tenant_id === row.tenant_id);
    if (rule?.enabled === false) continue;
    // a rule looks forward from the moment it was switched on
    const { since } = (rule?.definition ?? {}) as { since?: string };
    if (since !== undefined && row.occurred_at! < new Date(since)) continue;
    await openCaseOfVoice(tx, await contextFor(row.tenant_id), row);
  }
}

/**
 * Words of danger in a comment → a safety case, whatever the scores say; one that is open already and of less weight is raised.
 */
async function openSafetyCase(tx: Tx, ctx: Context, voiceId: string): Promise<void> {
  const voice = await tx
    .selectFrom("voices")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", voiceId)
    .executeTakeFirst();
  if (voice === undefined || !isForRule(voice, ctx.now())) return;
  const rules = await tx
    .selectFrom("rules")
    .select("definition")
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "=", "detractor")
    .execute();
  // a rule looks forward from the moment it was switched on
  const isBefore = rules.some(({ definition }) => {
    const { since } = definition as { since?: string };
    return since !== undefined && voice.occurred_at! < new Date(since);
  });
  if (isBefore) return;
  const opened = await openCaseOfVoice(tx, ctx, voice, "safety");
  const row = opened === null ? null : await lockCase(tx, ctx.tenantId, opened.id);
  if (
    row === null ||
    row.severity === "safety" ||
    stepCase({ state: row.state as CaseState, previous: row.state as CaseState }, "assessed") === null
  )
    return;
  await assess(tx, ctx, row, { severity: "safety" });
}

/** Events → cases and voices: a call-back wish opens a case; what the customer said at verification becomes a voice again. */
export async function followEvents(services: Services, tx: Tx, rows: readonly FollowedRow<"events">[]): Promise<void> {
  const contextFor = systemContexts(services, "rules");
  for (const row of rows) {
    if (row.type === "voice.unsafe") await openSafetyCase(tx, await contextFor(row.tenant_id), row.subject_id);
    if (row.type === "callback.asked") await openCaseOfCallback(tx, await contextFor(row.tenant_id), row.subject_id);
    if (row.type === "case.verified") await storeVerification(services, tx, row);
    if (row.type === "case.changed")
      services.live.publish({
        type: "case",
        tenantId: row.tenant_id,
        unitId: Number(row.payload.unitId),
        data: { id: row.subject_id, state: row.payload.state },
      });
  }
}

async function openCaseOfCallback(tx: Tx, ctx: Context, callbackId: string): Promise<void> {
  const wish = await tx
    .selectFrom("callbacks")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", callbackId)
    .executeTakeFirst();
  if (wish === undefined || wish.unit_id === null) return;
  const contact = wish.contact as { name?: string; phone?: string; email?: string; note?: string; locale?: string };
  const locale = contact.locale === "en" ? "en" : "zh-CN";
  const title = locale === "en" ? "Asked to be called back after a survey" : "答卷后希望回电";
  const opened = await openCase(tx, ctx, {
    triggerKey: `callback:${callbackId}`,
    unitId: wish.unit_id,
    severity: "normal",
    channel: "callback",
    title,
    description: contact.note ?? title,
    contact: { name: contact.name, phone: contact.phone, email: contact.email },
    locale,
  });
  await tx
    .updateTable("callbacks")
    .set({ case_id: opened.id })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", callbackId)
    .execute();
}

async function storeVerification(services: Services, tx: Tx, event: FollowedRow<"events">): Promise<void> {
  const said = event.payload as { solved: boolean; score: number | null; channel: string; note: string; voiceId: string; round: number };
  const found = await tx
    .selectFrom("cases")
    .selectAll()
    .where("tenant_id", "=", event.tenant_id)
    .where("id", "=", event.subject_id)
    .executeTakeFirst();
  if (found === undefined) return;
  const { timeZone } = await termsOfCase(tx, found);
  const day = localDayOf(event.at.getTime(), timeZone);
  // the key makes a repeated delivery harmless; the voice is stored before the cursor moves, so none is lost
  await services.ingest.submit({
    tenantId: event.tenant_id,
    id: said.voiceId,
    clientKey: `verification:${found.id}:${said.round}`,
    source: "verification",
    channel: said.channel,
    unitId: found.unit_id,
    touchpointId: found.touchpoint_id,
    customerId: found.customer_id,
    locale: found.locale,
    anonymity: "identified",
    occurredAt: event.at,
    localDay: day,
    isoWeek: isoWeekOf(day),
    localMonth: monthIndexOf(day),
    completeness: "complete",
    scores: {},
    answers: { solved: said.solved ? "yes" : "no", ...(said.score === null ? {} : { handling: said.score }) },
    comment: said.note === "" ? null : said.note,
    detail: { solved: said.solved, handling: said.score },
    caseId: found.id,
  });
}

/** Looks at one case whose check has come: a warning at 75 %, a breach one level up, each once per clock and round. */
export async function lookAtClocks(tx: Tx, ctx: Context, row: CaseRow): Promise<void> {
  const log = logOf(await eventsOf(tx, row.tenant_id, row.id));
  const facts = replayCase(log);
  const now = ctx.now();
  const terms = await termsOfCase(tx, row);
  const clocks = clocksOf(facts, { ...terms, now: now.getTime() });
  const told = (type: string, clock: Clock) =>
    log.some((event) => event.type === type && event.payload.clock === clock.kind && event.at >= (clock.startedAt ?? 0));
  let current = row;
  for (const clock of clocks) {
    if (clock.doneAt !== null) continue;
    if (clock.state === "breached" && !told("escalated", clock)) current = await escalate(tx, ctx, current, "", clock.kind);
    else if (clock.state === "warning" && !told("warned", clock))
      current = await record(tx, ctx, current, [{ type: "warned", payload: { clock: clock.kind } }]);
  }
  if (current.revision === row.revision) {
    const { next_check } = columnsOf(facts, terms, now);
    await tx.updateTable("cases").set({ next_check }).where("tenant_id", "=", row.tenant_id).where("id", "=", row.id).execute();
  }
}

/** Cases whose clocks want to be looked at, and cases that still wait for an owner. */
export async function tick(services: Services): Promise<number> {
  const contextFor = systemContexts(services, "rules");
  const due = await sql<{ tenant_id: number; id: string }>`
    select tenant_id, id from cases
    where (next_check is not null and next_check <= ${services.now()}) or (owner_id = ${NOBODY} and closed_at is null)
    order by next_check limit 200`.execute(services.store.db);
  let looked = 0;
  for (const { tenant_id: tenantId, id } of due.rows) {
    const ctx = await contextFor(tenantId);
    await services.store.tx(async (tx) => {
      const row = await lockCase(tx, tenantId, id);
      if (row === null || row.closed_at !== null) return;
      const owner = row.owner_id === NOBODY ? await ownerFor(tx, tenantId, row.unit_id, row.escalation) : NOBODY;
      const owned =
        owner === NOBODY ? row : await record(tx, ctx, row, [{ type: "assigned", payload: { ownerId: owner }, set: { owner_id: owner } }]);
      if (owned.next_check !== null && owned.next_check <= services.now()) await lookAtClocks(tx, ctx, owned);
      looked++;
    });
  }
  return looked;
}

/** Starts the rule, the event follower and the clock. */
export async function start(services: Services): Promise<Stop> {
  const onError = (error: unknown) => services.log.error({ err: error }, "cases follower");
  const rule = createFollower(services.store, {
    name: "rules",
    source: "voices",
    handle: (tx, rows) => applyRule(services, tx, rows),
    onError,
  });
  const events = createFollower(services.store, {
    name: "case-events",
    source: "events",
    every: 500,
    handle: (tx, rows) => followEvents(services, tx, rows),
    onError,
  });
  rule.start();
  events.start();
  let ticking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    ticking = ticking.then(() => tick(services)).catch(onError);
  }, TICK_MS);
  return async () => {
    clearInterval(timer);
    await ticking;
    await Promise.all([rule.stop(), events.stop()]);
  };
}
