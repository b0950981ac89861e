import { expect, test } from "vitest";
import { type RatedComment, retrainSentiment } from "./retrain.js";
import { sentimentOf, shippedModel } from "./sentiment.js";

const dishes = ["牛肉面", "豆花", "小炒", "汤圆", "凉粉", "馄饨", "锅贴", "卤味", "米线", "糖水"];
const days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日", "月初", "月底", "节前"];
/** A house word that the shipped model cannot know: here "打绿勾" is praise and "打红勾" blame. */
const houseWords = (labelOf: (i: number) => boolean): RatedComment[] =>
  days.flatMap((day, d) =>
    dishes.flatMap((dish, i) => {
      const isGood = labelOf(d * 10 + i);
      const n = (d * 10 + i) % 3;
      return [0, 1, 2].map((k) => ({ text: `${day}点的${dish}，${isGood ? "打绿勾" : "打红勾"}，第${n + k}次`, isGood }));
    }),
  );

test("retraining: an organisation's own words are learnt, and the new model is better on comments it never saw", () => {
  const comments = houseWords((i) => i % 2 === 0);
  const result = retrainSentiment(comments, shippedModel("zh"), { language: "zh", version: "own-1", seed: 1 });
  expect(result.accepted).toBe(true);
  if (!result.accepted) return;
  expect(result.figures.after).toBeGreaterThan(0.9);
  expect(result.figures.after).toBeGreaterThan(result.figures.before);
  expect(result.model.version).toBe("own-1");
  expect(sentimentOf("今天的豆花打红勾", { model: result.model }).score).toBeLessThan(0);
  expect(sentimentOf("菜很难吃，太慢", { model: result.model }).sentiment).toBe(-1);
}, 60_000);

test("retraining: labels without meaning are refused as not better", () => {
  const comments = houseWords((i) => i % 2 === 0).map((comment, i) => ({ ...comment, isGood: (i * 7919) % 13 < 6 }));
  const result = retrainSentiment(comments, shippedModel("zh"), { language: "zh", version: "own-2", seed: 1 });
  expect(result).toMatchObject({ accepted: false, reason: "NOT_BETTER" });
}, 60_000);

test("retraining: too few comments or only one side teach nothing", () => {
  const comments = houseWords((i) => i % 2 === 0);
  const options = { language: "zh", version: "own-3", seed: 1 } as const;
  expect(retrainSentiment(comments.slice(0, 199), shippedModel("zh"), options)).toMatchObject({ accepted: false, reason: "TOO_FEW" });
  expect(
    retrainSentiment(
      houseWords(() => true),
      shippedModel("zh"),
      options,
    ),
  ).toMatchObject({ accepted: false, reason: "ONE_SIDED" });
});
