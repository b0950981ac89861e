import { expect, test } from "vitest";
import { count, difference, differenceInterval, interval } from "./number.js";

test("counts carry commas in both languages; Chinese says 亿 from 100 million; nothing is a dash", () => {
  expect(count(4812, "zh-CN")).toBe("4,812");
  expect(count(1234567, "en")).toBe("1,234,567");
  expect(count(120_000_000, "zh-CN")).toBe("1.2 亿");
  expect(count(120_000_000, "en")).toBe("120,000,000");
  expect(count(0, "en")).toBe("0");
  expect(count(null, "en")).toBe("—");
});

test("differences carry their sign, a true minus, and no percent sign", () => {
  expect(difference("nps", 5.2)).toBe("+5");
  expect(difference("ratio", -0.131)).toBe("−0.13");
  expect(difference("percent", -7.6)).toBe("−7.6");
  expect(difference("nps", -0.2)).toBe("0");
  expect(difference("mean", null)).toBe("—");
});

test("intervals: signed kinds with ~, others with a dash; English says to; cut at what the figure can reach", () => {
  expect(interval("nps", { low: 2.4, high: 8.1 }, "zh-CN")).toBe("+2 ~ +8");
  expect(interval("nps", { low: 2.4, high: 8.1 }, "en")).toBe("+2 to +8");
  expect(interval("ratio", { low: 0.73, high: 0.83 }, "zh-CN")).toBe("0.73–0.83");
  expect(interval("correlation", { low: -0.48, high: -0.15 }, "zh-CN")).toBe("−0.48 ~ −0.15");
  expect(interval("percent", { low: 77.3, high: 104 }, "zh-CN")).toBe("77.3%–100.0%");
  expect(interval("nps", { low: -130, high: 20 }, "zh-CN")).toBe("−100 ~ +20");
  expect(interval("nps", null, "zh-CN")).toBe("—");
});

test("the interval of a difference is always signed", () => {
  expect(differenceInterval("percent", { low: -13, high: -2.3 }, "zh-CN")).toBe("−13.0 ~ −2.3");
  expect(differenceInterval("ratio", { low: -0.2, high: 0.06 }, "en")).toBe("−0.20 to +0.06");
});
