import type { Store, Tables, Tx } from "@manyi/store";
import { type Selectable, sql } from "kysely";
import { type Comment, type Readers, readAll } from "./reader.js";
import { shareReadings, writeReadings } from "./writes.js";

export type RunRow = Selectable<Tables["reading_runs"]>;

/** Comments read again in one transaction; followers wait for its end. */
const BATCH = 200;

/**
 * Asks for everything to be read again; a run that is under way starts over, so that nothing is left at an older state.
 *
 * @returns the run
 */
export async function askForRun(
  tx: Tx,
  {
    tenantId,
    id,
    reason,
    by,
    at,
  }: { readonly tenantId: number; readonly id: string; readonly reason: RunRow["reason"]; readonly by: string | null; readonly at: Date },
): Promise<RunRow> {
  await tx
    .updateTable("reading_runs")
    .set({ state: "done", finished_at: at })
    .where("tenant_id", "=", tenantId)
    .where("state", "=", "running")
    .execute();
  const counted = await sql<{ n: number }>`select count(*)::int as n from voice_readings where tenant_id = ${tenantId}`.execute(tx);
  return tx
    .insertInto("reading_runs")
    .values({ tenant_id: tenantId, id, reason, state: "running", total: counted.rows[0]!.n, asked_by: by, asked_at: at })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The run under way, else the last one; `null` when there was none. */
export async function latestRun(db: Store["db"], tenantId: number): Promise<RunRow | null> {
  const found = await db
    .selectFrom("reading_runs")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .orderBy("asked_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

/**
 * Reads one batch of a run again. What people said stays; place and readings are committed together, so it goes on where it was.
 *
 * @returns whether a run was under way
 */
export async function takeRunBatch(store: Store, readers: Readers, now: () => Date): Promise<boolean> {
  return store.tx(async (tx) => {
    const run = await tx
      .selectFrom("reading_runs")
      .selectAll()
      .where("state", "=", "running")
      .orderBy("asked_at")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (run === undefined) return false;
    await shareReadings(tx);
    const found = await sql<Comment>`
      select v.id, v.comment, v.local_day from voice_readings r join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
      where r.tenant_id = ${run.tenant_id} and r.voice_id > ${run.last_id}::uuid
      order by r.voice_id limit ${BATCH}`.execute(tx);
    const reader = await readers(tx, run.tenant_id, now());
    await writeReadings(tx, { tenantId: run.tenant_id, treeVersion: reader.treeVersion, at: now() }, await readAll(reader, found.rows));
    const isOver = found.rows.length < BATCH;
    await tx
      .updateTable("reading_runs")
      .set({
        done: run.done + found.rows.length,
        last_id: found.rows.at(-1)?.id ?? run.last_id,
        ...(isOver ? { state: "done" as const, finished_at: now() } : {}),
      })
      .where("tenant_id", "=", run.tenant_id)
      .where("id", "=", run.id)
      .execute();
    return true;
  });
}
