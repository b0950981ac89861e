import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDuckNode } from "@manyi/analytics";
import { api, call } from "@manyi/contracts";
import { createIngest, migrate } from "@manyi/store";
import { aVoice, openFolder } from "@manyi/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "./open-database.js";
import { runCli } from "./run-cli.js";
import { settingsOf } from "./settings.js";

const folder = openFolder("manyi-cli-");
const data = join(folder, "my data 数据");
const passphrase = join(folder, "passphrase");

type Said = { code: number; out: string; err: string };
type Started = { url: string; lines: string[]; stop: () => Promise<number> };

async function say(dataDir: string, ...argv: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, { ...around(dataDir, out, err), interrupted: () => new Promise(() => {}) });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

function around(dataDir: string, out: string[], err: string[]) {
  const env = { MANYI_DATA: dataDir, MANYI_PORT: "0", MANYI_DEMO: "0", MANYI_LOG: "silent" };
  return { env, cwd: folder, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
}

async function start(dataDir: string): Promise<Started> {
  const lines: string[] = [];
  const err: string[] = [];
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const ended = runCli(["start"], { ...around(dataDir, lines, err), interrupted: () => interrupted });
  let code: number | null = null;
  void ended.then((exit) => {
    code = exit;
  });
  while (code === null && lines.length === 0) await sleep(50);
  if (code !== null) throw new Error(`start ended with ${code}: ${err.join("\n")}`);
  return {
    url: lines[0]!.slice("Manyi is ready at ".length),
    lines,
    stop: () => {
      interrupt();
      return ended;
    },
  };
}

let running: Started;
beforeAll(async () => {
  writeFileSync(passphrase, "correct horse battery\n");
  running = await start(data);
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("start: one line with the address and one with the one-time link; the page answers", async () => {
  expect(running.lines).toHaveLength(2);
  expect(running.lines[0]).toMatch(/^Manyi is ready at http:\/\/localhost:\d+$/);
  expect(running.lines[1]).toMatch(/\/welcome\?token=\S+$/);
  expect((await fetch(`${running.url}${api.session.state.path}`)).status).toBe(200);
});

test("start: a second one on the same data is refused in both languages", async () => {
  const second = await say(data, "start");
  expect(second).toMatchObject({ code: 1, out: "" });
  expect(second.err).toContain("正被另一个 Manyi");
  expect(second.err).toContain("is in use by another Manyi");
});

test("admin-link: works once, makes an administrator; afterwards a new one needs an address", async () => {
  const link = (await say(data, "admin-link")).out;
  expect(link.startsWith(`${running.url}/welcome?token=`)).toBe(true);
  const person = { name: "王敏", email: "wang@example.com", password: "a long enough password 1", locale: "zh-CN" as const };
  const claim = (address: string, email: string) =>
    call(
      (path, init) => fetch(`${running.url}${path}`, { ...init, headers: { ...init.headers, origin: running.url } }),
      api.session.claim,
      {
        body: { ...person, email, token: new URL(address).searchParams.get("token")! },
      },
    );
  await claim(link, person.email);
  await expect(claim(link, "other@example.com")).rejects.toThrow();
  expect(await say(data, "admin-link")).toMatchObject({ code: 2, err: expect.stringContaining("--email") });
  const second = await say(data, "admin-link", "--email", "li@example.com");
  expect(second.code).toBe(0);
  await claim(second.out, "li@example.com");
});

test("doctor: everything holds on a running server: a survey goes once around, and nothing of it stays", async () => {
  const { code, out, err } = await say(data, "doctor");
  expect(err).toBe("");
  expect(out).toContain("✓ 一份问卷走一圈");
  expect(code).toBe(0);
  // no mail server and no backup yet: said, with the way out, but no failure
  expect(out).toContain("! 邮件");
  expect(out).toContain("npx manyi backup");
  const { store, close } = await openDatabase(settingsOf({ ...around(data, [], []), interrupted: () => new Promise(() => {}) }));
  expect(await store.db.selectFrom("tenants").select("code").execute()).toEqual([{ code: "own" }]);
  expect(await store.db.selectFrom("voices").select("id").execute()).toEqual([]);
  expect(await store.db.selectFrom("survey_links").select("id").execute()).toEqual([]);
  await close();
});

test("backup and restore: sealed, while running, into a new folder; the new one starts and knows the same people", async () => {
  const file = join(folder, "a.manyi");
  const made = await say(data, "backup", file, "--passphrase-file", passphrase);
  expect(made).toMatchObject({ code: 0, err: "" });
  expect(made.out).toContain("sealed");
  const target = join(folder, "restored");
  expect(await say(data, "restore", file, "--passphrase-file", passphrase)).toMatchObject({
    code: 1,
    err: expect.stringContaining("MANYI_DATA"),
  });
  expect(await say(target, "restore", file)).toMatchObject({ code: 1, err: expect.stringContaining("口令") });
  expect(await say(target, "restore", file, "--passphrase-file", passphrase)).toMatchObject({ code: 0, err: "" });
  expect(existsSync(join(target, "keys", "manyi.key"))).toBe(true);
  expect(await say(target, "restore", file, "--passphrase-file", passphrase)).toMatchObject({
    code: 1,
    err: expect.stringContaining("empty database"),
  });
  // without a name the file goes beside the data, also when nothing runs
  expect((await say(target, "backup")).out).toContain(join(target, "backups"));
  const again = await start(target);
  // the account came along, so no first link is offered
  expect(again.lines).toHaveLength(1);
  const credentials = { email: "wang@example.com", password: "a long enough password 1" };
  await call(
    (path, init) => fetch(`${again.url}${path}`, { ...init, headers: { ...init.headers, origin: again.url } }),
    api.session.signIn,
    {
      body: credentials,
    },
  );
  expect(await again.stop()).toBe(0);
});

test("rebuild: refused while a server runs; otherwise the projection holds every stored answer again", async () => {
  expect(await say(data, "rebuild")).toMatchObject({ code: 1, err: expect.stringContaining("Stop it first") });
  const target = join(folder, "rebuilt");
  const { store, close } = await openDatabase(settingsOf({ ...around(target, [], []), interrupted: () => new Promise(() => {}) }));
  await migrate(store);
  const voices = Array.from({ length: 300 }, (_, place) => aVoice({ nps: place % 11 }));
  await createIngest(store).submitMany(voices);
  await close();
  expect(await say(target, "rebuild")).toMatchObject({ code: 0, err: "" });
  const node = await createDuckNode({ path: join(target, "analytics.duckdb") });
  const projected = await node.run("select cast(id as varchar), nps from voices order by 1", []);
  await node.close();
  expect(projected).toEqual(voices.map(({ id, nps }) => [id, nps]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
});
