import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { freshStore } from "./testing/index.js";

const { store, drop } = await freshStore();
afterAll(drop);

test("store: counts arrive as numbers, dates as written, instants as Date, numeric as text", async () => {
  const row = await store.pool.query(
    "select count(*) as n, date '2024-02-29' as day, 1.50::numeric as price, timestamptz '2026-03-02 12:00+08' as at",
  );
  expect(row.rows[0]).toEqual({ n: 1, day: "2024-02-29", price: "1.50", at: new Date("2026-03-02T04:00:00Z") });
});

test("store: a whole number too large to be exact is refused, never rounded", async () => {
  await expect(store.pool.query("select 9007199254740993::bigint as n")).rejects.toThrow("does not fit");
});

test("store: a transaction that throws leaves nothing", async () => {
  const failing = store.tx(async (tx) => {
    await tx.insertInto("counters").values({ tenant_id: 1, kind: "x", last: 1 }).execute();
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await store.db.selectFrom("counters").selectAll().execute()).toEqual([]);
});

test("store: a connection cut in the middle of a transaction fails that transaction, not the process; the next one works", async () => {
  const cut = store.tx(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await store.pool.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
    // the news arrives while nobody asks anything
    await sleep(100);
    await sql`select 1`.execute(tx);
  });
  await expect(cut).rejects.toThrow();
  expect((await store.pool.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
});
