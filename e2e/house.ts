import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDemo } from "@manyi/server";
import { type Caller, type TestServer, testServer } from "@manyi/server/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { openBrowser } from "./browser.js";

export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** An organisation that is set up (a head office G and the store S1 below it), on a server of its own, with a browser. */
export type House = {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly base: string;
  /** ids by code */
  readonly units: Readonly<Record<string, number>>;
  /** a browser in which this person is signed in; up to 500 px wide it is as high as a phone */
  readonly seat: (who: Caller, locale: Locale, width: number) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
};

export async function openHouse(): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), "manyi house "));
  const server = await testServer({ dataDir });
  // people work in real time: limits refill, pages age, and what waits is sent again after a while
  const tick = () => server.clock.set(new Date().toISOString());
  tick();
  const ticking = setInterval(tick, 100);
  const base = await server.listen();
  const browser = await openBrowser();
  const units = await server.addUnits([
    { code: "G", type: "group", name: "总部" },
    { code: "S1", parent: "G", name: "门店 甲" },
  ]);
  await server.store.db
    .updateTable("tenants")
    .set({ is_set_up: true, name: JSON.stringify({ "zh-CN": "我的餐厅", en: "My restaurant" }) })
    .where("id", "=", 1)
    .execute();
  return {
    server,
    browser,
    base,
    units,
    async seat(who, locale, width) {
      // a menu that is still sliding takes no press; one that is tried again scrolls the page, and the menu turns over under the pointer
      const context = await browser.newContext({
        viewport: { width, height: width < 500 ? 740 : 900 },
        locale,
        bypassCSP: true,
        reducedMotion: "reduce",
      });
      const [name = "", value = ""] = who.headers.cookie!.split(/=(.*)/);
      await context.addCookies([{ name, value, url: base }]);
      await context.addInitScript((chosen) => localStorage.setItem("manyi.locale", chosen), locale);
      return context;
    },
    async close() {
      clearInterval(ticking);
      await browser.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The demo organisation with somebody of the head office, and the manager of its first store. */
export async function openDemo(
  roles: Parameters<TestServer["person"]>[0]["roles"],
): Promise<{ readonly house: House; readonly manager: Caller; readonly storeManager: Caller }> {
  const house = await openHouse();
  await loadDemo(house.server.services);
  const manager = await house.server.person({ roles, tenantId: 2, name: "体验经理" });
  const store = await house.server.store.db
    .selectFrom("org_units")
    .select("id")
    .where("tenant_id", "=", 2)
    .where("type", "=", "store")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  const storeManager = await house.server.person({ roles: ["frontline_manager"], tenantId: 2, units: [store.id], name: "店长" });
  return { house, manager, storeManager };
}
