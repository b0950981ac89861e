import type { Caller } from "@manyi/server/testing";
import { afterAll, beforeAll } from "vitest";
import { testEveryPage } from "./every-page.js";
import { type House, openHouse } from "./house.js";

/* Every page of the menu, empty in a new organisation. */

let house: House;
let who: Caller;

beforeAll(async () => {
  house = await openHouse();
  who = await house.server.person({ roles: ["admin", "cx_manager", "analyst"], name: "体验经理" });
});
afterAll(async () => {
  await house?.close();
});

testEveryPage(() => ({ house, who }), "zh-CN", 360);
testEveryPage(() => ({ house, who }), "en", 1440);
