import type { RouteSpec } from "@manyi/contracts";
import { ROLES } from "@manyi/core/access";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import type { InjectOptions } from "fastify";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { FEATURES } from "./app.js";
import { type Caller, type TestServer, testServer } from "./testing/index.js";
import { addressWith, NOTHING, type Place } from "./testing/named.js";
import { type Chance, inputShape, picked, sampleOf } from "./testing/sample.js";
import { BROKEN_BODIES, spoiled } from "./testing/wild.js";
import { furnish } from "./testing/world.js";

const HANDLERS = Object.values(FEATURES).flatMap((feature) => feature.routes);
const TRIES = 20;

let server: TestServer;
let place: Place;
let tables: readonly string[];
beforeAll(async () => {
  server = await testServer();
  const { S1 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
  ]);
  place = await furnish(server, 1, S1!, 1);
  const found = await sql<{ t: string }>`select table_name as t from information_schema.tables where table_schema = 'public'`.execute(
    server.store.db,
  );
  // counted on purpose even when refused: wrong passwords, places of followers
  tables = found.rows.map((row) => row.t).filter((name) => !["sign_in_guards", "followers"].includes(name));
});

/** One number that changes when any row of any table does. */
async function fingerprint(): Promise<string> {
  const parts = tables.map(
    (name) => sql`select ${name} as t, count(*) as n, coalesce(sum(hashtext(x::text)::bigint), 0)::text as h from ${sql.table(name)} x`,
  );
  const rows = await sql<{ t: string; n: number; h: string }>`${sql.join(parts, sql` union all `)} order by 1`.execute(server.store.db);
  return rows.rows.map((row) => `${row.t} ${row.n} ${row.h}`).join("\n");
}

/** Sends it; a refusal must be one of ours, below 500, and must have left no row changed. */
async function expectHarmless(options: InjectOptions): Promise<void> {
  const isWrite = options.method !== "GET";
  const before = isWrite ? await fingerprint() : "";
  const reply = await server.app.inject({ ...options, payloadAsStream: true });
  const chunks: Buffer[] = [];
  if (String(reply.headers["content-type"]).startsWith("text/event-stream")) reply.stream().destroy();
  else for await (const chunk of reply.stream()) chunks.push(chunk as Buffer);
  const told = `${options.method} ${String(options.url).slice(0, 300)} ${JSON.stringify(options.payload ?? null).slice(0, 600)} → ${Buffer.concat(chunks).toString().slice(0, 300)}`;
  expect(reply.statusCode, told).toBeLessThan(500);
  if (reply.statusCode >= 400 && isWrite) expect(await fingerprint(), told).toBe(before);
  if (reply.statusCode >= 400 && String(options.url).startsWith("/api/"))
    expect(JSON.parse(Buffer.concat(chunks).toString())).toHaveProperty("code");
}

function wildAddress(spec: RouteSpec, chance: Chance): string {
  const ids = chance() < 0.7 ? place.ids : NOTHING;
  const path = addressWith(spec, ids)
    .split("/")
    .map((part, index) =>
      spec.path.split("/")[index]!.startsWith(":") && chance() < 0.4 ? encodeURIComponent(text(spoiled("x", chance))) : part,
    )
    .join("/");
  if (spec.query === undefined) return path;
  const query = spoiled(sampleOf(inputShape(spec.query), chance), chance);
  if (typeof query !== "object" || query === null) return `${path}?${encodeURIComponent(text(query))}`;
  return `${path}?${Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(text(name))}=${encodeURIComponent(text(value))}`)
    .join("&")}`;
}

/** As a URL would carry it; halves of pairs cannot be carried. */
function text(value: unknown): string {
  const spelled = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return spelled.slice(0, 1000).replace(/\p{Surrogate}/gu, "?");
}

describe.each(HANDLERS.map((handler) => [handler.name, handler.spec] as const))("%s", (name, spec) => {
  test("malformed input is refused without a failure and without a trace", async () => {
    const chance = uniformStream(seedRng(name));
    const person: Caller = await server.person({ roles: ROLES });
    const headers = { "x-manyi-request": "1", ...(spec.may === "public" ? {} : person.headers) };
    for (let i = 0; i < TRIES; i++) {
      const url = wildAddress(spec, chance);
      if (spec.method === "GET") await expectHarmless({ method: "GET", url, headers });
      else if (i % 4 === 3) {
        const { type, payload } = picked(BROKEN_BODIES, chance);
        await expectHarmless({ method: spec.method, url, headers: { ...headers, "content-type": type }, payload });
      } else {
        const payload = spec.body === undefined ? undefined : JSON.stringify(spoiled(sampleOf(inputShape(spec.body), chance), chance));
        await expectHarmless({
          method: spec.method,
          url,
          headers: payload === undefined ? headers : { ...headers, "content-type": "application/json" },
          ...(payload === undefined ? {} : { payload }),
        });
      }
    }
  });
});

const PAGES: readonly { readonly method: "GET" | "POST"; readonly url: string; readonly fields: readonly string[] }[] = [
  { method: "GET", url: "/s/slug-1", fields: ["lang", "u", "e", "t", "c", "table", "sig", "page", "draft"] },
  {
    method: "POST",
    url: "/s/slug-1",
    fields: ["lang", "key", "page", "to", "token", "recommend", "overall", "comment", "submission", "version"],
  },
  { method: "POST", url: "/s/slug-1/callback", fields: ["phone", "email", "name", "lang"] },
  { method: "GET", url: "/s/gone", fields: ["lang"] },
  { method: "GET", url: "/complain", fields: ["lang", "unit", "o"] },
  { method: "POST", url: "/complain", fields: ["lang", "unit", "title", "description", "phone", "email", "key", "severity"] },
  { method: "GET", url: "/track", fields: ["reference", "secret", "lang", "c", "s"] },
  { method: "POST", url: "/track", fields: ["reference", "secret", "action", "text", "lang"] },
  { method: "GET", url: "/healthz", fields: ["x"] },
  { method: "GET", url: "/api/docs/", fields: ["url"] },
  { method: "GET", url: "/", fields: ["token"] },
];
describe.each(PAGES)("$method $url", ({ method, url, fields }) => {
  test("malformed forms and addresses are refused without a failure and without a trace", async () => {
    const chance = uniformStream(seedRng(`${method} ${url}`));
    for (let i = 0; i < TRIES; i++) {
      const form = fields
        .filter(() => chance() < 0.6)
        .map((field) => `${field}=${encodeURIComponent(text(spoiled("x", chance)))}`)
        .join("&");
      if (method === "GET") await expectHarmless({ method, url: `${url}?${form}&%ff=%00` });
      else if (i % 4 === 3) {
        const { type, payload } = picked(BROKEN_BODIES, chance);
        await expectHarmless({ method, url, headers: { "content-type": type }, payload });
      } else await expectHarmless({ method, url, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: form });
    }
  });
});

test("addresses that are no addresses, and methods nobody answers", async () => {
  for (const url of [
    "/api/v1/%",
    "/api/v1/%ff%fe",
    "/api/v1/cases/%00",
    "/%c0%ae%c0%ae/",
    `/api/v1/${"a/".repeat(500)}`,
    `/s/${"x".repeat(3000)}`,
    "//evil.example/",
    "/api/v1/cases?limit=1&limit=2",
    "/api/v1/voices?unit[]=1",
  ]) {
    for (const method of ["GET", "POST", "DELETE", "OPTIONS", "PATCH"] as const) {
      const reply = await server.app.inject({ method, url });
      expect(reply.statusCode, `${method} ${url}`).toBeLessThan(500);
    }
  }
});
