import { Writable } from "node:stream";
import { beforeAll, expect, test } from "vitest";
import { createLog } from "../../platform/log.js";
import { type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
const get = (url: string, headers: Record<string, string> = {}) => server.nobody.inject({ method: "GET", url, headers });

test("health, readiness and figures answer without a session, and say nothing about people", async () => {
  expect((await get("/healthz")).json()).toMatchObject({ ok: true });
  expect((await get("/readyz")).json()).toEqual({ isReady: true });
  await get("/api/v1/session/state");
  await get("/api/v1/voices/0198d2a0-0000-7000-8000-000000000000");
  const { body } = await get("/metrics");
  expect(body).toMatch(/manyi_request_seconds_count\{route="session.state",status="2xx"\} 1/);
  expect(body).not.toContain("0198d2a0");
  expect(body).toContain("manyi_live_streams 0");
});

test("the API description is served, and its pages load nothing from elsewhere", async () => {
  expect((await get("/api/openapi.json")).json()).toMatchObject({ openapi: "3.1.0" });
  const page = await get("/api/docs/");
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/https?:\/\//);
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toMatch(/script-src 'self' ?;/);
  expect(policy).not.toMatch(/https:/);
  expect((await get("/api/docs/static/swagger-initializer.js")).body).toContain("validatorUrl: null");
  expect((await get("/api/docs/json")).json()).toEqual((await get("/api/openapi.json")).json());
});

test("the process log keeps secrets and personal data out, also from the messages of errors", () => {
  const lines: string[] = [];
  const log = createLog(
    "debug",
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  log.info({ email: "lin@example.test", customer: { phone: "13800138000" }, deep: { er: { name: "林梅" } }, case: "c1" }, "opened");
  const broken = Object.assign(new Error("Key (email)=(lin@example.test) already exists"), { code: "23505", detail: "林梅" });
  log.error({ err: broken }, "incident");
  const text = lines.join("");
  for (const planted of ["lin@example.test", "13800138000", "林梅"]) expect(text).not.toContain(planted);
  expect(text).toContain("23505");
  expect(text).toContain("c1");
});
