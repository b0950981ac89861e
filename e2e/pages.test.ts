import { loadDemo } from "@manyi/server";
import type { Caller } from "@manyi/server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse } from "./house.js";
import { menuPages, walk } from "./staff-pages.js";

/* Every page of the menu, empty in a new organisation and full in the demo, in both languages, at the desk and on a phone. */

let house: House;
const people: { [organisation: string]: Caller } = {};

beforeAll(async () => {
  house = await openHouse();
  await loadDemo(house.server.services);
  people.new = await house.server.person({ roles: ["admin", "cx_manager", "analyst"], name: "体验经理" });
  people.demo = await house.server.person({ roles: ["admin", "cx_manager", "analyst"], tenantId: 2, name: "体验经理" });
}, 300_000);
afterAll(async () => {
  await house?.close();
});

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
      const context = await house.seat(people[organisation]!, locale, width);
      const pages = await menuPages(context, house.base);
      expect(pages.length).toBeGreaterThan(25);
      await walk(context, house.base, pages, locale);
      await context.close();
    });
  }
});
