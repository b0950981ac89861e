import { expect, test } from "vitest";
import { starterTaxonomy } from "../topics/starter-taxonomies.js";
import { createTextTally } from "./text-tally.js";

const taxonomy = starterTaxonomy("catering")!;
const nps = { kind: "nps", min: 0, max: 10 } as const;

test("digest: every comment is on one side, and languages add up", () => {
  const tally = createTextTally({ taxonomy, scale: null });
  for (const text of ["上菜太慢，等了一个小时", "The soup was delicious", "", "  ", "123", "Zimmer war sehr schön und sauber"])
    tally.add({ text });
  const { rows, comments, languages, sides, withTopic, score } = tally.done();
  expect([rows, comments]).toEqual([6, 4]);
  expect(languages).toEqual({ zh: 1, en: 1, other: 1, none: 1 });
  expect(sides.bad + sides.neutral + sides.good + sides.uncertain + sides.unread).toBe(comments);
  expect(withTopic).toBe(2);
  expect(score).toBeNull();
});

test("digest: a topic of low scores has a negative effect with an interval; small bases are left open", () => {
  const tally = createTextTally({ taxonomy, scale: nps });
  for (let i = 0; i < 60; i++) {
    tally.add({ text: `等了好久，第 ${i} 次`, score: i % 10 === 0 ? 9 : 3 });
    tally.add({ text: `味道很好 ${i}`, score: i % 10 === 0 ? 5 : 10 });
  }
  tally.add({ text: "停车难", score: 2 });
  const { topics, score } = tally.done();
  const of = (code: string) => topics.find((topic) => topic.code === code)!;
  expect(of("waiting")).toMatchObject({ n: 60, effect: { n: 60, otherN: 61, isSignificant: true } });
  // mentioned −80, the others 60 times 80 and once −100
  expect(of("waiting").effect!.difference).toBeCloseTo(-80 - (60 * 80 - 100) / 61, 10);
  expect(of("waiting").effect!.interval!.high).toBeLessThan(0);
  expect(topics.find(({ n }) => n === 1)?.effect).toMatchObject({ difference: null, isSignificant: false });
  expect(score).toMatchObject({ kind: "nps", n: 121 });
});

test("digest: words of low and high scores, or of named groups, are told apart", () => {
  const tally = createTextTally({ taxonomy, scale: nps });
  for (let i = 0; i < 80; i++) {
    tally.add({ text: `漏送餐具，${i % 7} 点多`, score: 2, group: "北店" });
    tally.add({ text: `包装严实，${i % 7} 点多`, score: 10, group: "南店" });
  }
  const { contrasts } = tally.done();
  expect(contrasts.map(({ by, group, n }) => [by, group, n])).toEqual([
    ["score", "", 80],
    ["group", "北店", 80],
    ["group", "南店", 80],
  ]);
  const says = (at: number, word: string) => contrasts[at]!.terms.find(({ term }) => term.includes(word))!.logOdds;
  expect(says(0, "漏送")).toBeGreaterThan(0);
  expect(says(0, "包装")).toBeLessThan(0);
  expect(says(2, "包装")).toBeGreaterThan(0);
});

test("digest: copied texts, personal data, safety words and the month's rising topic are counted, and quotes are masked", () => {
  const tally = createTextTally({ taxonomy, scale: null });
  for (let month = 0; month < 6; month++) {
    for (let i = 0; i < 80; i++) tally.add({ text: `${["味道不错", "环境干净", "服务热情"][i % 3]}，第 ${month * 80 + i} 位`, month });
    for (let i = 0; i < (month === 5 ? 20 : 1); i++) tally.add({ text: `吃完拉肚子，电话 1380000${1000 + month * 20 + i}`, month });
  }
  for (let i = 0; i < 9; i++) tally.add({ text: "五星好评，物流很快，包装完好，下次再来购买", month: 5 });
  const { copies, personal, signals, emerging, quotes } = tally.done();
  expect(copies.groups.some(({ n, text }) => n === 9 && text.startsWith("五星好评"))).toBe(true);
  expect(personal.found).toContainEqual({ type: "PHONE", n: 25 });
  expect(signals).toContainEqual({ kind: "safety", n: 25 });
  expect(emerging?.found.map(({ key }) => key)).toContain("dish.safety");
  expect(JSON.stringify({ copies, quotes })).not.toMatch(/1380000\d/);
});
