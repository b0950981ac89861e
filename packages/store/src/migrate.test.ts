import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "./migrate.js";
import { MIGRATIONS } from "./migrations/index.js";
import { openStore, type Store } from "./store.js";
import { type FreshStore, freshStore } from "./testing/index.js";

let fresh: FreshStore;
let empty: Store;
beforeAll(async () => {
  fresh = await freshStore();
  await fresh.store.pool.query("create database empty_for_migration");
  empty = openStore({ ...fresh.config, database: "empty_for_migration" });
});
afterAll(async () => {
  await empty.close();
  await fresh.store.pool.query("drop database empty_for_migration");
  await fresh.drop();
});

test("migrate: four at once on an empty database, one of them does the work; a second run changes nothing", async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(empty)));
  expect(applied.flat()).toEqual(MIGRATIONS.map((migration) => migration.name));
  expect(await migrate(empty)).toEqual([]);
});

test("migrate: a step that fails leaves nothing behind and may be run again", async () => {
  const broken = [...MIGRATIONS, { name: "9999-broken", up: "create table half (id integer); select 1 / 0" }];
  await expect(migrate(empty, broken)).rejects.toThrow("division by zero");
  const half = await empty.pool.query("select to_regclass('half') as it");
  expect(half.rows[0].it).toBeNull();
  expect(await migrate(empty)).toEqual([]);
});

test("migrate: a database written by a later version is refused in both languages", async () => {
  await migrate(empty, [...MIGRATIONS, { name: "9999-later", up: "select 1" }]);
  await expect(migrate(empty)).rejects.toMatchObject({ code: "DATABASE_NEWER", text: { "zh-CN": expect.stringContaining("9999-later") } });
});

test("migrate: what personal data was found by is taken away at once; other comments are found as before", async () => {
  await fresh.store.pool.query("create database written_words");
  const released = openStore({ ...fresh.config, database: "written_words" });
  const masked = MIGRATIONS.findIndex(({ name }) => name === "0016-masked-search");
  await migrate(released, MIGRATIONS.slice(0, masked));
  await released.pool.query(`
    insert into voice_readings (tenant_id, voice_id, local_day, taxonomy_version, model_version, confidence, pii, search, read_at)
    values (1, '00000000-0000-4000-8000-000000000001', 20000, 1, 'm', 1, '[{"type":"PHONE","start":0,"end":11}]', '13800000001:1', now()),
      (1, '00000000-0000-4000-8000-000000000002', 20000, 1, 'm', 1, '[]', 'soup:1', now())`);
  await migrate(released);
  const kept = await released.pool.query("select search::text from voice_readings order by voice_id");
  await released.close();
  await fresh.store.pool.query("drop database written_words");
  expect(kept.rows).toEqual([{ search: null }, { search: "'soup':1" }]);
});

test("schema: the tables and columns of the types are those of the database", async () => {
  const found = await fresh.store.pool.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'",
  );
  const typed = tablesOfTypes();
  expect(typed.length).toBeGreaterThan(200);
  const known = new Set(typed.map((name) => name.split(".")[0]));
  const present = found.rows.map((row) => row.name).filter((name) => known.has(name.split(".")[0]));
  expect(typed.sort()).toEqual(present.sort());
});

/** `table.column` for every table type, read from the sources: types leave nothing to look at when tests run. */
function tablesOfTypes(): string[] {
  const folder = new URL("./schema/", import.meta.url);
  const source = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), "utf8"))
    .join("\n");
  const tables = [...source.matchAll(/^ {2}(\w+): (\w+Table);$/gm)];
  return tables.flatMap(([, table, type]) => {
    const body = new RegExp(`^export type ${type} = \\{(.*?)\\};$`, "ms").exec(source)?.[1];
    if (body === undefined) throw new Error(`no type ${type}`);
    const flat = body.replaceAll(/\/\*\*.*?\*\//gs, "").replaceAll(/\{[^{}]*\}/g, "object");
    return [...flat.matchAll(/(?:^|;)\s*(\w+): /g)].map(([, column]) => `${table}.${column}`);
  });
}
