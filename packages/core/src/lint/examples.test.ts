import { expect, test } from "vitest";
import { balancedLabels, estimateLength, jargonIn, lintSurvey, scaleDirection } from "./index.js";
import { parseRange, rangeFaults } from "./ranges.js";
import { repairRanges } from "./rewrite-options.js";
import { labelSense, scaleSense } from "./scale-labels.js";
import { viewOf } from "./view.js";

test("the examples in the docstrings say what happens", () => {
  expect(lintSurvey({ locales: ["en"], questions: [{ key: "q1", type: "text", text: { en: "What should we do better?" } }] })).toEqual([]);
  expect(
    estimateLength({ locales: ["en"], questions: [{ key: "q", type: "nps", text: { en: "How likely are you to recommend us?" } }] }),
  ).toEqual({
    questions: 1,
    seconds: 6,
    minutes: 0.1,
  });
  expect(viewOf({ key: "q", type: "single", text: { en: "Was it easy?" } }, "en")?.isYesNo).toBe(true);
  expect(jargonIn("How do you rate our SSO?", "en")).toEqual([{ word: "SSO", span: [20, 23] }]);
  expect(balancedLabels("ease", "en")[0]).toBe("Very difficult");
  expect(labelSense("Very easy")).toEqual({ kind: "ease", side: 1 });
  expect(scaleSense(["Poor", "Fair", "Good"])).toEqual({ kind: "quality", sides: [-1, 0, 1] });
  expect(scaleDirection(["满意", "一般", "不满意"])).toBe(-1);
  expect(parseRange("5 or more")?.high).toBeNull();
  expect(rangeFaults(["0-99", "200-299"])).toEqual([{ kind: "gap", index: 1, at: 100 }]);
  expect(repairRanges(["0-1", "1-3", "4 or more"])).toEqual(["0-1", "2-3", "4 or more"]);
});

test.each([
  ["zh-CN", "您对我们的智能客服满意吗？"],
  ["zh-CN", "您对本店优惠活动的满意程度如何？"],
  ["zh-CN", "您认为我们最需要改进的是什么？"],
  ["en", "What did you like most about your visit?"],
  ["en", "What problems, if any, did you have?"],
  ["en", "How satisfied are you with our professional services?"],
] as const)("everyday questions stay quiet (%s): %s", (locale, text) => {
  expect(lintSurvey({ locales: [locale], questions: [{ key: "q", type: "single", text: { [locale]: text } }] })).toEqual([]);
});

test("a statement to rate is not a push, the same asked with yes and no is", () => {
  const text = { "zh-CN": "您是否同意工作人员服务热情？" };
  const option = (words: string) => ({ text: { "zh-CN": words } });
  const ask = (words: readonly string[]) =>
    lintSurvey({ locales: ["zh-CN"], questions: [{ key: "q", type: "single", text, options: words.map(option) }] });
  expect(ask(["非常不同意", "不同意", "中立", "同意", "非常同意"])).toEqual([]);
  expect(ask(["是", "否"]).map(({ rule }) => rule)).toEqual(["leading"]);
});
