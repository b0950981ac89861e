import { expect, test } from "vitest";
import { addDays, dayText, durationText, inZone, rangeText, weekdayText } from "./date.js";

test("days: the year stands only when it is another one", () => {
  expect(dayText("2026-06-18", "zh-CN", 2026)).toBe("6月18日");
  expect(dayText("2026-06-18", "en", 2026)).toBe("18 Jun");
  expect(dayText("2025-06-18", "zh-CN", 2026)).toBe("2025年6月18日");
  expect(weekdayText("2026-06-18", "zh-CN", 2026)).toBe("6月18日 周四");
  expect(weekdayText("2026-06-18", "en", 2026)).toBe("Thu 18 Jun");
});

test("ranges: one day stands alone, and the year is said once", () => {
  expect(rangeText("2026-05-21", "2026-06-17", "zh-CN", 2026)).toBe("5月21日–6月17日");
  expect(rangeText("2026-05-21", "2026-06-17", "en", 2026)).toBe("21 May–17 Jun");
  expect(rangeText("2021-01-01", "2021-12-31", "zh-CN", 2026)).toBe("2021年1月1日–12月31日");
  expect(rangeText("2021-01-01", "2021-12-31", "en", 2026)).toBe("1 Jan–31 Dec 2021");
  expect(rangeText("2025-12-20", "2026-01-16", "zh-CN", 2026)).toBe("2025年12月20日–1月16日");
  expect(rangeText("2026-06-18", "2026-06-18", "en", 2026)).toBe("18 Jun");
});

test("an instant is told in the organisation's time zone", () => {
  expect(inZone("2026-06-17T23:30:05Z", "Asia/Shanghai")).toEqual({ day: "2026-06-18", time: "07:30", seconds: "07:30:05" });
});

test("calendar days are counted without daylight saving", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(addDays("2026-06-18", -28)).toBe("2026-05-21");
});

test("durations: the two largest units", () => {
  expect(durationText(30, "zh-CN")).toBe("30 分钟");
  expect(durationText(130, "zh-CN")).toBe("2 小时 10 分");
  expect(durationText(120, "en")).toBe("2 h");
  expect(durationText(3 * 1440 + 59, "zh-CN")).toBe("3 天");
  expect(durationText(3 * 1440 + 130, "en")).toBe("3 d 2 h");
  expect(durationText(3 * 1440 + 130, "zh-CN", true)).toBe("3 天");
});
