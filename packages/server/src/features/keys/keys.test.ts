import { api } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
let admin: Caller;
let manager: Caller;
let units: Record<string, number>;
beforeAll(async () => {
  server = await testServer();
  units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  admin = await server.person({ roles: ["admin"] });
  manager = await server.person({ roles: ["admin", "cx_manager"] });
});
const key = { name: "Till", permissions: ["surveys:read"], expiresOn: "2026-12-31" };

test("a key without permissions or without a last day is refused", async () => {
  await expect(admin.call(api.keys.create, { body: { name: "Till", expiresOn: "2026-12-31" } })).rejects.toMatchObject({
    problem: { code: "KEY_NEEDS_SCOPE" },
  });
  await expect(admin.call(api.keys.create, { body: { name: "Till", permissions: ["surveys:read"] } })).rejects.toMatchObject({
    problem: { code: "KEY_NEEDS_SCOPE" },
  });
});

test("a key cannot outlive a year, begin in the past, or hold a permission nobody knows", async () => {
  for (const expiresOn of ["2026-03-01", "2027-03-04"]) {
    await expect(admin.call(api.keys.create, { body: { ...key, expiresOn } })).rejects.toMatchObject({
      problem: { code: "INVALID_INPUT", at: [{ path: "body.expiresOn" }] },
    });
  }
  await expect(admin.call(api.keys.create, { body: { ...key, permissions: ["surveys:eat"] } })).rejects.toMatchObject({
    problem: { at: [{ path: "body.permissions[0]" }] },
  });
});

test("a key holds no more than its maker, and never keys, people or the demo", async () => {
  for (const permission of ["voices:read", "keys:write", "users:write", "demo:remove"]) {
    await expect(admin.call(api.keys.create, { body: { ...key, permissions: [permission] } })).rejects.toMatchObject({
      problem: { code: "NOT_ALLOWED" },
    });
  }
});

test("a key opens what it names, within its unit, until its last day or until it is revoked", async () => {
  const { id, secret } = await manager.call(api.keys.create, { body: { ...key, permissions: ["cases:read"], unitId: units.S1! } });
  const asked = () => server.app.inject({ method: "GET", url: "/api/v1/vocabulary", headers: { authorization: `Bearer ${secret}` } });
  expect((await asked()).json().units.map((unit: { code: string }) => unit.code)).toEqual(["S1"]);
  const stored = await server.store.db.selectFrom("api_keys").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toContain(secret);
  server.clock.set("2027-01-01T00:00:00Z");
  expect((await asked()).statusCode).toBe(401);
  server.clock.set("2026-03-02T04:00:00Z");
  expect((await asked()).statusCode).toBe(200);
  await manager.call(api.keys.revoke, { params: { id } });
  expect((await asked()).statusCode).toBe(401);
  const { items } = await manager.call(api.keys.list, {});
  expect(items.find((item) => item.id === id)).toMatchObject({ lastUsedOn: "2026-03-02", revokedAt: "2026-03-02T04:00:00.000Z" });
});

test("each key has its own limit, and the refusal says when to come back", async () => {
  const [one, other] = [await server.apiKey({ permissions: ["surveys:read"] }), await server.apiKey({ permissions: ["surveys:read"] })];
  const replies = [];
  for (let i = 0; i < 330; i++) replies.push(await one.inject({ method: "GET", url: "/api/v1/session/state" }));
  const refused = replies.find((reply) => reply.statusCode === 429);
  expect(refused?.json().code).toBe("RATE_LIMITED");
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThanOrEqual(1);
  expect((await other.inject({ method: "GET", url: "/api/v1/session/state" })).statusCode).toBe(200);
});
