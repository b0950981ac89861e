import { createFollower, type FollowedRow, START, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import type { Stop } from "../../platform/feature.js";
import { runEvery } from "../../platform/loop.js";
import { type Services, systemContexts } from "../../platform/services.js";
import { isFresh } from "../reading/index.js";
import { foldCopies } from "./fold-copies.js";
import { openItem, wantsHandling } from "./open-item.js";
import { type Draft, lockItem, record } from "./record.js";
import { routeNew } from "./routing.js";

/** How often new items are looked at for copies and for an owner. */
const ROUTE_MS = 2_000;

/** Voices → items, in the transaction that moves the follower's cursor. */
export async function applyVoices(services: Services, tx: Tx, rows: readonly FollowedRow<"voices">[]): Promise<void> {
  const contextFor = systemContexts(services, "feedback");
  for (const row of rows) if (wantsHandling(row)) await openItem(tx, await contextFor(row.tenant_id), row);
}

/** Events → items: an item follows its case, and goes with the import that brought it. */
export async function followEvents(services: Services, tx: Tx, rows: readonly FollowedRow<"events">[]): Promise<void> {
  const contextFor = systemContexts(services, "feedback");
  for (const row of rows) {
    if (row.type === "case.changed") await followCase(tx, await contextFor(row.tenant_id), row.subject_id);
    if (row.type === "voice.raised" || row.type === "voice.unsafe") await openRaised(tx, await contextFor(row.tenant_id), row.subject_id);
    if (row.type === "feedback.changed") {
      const { unitId, state } = row.payload as { unitId: number | null; state: string };
      services.live.publish({ type: "feedback", tenantId: row.tenant_id, unitId, data: { id: row.subject_id, state } });
    }
    if (row.type === "import.undone") await forgetOrphans(tx, row.tenant_id);
  }
}

/** What is pressing and belongs to no unit opens no case: it becomes an item, so that somebody sees it. */
async function openRaised(tx: Tx, ctx: Context, voiceId: string): Promise<void> {
  const voice = await tx
    .selectFrom("voices")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", voiceId)
    .executeTakeFirst();
  if (voice !== undefined && voice.unit_id === null && isFresh(voice, ctx.now())) await openItem(tx, ctx, voice);
}

async function followCase(tx: Tx, ctx: Context, caseId: string): Promise<void> {
  const found = await tx
    .selectFrom("cases")
    .select(["id", "reference", "voice_id", "owner_id", "resolve_due", "closed_at", "outcome"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", caseId)
    .executeTakeFirst();
  if (found?.voice_id === undefined || found.voice_id === null) return;
  const item = await lockItem(tx, ctx.tenantId, found.voice_id);
  if (item === null) return;
  const steps: Draft[] = [];
  const follow: Draft = {
    type: "case_opened",
    payload: { caseId: found.id, reference: found.reference, ownerId: found.owner_id, dueAt: found.resolve_due.getTime() },
  };
  const isOpen = ["new", "analysed", "assigned"].includes(item.state);
  const isStale = item.case_id !== found.id || item.owner_id !== found.owner_id || item.due_at?.getTime() !== found.resolve_due.getTime();
  if (found.closed_at === null) {
    if (isOpen && isStale) steps.push(follow);
    if (!isOpen && item.case_id === found.id) steps.push({ type: "reopened", payload: { reason: found.reference } }, follow);
  } else if (isOpen) {
    if (item.case_id !== found.id) steps.push(follow);
    steps.push({ type: "resolved", payload: { caseId: found.id, reference: found.reference } });
    // an outcome the customer spoke is the customer told
    if (["satisfied", "not_satisfied", "unaccepted"].includes(found.outcome ?? ""))
      steps.push({ type: "informed", payload: { how: "case" } });
  }
  if (steps.length > 0) await record(tx, ctx, item, steps);
}

/** Items whose voice was taken back. */
async function forgetOrphans(tx: Tx, tenantId: number): Promise<void> {
  for (const table of ["feedback_events", "feedback_items"] as const)
    await sql`
      delete from ${sql.table(table)} f where f.tenant_id = ${tenantId}
        and not exists (select from voices v where v.tenant_id = f.tenant_id and v.id = f.voice_id)`.execute(tx);
}

/** The first start begins at now: voices from before are history, which becomes an item only when somebody puts it into the queue. */
async function beginNow(services: Services): Promise<void> {
  await sql`
    insert into followers (name, source, xid, last_id)
    values ('feedback', 'voices', pg_snapshot_xmin(pg_current_snapshot()), ${START.id}::uuid) on conflict do nothing`.execute(
    services.store.db,
  );
}

/** Starts both followers, and the looks at new items. */
export async function start(services: Services): Promise<Stop> {
  await beginNow(services);
  const onError = (error: unknown) => services.log.error({ err: error }, "feedback follower");
  const voices = createFollower(services.store, {
    name: "feedback",
    source: "voices",
    handle: (tx, rows) => applyVoices(services, tx, rows),
    onError,
  });
  const events = createFollower(services.store, {
    name: "feedback-events",
    source: "events",
    handle: (tx, rows) => followEvents(services, tx, rows),
    onError,
  });
  voices.start();
  events.start();
  const stops = [
    runEvery(services, { name: "feedback copies", everyMs: ROUTE_MS, run: () => foldCopies(services) }),
    runEvery(services, { name: "feedback routing", everyMs: ROUTE_MS, run: () => routeNew(services) }),
  ];
  return async () => {
    await Promise.all([...stops.map((stop) => stop()), voices.stop(), events.stop()]);
  };
}
