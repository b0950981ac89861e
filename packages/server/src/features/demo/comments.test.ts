import { createDuplicateFinder, sentimentOf, starterTaxonomy, topicFinder } from "@manyi/core/text";
import { expect, test } from "vitest";
import { commentOf } from "./comments.js";
import { diceOf } from "./dice.js";
import { voicesOfDay } from "./visits.js";

const anchorDay = 20_600;
const voices = Array.from({ length: 240 }, (_, age) =>
  voicesOfDay({ day: anchorDay - age, anchorDay, until: Number.POSITIVE_INFINITY }),
).flat();
const said = voices.flatMap(({ comment, nps }) => (comment ? [{ comment, nps: nps ?? null }] : []));

test("comments: at most three in a hundred repeat another, and a few are true copies", () => {
  const finder = createDuplicateFinder();
  const repeats = said.filter(({ comment }, i) => finder.add(comment, i) !== null);
  expect(said.length).toBeGreaterThan(5_000);
  expect(repeats.length / said.length).toBeLessThan(0.03);
  expect(repeats.length).toBeGreaterThan(10);
});

test("comments: typed in many ways and lengths, some in English, some in an older script", () => {
  const share = (test: (text: string) => boolean) => said.filter(({ comment }) => test(comment)).length / said.length;
  expect(share((text) => text.length < 10)).toBeGreaterThan(0.03);
  expect(share((text) => text.length > 40)).toBeGreaterThan(0.1);
  expect(share((text) => /\p{Emoji_Presentation}/u.test(text))).toBeGreaterThan(0.04);
  expect(share((text) => !/[。！～.!]$/.test(text))).toBeGreaterThan(0.15);
  expect(share((text) => /^[\x20-\x7e]+$/.test(text))).toBeGreaterThan(0.05);
  expect(share((text) => /[時間務員點還來後]/.test(text))).toBeGreaterThan(0.005);
  expect(share((text) => /[{}]|undefined|null/.test(text))).toBe(0);
});

test("comments: the words fit the score, and the topic is found", () => {
  const judged = said.flatMap(({ comment, nps }) =>
    nps === null || (nps > 6 && nps < 9) ? [] : [{ side: nps >= 9 ? 1 : -1, read: sentimentOf(comment) }],
  );
  const right = judged.filter(({ side, read }) => Math.sign(read.score) === side).length / judged.length;
  expect(right).toBeGreaterThan(0.85);
  const find = topicFinder(starterTaxonomy("catering")!);
  const topics = { serving_speed: "waiting", taste: "dish.taste", staff: "staff.attitude", price: "price", delivery: "delivery" };
  for (const [subject, code] of Object.entries(topics)) {
    const lines = Array.from(
      { length: 200 },
      (_, i) => commentOf(diceOf(`${subject} ${i}`), { isEnglish: false, subject, isGood: i % 2 === 0 })!,
    );
    expect([subject, lines.filter((line) => find(line).some((mention) => mention.code === code)).length > 120]).toEqual([subject, true]);
  }
});

test("comments: the same dice give the same comment", () => {
  const told = { isEnglish: false, subject: "taste", isGood: true };
  expect(commentOf(diceOf("one"), told)).toBe(commentOf(diceOf("one"), told));
});
