import { api } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { routeCoverage } from "./app.js";
import { type TestServer, testServer } from "./testing/index.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ publicUrl: "https://cx.example.test" });
});

test("every route of the contract is answered by exactly one handler", () => {
  expect(routeCoverage()).toEqual({ unanswered: [], answeredTwice: [] });
});

test("a change that another site makes a browser send is refused: no own header, another origin, or cross-site", async () => {
  const person = await server.person({ roles: ["admin"] });
  const send = (headers: Record<string, string>) =>
    server.app.inject({ method: "PATCH", url: "/api/v1/session", headers: { ...person.headers, ...headers }, payload: { locale: "en" } });
  const own = { "x-manyi-request": "1" };
  for (const headers of [
    {},
    { ...own, origin: "https://evil.example" },
    { ...own, origin: "null" },
    { ...own, origin: "https://cx.example.test.evil.example" },
    { ...own, "sec-fetch-site": "cross-site" },
  ]) {
    const reply = await send(headers as Record<string, string>);
    expect([reply.statusCode, reply.json().code], JSON.stringify(headers)).toEqual([403, "FORGED_REQUEST"]);
  }
  expect((await send({ ...own, origin: "https://cx.example.test" })).statusCode).toBe(200);
  expect((await send(own)).statusCode).toBe(200);
});

test("other sites may neither read the API nor ask first", async () => {
  const asked = await server.app.inject({
    method: "OPTIONS",
    url: "/api/v1/session",
    headers: {
      origin: "https://evil.example",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "x-manyi-request",
    },
  });
  expect(asked.statusCode).toBe(404);
  const read = await server.app.inject({ method: "GET", url: "/api/v1/session/state", headers: { origin: "https://evil.example" } });
  for (const reply of [asked, read]) expect(Object.keys(reply.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("every answer carries the headers that keep a browser safe, and no script but our own files runs anywhere", async () => {
  for (const url of ["/", "/api/v1/session/state", "/api/docs/", "/s/gone", "/complain", "/track", "/healthz", "/nothing.txt"]) {
    const { headers } = await server.app.inject({ method: "GET", url });
    const policy = String(headers["content-security-policy"]);
    expect(policy, url).toMatch(/script-src 'self' ?(;|$)/);
    expect(policy, url).toContain("object-src 'none'");
    expect(policy, url).not.toMatch(/https?:|\*/);
    expect(headers["x-content-type-options"], url).toBe("nosniff");
    expect(headers["strict-transport-security"], url).toContain("max-age");
    expect(headers["referrer-policy"], url).toBeDefined();
    expect(headers["x-powered-by"], url).toBeUndefined();
  }
});

test("what the API says is not kept by browsers or proxies", async () => {
  expect((await server.app.inject({ method: "GET", url: "/api/v1/session/state" })).headers["cache-control"]).toBe("no-store");
});

test("over https the session cookie travels encrypted only, out of reach of scripts and of other sites", async () => {
  const admin = await server.person({ roles: ["admin"] });
  const { link } = await admin.call(api.org.invite, { body: { email: "n@example.test", name: "N", roles: ["agent"], unitIds: [] } });
  expect(link).toMatch(/^https:\/\/cx\.example\.test\/welcome\?token=/);
  const reply = await server.nobody.inject({
    method: "POST",
    url: "/api/v1/session/claim",
    headers: { "x-manyi-request": "1" },
    payload: {
      token: new URL(link).searchParams.get("token"),
      email: "n@example.test",
      name: "N",
      password: "long enough pass",
      locale: "en",
    },
  });
  const cookie = String(reply.headers["set-cookie"]);
  for (const part of ["__Secure-manyi.session_token=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"])
    expect(cookie.toLowerCase()).toContain(part.toLowerCase());
});

test("a hundred people behind one address can open a survey page at once", async () => {
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => server.app.inject({ method: "GET", url: "/complain", remoteAddress: "203.0.113.7" })),
  );
  expect(replies.map((reply) => reply.statusCode)).toEqual(Array(100).fill(200));
});

test("an unknown failure tells an incident number and nothing else; a body beyond the limit is refused", async () => {
  const admin = await server.person({ roles: ["admin"] });
  const big = await admin.inject({
    method: "POST",
    url: "/api/v1/units",
    headers: { "x-manyi-request": "1", "content-type": "application/json" },
    payload: JSON.stringify({ name: "x".repeat(3_000_000) }),
  });
  expect([big.statusCode, big.json().code]).toEqual([413, "TOO_LARGE"]);
});
