import { describe, expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { spearman } from "../stats/index.js";
import {
  type BestWorstAnswer,
  bestWorstDesign,
  bestWorstScores,
  choiceModel,
  PRICE_PARTS,
  priceCurves,
  priceCurvesOfCounts,
  referencePrice,
  riseTolerance,
} from "./index.js";

const person = (tooCheap: number, cheap: number, expensive: number, tooExpensive: number, n = 1) => ({
  tooCheap,
  cheap,
  expensive,
  tooExpensive,
  n,
});

describe("priceCurves", () => {
  const answers = [person(2, 4, 7, 9), person(3, 5, 8, 12), person(4, 6, 9, 11), person(5, 7, 8, 10), person(3, 6, 10, 15)];

  test("the order of people and whether equal ones are counted together change nothing", () => {
    const twice = [...answers, ...answers].reverse();
    const counted = answers.map((one) => ({ ...one, n: 2 }));
    expect(priceCurves(twice)).toEqual(priceCurves(counted));
  });

  test("prices in another unit move every crossing by the same factor", () => {
    const cents = answers.map(({ tooCheap, cheap, expensive, tooExpensive }) =>
      person(100 * tooCheap, 100 * cheap, 100 * expensive, 100 * tooExpensive),
    );
    const [euro, cent] = [priceCurves(answers)!, priceCurves(cents)!];
    for (const name of ["marginalCheapness", "marginalExpensiveness", "optimal", "indifference"] as const) {
      expect(cent[name]!.price).toBeCloseTo(100 * euro[name]!.price, 9);
    }
  });

  test("who did not answer or whose prices do not rise is left out and counted", () => {
    const found = priceCurves([...answers, person(4, 4, 5, 6, 3), { ...person(1, 2, 3, 4), cheap: null }])!;
    expect([found.n, found.outOfOrder, found.incomplete]).toEqual([5, 3, 1]);
    expect(priceCurves([person(4, 3, 2, 1)])).toBeNull();
  });

  test("one seed gives one interval, which holds the crossing and narrows with more people", () => {
    const options = { draws: 200, seed: "a" };
    const few = priceCurves(answers, options)!.optimal!;
    const many = priceCurves(
      answers.map((one) => ({ ...one, n: 5000 })),
      options,
    )!.optimal!;
    expect(priceCurves(answers, options)!.optimal).toEqual(few);
    expect(few.interval!.low).toBeLessThanOrEqual(few.price);
    expect(few.interval!.high).toBeGreaterThanOrEqual(few.price);
    expect(many.interval!.high - many.interval!.low).toBeLessThan((few.interval!.high - few.interval!.low) / 10);
  });

  test("counts of named prices give the same curves and crossings as the people behind them, and an interval close to the resampled one", () => {
    const uniform = uniformStream(seedRng(4));
    const people = Array.from({ length: 400 }, () => {
      const middle = 60 + Math.round(40 * uniform());
      const away = () => 5 + Math.round(20 * uniform());
      const [cheap, expensive] = [middle - away(), middle + away()];
      return person(cheap - away(), cheap, expensive, expensive + away());
    });
    const named = [...new Set(people.flatMap((one) => PRICE_PARTS.map((part) => one[part])))].map((price) => {
      const of = (part: (typeof PRICE_PARTS)[number]) => people.filter((one) => one[part] === price).length;
      return { price, tooCheap: of("tooCheap"), cheap: of("cheap"), expensive: of("expensive"), tooExpensive: of("tooExpensive") };
    });
    const one = priceCurves(people, { draws: 400, seed: 1 })!;
    const other = priceCurvesOfCounts(named, { outOfOrder: 0, incomplete: 0 })!;
    expect(other.curves).toEqual(one.curves);
    for (const name of ["marginalCheapness", "marginalExpensiveness", "optimal", "indifference"] as const) {
      expect(other[name]!.price).toBe(one[name]!.price);
      const [wide, also] = [one[name]!.interval!, other[name]!.interval!].map(({ low, high }) => high - low) as [number, number];
      expect(also / wide).toBeGreaterThan(0.7);
      expect(also / wide).toBeLessThan(1.4);
    }
    expect(() =>
      priceCurvesOfCounts([{ price: 4, tooCheap: 1, cheap: 0, expensive: 0, tooExpensive: 0 }], { outOfOrder: 0, incomplete: 0 }),
    ).toThrow(RangeError);
    expect(priceCurvesOfCounts([], { outOfOrder: 2, incomplete: 0 })).toBeNull();
  });

  test("a price below 0 or people in halves are refused", () => {
    expect(() => priceCurves([person(-1, 2, 3, 4)])).toThrow(RangeError);
    expect(() => priceCurves([person(1, 2, 3, 4, 0.5)])).toThrow(RangeError);
  });
});

test("riseTolerance: fewer stay at a larger rise, and nobody asked gives null", () => {
  const { steps } = riseTolerance([{ risePercent: -5 }, { risePercent: 10, n: 4 }, { risePercent: 30 }], [0, 10, 11, 31])!;
  expect(steps.map(({ staying }) => staying)).toEqual([5, 5, 1, 0]);
  expect(riseTolerance([], [5])).toBeNull();
  expect(() => riseTolerance([{ risePercent: 1 }], [-1])).toThrow(RangeError);
});

test("referencePrice: one person has a price and no spread; nobody has none", () => {
  expect(referencePrice([{ price: 12 }])).toMatchObject({
    n: 1,
    median: 12,
    medianInterval: { low: 12, high: 12 },
    mean: { interval: null },
  });
  expect(referencePrice([{ price: 12, n: 0 }])).toBeNull();
});

describe("bestWorstDesign", () => {
  const plans = [
    [7, 3, 7, 1],
    [7, 3, 7, 12],
    [5, 3, 5, 8],
    [8, 4, 6, 12],
    [9, 3, 5, 12],
    [10, 4, 8, 12],
    [12, 5, 8, 10],
    [13, 4, 9, 7],
    [16, 4, 12, 12],
    [20, 5, 12, 12],
    [40, 6, 20, 3],
    [3, 2, 2, 5],
  ] as const;

  test.each(
    plans,
  )("%i items by %i in %i sets and %i blocks: every item equally often ± 1, none twice in a set", (items, perSet, sets, blocks) => {
    for (const seed of [1, 2, "three"]) {
      const design = bestWorstDesign({ items, perSet, sets, blocks, seed });
      const all = design.blocks.flat();
      expect(all.every((set) => set.length === perSet && new Set(set).size === perSet)).toBe(true);
      const counted = (of: readonly (readonly number[])[]) =>
        Array.from({ length: items }, (_, item) => of.filter((set) => set.includes(item)).length);
      for (const block of design.blocks) expect(Math.max(...counted(block)) - Math.min(...counted(block))).toBeLessThanOrEqual(1);
      expect(Math.max(...design.shown) - Math.min(...design.shown)).toBeLessThanOrEqual(1);
      expect(design.shown).toEqual(counted(all));
    }
  });

  test("pairs stand together as evenly as can be: 7 items by 3 make a perfect plane, twelve blocks of 10 by 4 differ by little", () => {
    const many = bestWorstDesign({ items: 10, perSet: 4, sets: 8, blocks: 12, seed: 1 });
    expect(many.together.most - many.together.least).toBeLessThanOrEqual(3);
    const plane = bestWorstDesign({ items: 7, perSet: 3, sets: 7, blocks: 1, seed: 1 });
    expect(plane.together.most).toBeLessThanOrEqual(2);
  });

  test("a plan gives the same sets for all time: answers are stored by number of set", () => {
    const plan = { items: 6, perSet: 3, sets: 4, blocks: 2, seed: 1 };
    expect(bestWorstDesign(plan).blocks).toEqual([
      [
        [4, 3, 5],
        [2, 5, 0],
        [2, 1, 3],
        [1, 4, 0],
      ],
      [
        [0, 1, 2],
        [2, 4, 5],
        [0, 3, 4],
        [3, 5, 1],
      ],
    ]);
  });

  test("a plan that cannot be is refused", () => {
    expect(() => bestWorstDesign({ items: 4, perSet: 4, sets: 5, blocks: 1, seed: 1 })).toThrow(RangeError);
    expect(() => bestWorstDesign({ items: 2, perSet: 2, sets: 5, blocks: 1, seed: 1 })).toThrow(RangeError);
  });
});

/** Somebody who sees a set takes the best and then the worst by planted utilities with extreme value noise. */
function answersOf(utilities: readonly number[], people: number, seed: number): BestWorstAnswer[] {
  const uniform = uniformStream(seedRng(seed));
  const noise = () => -Math.log(-Math.log(uniform() || 0.5));
  const { blocks } = bestWorstDesign({ items: utilities.length, perSet: 4, sets: 8, blocks: 12, seed: 1 });
  return Array.from({ length: people }, (_, who) => blocks[who % blocks.length]!.map((set) => ({ who, set }))).flatMap((sets) =>
    sets.map(({ who, set }) => {
      const most = (items: readonly number[], sign: number) =>
        items.map((item) => ({ item, value: sign * utilities[item]! + noise() })).reduce((a, b) => (b.value > a.value ? b : a)).item;
      const best = most(set, 1);
      const worst = most(
        set.filter((item) => item !== best),
        -1,
      );
      return { set, best, worst, person: who };
    }),
  );
}

describe("bestWorstScores", () => {
  test("counts reproduce: best, worst and shown of every item as they were answered", () => {
    const answers = answersOf([1, 0.5, 0, -0.5, -1], 20, 3);
    const { items, answers: total } = bestWorstScores(answers, 5)!;
    expect(total).toBe(160);
    expect(items.map(({ best }) => best)).toEqual([0, 1, 2, 3, 4].map((item) => answers.filter(({ best }) => best === item).length));
    expect(items.map(({ shown }) => shown)).toEqual([0, 1, 2, 3, 4].map((item) => answers.filter(({ set }) => set.includes(item)).length));
  });

  test("planted utilities of 300 people come back in their order", () => {
    for (const seed of [1, 2]) {
      const planted = Array.from({ length: 10 }, (_, i) => 1.35 - 0.3 * i);
      const { items } = bestWorstScores(answersOf(planted, 300, seed), 10)!;
      const found = items.map(({ utility }) => utility!);
      expect(spearman(planted, found)!.r).toBeGreaterThanOrEqual(0.95);
    }
  });

  test("what is always best has counts and no utility", () => {
    const { items } = bestWorstScores([{ set: [0, 1, 2], best: 0, worst: 2, n: 40 }], 3)!;
    expect(items[0]).toMatchObject({ best: 40, score: 1, utility: null, share: null });
    expect(bestWorstScores([], 3)).toBeNull();
  });

  test("an answer that names what was not shown is refused", () => {
    expect(() => bestWorstScores([{ set: [0, 1], best: 2, worst: 0 }], 3)).toThrow(RangeError);
    expect(() => bestWorstScores([{ set: [0, 1], best: 1, worst: 1 }], 3)).toThrow(RangeError);
  });
});

describe("choiceModel", () => {
  const attributes = [
    { name: "price", levels: ["low", "middle", "high"] },
    { name: "wait", levels: ["short", "long"] },
    { name: "place", levels: ["near", "far", "farthest"] },
  ];
  const planted = [
    [1, 0.2, -1.2],
    [0.4, -0.4],
    [0.6, 0, -0.6],
  ];

  test("planted part-worths of 300 people come back in their order, importance sums to 100", () => {
    const uniform = uniformStream(seedRng(9));
    const below = (n: number) => Math.floor(uniform() * n);
    const tasks = Array.from({ length: 300 * 8 }, (_, task) => {
      const offers = [0, 1, 2].map(() => attributes.map(({ levels }) => below(levels.length)));
      const values = offers.map(
        (offer) => offer.reduce((sum, level, a) => sum + planted[a]![level]!, 0) - Math.log(-Math.log(uniform() || 0.5)),
      );
      return { offers, chosen: values.indexOf(Math.max(...values)), person: Math.floor(task / 8) };
    });
    const model = choiceModel(tasks, attributes)!;
    const found = model.attributes.flatMap(({ levels }) => levels.map(({ partWorth }) => partWorth));
    expect(spearman(planted.flat(), found)!.r).toBeGreaterThanOrEqual(0.95);
    expect(model.attributes.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(100, 9);
    for (const { levels } of model.attributes) expect(levels.reduce((sum, { partWorth }) => sum + partWorth, 0)).toBeCloseTo(0, 9);
  });

  test("a level that always wins has no part-worth; an unknown level is refused", () => {
    expect(
      choiceModel(
        [
          {
            offers: [
              [0, 0, 0],
              [1, 1, 1],
            ],
            chosen: 0,
            n: 9,
          },
        ],
        attributes,
      ),
    ).toBeNull();
    expect(() =>
      choiceModel(
        [
          {
            offers: [
              [0, 0, 0],
              [3, 1, 1],
            ],
            chosen: 0,
          },
        ],
        attributes,
      ),
    ).toThrow(RangeError);
  });
});
