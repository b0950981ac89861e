import { expect, test } from "vitest";
import { findSignals } from "./find-signals.js";

test.each([
  ["孩子吃完拉肚子，马上给我处理", ["safety", "urgency"]],
  ["The kettle caught fire and burned my hand", ["safety"]],
  ["再不退款我就打12315，找律师", ["legal"]],
  ["用完这个月就不续费了，换别家", ["churn"]],
  ["I'm cancelling my subscription and going elsewhere", ["churn"]],
  ["谢谢小哥，太开心了", ["joy", "thanks"]],
  ["有点担心保质期", ["worry"]],
] as const)("signals: %s", (text, kinds) => {
  expect(findSignals(text).map(({ kind }) => kind)).toEqual(kinds);
});

test.each([
  "不着急，慢慢来",
  "没有受伤，放心",
  "no injuries, just a scratch",
  "不用谢",
  "味道一般",
  "It is not urgent",
])("signals: what is denied does not count: %s", (text) => {
  expect(findSignals(text)).toEqual([]);
});

test("signals: spans point into the original text", () => {
  const text = "門口很滑，摔倒了";
  const [safety] = findSignals(text);
  expect(safety!.spans.map(({ start, end }) => text.slice(start, end))).toEqual(["摔倒"]);
});
