import { loadDemo } from "@manyi/server";
import type { Caller } from "@manyi/server/testing";
import { afterAll, beforeAll } from "vitest";
import { testEveryPage } from "./every-page.js";
import { type House, openHouse } from "./house.js";

/* Every page of the menu, full in the demo organisation. */

let house: House;
let who: Caller;

beforeAll(async () => {
  house = await openHouse();
  await loadDemo(house.server.services);
  who = await house.server.person({ roles: ["admin", "cx_manager", "analyst"], tenantId: 2, name: "体验经理" });
}, 300_000);
afterAll(async () => {
  await house?.close();
});

testEveryPage(() => ({ house, who }), "zh-CN", 1440);
testEveryPage(() => ({ house, who }), "en", 360);
