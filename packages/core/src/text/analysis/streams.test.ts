import { expect, test } from "vitest";
import { createDuplicateFinder } from "./duplicate-finder.js";
import { joinFragments } from "./join-fragments.js";
import { nearDuplicates } from "./near-duplicates.js";
import { createTermCounter } from "./term-counter.js";
import { topicEffects } from "./topic-effects.js";

test("term counter: a full table forgets rare terms and says up to which count", () => {
  const counter = createTermCounter(100);
  for (let i = 0; i < 400; i++) counter.add(["often", `once ${i}`]);
  expect(counter.counts.size).toBeLessThanOrEqual(100);
  expect(counter.counts.get("often")).toBeGreaterThanOrEqual(400 - counter.dropped);
  expect(counter.dropped).toBeGreaterThan(0);
  expect(() => createTermCounter(10)).toThrow(RangeError);
});

test("duplicate finder: finds what the comparison of all with all finds; short comments are no copies", () => {
  const texts = Array.from({ length: 60 }, (_, i) =>
    i % 4 === 0
      ? `物流很快包装完好客服态度也不错下次再来${"！".repeat(i % 3)}`
      : `第${i}次来了，${"甲乙丙丁戊己庚辛"[i % 8]}座的菜有点咸，建议第${i * 7}道少放盐`,
  );
  const finder = createDuplicateFinder();
  for (const [i, text] of texts.entries()) finder.add(text, i);
  expect(finder.copies().map(({ count }) => count)).toEqual(nearDuplicates(texts).map((group) => group.length));
  expect(createDuplicateFinder().add("很好", 1)).toBeNull();
  const full = createDuplicateFinder(1);
  full.add(texts[0]!, 0);
  full.add(texts[1]!, 1);
  expect(full.isFull).toBe(true);
  expect(full.add(texts[4]!, 4)).toBe(0);
});

test("topic effects: many topics are corrected together, and noise stays quiet", () => {
  const all = { n: 1000, sum: 3000, sumSquares: 11000 };
  const quiet = Array.from({ length: 20 }, (_, i) => ({ code: `t${i}`, mentioned: { n: 50, sum: 150 + (i % 3), sumSquares: 550 } }));
  const { effects, findings } = topicEffects([...quiet, { code: "bad", mentioned: { n: 50, sum: 60, sumSquares: 100 } }], all);
  expect(findings).toEqual({ compared: 21, rule: "benjamini-hochberg-at-0.10" });
  expect(effects.filter(({ isSignificant }) => isSignificant).map(({ code }) => code)).toEqual(["bad"]);
});

test("fragments: pieces of one expression said equally often are put together; others and English stay", () => {
  const of = (term: string, count: number, otherCount = 0) => ({ term, count, otherCount });
  const joined = joinFragments([
    of("序安排得", 206),
    of("菜顺序安", 206),
    of("顺序安排", 206),
    of("前一样", 176),
    of("一样稳", 90),
    of("cold soup", 9),
    of("soup bowl", 9),
  ]);
  expect(joined.map(({ term }) => term)).toEqual(["菜顺序安排得", "前一样", "一样稳", "cold soup", "soup bowl"]);
  expect(joinFragments([of("味道", 176), of("道和以前", 176)])).toHaveLength(2);
});
