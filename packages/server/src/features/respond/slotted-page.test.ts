import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { SLOT, slottedPage } from "./slotted-page.js";

test("a slotted page: what is unpacked is the page with the value in its place, for any value", () => {
  const text = `${"问卷 survey ".repeat(400)}<input value="${SLOT}">${"结束 end ".repeat(300)}`;
  const page = slottedPage(text);
  for (const value of ["", "a", "t3x.0123456789", "中".repeat(500)]) {
    expect(page.plain(value)).toBe(text.replace(SLOT, value));
    expect(gunzipSync(page.gzip(value)).toString()).toBe(text.replace(SLOT, value));
  }
});

test("a slotted page: no slot, or two, is refused", () => {
  expect(() => slottedPage("nothing")).toThrow(RangeError);
  expect(() => slottedPage(`${SLOT}${SLOT}`)).toThrow(RangeError);
});
