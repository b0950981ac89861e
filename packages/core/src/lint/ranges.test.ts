import { expect, test } from "vitest";
import { parseRange, rangeFaults } from "./ranges.js";
import { repairRanges } from "./rewrite-options.js";
import { labelSense, scaleDirection, scaleSense } from "./scale-labels.js";

test("ranges: both languages, open ends, units and full-width figures are read", () => {
  expect(parseRange("20-29岁")).toEqual({ low: 20, high: 29, isLowFirm: true, isHighFirm: true, step: 1 });
  expect(parseRange("５００元及以上")).toMatchObject({ low: 500, high: null, isLowFirm: true });
  expect(parseRange("$1,000 to $1,999")).toMatchObject({ low: 1000, high: 1999 });
  expect(parseRange("Under 18")).toMatchObject({ low: null, high: 18, isHighFirm: false });
  expect(parseRange("1-3 years")).toMatchObject({ low: 12, high: 36, step: 12 });
  expect(parseRange("朋友推荐")).toBeNull();
});

test("ranges: a shared number is an overlap, a missing one a gap, an open end is neither", () => {
  expect(rangeFaults(["0-1", "1-3", "4 or more"])).toEqual([{ kind: "overlap", index: 1, at: 1 }]);
  expect(rangeFaults(["0-99", "200-299"])).toEqual([{ kind: "gap", index: 1, at: 100 }]);
  expect(rangeFaults(["20岁以下", "20-29", "30-39", "40-49", "50岁及以上"])).toEqual([]);
  expect(rangeFaults(["1", "2", "3", "4", "5"])).toEqual([]);
});

test("ranges: the repaired list has no fault left", () => {
  for (const options of [
    ["0-1", "1-3", "3-5", "5 or more"],
    ["20岁以下", "20-30岁", "30-40岁", "40岁及以上"],
    ["0-99", "100-199", "300-499", "500及以上"],
  ]) {
    expect(rangeFaults(repairRanges(options)), repairRanges(options).join(" ")).toEqual([]);
  }
});

test("labels: degree words and negations decide the side", () => {
  expect(labelSense("不太满意")).toEqual({ kind: "satisfaction", side: -1 });
  expect(labelSense("非常满意")).toEqual({ kind: "satisfaction", side: 1 });
  expect(labelSense("不错")).toEqual({ kind: "quality", side: 1 });
  expect(labelSense("Very dissatisfied")).toEqual({ kind: "satisfaction", side: -1 });
  expect(labelSense("Not easy")).toEqual({ kind: "ease", side: -1 });
  expect(labelSense("微信支付")).toBeNull();
});

test("labels: a scale has one kind and one direction", () => {
  expect(scaleSense(["Poor", "Fair", "Good"])).toEqual({ kind: "quality", sides: [-1, 0, 1] });
  expect(scaleDirection(["满意", "一般", "不满意"])).toBe(-1);
  expect(scaleDirection(["Never", "Sometimes", "Always"])).toBe(0);
});
