import type { ThemeRow } from "@manyi/contracts";
import { expect, test } from "vitest";
import { effectEnd, firstOrder, inOrder } from "./order.js";

const row = (id: number, n: number, bad: number, effect: number | null): ThemeRow => ({
  id,
  code: `t${id}`,
  name: { "zh-CN": `话题 ${id}`, en: `Topic ${id}` },
  parent: null,
  attribute: null,
  n,
  share: { value: 0, low: 0, high: 0 },
  before: null,
  change: null,
  sides: { bad, neutral: 0, good: n - bad, uncertain: 0 },
  badShare: bad / 10,
  effect:
    effect === null
      ? null
      : { difference: effect, low: effect - 5, high: effect + 5, mentioned: 0, others: 0, n, otherN: 90, p: 0.01, significant: true },
  urgency: null,
});
const rows = [row(1, 20, 3, -10), row(2, 8, 6, null), row(3, 30, 1, 4), { ...row(4, 0, 0, null) }];

test("themes: ordered by bad mentions the running share ends at one; themes nobody mentions are left out", () => {
  const ordered = inOrder(rows, "bad");
  expect(ordered.map(({ id }) => id)).toEqual([2, 1, 3]);
  expect(ordered.map(({ cumulative }) => Number(cumulative!.toFixed(3)))).toEqual([0.6, 0.9, 1]);
});

test("themes: ordered by effect the most harmful stands first, what cannot be compared last", () => {
  expect(inOrder(rows, "effect").map(({ id }) => id)).toEqual([1, 3, 2]);
  expect(inOrder(rows, "volume").map(({ id }) => id)).toEqual([3, 1, 2]);
  expect(effectEnd(rows)).toBe(15);
  expect(effectEnd([])).toBe(1);
});

test("themes: the most urgent stands first where that is known, and of those not known the worst", () => {
  const known = [...rows, { ...row(5, 12, 5, -30), urgency: 2.5 }, { ...row(6, 12, 12, 30), urgency: 0 }];
  expect(inOrder(known, "urgent").map(({ id }) => id)).toEqual([5, 6, 2, 1, 3]);
  expect([firstOrder(rows), firstOrder(known)]).toEqual(["bad", "urgent"]);
});
