import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "./platform/config.js";
import { type Running, startServer } from "./start.js";

const folders: string[] = [];
const running = new Set<Running>();
afterAll(async () => {
  for (const server of running) await server.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
async function start(data: string): Promise<Running> {
  const server = await startServer(readConfig({ MANYI_DATA: data, MANYI_PORT: "0", MANYI_DEMO: "0", MANYI_LOG: "silent" }, "/"));
  running.add(server);
  return server;
}
async function stop(server: Running): Promise<void> {
  await server.stop();
  running.delete(server);
}

test("a fresh folder becomes an installation nobody can sign in to but by the one-time link; it outlives a restart", async () => {
  const data = join(await mkdtemp(join(tmpdir(), "manyi start ")), "with space");
  folders.push(data);
  const first = await start(data);
  const ask = async (server: Running, path: string, init?: RequestInit) => (await fetch(`${server.url}${path}`, init)).json();
  expect(await ask(first, "/readyz")).toEqual({ isReady: true });
  expect(await ask(first, "/api/v1/session/state")).toEqual({ signedIn: false, hasAccount: false });
  expect(first.adminLink).toMatch(/^http:\/\/localhost:\d+\/welcome\?token=.{32}$/);

  await expect(start(data)).rejects.toMatchObject({ code: "DATA_IN_USE" });
  expect(await ask(first, "/readyz")).toEqual({ isReady: true });

  const claim = {
    token: new URL(first.adminLink!).searchParams.get("token"),
    email: "a@example.test",
    name: "A",
    password: "long enough pass",
    locale: "en",
  };
  const headers = { "content-type": "application/json", "x-manyi-request": "1" };
  expect(await ask(first, "/api/v1/session/claim", { method: "POST", headers, body: JSON.stringify(claim) })).toEqual({ ok: true });
  await stop(first);

  const second = await start(data);
  expect(second.adminLink).toBeNull();
  const signIn = { email: claim.email, password: claim.password };
  expect(await ask(second, "/api/v1/session/sign-in", { method: "POST", headers, body: JSON.stringify(signIn) })).toEqual({ ok: true });
  await stop(second);
});
