import { expect, test } from "vitest";
import { isImpossible, saysNone } from "./impossible.js";

test("only an option that rules out all others is one of none; praise is not", () => {
  const none = [
    "以上都没有",
    "都没有",
    "都不是",
    "以上都不符合",
    "都没去过",
    "没有",
    "无",
    "None of these",
    "None of the above",
    "neither",
    "Nothing",
  ];
  const some = ["都不错", "以上都不错", "都没问题", "都不贵", "没有停车位", "无烟区", "No parking", "Nothing to complain about", "都很好"];
  expect(none.filter((words) => !saysNone(words))).toEqual([]);
  expect(some.filter(saysNone)).toEqual([]);
});

test("none beside another option, or an answer to what was never asked, cannot be true", () => {
  expect(isImpossible({ ticked: [["等位", "以上都没有"]], unasked: 0 })).toBe(true);
  expect(isImpossible({ ticked: [["等位", "都不错"]], unasked: 0 })).toBe(false);
  expect(isImpossible({ ticked: [["以上都没有"], ["等位"]], unasked: 0 })).toBe(false);
  expect(isImpossible({ ticked: [], unasked: 1 })).toBe(true);
});
