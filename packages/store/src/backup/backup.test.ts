import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appendAudit, verifyAudit } from "../audit.js";
import { appendEvent } from "../events.js";
import { createFollower, type Follower } from "../followers.js";
import { createIngest } from "../ingest/index.js";
import type { Store } from "../store.js";
import { aVoice, type FreshStore, freshStore } from "../testing/index.js";
import { backup, restore } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "manyi-backup-"));
const at = new Date("2026-03-02T04:00:00.123Z");
let source: FreshStore;

beforeAll(async () => {
  source = await freshStore();
  const { store } = source;
  await createIngest(store).submitMany(
    Array.from({ length: 5000 }, (_, place) =>
      aVoice({
        comment: place % 3 === 0 ? `第 ${place} 条：“好”,\n\\ {"a": [1]} '单引号' \t end` : null,
        weight: 0.1 + place,
        detail: place % 2 === 0 ? { n: place } : null,
      }),
    ),
  );
  await store.pool.query("insert into tenants (id, code, name, created_at) values (1, 'own', '{}', now())");
  // a unit may stand before its parent
  await store.tx(async (tx) => {
    const unit = {
      tenant_id: 1,
      type: "store",
      name: JSON.stringify({ en: "x" }),
      time_zone: "Asia/Shanghai",
      path: "/",
      created_at: at,
    } as const;
    await tx
      .insertInto("org_units")
      .values([
        { ...unit, id: 2, code: "b" },
        { ...unit, id: 3, code: "a", parent_id: 2 },
      ])
      .execute();
    await tx.updateTable("org_units").set({ parent_id: 3 }).where("id", "=", 2).execute();
    await appendAudit(tx, { tenantId: 1, at, actorKind: "system", actorId: null, action: "a", object: "b", detail: { x: 1.5 } });
    await appendEvent(tx, { tenantId: 1, type: "t", subjectId: "s", at });
    await tx
      .insertInto("one_time_links")
      .values({ token_hash: Buffer.from([0, 255, 10]), purpose: "p", payload: "{}", expires_at: at })
      .execute();
  });
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function dump(store: Store): Promise<Record<string, unknown>> {
  const tables = ["voices", "tenants", "org_units", "audit_log", "events", "one_time_links", "counters"];
  const found = await Promise.all(
    tables.map((table) => store.pool.query(`select (to_jsonb(t) - 'xid')::text as row from ${table} t order by 1`)),
  );
  return Object.fromEntries(tables.map((table, place) => [table, found[place]!.rows]));
}

async function withEmpty<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const target = await freshStore();
  try {
    await target.store.pool.query("drop schema public cascade; create schema public");
    return await work(target.store);
  } finally {
    await target.drop();
  }
}

test("backup: everything comes back exactly in an empty database, with its files, chain and references", async () => {
  const file = join(folder, "plain.manyi");
  writeFileSync(join(folder, "key"), "secret");
  const made = await backup(source.store, file, { files: { "keys/manyi.key": join(folder, "key"), absent: join(folder, "none") } });
  expect(made).toMatchObject({ voices: 5000, sealed: false });
  expect(statSync(file).mode & 0o077).toBe(0);
  await withEmpty(async (store) => {
    const files: string[] = [];
    const read = await restore(store, file, { onFile: async (name, content) => void files.push(`${name}=${content}`) });
    expect(read).toEqual(made);
    expect(files).toEqual(["keys/manyi.key=secret"]);
    expect(await dump(store)).toEqual(await dump(source.store));
    expect(await verifyAudit(store.db, 1)).toEqual({ entries: 1, brokenAt: null });
    const references = await store.pool.query("select count(*) as n from pg_constraint where contype = 'f' and convalidated");
    const before = await source.store.pool.query("select count(*) as n from pg_constraint where contype = 'f'");
    expect(references.rows).toEqual(before.rows);
  });
});

test("backup: a passphrase seals it; a wrong one, none, or one changed byte restores nothing", async () => {
  const file = join(folder, "sealed.manyi");
  await backup(source.store, file, { passphrase: "满意 correct horse" });
  expect(readFileSync(file).includes("voices")).toBe(false);
  await withEmpty(async (store) => {
    await expect(restore(store, file)).rejects.toMatchObject({ code: "BACKUP_SEALED" });
    await expect(restore(store, file, { passphrase: "wrong" })).rejects.toMatchObject({ code: "BACKUP_SEALED" });
    const bytes = readFileSync(file);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(join(folder, "changed.manyi"), bytes);
    await expect(restore(store, join(folder, "changed.manyi"), { passphrase: "满意 correct horse" })).rejects.toMatchObject({
      code: "BACKUP_SEALED",
    });
    expect((await restore(store, file, { passphrase: "满意 correct horse" })).voices).toBe(5000);
  });
});

test("backup: a file cut short is refused and leaves the database empty", async () => {
  const file = join(folder, "whole.manyi");
  await backup(source.store, file);
  const bytes = readFileSync(file);
  writeFileSync(join(folder, "cut.manyi"), bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  writeFileSync(join(folder, "other.manyi"), "not a backup");
  await withEmpty(async (store) => {
    await expect(restore(store, join(folder, "cut.manyi"))).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
    await expect(restore(store, join(folder, "other.manyi"))).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
    expect((await store.pool.query("select count(*) as n from voices")).rows[0].n).toBe(0);
    expect((await restore(store, file)).voices).toBe(5000);
  });
});

test("restore: a database that holds data is refused in both languages", async () => {
  const file = join(folder, "again.manyi");
  await backup(source.store, file);
  await expect(restore(source.store, file)).rejects.toMatchObject({
    code: "NOT_EMPTY",
    text: { "zh-CN": expect.stringContaining("空的数据库") },
  });
});

test("backup: taken while voices come in, it is one moment's state", async () => {
  const busy = await freshStore();
  const ingest = createIngest(busy.store, { batch: 50 });
  let isDone = false;
  const writing = (async () => {
    // each transaction stores a voice and its event together: a torn copy would show one without the other
    for (let turn = 0; !isDone; turn++) {
      await ingest.submit(aVoice());
      await busy.store.tx(async (tx) => {
        await appendEvent(tx, { tenantId: 1, type: "pair", subjectId: String(turn), at });
        await tx
          .insertInto("counters")
          .values({ tenant_id: 1, kind: `pair-${turn}`, last: turn })
          .execute();
      });
    }
  })();
  await sleep(200);
  const file = join(folder, "busy.manyi");
  await backup(busy.store, file);
  isDone = true;
  await writing;
  await withEmpty(async (store) => {
    await restore(store, file);
    const pairs = await store.pool.query(
      "select (select count(*) from events) as events, (select count(*) from counters where kind like 'pair-%') as counters",
    );
    expect(pairs.rows[0].events).toBe(pairs.rows[0].counters);
    expect(pairs.rows[0].events).toBeGreaterThan(0);
  });
  await busy.drop();
});

test("restore: each follower goes on where it stood, nothing twice and nothing left out, whatever the transaction numbers were", async () => {
  const origin = await freshStore();
  const follow = (store: Store, name: string, seen: string[], batch: number): Follower =>
    createFollower(store, {
      name,
      source: "events",
      batch,
      handle: async (_, rows) => void seen.push(...rows.map((row) => row.subject_id)),
    });
  const write = async (store: Store, names: string) => {
    for (const subjectId of names) await store.tx((tx) => appendEvent(tx, { tenantId: 1, type: "t", subjectId, at }));
  };
  const until = async (follower: Follower, seen: string[], length: number) => {
    while (seen.length < length) if ((await follower.run()) === 0) await sleep(5);
  };
  const early: string[] = [];
  const late: string[] = [];
  await write(origin.store, "abc");
  await until(follow(origin.store, "early", early, 10), early, 3);
  await write(origin.store, "de");
  await until(follow(origin.store, "late", late, 10), late, 5);
  await write(origin.store, "fg");
  const file = join(folder, "followed.manyi");
  await backup(origin.store, file);
  await origin.drop();

  await withEmpty(async (store) => {
    await restore(store, file);
    await write(store, "hi");
    const [a, b, c]: [string[], string[], string[]] = [[], [], []];
    await until(follow(store, "early", a, 3), a, 6);
    await until(follow(store, "late", b, 3), b, 4);
    await until(follow(store, "new", c, 3), c, 9);
    expect([a.sort().join(""), b.sort().join(""), c.sort().join("")]).toEqual(["defghi", "fghi", "abcdefghi"]);
  });
});
