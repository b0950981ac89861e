import { expect, test } from "vitest";
import { standingOf } from "./age.js";

const at = Date.parse("2026-03-02T12:00:00Z");
test("age counts from arrival; late after the due time, soon within a day, nothing once ended", () => {
  const item = { openedAt: "2026-03-01T12:00:00Z", dueAt: "2026-03-02T11:00:00Z", ended: false };
  expect(standingOf(item, at)).toEqual({ ageMinutes: 1440, dueInMinutes: -60, risk: "late" });
  expect(standingOf({ ...item, dueAt: "2026-03-03T11:00:00Z" }, at).risk).toBe("soon");
  expect(standingOf({ ...item, dueAt: "2026-03-09T11:00:00Z" }, at).risk).toBe("fine");
  expect(standingOf({ ...item, ended: true }, at).risk).toBe("none");
});
