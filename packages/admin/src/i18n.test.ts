import { expect, test } from "vitest";
import { firstLocale, words } from "./i18n.js";

test("the first language: what was chosen here, else the browser's, else English for those who told another", () => {
  expect(firstLocale("en", ["zh-CN"])).toBe("en");
  expect(firstLocale(null, ["fr-FR", "en-GB", "zh-CN"])).toBe("en");
  expect(firstLocale(null, ["zh-TW", "en"])).toBe("zh-CN");
  expect(firstLocale("klingon", ["fr"])).toBe("en");
  expect(firstLocale(null, [])).toBe("zh-CN");
});

test("a text missing in the reader's language is shown in the other", () => {
  expect(words({ "zh-CN": "上菜" }, "en")).toBe("上菜");
  expect(words({ "zh-CN": "上菜", en: "Serving" }, "en")).toBe("Serving");
  expect(words({}, "en")).toBe("");
  expect(words(null, "en")).toBe("");
});
