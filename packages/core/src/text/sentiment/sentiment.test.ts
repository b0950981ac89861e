import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scoreFeatures } from "./linear-model.js";
import { packModel, unpackModel } from "./model-file.js";
import { featuresOf, sentimentOf, shippedModel } from "./sentiment.js";
import { trainLinear } from "./train.js";

interface Sentence {
  readonly set: "build" | "check";
  readonly lang: "zh" | "en";
  readonly side: 1 | -1;
  readonly text: string;
}
const url = new URL("../../../fixtures/text/sentiment-sentences.json", import.meta.url);
const { sentences } = JSON.parse(readFileSync(url, "utf8")) as { sentences: Sentence[] };

test.each([
  ["zh", "check", 0.84],
  ["en", "check", 0.84],
  ["zh", "build", 0.87],
  ["en", "build", 0.9],
] as const)("sentiment: the side is right on sentences of many trades (%s, %s)", (lang, set, least) => {
  const own = sentences.filter((sentence) => sentence.lang === lang && sentence.set === set);
  const right = own.filter(({ text, side }) => Math.sign(sentimentOf(text).score) === side);
  expect(own.length).toBeGreaterThanOrEqual(40);
  expect(right.length / own.length).toBeGreaterThanOrEqual(least);
});

test.each(["zh", "en"] as const)("sentiment: nine in ten answers are right where it is not uncertain (%s)", (lang) => {
  const own = sentences
    .filter((sentence) => sentence.lang === lang)
    .map(({ text, side }) => ({ side, label: sentimentOf(text).sentiment }));
  const sure = own.filter(({ label }) => label !== null);
  expect(sure.length / own.length).toBeGreaterThanOrEqual(0.6);
  expect(sure.filter(({ side, label }) => side === label).length / sure.length).toBeGreaterThanOrEqual(0.9);
});

test.each([
  ["不好吃", -1],
  ["一点也不难吃，很香", 1],
  ["没有想象中的好", -1],
  ["服务员没有不耐烦，态度很好", 1],
  ["not good at all", -1],
  ["never had a problem, works great", 1],
  ["服務很好，餐點也美味", 1],
  ["👍👍👍", 1],
] as const)("sentiment: a negation turns what it stands before: %s", (text, side) => {
  expect(Math.sign(sentimentOf(text).score)).toBe(side);
});

test.each([
  "味道一般般，还行吧",
  "中规中矩，没什么特别",
  "菜品不错，但是上菜太慢",
  "It was okay, nothing special",
  "The food was great but the service was terrible",
])("sentiment: neutral and mixed comments are 0: %s", (text) => {
  expect(sentimentOf(text).guess).toBe(0);
});

test("sentiment: other languages and empty comments are not judged", () => {
  expect(sentimentOf("Zimmer war sehr schön")).toMatchObject({ sentiment: null, guess: null, language: "other" });
  expect(sentimentOf("")).toMatchObject({ sentiment: null, language: null });
  expect(sentimentOf("订单已收到", { minConfidence: 0.99 }).sentiment).toBeNull();
});

test("model file: packing and unpacking changes no weight by more than half a step", () => {
  const model = shippedModel("zh");
  const file = packModel(model);
  const again = unpackModel(file);
  expect(again.weights.size).toBeGreaterThan(50_000);
  const features = featuresOf("菜很新鲜", "zh");
  expect(scoreFeatures(again, features)).toBeCloseTo(scoreFeatures(model, features), 3);
  expect(() => unpackModel({ ...file, data: "!!!" })).toThrow(RangeError);
}, 60_000);

test("training: the same examples and seed give the same model, one side alone is refused", () => {
  const examples = ["很好吃", "好吃又快", "真难吃", "又慢又难吃"].map((text, i) => ({
    features: featuresOf(text, "zh"),
    isGood: i < 2,
    domain: "a",
  }));
  const options = {
    version: "t",
    epochs: 3,
    rate: 0.3,
    pull: 1e-3,
    hidden: 0,
    minComments: 1,
    minDomains: 1,
    maxPieces: 100,
    seed: 1,
    sharpness: 1,
    opinionPriors: [0, 0, 0, 0, 0],
  };
  expect(packModel(trainLinear(examples, options))).toEqual(packModel(trainLinear(examples, options)));
  expect(() => trainLinear(examples.slice(0, 2), options)).toThrow(RangeError);
});
