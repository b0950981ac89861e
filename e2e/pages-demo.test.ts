import type { Caller } from "@manyi/server/testing";
import { afterAll, beforeAll } from "vitest";
import { testEveryPage } from "./every-page.js";
import { type House, openDemo } from "./house.js";

/* Every page of the menu, full in the demo organisation. */

let house: House;
let who: Caller;

beforeAll(async () => {
  ({ house, manager: who } = await openDemo(["admin", "cx_manager", "analyst"]));
}, 300_000);
afterAll(async () => {
  await house?.close();
});

testEveryPage(() => ({ house, who }), "zh-CN", 1440);
testEveryPage(() => ({ house, who }), "en", 360);
