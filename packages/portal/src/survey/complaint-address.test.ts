import { expect, test } from "vitest";
import { complaintAddress } from "./complaint-address.js";

test("a complaint goes to the organisation whose survey was open, not to another one of the installation", () => {
  expect(complaintAddress("zh-CN", "/s/demo?u=S01")).toBe("/complain?lang=zh-CN&s=demo");
  expect(complaintAddress("en", "/s/demo/callback?u=S01")).toBe("/complain?lang=en&s=demo");
  expect(complaintAddress("en", null)).toBe("/complain?lang=en");
});
