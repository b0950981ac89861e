import { expect, test } from "vitest";
import {
  checkPlainLanguage,
  detectLanguage,
  emergingTopics,
  findPii,
  findSignals,
  fold,
  halfWidth,
  isCardNumber,
  maskPii,
  nearDuplicates,
  normalise,
  searchTokens,
  sentimentOf,
  starterTaxonomy,
  termsOf,
  topicFinder,
  toSimplified,
} from "./index.js";
import { enOpinions } from "./sentiment/features-en.js";
import { zhOpinions } from "./sentiment/features-zh.js";

test("the examples in the docstrings say what happens", () => {
  expect(halfWidth("１３８　ＡＢ")).toBe("138 AB");
  expect(toSimplified("服務態度很親切")).toBe("服务态度很亲切");
  expect(normalise("　服務很好！！ＯＫ  👍")).toBe("服务很好!!ok 👍");
  expect(fold("ＷｉＦｉ很慢")).toHaveLength(6);
  expect(detectLanguage("Zimmer war sehr schön")).toBe("other");
  expect(findPii("打我电话 13800000001")).toEqual([{ type: "PHONE", start: 5, end: 16 }]);
  expect(maskPii("打我电话 13800000001，谢谢")).toBe("打我电话 ***，谢谢");
  expect(isCardNumber("4111111111111111")).toBe(true);
  expect(sentimentOf("菜很新鲜，服务员也热情").sentiment).toBe(1);
  expect(sentimentOf("Waited two hours and nobody came").sentiment).toBe(-1);
  expect(sentimentOf("味道一般般，还行吧").sentiment).toBe(0);
  expect(zhOpinions("味道不错，就是太慢").map(({ good, bad }) => good - bad)).toEqual([2, -3]);
  expect(enOpinions("great food but slow service").map(({ good, bad }) => good - bad)).toEqual([2, -2]);
  expect(searchTokens("服务很好 WiFi")).toEqual(["服务", "务很", "很好", "wifi"]);
  expect(termsOf("the cold soup")).toEqual(["cold", "soup", "cold soup"]);
  expect(nearDuplicates(["服务很好下次还来这家店", "服务很好，下次还来这家店！", "太慢了"])).toEqual([[0, 1]]);
  expect(findSignals("孩子吃完拉肚子，马上给我处理").map(({ kind }) => kind)).toEqual(["safety", "urgency"]);
  expect(checkPlainLanguage("Pursuant to our terms we will reply.", "en")[0]?.instead).toBe("under");
  const find = topicFinder(starterTaxonomy("catering")!);
  expect(find("味道好，就是上菜慢").map(({ code, sentiment }) => [code, sentiment])).toEqual([
    ["waiting", -1],
    ["dish.taste", 1],
  ]);
  const periods = [2, 3, 24].map((count) => ({ count, total: 400 }));
  expect(emergingTopics([{ key: "漏送", periods }])[0]?.kind).toBe("rising");
});
