import { api, Refusal } from "@manyi/contracts";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

const SHOP = "https://www.shop.example";
let server: TestServer;
let manager: Caller;
let key: string;
let id: number;

beforeAll(async () => {
  server = await testServer({ publicUrl: "https://cx.example.test" });
  await server.addUnits([{ code: "G", type: "group" }]);
  manager = await server.person({ roles: ["cx_manager"] });
  const attributes = ["taste", "price"].map((code, index) => ({
    tenant_id: 1,
    id: index + 1,
    code,
    level: 1,
    name: JSON.stringify({ en: code === "taste" ? "Taste" : "Value" }),
  }));
  await server.store.db.insertInto("attributes").values(attributes).execute();
  ({ key, id } = await manager.call(api.expectationSources.addSite, { body: { name: "Website", origins: [SHOP] } }));
});

let visitor = 0;
/** A report as a browser sends it: a beacon of plain text with the origin of the page. */
function report(body: object | string, over: { key?: string; origin?: string | null; ip?: string; headers?: Record<string, string> } = {}) {
  visitor += 1;
  const origin = over.origin === undefined ? SHOP : over.origin;
  return server.app.inject({
    method: "POST",
    url: `/api/v1/beacon/${over.key ?? key}`,
    remoteAddress: over.ip ?? `10.1.${Math.floor(visitor / 250)}.${visitor % 250}`,
    headers: { "content-type": "text/plain;charset=UTF-8", ...(origin === null ? {} : { origin }), ...over.headers },
    payload: typeof body === "string" ? body : JSON.stringify(body),
  });
}
const view = (p: string, s: number, d = "2026-03-02") => ({ p, s, d });
const summary = () => manager.call(api.expectationSources.summary, { query: {} });
const rows = () =>
  server.store.db.selectFrom("expectation_sources").selectAll().where("site_id", "is not", null).orderBy("label").execute();

test("L8.2: the time on a page is the sum of its reports, without query and without what could name who looked", async () => {
  const replies = await Promise.all([
    ...Array.from({ length: 20 }, () => report(view("/menu/soup?u=alice#top", 3))),
    report(view("/orders/20261122001", 5)),
    report(view("/people/bob@example.com/", 7)),
    report(view("/menu/soup", 40, "2026-03-01")),
  ]);
  expect([...new Set(replies.map(({ statusCode }) => statusCode))]).toEqual([204]);
  expect((await rows()).map(({ label, value, to_day }) => [label, value, to_day]).sort()).toEqual([
    ["/menu/soup", 40, "2026-03-01"],
    ["/menu/soup", 60, "2026-03-02"],
    ["/orders/…", 5, "2026-03-02"],
    ["/people/…", 7, "2026-03-02"],
  ]);
  const stored = JSON.stringify(await rows());
  for (const trace of ["alice", "bob", "10.1.", "20261122001"]) expect(stored).not.toContain(trace);
  const { items } = await manager.call(api.expectationSources.sites, {});
  expect(items[0]).toMatchObject({ lastHeardAt: "2026-03-02T04:00:00.000Z", recentSeconds: 112, recentPages: 3 });
});

test("the reply opens the named origin alone, sets no cookie and says nothing else", async () => {
  const reply = await report(view("/menu", 1));
  expect(reply.headers["access-control-allow-origin"]).toBe(SHOP);
  expect([reply.headers["set-cookie"], reply.headers["access-control-allow-credentials"], reply.body]).toEqual([undefined, undefined, ""]);
});

test("a wrong key and the pages of another origin are answered with the same bytes, and store nothing", async () => {
  const before = (await rows()).length;
  const replies = await Promise.all([
    report(view("/x", 9), { key: "nothing" }),
    report(view("/x", 9), { origin: "https://evil.example" }),
    report(view("/x", 9), { origin: "https://www.shop.example.evil.example" }),
    report(view("/x", 9), { origin: "null" }),
    report(view("/x", 9), { origin: null }),
  ]);
  for (const reply of replies) {
    expect([reply.statusCode, reply.body]).toEqual([404, replies[0]!.body]);
    expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
  }
  expect((await rows()).length).toBe(before);
});

test("bodies that are huge, broken, from another day or say more than asked are refused and store nothing", async () => {
  const before = JSON.stringify(await rows());
  for (const [body, status] of [
    ["x".repeat(10_000), 413],
    ["{", 400],
    ["null", 400],
    [view("no-path", 5), 400],
    [view("/a\u0000b", 5), 400],
    [view("/a", 0), 400],
    [view("/a", 1e9), 400],
    [view("/a", 5, "2026-02-20"), 400],
    [view("/a", 5, "2026-13-40"), 400],
    [{ ...view("/a", 5), visitor: "alice" }, 400],
  ] as const)
    expect((await report(body)).statusCode, JSON.stringify(body).slice(0, 60)).toBe(status);
  expect(JSON.stringify(await rows())).toBe(before);
});

test("one visitor who floods is turned away; the others are heard", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 90; i++) statuses.push((await report(view("/flood", 1), { ip: "10.9.9.9" })).statusCode);
  expect(statuses.filter((status) => status === 429).length).toBe(30);
  expect((await report(view("/flood", 1))).statusCode).toBe(204);
  expect((await rows()).find(({ label }) => label === "/flood")!.value).toBe(61);
});

test("L8.2: do not track and privacy control are a no; so is a paused site", async () => {
  for (const headers of [{ dnt: "1" }, { "sec-gpc": "1" }]) expect((await report(view("/private", 9), { headers })).statusCode).toBe(204);
  const settings = { name: "Website", origins: [SHOP] };
  await manager.call(api.expectationSources.changeSite, { params: { id }, body: { ...settings, paused: true } });
  expect((await report(view("/private", 9))).statusCode).toBe(204);
  await manager.call(api.expectationSources.changeSite, { params: { id }, body: { ...settings, paused: false } });
  expect((await rows()).some(({ label }) => label === "/private")).toBe(false);
});

test("pages made up to fill the table end in one sum", async () => {
  const { tenant_id } = await server.store.db.selectFrom("beacon_sites").select("tenant_id").executeTakeFirstOrThrow();
  const full = Array.from({ length: 2000 }, (_, i) => ({
    tenant_id,
    id: server.services.ids.uuid(),
    client_key: `full ${i}`,
    kind: "dwell",
    label: `/made-up/${i}`,
    attribute_code: null,
    mapped_by: null,
    segment_id: null,
    region: null,
    from_day: "2026-03-03",
    to_day: "2026-03-03",
    value: 1,
    unit: "s",
    source: "Website",
    licence: null,
    method: null,
    created_by: null,
    created_at: server.clock.now(),
    site_id: id,
    base: null,
    low: null,
    high: null,
  }));
  await server.store.db.insertInto("expectation_sources").values(full).execute();
  for (const page of ["/a1", "/a2"]) await report(view(page, 10, "2026-03-03"));
  const found = (await rows()).filter(({ to_day, label }) => to_day === "2026-03-03" && !label.startsWith("/made-up/"));
  expect(found.map(({ label, value }) => [label, value])).toEqual([["/…", 20]]);
  await server.store.db.deleteFrom("expectation_sources").where("client_key", "like", "full %").execute();
});

test("pages made up day after day end in one sum too; pages known before stay apart", async () => {
  const site = await manager.call(api.expectationSources.addSite, { body: { name: "Full", origins: [SHOP] } });
  await sql`
    insert into expectation_sources (tenant_id, id, client_key, kind, label, from_day, to_day, value, unit, source, created_at, site_id)
    select 1, gen_random_uuid(), 'many ' || i, 'dwell', '/many/x' || i, d, d, 1, 's', 'Full', now(), ${site.id}
    from generate_series(1, 5000) i, lateral (select date '2026-02-20' + (i / 1000) as d) as days`.execute(server.store.db);
  for (const page of ["/many/x7", "/new/one", "/new/two"]) expect((await report(view(page, 10), { key: site.key })).statusCode).toBe(204);
  const heard = (await rows()).filter((row) => row.site_id === site.id && row.to_day === "2026-03-02");
  expect(heard.map(({ label, value }) => [label, value]).sort()).toEqual([
    ["/many/x7", 10],
    ["/…", 20],
  ]);
  const { dwellSeconds, unmappedDwellShare, unmappedPages } = await summary();
  expect(unmappedPages).toHaveLength(50);
  expect(unmappedPages.find(({ label }) => label === "/many/x7")?.volume).toBe(11);
  expect([dwellSeconds > 5000, unmappedDwellShare]).toEqual([true, 1]);
  await server.store.db.deleteFrom("expectation_sources").where("site_id", "=", site.id).execute();
  await manager.call(api.expectationSources.removeSite, { params: { id: site.id } });
});

test("a page stands for an attribute by hand before a rule, by the longer rule before the shorter; unmapped pages stand by their time", async () => {
  const rule = (pattern: string, attribute: string | null) =>
    manager.call(api.expectationSources.setRule, { body: { pattern, attribute } });
  await report(view("/menu/soup/prices", 30));
  await report(view("/about", 500));
  expect((await summary()).unmappedPages[0]).toMatchObject({ label: "/about", volume: 500 });
  await rule("/menu/*", "taste");
  await rule("/menu/soup/prices", "price");
  await manager.call(api.expectationSources.map, { body: { kind: "dwell", label: "/about", attribute: "price" } });
  await rule("/about", "taste");
  const time = async () => Object.fromEntries((await summary()).attributes.map(({ code, dwellSeconds }) => [code, dwellSeconds]));
  expect(await time()).toEqual({ taste: 101, price: 530 });
  await report(view("/menu/new", 9));
  expect((await time()).taste).toBe(110);
  await rule("/menu/*", null);
  expect((await time()).taste).toBeUndefined();
  expect((await manager.call(api.expectationSources.rules, {})).items.map(({ pattern }) => pattern)).toEqual([
    "/about",
    "/menu/soup/prices",
  ]);
  await expect(rule("/menu/*", "nothing")).rejects.toThrow(Refusal);
  await expect(rule("menu", "taste")).rejects.toThrow();
});

test("the script comes from us alone, keeps nothing in the browser, and waits for consent", async () => {
  const { body, headers, statusCode } = await server.app.inject({ method: "GET", url: "/beacon.js" });
  expect([statusCode, headers["cross-origin-resource-policy"]]).toEqual([200, "cross-origin"]);
  expect(body).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB|https?:\/\/|userAgent|referrer/);
  expect(body.length).toBeLessThan(1600);
  const { script } = await manager.call(api.expectationSources.sites, {});
  expect(script).toBe("https://cx.example.test/beacon.js");
});

test("a site belongs to its organisation, and to those who see it whole", async () => {
  const { S1 } = await server.addUnits([{ code: "S1", parent: "G" }]);
  const part = await server.person({ roles: ["cx_manager"], units: [S1!] });
  await expect(part.call(api.expectationSources.sites, {})).rejects.toThrow(Refusal);
  await server.addTenant(2, { isDemo: true });
  const other = await server.person({ roles: ["cx_manager"], tenantId: 2 });
  expect((await other.call(api.expectationSources.sites, {})).items).toEqual([]);
  for (const origin of ["www.shop.example", "https://shop.example/path", "*", "javascript:alert(1)"])
    await expect(manager.call(api.expectationSources.addSite, { body: { name: "X", origins: [origin] } }), origin).rejects.toThrow(Refusal);
  await expect(other.call(api.expectationSources.removeSite, { params: { id } })).rejects.toThrow(Refusal);
  expect(await manager.call(api.expectationSources.removeSite, { params: { id } })).toEqual({ removed: true });
  expect((await report(view("/menu", 1))).statusCode).toBe(404);
  expect((await rows()).length).toBeGreaterThan(0);
});
