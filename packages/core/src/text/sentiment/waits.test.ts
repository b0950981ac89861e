import { expect, test } from "vitest";
import { topicFinder } from "../topics/find-topics.js";
import { starterTaxonomy } from "../topics/starter-taxonomies.js";
import { enOpinions } from "./features-en.js";
import { zhOpinions } from "./features-zh.js";
import { sentimentOf } from "./sentiment.js";

const balance = (text: string) =>
  Math.sign((/[a-z]/.test(text) ? enOpinions(text) : zhOpinions(text)).reduce((sum, { good, bad }) => sum + good - bad, 0));

test.each([
  "没等多久",
  "没有等太久",
  "周日去的，没怎么等",
  "不用排队",
  "基本没等",
  "没让我们等很久",
  "不需要等位",
  "不到十分钟就上齐了",
  "只用了 5 分钟",
  "三分钟就办好",
  "十来分钟就能吃上",
  "we didn't wait long",
  "we never had to queue",
  "hardly any wait",
  "seated within five minutes",
  "it only took 3 minutes",
])("waits: a short wait is praise: %s", (text) => {
  expect(balance(text)).toBe(1);
});

test.each([
  "等了四十分钟",
  "等太久了",
  "排了一个多小时的队，等了半天",
  "不到十分钟就凉了",
  "没人告诉我们还要等多久",
  "也不说明要多久",
  "不知道还要等多久",
  "希望不用等这么久",
  "本来说不用等，结果等了很久",
  "nobody told us how long it would take",
  "we waited two hours",
  "they didn't say how long the wait was",
])("waits: a long one, one nobody explains, or a wish is none: %s", (text) => {
  expect(balance(text)).toBe(-1);
});

test("waits: having waited in vain is no short wait", () => {
  for (const text of ["没等到人来", "没有等位区", "没等上菜就走了"]) expect(balance(text)).toBeLessThanOrEqual(0);
});

test.each([
  "告诉了大概要多久",
  "取号机上显示前面还有几桌",
  "前台说明了大约需要几分钟",
  "短信会提醒还要等多久",
  "they told us how long the wait would be",
  "the screen shows how many minutes",
])("waits: being told how long is no complaint: %s", (text) => {
  expect(balance(text)).toBe(1);
});

test.each([
  ["中午去的，没等多久，菜也热", 1],
  ["门口的小妹告诉了大概要多久，心里有数", 1],
  ["没人告诉我们还要等多久，站得腿酸", -1],
  ["We didn't wait long and the staff were kind", 1],
] as const)("waits: the comment and its topic take that side: %s", (text, side) => {
  expect(Math.sign(sentimentOf(text).score)).toBe(side);
  expect(topicFinder(starterTaxonomy("catering")!)(text).find(({ code }) => code === "waiting")?.sentiment).toBe(side);
});
