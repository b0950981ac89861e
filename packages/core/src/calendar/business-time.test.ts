import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addBusinessMinutes,
  type BusinessCalendar,
  businessMinutesBetween,
  checkCalendar,
  dueAt,
  instantOf,
  isoWeekOf,
  localDayOf,
  OFFICE_HOURS,
} from "./index.js";

const ZONE = "Asia/Shanghai";
const at = (text: string) => Date.parse(`${text.replace(" ", "T")}:00+08:00`);
const local = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
const hours = (n: number) => ({ minutes: n * 60, business: true });
const plus = (start: string, n: number, calendar = OFFICE_HOURS) => local(addBusinessMinutes(at(start), n * 60, calendar, ZONE));

const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10));
const NATIONAL_DAY: BusinessCalendar = {
  ...OFFICE_HOURS,
  exceptions: {
    ...Object.fromEntries(days("2025-10-01", 8).map((date) => [date, []])),
    "2025-09-28": [[540, 1080]],
    "2025-10-11": [[540, 1080]],
  },
};

describe("T-28 business hours", () => {
  test("Friday 17:00 + 4 h ends Monday 12:00", () => expect(plus("2025-06-06 17:00", 4)).toBe("2025-06-09 12:00"));
  test("Friday 17:00 + 16 h ends Tuesday 15:00", () => expect(plus("2025-06-06 17:00", 16)).toBe("2025-06-10 15:00"));
  test("a pause of 5 business hours moves it to Wednesday 11:00", () => {
    const pause = { from: at("2025-06-09 10:00"), to: at("2025-06-09 15:00") };
    expect(local(dueAt(at("2025-06-06 17:00"), hours(16), [pause], OFFICE_HOURS, ZONE, at("2025-06-20 09:00")))).toBe("2025-06-11 11:00");
  });
  test("a Saturday start waits for Monday", () => expect(plus("2025-06-07 11:00", 4)).toBe("2025-06-09 13:00"));
  test("a due time at closing stays at closing", () => expect(plus("2025-06-06 14:00", 4)).toBe("2025-06-06 18:00"));
});

describe("T-29 holidays and make-up workdays", () => {
  test("the eve of a holiday week", () => expect(plus("2025-09-30 17:00", 4, NATIONAL_DAY)).toBe("2025-10-09 12:00"));
  test("a make-up Sunday works", () => expect(plus("2025-09-27 10:00", 4, NATIONAL_DAY)).toBe("2025-09-28 13:00"));
});

test("adding and measuring business time agree", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 1440 }), fc.integer({ min: 0, max: 6000 }), (offset, minutes) => {
      const start = at("2025-01-01 00:00") + offset * 60_000;
      const end = addBusinessMinutes(start, minutes, NATIONAL_DAY, ZONE);
      expect(businessMinutesBetween(start, end, NATIONAL_DAY, ZONE)).toBeCloseTo(minutes, 6);
    }),
  );
});

test("an open pause counts up to now", () => {
  const pause = { from: at("2025-06-09 10:00"), to: null };
  expect(local(dueAt(at("2025-06-06 17:00"), hours(4), [pause], OFFICE_HOURS, ZONE, at("2025-06-09 11:00")))).toBe("2025-06-09 13:00");
});

test("local days follow the zone, over a clock change too", () => {
  expect(localDayOf(Date.parse("2025-06-06T16:30:00Z"), ZONE)).toBe(localDayOf(Date.parse("2025-06-06T15:30:00Z"), ZONE) + 1);
  const newYork = "America/New_York";
  for (const day of [20_156, 20_157, 20_394, 20_395]) expect(localDayOf(instantOf(day, 600, newYork), newYork)).toBe(day);
  expect(isoWeekOf(3)).toBe(0);
});

test("a calendar that never opens, or is out of order, is refused", () => {
  expect(() => addBusinessMinutes(0, 1, { weekly: [[], [], [], [], [], [], []], exceptions: {} }, ZONE)).toThrow(RangeError);
  expect(() => checkCalendar({ weekly: [[[600, 540]], [], [], [], [], [], []], exceptions: {} })).toThrow(RangeError);
  expect(() => checkCalendar(OFFICE_HOURS)).not.toThrow();
});
