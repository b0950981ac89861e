import { type Cursor, type Followed, readFollowed, START } from "@manyi/store";
import { sql } from "kysely";
import type { Stop } from "../../platform/feature.js";
import type { Notice } from "../../platform/live.js";
import { runWhenWoken } from "../../platform/loop.js";
import type { Services } from "../../platform/services.js";

const BATCH = 500;

/**
 * Turns committed events into notices. The cursor lives in memory and begins at "now": each process tells its own pages, and what
 * happened while nobody listened needs no telling.
 */
export async function followEvents(services: Services): Promise<Stop> {
  let cursor = null as Cursor | null;
  return runWhenWoken(services, {
    name: "live",
    everyMs: 1000,
    async run() {
      if (services.live.size() === 0) {
        cursor = null;
        return;
      }
      if (cursor === null) {
        cursor = await present(services);
        return;
      }
      for (;;) {
        const followed: Followed<"events"> = await readFollowed(services.store.db, "events", cursor, BATCH);
        cursor = followed.next;
        for (const notice of await noticesOf(services, followed.rows)) services.live.publish(notice);
        if (followed.rows.length < BATCH) return;
      }
    },
  });
}

/** The place after everything that is committed now. */
async function present(services: Services): Promise<Cursor> {
  const found = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(services.store.db);
  return { ...START, xid: found.rows[0]?.xid ?? START.xid };
}

type EventRow = Followed<"events">["rows"][number];

/** Notices of a batch: one for each case or unit, however often it changed. */
async function noticesOf(services: Services, rows: readonly EventRow[]): Promise<readonly Notice[]> {
  const cases = new Map(rows.filter((row) => row.type.startsWith("case.")).map((row) => [`${row.tenant_id} ${row.subject_id}`, row]));
  const known =
    cases.size === 0
      ? []
      : await services.store.db
          .selectFrom("cases")
          .select(["tenant_id", "id", "unit_id", "state"])
          .where("id", "in", [...new Set([...cases.values()].map((row) => row.subject_id))])
          .execute();
  const trees = new Set(rows.filter((row) => row.type === "unit.changed").map((row) => row.tenant_id));
  return [
    ...known
      .filter((row) => cases.has(`${row.tenant_id} ${row.id}`))
      .map((row): Notice => ({ type: "case", tenantId: row.tenant_id, unitId: row.unit_id, data: { id: row.id, state: row.state } })),
    ...[...trees].map((tenantId): Notice => ({ type: "organisation", tenantId, unitId: null, data: {} })),
  ];
}
