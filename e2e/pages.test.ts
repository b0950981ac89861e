import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDemo } from "@manyi/server";
import { type Caller, type TestServer, testServer } from "@manyi/server/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.js";
import { menuPages, walk } from "./staff-pages.js";

/* Every page of the menu, empty in a new organisation and full in the demo, in both languages, at the desk and on a phone. */

let server: TestServer;
let browser: Browser;
let base: string;
let ticking: NodeJS.Timeout;
const people: { [organisation: string]: Caller } = {};

beforeAll(async () => {
  server = await testServer({ dataDir: await mkdtemp(join(tmpdir(), "manyi pages ")) });
  server.clock.set(new Date().toISOString());
  ticking = setInterval(() => server.clock.set(new Date().toISOString()), 100);
  base = await server.listen();
  browser = await openBrowser();
  await server.addUnits([
    { code: "G", type: "group", name: "总部" },
    { code: "S1", parent: "G", name: "门店 甲" },
  ]);
  await server.store.db
    .updateTable("tenants")
    .set({ is_set_up: true, name: JSON.stringify({ "zh-CN": "我的餐厅", en: "My restaurant" }) })
    .where("id", "=", 1)
    .execute();
  await loadDemo(server.services);
  people.new = await server.person({ roles: ["admin", "cx_manager", "analyst"], name: "体验经理" });
  people.demo = await server.person({ roles: ["admin", "cx_manager", "analyst"], tenantId: 2, name: "体验经理" });
}, 300_000);
afterAll(async () => {
  clearInterval(ticking);
  await browser?.close();
  await server?.stop();
});

async function deskIn(who: Caller, locale: string, width: number): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 740 : 900 }, locale, bypassCSP: true });
  const [name = "", value = ""] = who.headers.cookie!.split(/=(.*)/);
  await context.addCookies([{ name, value, url: base }]);
  await context.addInitScript((chosen) => localStorage.setItem("manyi.locale", chosen), locale);
  return context;
}

// each organisation in both languages and at both sizes
const WALKS = [
  ["new", "zh-CN", 360],
  ["new", "en", 1440],
  ["demo", "zh-CN", 1440],
  ["demo", "en", 360],
] as const;

describe("every page of the menu", () => {
  for (const [organisation, locale, width] of WALKS) {
    test(`${organisation} organisation, ${locale}, ${width} px`, { timeout: 400_000 }, async () => {
      const context = await deskIn(people[organisation]!, locale, width);
      const pages = await menuPages(context, base);
      expect(pages.length).toBeGreaterThan(25);
      await walk(context, base, pages, locale);
      await context.close();
    });
  }
});
