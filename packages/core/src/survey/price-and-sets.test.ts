import { describe, expect, test } from "vitest";
import {
  type BestWorstQuestion,
  bestWorstSets,
  blockOfVisit,
  checkAnswers,
  completenessOf,
  dryRun,
  type PriceQuestion,
  packAnswers,
  readForm,
  seriesOf,
  surveyFaults,
  unpackSet,
  wordsOfAnswer,
} from "./index.js";
import { survey, words } from "./testing/build.js";

const price: PriceQuestion = { key: "price", type: "price", text: words, currency: "CNY", step: 0.5, current: 20 };
const items: BestWorstQuestion = {
  key: "matters",
  type: "bestWorst",
  text: words,
  options: ["a", "b", "c", "d", "e", "f"].map((id, i) => ({ id, code: i + 1, text: { "zh-CN": `项${id}`, en: `Item ${id}` } })),
  perSet: 3,
  sets: 4,
  high: { "zh-CN": "最重要", en: "Most" },
  low: { "zh-CN": "最不重要", en: "Least" },
};
const both = survey([price, items]);
const rising = { tooCheap: 5, cheap: 12, expensive: 20, tooExpensive: 30.5 };

describe("price", () => {
  test("a form's prices are read as people write them and kept to the nearest step", () => {
    const form = { "a.price.tooCheap": "¥5.2", "a.price.cheap": "12", "a.price.expensive": "２０元", "a.price.tooExpensive": "1,280" };
    const { answers, faults } = checkAnswers(survey([price]), readForm([price], form));
    expect(faults).toEqual([]);
    expect(answers.price).toEqual({ tooCheap: 5, cheap: 12, expensive: 20, tooExpensive: 1280 });
  });

  test("what is no price is refused at its place, and so is more than the steps can count", () => {
    const at = (given: object) => checkAnswers(survey([price]), { price: given }).faults.map(({ part, reason }) => `${part} ${reason}`);
    expect(at({ ...rising, cheap: "ten" })).toEqual(["price.cheap NOT_A_PRICE"]);
    expect(at({ ...rising, tooExpensive: 99_999 })).toEqual(["price.tooExpensive OUT_OF_RANGE"]);
    expect(at({ ...rising, tooCheap: -1 })).toEqual(["price.tooCheap OUT_OF_RANGE"]);
  });

  test("prices that do not rise are asked about once by the page, never by another system, and kept as they are", () => {
    const falling = { ...rising, cheap: 4 };
    const form = Object.fromEntries(Object.entries(falling).map(([part, value]) => [`a.price.${part}`, String(value)]));
    const first = checkAnswers(survey([price]), readForm([price], form));
    expect(first.faults).toEqual([{ question: "price", part: "price", reason: "PRICES_OUT_OF_ORDER" }]);
    expect(first.answers.price).toEqual(falling);
    expect(checkAnswers(survey([price]), readForm([price], { ...form, "a.price.sure": "1" })).faults).toEqual([]);
    expect(checkAnswers(survey([price]), { price: falling }, { strict: true }).faults).toEqual([]);
  });

  test("prices are packed in whole steps; another step or currency gets another place", () => {
    const definition = survey([price]);
    const series = seriesOf(definition, []);
    expect(packAnswers(definition, series, { price: rising }).nums).toEqual([10, 24, 40, 61, 1, 64]);
    expect(packAnswers(definition, series, { price: { ...rising, cheap: 4 } }).nums.slice(4)).toEqual([0, 48]);
    expect(packAnswers(definition, series, { price: { ...rising, cheap: null } }).nums).toEqual([10, null, 40, 61, 2, null]);
    expect(packAnswers(definition, series, { price: null }).nums).toEqual([null, null, null, null, null, null]);
    const again = seriesOf(survey([{ ...price, step: 1 }]), series);
    expect(again.map(({ ordinal }) => ordinal)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(seriesOf(definition, again.concat(series)).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("best and worst", () => {
  const [first] = bestWorstSets(items, 3);
  const [best, worst] = [first!.options[1]!.id, first!.options[0]!.id];

  test("a pick is packed as one number that says set, best and worst", () => {
    const definition = survey([items]);
    const series = seriesOf(definition, []);
    const { answers, faults } = checkAnswers(definition, { matters: { block: 3, b1: best, w1: worst } }, { strict: true });
    expect(faults).toEqual([]);
    const { nums } = packAnswers(definition, series, answers);
    expect(nums.slice(1)).toEqual([null, null, null]);
    const read = unpackSet(items, nums[0]!)!;
    expect([read.best, read.worst].map((item) => items.options[item]!.id)).toEqual([best, worst]);
    expect(read.set.map((item) => items.options[item]!.id)).toEqual(first!.options.map(({ id }) => id));
  });

  test("every pick of every set comes back from its number", () => {
    const definition = survey([items]);
    const series = seriesOf(definition, []);
    for (let block = 1; block <= 12; block += 1) {
      for (const { number, options } of bestWorstSets(items, block)) {
        const value = { block, [`b${number}`]: options[2]!.id, [`w${number}`]: options[1]!.id };
        const packed = packAnswers(definition, series, { matters: value }).nums[number - 1]!;
        const read = unpackSet(items, packed)!;
        expect([read.best, read.worst]).toEqual([options[2], options[1]].map((option) => items.options.indexOf(option!)));
      }
    }
  });

  test("one item as best and worst, one that was not shown, or a block that is not there are refused", () => {
    const other = items.options.find(({ id }) => !first!.options.some((option) => option.id === id))!.id;
    const at = (given: object) => checkAnswers(survey([items]), { matters: given }).faults.map(({ part, reason }) => `${part} ${reason}`);
    expect(at({ block: 3, b1: best, w1: best })).toEqual(["matters.w1 SAME_TWICE"]);
    expect(at({ block: 3, b1: other, w1: worst })).toEqual(["matters.b1 UNKNOWN_OPTION"]);
    expect(at({ block: 13, b1: best, w1: worst })).toEqual(["matters.block WRONG_SHAPE"]);
    expect(at({ block: 3, b1: best, w1: worst, extra: 1 })).toEqual(["matters.extra UNKNOWN_QUESTION"]);
  });

  test("nothing picked is an open answer, whatever was shown; a required one names every open pick", () => {
    const open = readForm([items], { "a.matters.block": "3" });
    expect(checkAnswers(survey([items]), open).answers.matters).toMatchObject({ block: null, b1: null });
    expect(checkAnswers(survey([{ ...items, required: true }]), open).faults).toHaveLength(8);
    expect(completenessOf(survey([items]), checkAnswers(survey([items]), open).answers)).toBe("break_off");
  });

  test("visits are spread over all questionnaires, and one visit keeps its own", () => {
    const blocks = Array.from({ length: 1200 }, (_, i) => blockOfVisit(`lq2x1.visit-${i}`));
    for (let block = 1; block <= 12; block += 1) expect(blocks.filter((one) => one === block).length).toBeGreaterThan(60);
    expect(blockOfVisit("lq2x1.visit-7")).toBe(blocks[7]);
  });

  test("an answer reads in words", () => {
    const said = wordsOfAnswer(items, { block: 3, b1: best, w1: worst, b2: null, w2: null }, "en");
    expect(said).toBe(`1. Most: Item ${best}, Least: Item ${worst}`);
    expect(wordsOfAnswer(price, rising, "zh-CN")).toBe("太便宜 5，便宜 12，贵 20，太贵 30.5");
  });
});

test("a questionnaire with both has no fault, and answers made up for it are never refused", () => {
  expect(surveyFaults(both)).toEqual([]);
  let seed = 1;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  expect(dryRun(both, 200, random).refused).toBe(0);
});

test("a step out of the list and sets that cannot be drawn stop publishing", () => {
  expect(surveyFaults(survey([{ ...price, step: 0.3 }])).map(({ code }) => code)).toEqual(["BAD_STEP"]);
  expect(surveyFaults(survey([{ ...items, perSet: 6 }])).map(({ code }) => code)).toEqual(["BAD_SETS"]);
  expect(surveyFaults(survey([{ ...items, sets: 1 }])).map(({ code }) => code)).toEqual(["BAD_SETS"]);
});
