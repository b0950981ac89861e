import { expect, test } from "vitest";
import { topicFinder } from "./find-topics.js";
import { starterTaxonomies, starterTaxonomy } from "./starter-taxonomies.js";
import { taxonomyFaults } from "./taxonomy.js";

const labels = (code: string, text: string) =>
  topicFinder(starterTaxonomy(code)!)(text).map((mention) => [mention.code, mention.sentiment]);

test("taxonomies: eight trades, each without faults and named in both languages", () => {
  expect(starterTaxonomies.map(({ code }) => code)).toEqual([
    "catering",
    "retail",
    "ecommerce",
    "car",
    "hotel",
    "bank",
    "software",
    "public",
  ]);
  for (const taxonomy of starterTaxonomies) {
    expect(taxonomyFaults(taxonomy)).toEqual([]);
    for (const { name } of taxonomy.topics) expect(name["zh-CN"] !== "" && name.en !== "").toBe(true);
    // every topic with words says what kind of benefit it speaks of, and every tree has all three kinds
    const withWords = taxonomy.topics.filter(({ terms }) => terms.zh.length > 0);
    expect(withWords.filter(({ benefit }) => benefit === undefined).map(({ code }) => code)).toEqual([]);
    expect(new Set(withWords.map(({ benefit }) => benefit)).size).toBe(3);
  }
  const [first] = starterTaxonomies;
  expect(taxonomyFaults({ ...first!, topics: [...first!.topics, first!.topics[1]!] })).toEqual([
    { code: "staff.attitude", fault: "DUPLICATE" },
  ]);
  expect(starterTaxonomy("circus")).toBeNull();
});

test.each([
  [
    "catering",
    "味道好，就是上菜慢",
    [
      ["waiting", -1],
      ["dish.taste", 1],
    ],
  ],
  [
    "catering",
    "服务员很热情，菜太咸",
    [
      ["staff.attitude", 1],
      ["dish.taste", -1],
    ],
  ],
  ["catering", "分量少得可怜", [["dish.portion", -1]]],
  [
    "hotel",
    "The room was spotless but the front desk was rude",
    [
      ["staff.attitude", -1],
      ["place.cleanliness", 1],
      ["room", 1],
      ["checkin", -1],
    ],
  ],
  [
    "software",
    "一更新就闪退，客服没人回复",
    [
      ["staff.attitude", -1],
      ["digital", -1],
      ["stability", -1],
      ["support", -1],
    ],
  ],
  ["public", "窗口一次办好，不用跑第二趟", [["procedure", 1]]],
  ["catering", "快餐店在贵州", []],
] as const)("topics: each topic of a comment has its own side (%s: %s)", (code, text, found) => {
  expect(labels(code, text)).toEqual(found);
});

test("topics: hits point into the original text whatever its width and script", () => {
  const text = "餐點　ＯＫ，停車位難找";
  for (const { hits } of topicFinder(starterTaxonomy("catering")!)(text)) {
    for (const { start, end } of hits) expect(text.slice(start, end)).toMatch(/^[停車位難找]+$/);
  }
});

test("topics: what is said in the next few words belongs to a topic left open", () => {
  expect(labels("catering", "环境，真不错")).toEqual([["place.environment", 1]]);
});
