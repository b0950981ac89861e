import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { copiedTexts, hasLeadingZeros, isContradictory, isGibberish } from "./index.js";

const SENTENCES = JSON.parse(readFileSync(new URL("../../fixtures/text/sentiment-sentences.json", import.meta.url), "utf8")) as unknown;
const texts: string[] = [];
JSON.stringify(SENTENCES, (_key, value: unknown) => {
  if (typeof value === "string" && value.length >= 6) texts.push(value);
  return value;
});

test("gibberish: what hands type at random is found, in both languages", () => {
  const typed = [
    "asdfasdf",
    "asdfgh jkl qwer",
    "hjkhjkhjk hjk",
    "sdkfjhskdjfh ksjdhf",
    "111111111",
    "。。。。。。。。",
    "aaaaaaaaaaaa",
    "哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈",
    "zxcvzxcv zxcv",
    "鼗鼘齉齾爨癵驫鱻麤龘靐齉",
    "qwrtpsdfgh",
    "xkcd bvnm trwq plkj",
  ];
  expect(typed.filter((text) => !isGibberish(text))).toEqual([]);
});

test("gibberish: short and honest remarks are left alone", () => {
  const honest = [
    "好",
    "ok",
    "无",
    "",
    "很好吃",
    "VIP",
    "good!",
    "5 stars",
    "WiFi 很慢",
    "thx",
    "菜凉了",
    "BBQ 不错",
    "Rhythm strengths",
    "一二三四五六",
  ];
  expect(honest.filter(isGibberish)).toEqual([]);
});

test("gibberish: of real sentences at most one in two hundred is taken for it", () => {
  expect(texts.length).toBeGreaterThan(100);
  const taken = texts.filter(isGibberish);
  expect(taken.length / texts.length, taken.slice(0, 5).join(" | ")).toBeLessThanOrEqual(0.005);
});

test("contradiction: delighted and displeased at once; a bad day that is only mixed is none", () => {
  const overall = { nps: null, csat: null, ces: null, ratings: [] };
  expect(isContradictory({ ...overall, nps: 10, csat: 1 })).toBe(true);
  expect(isContradictory({ ...overall, nps: 0, csat: 5 })).toBe(true);
  expect(isContradictory({ ...overall, csat: 1, ces: 7 })).toBe(true);
  expect(isContradictory({ ...overall, csat: 1, ratings: [1, 1, 1, 1, 1] })).toBe(true);
  expect(isContradictory({ ...overall, csat: 1, ratings: [1, 1, 1, 1] })).toBe(false);
  expect(isContradictory({ ...overall, nps: 6, csat: 3, ces: 2, ratings: [0, 0, 0, 0, 0.5] })).toBe(false);
  expect(isContradictory(overall)).toBe(false);
});

test("copied text: the second within an hour, the third within the day; the first never, short ones never", () => {
  const line = "服务员态度特别好下次还来这家店";
  const hours = (...at: (number | null)[]) => at.map((hour) => ({ text: line, at: hour === null ? null : hour * 3_600_000 }));
  expect(copiedTexts(hours(0, 0.5))).toEqual([false, true]);
  expect(copiedTexts(hours(0, 3))).toEqual([false, false]);
  expect(copiedTexts(hours(0, 3, 6))).toEqual([false, false, true]);
  expect(copiedTexts(hours(null, null, null))).toEqual([false, false, true]);
  expect(copiedTexts(Array.from({ length: 5 }, () => ({ text: "很好吃", at: 0 })))).toEqual([false, false, false, false, false]);
  expect(copiedTexts([])).toEqual([]);
});

test("proof of work: bits are counted from the front", () => {
  expect(hasLeadingZeros(Uint8Array.of(0, 0, 0, 0), 32)).toBe(true);
  expect(hasLeadingZeros(Uint8Array.of(0, 0, 0, 1), 32)).toBe(false);
  expect(hasLeadingZeros(Uint8Array.of(255, 0, 0, 0), 0)).toBe(true);
});
