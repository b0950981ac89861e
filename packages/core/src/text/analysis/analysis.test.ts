import { expect, test } from "vitest";
import { seedRng, uniformStream } from "../../numeric/index.js";
import { distinctiveTerms } from "./distinctive-terms.js";
import { emergingTopics, type Series } from "./emerging.js";
import { minHash, nearDuplicates, similarity } from "./near-duplicates.js";
import { pickQuotes } from "./quotes.js";
import { countTerms, searchTokens, termsOf } from "./terms.js";

test("search words: pairs of Chinese characters, Latin words whole, the same for index and query", () => {
  expect(searchTokens("服务很好 WiFi")).toEqual(["服务", "务很", "很好", "wifi"]);
  expect(searchTokens("服務")).toEqual(["服务"]);
  expect(searchTokens("慢！")).toEqual(["慢"]);
  expect(searchTokens("It's 4G")).toEqual(["it's", "4g"]);
});

test("terms: function words neither begin nor end them", () => {
  expect(termsOf("the cold soup")).toEqual(["cold", "soup", "cold soup"]);
  expect(termsOf("不是的")).toEqual([]);
  expect(termsOf("汤凉了")).toEqual(["汤凉"]);
});

test("distinctive terms: what one group says more leads, with an interval; what both say is left out", () => {
  const own = countTerms(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? "漏送餐具真烦" : "米饭有点硬")));
  const other = countTerms(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? "包装严实" : "米饭有点硬")));
  const terms = distinctiveTerms(own, other);
  expect(terms.find(({ logOdds }) => logOdds > 0)).toMatchObject({ count: 20, otherCount: 0 });
  expect(terms.find(({ logOdds }) => logOdds < 0)).toMatchObject({ term: "包装严实", otherCount: 20 });
  expect(terms.map(({ term }) => term)).not.toContain("米饭");
  for (const { low, high, logOdds } of terms) {
    expect(low).toBeLessThan(logOdds);
    expect(high).toBeGreaterThan(logOdds);
  }
  // Worked by hand: the prior of "a" is 200 × 80 / 280 = 57.142857, groups of 120 and 160 terms.
  const byHand = distinctiveTerms(
    new Map([
      ["a", 60],
      ["b", 60],
    ]),
    new Map([
      ["a", 20],
      ["b", 140],
    ]),
  ).find(({ term }) => term === "a");
  expect(byHand!.logOdds).toBeCloseTo(Math.log(117.142857 / 202.857143) - Math.log(77.142857 / 282.857143), 5);
  expect(distinctiveTerms(new Map(), other)).toEqual([]);
});

test("distinctive terms: what only one of two large groups says is found among many other words", () => {
  const random = uniformStream(seedRng("distinctive"));
  const comment = (i: number, own: string) =>
    `第${Math.floor(random() * 500)}号桌点了${Math.floor(random() * 300)}${i % 6 === 0 ? own : "，正常"}`;
  const bad = countTerms(Array.from({ length: 300 }, (_, i) => comment(i, "，汤洒一袋")));
  const good = countTerms(Array.from({ length: 600 }, (_, i) => comment(i, "，笑脸相迎")));
  const terms = distinctiveTerms(bad, good, { falseShare: 0.1 });
  expect(terms.some(({ term, logOdds }) => term.includes("汤洒") && logOdds > 0)).toBe(true);
  expect(terms.some(({ term, logOdds }) => term.includes("笑脸") && logOdds < 0)).toBe(true);
});

test("emerging: a planted topic is found within two periods, stable months stay quiet", () => {
  const random = uniformStream(seedRng("emerging"));
  const draw = (rate: number, total: number) => ({
    count: Array.from({ length: total }, () => random()).filter((value) => value < rate).length,
    total,
  });
  let falseAlarms = 0;
  for (let month = 0; month < 15; month++) {
    const series: Series[] = Array.from({ length: 40 }, (_, i) => ({
      key: `t${i}`,
      periods: Array.from({ length: 7 }, () => draw(0.01 + i * 0.002, 400)),
    }));
    falseAlarms += emergingTopics(series).length > 0 ? 1 : 0;
    const planted = { key: "planted", periods: [...Array.from({ length: 6 }, () => draw(0.01, 400)), draw(0.06, 400)] };
    expect(emergingTopics([...series, planted]).map(({ key }) => key)).toContain("planted");
  }
  expect(falseAlarms).toBeLessThanOrEqual(2);
});

test("emerging: never said before is new, a series that always swings is not rising", () => {
  const quiet = [
    { count: 0, total: 300 },
    { count: 0, total: 300 },
    { count: 0, total: 300 },
  ];
  expect(emergingTopics([{ key: "新词", periods: [...quiet, { count: 9, total: 300 }] }])).toMatchObject([
    { kind: "new", ratio: null, count: 9 },
  ]);
  const swinging = [5, 40, 8, 35, 6, 42].map((count) => ({ count, total: 400 }));
  expect(emergingTopics([{ key: "天气", periods: [...swinging, { count: 41, total: 400 }] }])).toEqual([]);
  expect(() => emergingTopics([{ key: "x", periods: [{ count: 3, total: 2 }] }])).toThrow(RangeError);
});

test("near duplicates: marks and width do not matter, other comments stay apart", () => {
  expect(nearDuplicates(["服务很好下次还来这家店", "服务很好，下次还来这家店！", "太慢了"])).toEqual([[0, 1]]);
  expect(nearDuplicates(["味道不错", "环境不错", "服务不错"])).toEqual([]);
  expect(minHash("！！！")).toBeNull();
  const one = minHash("the parcel arrived two days late and the box was open")!;
  expect(similarity(one, minHash("The parcel arrived two days late, and the box was open!!")!)).toBe(1);
  expect(similarity(one, minHash("great staff and a lovely view over the lake")!)).toBeLessThan(0.2);
});

test("quotes: big topics first, no copies, names masked, newest and strongest included", () => {
  const make = (id: string, text: string, code: string, score: number, isNew = false) => ({
    id,
    text,
    topics: [{ code, sentiment: -1 as const, hits: [] }],
    score,
    isNew,
  });
  const quotes = pickQuotes(
    [
      make("1", "等了一个小时菜才上来", "waiting", -2),
      make("2", "等了一个小时菜才上来！", "waiting", -2),
      make("3", "等了快一个小时，太久了", "waiting", -1.5),
      make("4", "再也不来了，等到发火", "waiting", -6),
      make("5", "王女士说厕所太脏", "place", -3, true),
    ],
    4,
  );
  expect(quotes.map(({ id }) => id)).not.toContain("2");
  expect(quotes[0]!.topics[0]).toBe("waiting");
  expect(quotes.map(({ kind, id }) => [kind, id])).toContainEqual(["extreme", "4"]);
  expect(quotes.find(({ id }) => id === "5")!.text).toBe("***说厕所太脏");
});
