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
        for (const notice of noticesOf(followed.rows)) services.live.publish(notice);
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

/** Notices of a batch: one for each organisation whose tree changed, however often. Cases are announced by their own follower. */
function noticesOf(rows: Followed<"events">["rows"]): readonly Notice[] {
  const trees = new Set(rows.filter((row) => row.type === "unit.changed").map((row) => row.tenant_id));
  return [...trees].map((tenantId) => ({ type: "organisation", tenantId, unitId: null, data: {} }));
}
