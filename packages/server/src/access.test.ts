import type { RouteSpec } from "@manyi/contracts";
import { PERMISSIONS, permissionsOf, ROLES } from "@manyi/core/access";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FEATURES } from "./app.js";
import type { Handler } from "./platform/handler.js";
import { type Caller, type TestServer, testServer } from "./testing/index.js";
import { addressWith, NOTHING, type Place } from "./testing/named.js";
import { inputShape, sampleOf } from "./testing/sample.js";
import { furnish } from "./testing/world.js";

const HANDLERS: readonly Handler[] = Object.values(FEATURES).flatMap((feature) => feature.routes);
const DENIED = new Set(["NOT_SIGNED_IN", "NOT_ALLOWED"]);

let server: TestServer;
let near: Place;
let sibling: Place;
let foreign: Place;
beforeAll(async () => {
  server = await testServer();
  await server.addTenant(2);
  const { S1, S2 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  // small ids are counted for each organisation; apart, so that a foreign one names nothing here
  for (const kind of ["org_units", "checklists", "interview_guides", "surveys", "inbound_sources", "topics"])
    await server.store.db.insertInto("counters").values({ tenant_id: 2, kind, last: 500 }).execute();
  const { T1 } = await server.addUnits([{ code: "T1", type: "group" }], 2);
  near = await furnish(server, 1, S1!, 1);
  sibling = await furnish(server, 1, S2!, 2);
  foreign = await furnish(server, 2, T1!, 3);
});

// a route after the other, a second apart: otherwise all of them together are more than nobody may ask in one moment
beforeEach(() => server.clock.advance(1000));

/** Sends a request to a route and answers with status and body. Event streams are left at their first byte. */
async function send(
  caller: Caller,
  spec: RouteSpec,
  ids: Place["ids"],
  body: unknown,
): Promise<{ status: number; text: string; code: string | null }> {
  const headers = { "x-manyi-request": "1", ...caller.headers };
  const url = addressWith(spec, ids);
  const reply = await server.app.inject({
    method: spec.method,
    url,
    headers,
    payloadAsStream: true,
    ...(body === undefined ? {} : { payload: body as object }),
  });
  if (String(reply.headers["content-type"]).startsWith("text/event-stream")) {
    reply.stream().destroy();
    return { status: reply.statusCode, text: "", code: null };
  }
  const chunks: Buffer[] = [];
  for await (const chunk of reply.stream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const code = reply.statusCode < 400 ? null : (JSON.parse(text) as { code: string }).code;
  return { status: reply.statusCode, text, code };
}

test("the table holds every route of the server, and enough of them to mean something", () => {
  expect(HANDLERS.length).toBeGreaterThan(30);
});

describe.each(HANDLERS.map((handler) => [handler.name, handler.spec] as const))("%s", (_name, spec) => {
  const isOpenTo = (permissions: ReadonlySet<string>): boolean =>
    spec.may === "public" || spec.may === "session" || permissions.has(spec.may);

  test("answers exactly those who may: each role alone, nobody, keys", async () => {
    for (const role of ROLES) {
      // a fresh person for each call: signing out is one of the routes
      const person = await server.person({ roles: [role] });
      const { code, status } = await send(person, spec, NOTHING, spec.body === undefined ? undefined : {});
      expect([role, code === null || !DENIED.has(code)]).toEqual([role, isOpenTo(permissionsOf([role]))]);
      expect(status).toBeLessThan(500);
    }
    const anonymous = await send(server.nobody, spec, NOTHING, spec.body === undefined ? undefined : {});
    expect(anonymous.code === "NOT_SIGNED_IN").toBe(spec.may !== "public");
    if (spec.may === "public" || spec.may === "session") return;
    const exact = await server.apiKey({ permissions: [spec.may] });
    const others = await server.apiKey({ permissions: PERMISSIONS.filter((permission) => permission !== spec.may) });
    expect(DENIED.has((await send(exact, spec, NOTHING, spec.body === undefined ? undefined : {})).code ?? "")).toBe(false);
    expect((await send(others, spec, NOTHING, spec.body === undefined ? undefined : {})).code).toBe("NOT_ALLOWED");
  });

  if (!spec.path.includes(":")) return;
  test("what lies outside the scope, or in another organisation, answers the same bytes as what does not exist", async () => {
    const body = spec.body === undefined ? undefined : sampleOf(inputShape(spec.body), () => 1);
    const scoped = await server.person({ roles: ROLES, units: [near.unitId] });
    const whole = await server.person({ roles: ROLES });
    const nothing = await send(whole, spec, NOTHING, body);
    expect([nothing.status, nothing.code], nothing.text).toEqual([404, "NOT_FOUND"]);
    expect(await send(scoped, spec, NOTHING, body)).toEqual(nothing);
    expect(await send(whole, spec, foreign.ids, body)).toEqual(nothing);
    // surveys, imports, checklists, guides and topics belong to the organisation, not to a unit
    const isOfUnit = !/^\/api\/v1\/(surveys|imports|checks\/lists|guides|taxonomy\/versions|themes\/topics)\//.test(spec.path);
    if (isOfUnit) expect(await send(scoped, spec, sibling.ids, body)).toEqual(nothing);
    if (spec.method === "GET" && spec.reply !== null) expect((await send(scoped, spec, near.ids, body)).code).not.toBe("NOT_FOUND");
  });
});
