import { afterEach, beforeEach, expect, test } from "vitest";
import { appendAudit, verifyAudit } from "./audit.js";
import { type FreshStore, freshStore } from "./testing/index.js";

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.drop());

function write(action: string, tenantId = 1): Promise<number> {
  const entry = {
    tenantId,
    at: new Date("2026-03-02T04:00:00.123Z"),
    actorKind: "user",
    actorId: "u1",
    action,
    object: "survey:1",
  } as const;
  return fresh.store.tx((tx) => appendAudit(tx, { ...entry, detail: { z: 1, a: { y: [1, 2], b: null } }, reason: "因为需要" }));
}

test("audit: 30 entries at once make one unbroken chain, numbered per organisation", async () => {
  await Promise.all(Array.from({ length: 30 }, (_, place) => write(`a${place}`)));
  expect(await write("other", 2)).toBe(1);
  expect(await verifyAudit(fresh.store.db, 1)).toEqual({ entries: 30, brokenAt: null });
  expect(await verifyAudit(fresh.store.db, 2)).toEqual({ entries: 1, brokenAt: null });
  expect(await verifyAudit(fresh.store.db, 3)).toEqual({ entries: 0, brokenAt: null });
});

test("audit: the table refuses changes, and one made behind its back shows where", async () => {
  for (const action of ["a", "b", "c"]) await write(action);
  await expect(fresh.store.pool.query("update audit_log set action = 'x'")).rejects.toThrow("append-only");
  await expect(fresh.store.pool.query("delete from audit_log")).rejects.toThrow("append-only");
  await fresh.store.pool.query("alter table audit_log disable trigger audit_log_guard; update audit_log set reason = 'x' where seq = 2");
  expect(await verifyAudit(fresh.store.db, 1)).toEqual({ entries: 1, brokenAt: 2 });
});

test("audit: entries cut off the end show too", async () => {
  for (const action of ["a", "b", "c"]) await write(action);
  await fresh.store.pool.query("alter table audit_log disable trigger audit_log_guard; delete from audit_log where seq = 3");
  expect(await verifyAudit(fresh.store.db, 1)).toEqual({ entries: 2, brokenAt: 3 });
});
