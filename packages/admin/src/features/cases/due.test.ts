import { expect, test } from "vitest";
import { dueOf, tookMinutes } from "./due.js";

const due = "2026-06-18T01:42:00.000Z";
const at = (minutes: number) => Date.parse(due) - minutes * 60_000;

test("a clock past its time is late by the minutes since, whatever state the last reading gave it", () => {
  expect(dueOf({ due, doneAt: null, state: "running" }, at(-10))).toEqual({ risk: "late", minutes: 10 });
});

test("a warned clock, or one with two hours left, is due soon; any other running one is fine", () => {
  expect(dueOf({ due, doneAt: null, state: "warning" }, at(30))).toEqual({ risk: "soon", minutes: 30 });
  expect(dueOf({ due, doneAt: null, state: "running" }, at(120))).toEqual({ risk: "soon", minutes: 120 });
  expect(dueOf({ due, doneAt: null, state: "running" }, at(121))).toEqual({ risk: "fine", minutes: 121 });
});

test("a paused, finished or missing clock shows no time", () => {
  expect(dueOf({ due, doneAt: null, state: "paused" }, at(30)).risk).toBe("none");
  expect(dueOf({ due, doneAt: due, state: "done" }, at(30)).risk).toBe("none");
  expect(dueOf(null, 0).risk).toBe("none");
});

test("a finished clock took its share of the limit", () => {
  expect(tookMinutes({ doneAt: due, used: 0.5, limitMinutes: 60 })).toBe(30);
  expect(tookMinutes({ doneAt: null, used: 0.5, limitMinutes: 60 })).toBeNull();
});
