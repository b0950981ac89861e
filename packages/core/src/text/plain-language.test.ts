import { expect, test } from "vitest";
import { checkPlainLanguage } from "./plain-language.js";

test.each([
  ["zh-CN", "贵方所述相关事宜，我司将予以核实。", ["贵方", "相关事宜", "我司", "予以"]],
  ["zh-CN", "您的工单SLA已触达。", ["SLA", "触达"]],
  ["zh-CN", "请马上联系我们！！！", ["！！！"]],
  ["en", "Pursuant to our terms, kindly be informed that we commence today.", ["Pursuant to", "kindly be informed", "commence"]],
  ["en", "Our MTTR and churn improved.", ["MTTR", "churn"]],
] as const)("plain language: stiff and trade words are found (%s: %s)", (locale, text, words) => {
  expect(checkPlainLanguage(text, locale).map((finding) => finding.words)).toEqual(words);
});

test.each([
  ["zh-CN", "您好，您反映的漏送问题我们已经查清，今天 18:00 前补送到家。"],
  ["zh-CN", "退款已办好，1 到 3 天到账。有问题请直接回复。"],
  ["en", "We are sorry that your order was late. We refunded the delivery fee today."],
  ["en", "Thank you for telling us. A colleague will call you before 6 p.m."],
] as const)("plain language: a plain reply has no findings (%s: %s)", (locale, text) => {
  expect(checkPlainLanguage(text, locale)).toEqual([]);
});

test("plain language: a sentence of more than 25 words or 60 characters is too long", () => {
  const words = (count: number) => `${Array.from({ length: count }, () => "word").join(" ")}.`;
  expect(checkPlainLanguage(words(25), "en")).toEqual([]);
  expect(checkPlainLanguage(`Short one. ${words(26).replace("word", "Word")}`, "en")).toMatchObject([{ kind: "long_sentence", start: 11 }]);
  expect(checkPlainLanguage("好".repeat(61), "zh-CN")).toMatchObject([{ kind: "long_sentence", start: 0, end: 61 }]);
});
