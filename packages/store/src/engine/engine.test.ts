import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";
import { quiet } from "../log.js";
import { openStore } from "../store.js";
import { openFolder } from "../testing/engine.js";
import { type Engine, findEngine, startEngine } from "./index.js";

const started: Engine[] = [];
const folders: string[] = [];

async function start(dataDir: string): Promise<Engine> {
  const engine = await startEngine({ dataDir, log: quiet });
  started.push(engine);
  return engine;
}

function folder(name = "data"): string {
  const root = openFolder("manyi-engine-");
  folders.push(root);
  return join(root, name);
}

afterEach(async () => {
  for (const engine of started.splice(0)) await engine.stop();
  for (const root of folders.splice(0)) rmSync(root, { recursive: true, force: true });
});

async function ask(engine: { config: Engine["config"] }, text: string): Promise<unknown> {
  const store = openStore(engine.config);
  try {
    const answer = await store.pool.query<{ answer: unknown }>(text);
    return answer.rows[0]?.answer;
  } finally {
    await store.close();
  }
}

test("engine: starts on an empty folder, keeps what was written, and starts again from a path with spaces and Chinese", async () => {
  const data = folder("my data 数据 and a very long name so that the folder alone would break the limit of a socket's address");
  const first = await start(data);
  await ask(first, "create table kept as select 42 as answer");
  await first.stop();
  const second = await start(data);
  expect(await ask(second, "select answer from kept")).toBe(42);
  expect(await ask(second, "select current_setting('listen_addresses') as answer")).toBe("");
});

test("engine: a second start on the same folder refuses in words, in both languages", async () => {
  const data = folder();
  await start(data);
  const refused = startEngine({ dataDir: data, log: quiet });
  await expect(refused).rejects.toMatchObject({ code: "DATA_IN_USE", text: { "zh-CN": expect.stringContaining("MANYI_DATA") } });
  await expect(startEngine({ dataDir: data, log: quiet })).rejects.toThrow(`process ${process.pid}`);
});

test("engine: the lock of a killed process, even with a number in use again, does not keep the folder shut", async () => {
  const data = folder();
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "manyi.lock"), `${process.pid} 1 left-by-somebody-else\n`);
  const engine = await start(data);
  expect(await ask(engine, "select 1 as answer")).toBe(1);
});

test("engine: killed on its own, it comes back with everything committed", async () => {
  const engine = await start(folder());
  await ask(engine, "create table kept as select 7 as answer");
  const before = engine.pid();
  process.kill(before!, "SIGKILL");
  for (let tries = 0; engine.pid() === before || engine.pid() === null; tries++) {
    if (tries > 500) throw new Error("the engine did not come back");
    await sleep(20);
  }
  expect(await ask(engine, "select answer from kept")).toBe(7);
});

test("store: a question that comes while the database is down waits for it, inside a transaction and outside", async () => {
  const engine = await start(folder());
  const store = openStore(engine.config);
  process.kill(engine.pid()!, "SIGKILL");
  await sleep(20);
  const answers = await Promise.all([
    store.pool.query("select 1 as answer").then(({ rows }) => rows[0].answer),
    store.tx(async (tx) => (await sql<{ answer: number }>`select 2 as answer`.execute(tx)).rows[0]!.answer),
  ]);
  expect(answers).toEqual([1, 2]);
  await store.close();
});

test("engine: another process finds it while it runs, and finds nothing after it stopped", async () => {
  const data = folder();
  expect(findEngine(data)).toBeNull();
  const engine = await start(data);
  const found = findEngine(data);
  expect(found).toMatchObject({ host: engine.config.host });
  expect(await ask({ config: found! }, "select 1 as answer")).toBe(1);
  await engine.stop();
  expect(findEngine(data)).toBeNull();
});

test("engine: only its own account may enter the socket's folder", async () => {
  const engine = await start(folder());
  expect(statSync(String(engine.config.host)).mode & 0o077).toBe(0);
});

test("engine: when its account may not enter the data folder, the data lies where it may, a link tells where, and a removed folder starts anew", async () => {
  const data = folder("closed/data");
  mkdirSync(data, { recursive: true });
  chmodSync(join(data, ".."), 0o700);
  const first = await start(data);
  await ask(first, "create table kept as select 1 as answer");
  await first.stop();
  const cluster = join(data, "postgres");
  const isMoved = lstatSync(cluster).isSymbolicLink();
  // an ordinary user runs the engine as itself and needs no other place
  expect(isMoved).toBe(process.getuid?.() === 0);
  const place = join(realpathSync(cluster), "..");
  const again = await start(data);
  expect(await ask(again, "select answer from kept")).toBe(1);
  await again.stop();
  rmSync(data, { recursive: true });
  const anew = await start(data);
  expect(await ask(anew, "select count(*) as answer from pg_tables where tablename = 'kept'")).toBe(0);
  await anew.stop();
  if (isMoved) rmSync(place, { recursive: true });
  expect(existsSync(String(anew.config.host))).toBe(false);
});
