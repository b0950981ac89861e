import { expect, test, vi } from "vitest";
import { type CompleteCases, completeCases, momentsOf, normalStream } from "../drivers/index.js";
import { seedRng, uniformStream } from "../numeric/index.js";
import { numbers, readTable } from "../testing/index.js";
import { bootstrapPls, checkPathModel, indexModel, latentsOfIndexModel, neededBase, type PathModel, plsModel } from "./index.js";

// simulations and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const scale = { min: 1, max: 10 };

/** Answers 1..10 to a chain quality → satisfaction → loyalty with three items each. */
function answers(seed: number, n: number): CompleteCases {
  const normal = normalStream(uniformStream(seedRng(seed)));
  const names = ["q1", "q2", "q3", "s1", "s2", "s3", "l1", "l2", "l3"];
  const columns = names.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const quality = normal();
    const satisfaction = 0.7 * quality + Math.sqrt(0.51) * normal();
    const loyalty = 0.6 * satisfaction + 0.8 * normal();
    [quality, satisfaction, loyalty].forEach((value, l) => {
      for (let j = 0; j < 3; j++) columns[3 * l + j]![i] = 5.5 + 1.2 * (0.85 * value + 0.5 * normal());
    });
  }
  return { names, n, columns, available: names.map(() => n) };
}

const chain: PathModel = {
  latents: [
    { name: "Quality", items: ["q1", "q2", "q3"] },
    { name: "Satisfaction", items: ["s1", "s2", "s3"] },
    { name: "Loyalty", items: ["l1", "l2", "l3"] },
  ],
  paths: [
    ["Quality", "Satisfaction"],
    ["Satisfaction", "Loyalty"],
  ],
};

test("every scheme recovers a planted chain, and the total effect is the product of its arrows", () => {
  const moments = momentsOf(answers(1, 2000));
  for (const scheme of ["path", "centroid", "factorial"] as const) {
    const fit = plsModel(moments, chain, { scale, scheme })!;
    expect(fit.hasConverged).toBe(true);
    expect(fit.paths[0]!.estimate).toBeGreaterThan(0.55);
    expect(fit.paths[1]!.estimate).toBeGreaterThan(0.45);
    const through = fit.totalEffects.find(({ from, to }) => from === "Quality" && to === "Loyalty")!;
    expect(through.estimate).toBeCloseTo(fit.paths[0]!.estimate * fit.paths[1]!.estimate, 12);
  }
});

test("the order of latents and items changes nothing", () => {
  const moments = momentsOf(answers(2, 400));
  const turned: PathModel = {
    latents: [...chain.latents].reverse().map(({ name, items }) => ({ name, items: [...items].reverse() })),
    paths: [...chain.paths].reverse(),
  };
  const [a, b] = [plsModel(moments, chain, { scale })!, plsModel(moments, turned, { scale })!];
  for (const path of a.paths) expect(b.paths.find(({ from }) => from === path.from)!.estimate).toBeCloseTo(path.estimate, 8);
  for (const latent of a.latents) expect(b.latents.find(({ name }) => name === latent.name)!.index).toBeCloseTo(latent.index, 7);
});

test("answering twice, or on another scale, leaves paths and the 0–100 index as they were", () => {
  const once = answers(3, 300);
  const fit = plsModel(momentsOf(once), chain, { scale })!;
  const twice = plsModel(
    momentsOf({ ...once, n: 600, columns: once.columns.map((column) => Float64Array.of(...column, ...column)) }),
    chain,
    { scale },
  )!;
  const stretched = plsModel(momentsOf({ ...once, columns: once.columns.map((column) => column.map((value) => 10 * value - 10)) }), chain, {
    scale: { min: 0, max: 90 },
  })!;
  for (const other of [twice, stretched]) {
    other.paths.forEach((path, i) => {
      expect(path.estimate).toBeCloseTo(fit.paths[i]!.estimate, 8);
    });
    other.latents.forEach((latent, l) => {
      expect(latent.index).toBeCloseTo(fit.latents[l]!.index, 7);
    });
  }
});

test("the bootstrap repeats with its seed and agrees between answers, groups and counts", () => {
  const cases = answers(4, 600);
  const options = { scale, draws: 300, seed: "wave 3" };
  const fromAnswers = bootstrapPls({ answers: cases }, chain, options)!;
  expect(bootstrapPls({ answers: cases }, chain, options)).toEqual(fromAnswers);
  const groups = Array.from({ length: 50 }, (_, g) => {
    const columns = cases.columns.map((column) => column.filter((_value, i) => i % 50 === g));
    return momentsOf({ ...cases, n: columns[0]!.length, columns });
  });
  for (const other of [bootstrapPls({ groups }, chain, options)!, bootstrapPls({ moments: momentsOf(cases) }, chain, options)!]) {
    fromAnswers.paths.forEach((path, i) => {
      expect(other.paths[i]!.standardError / path.standardError).toBeGreaterThan(0.75);
      expect(other.paths[i]!.standardError / path.standardError).toBeLessThan(1.33);
    });
    expect(other.latents[1]!.index.standardError / fromAnswers.latents[1]!.index.standardError).toBeCloseTo(1, 0);
  }
  const fit = plsModel(momentsOf(cases), chain, { scale })!;
  fromAnswers.paths.forEach(({ interval }, i) => {
    expect(interval.low).toBeLessThan(fit.paths[i]!.estimate);
    expect(interval.high).toBeGreaterThan(fit.paths[i]!.estimate);
  });
});

test("the mobile-phone model is warned about where it is weak: α of expectation and loyalty, CUSL2, HTMT above 0.9", () => {
  const { rows } = readTable("ecsi_mobi.csv");
  const model = indexModel("ECSI", {
    Image: ["IMAG1", "IMAG2", "IMAG3", "IMAG4", "IMAG5"],
    Expectation: ["CUEX1", "CUEX2", "CUEX3"],
    Quality: ["PERQ1", "PERQ2", "PERQ3", "PERQ4", "PERQ5", "PERQ6", "PERQ7"],
    Value: ["PERV1", "PERV2"],
    Satisfaction: ["CUSA1", "CUSA2", "CUSA3"],
    Complaints: ["CUSCO"],
    Loyalty: ["CUSL1", "CUSL2", "CUSL3"],
  });
  const items = model.latents.flatMap((latent) => latent.items);
  const cases = completeCases(Object.fromEntries(items.map((item) => [item, numbers(rows, item)])), items);
  const { warnings } = plsModel(momentsOf(cases), model, { scale })!;
  const named = (code: string) =>
    warnings.filter((warning) => warning.code === code).map(({ latent, item, other }) => [latent, item ?? other].filter(Boolean).join(" "));
  expect(named("LOW_ALPHA")).toEqual(["Expectation", "Loyalty"]);
  expect(named("LOW_LOADING")).toEqual(["Loyalty CUSL2"]);
  expect(named("NOT_DISTINCT")).toEqual(["Image Quality", "Image Satisfaction", "Quality Satisfaction", "Satisfaction Loyalty"]);
  expect(named("SMALL_BASE")).toEqual([]);
  expect(neededBase(model)).toBe(100);
});

test("ready-made models: CCSI has six latents and eleven arrows, ECSI seven and twelve, ACSI six and nine", () => {
  const items = Object.fromEntries(latentsOfIndexModel("ECSI").map((name) => [name, [name.toLowerCase()]]));
  for (const [kind, latents, arrows] of [
    ["CCSI", 6, 11],
    ["ECSI", 7, 12],
    ["ACSI", 6, 9],
  ] as const) {
    const model = indexModel(kind, items);
    expect([model.latents.length, model.paths.length]).toEqual([latents, arrows]);
    expect(checkPathModel(model)).toHaveLength(latents);
  }
  expect(() => indexModel("CCSI", {})).toThrow(RangeError);
});

test("a circle, an unknown or double arrow, a shared item and a lonely latent are refused; a constant item gives no model", () => {
  const [quality, satisfaction] = [chain.latents[0]!, chain.latents[1]!];
  const bad: PathModel[] = [
    {
      latents: [quality, satisfaction],
      paths: [
        ["Quality", "Satisfaction"],
        ["Satisfaction", "Quality"],
      ],
    },
    { latents: [quality, satisfaction], paths: [["Quality", "Nothing"]] },
    {
      latents: [quality, satisfaction],
      paths: [
        ["Quality", "Satisfaction"],
        ["Quality", "Satisfaction"],
      ],
    },
    { latents: [quality, { name: "Satisfaction", items: ["q1"] }], paths: [["Quality", "Satisfaction"]] },
    { ...chain, paths: [["Quality", "Satisfaction"]] },
  ];
  for (const model of bad) expect(() => checkPathModel(model)).toThrow(RangeError);
  const cases = answers(5, 50);
  expect(
    plsModel(momentsOf({ ...cases, columns: cases.columns.map((column, j) => (j === 0 ? column.map(() => 5) : column)) }), chain, {
      scale,
    }),
  ).toBeNull();
  expect(plsModel(momentsOf(cases), chain, { scale })!.warnings).toContainEqual({ code: "SMALL_BASE", value: 50 });
});

test("the factorial scheme on the mobile-phone model equals an independent computation (numpy 2.4, to 8 decimals)", () => {
  const blocks: [string, string, number][] = [
    ["Image", "IMAG", 5],
    ["Expectation", "CUEX", 3],
    ["Quality", "PERQ", 7],
    ["Value", "PERV", 2],
    ["Satisfaction", "CUSA", 3],
    ["Loyalty", "CUSL", 3],
  ];
  const items = Object.fromEntries(
    blocks.map(([name, prefix, size]) => [name, Array.from({ length: size }, (_, i) => `${prefix}${i + 1}`)]),
  );
  const model = indexModel("ECSI", { ...items, Complaints: ["CUSCO"] });
  const names = model.latents.flatMap((latent) => latent.items);
  const { rows } = readTable("ecsi_mobi.csv");
  const cases = completeCases(Object.fromEntries(names.map((name) => [name, numbers(rows, name)])), names);
  const expected = {
    "Image Expectation": 0.50494314,
    "Expectation Quality": 0.55675903,
    "Expectation Value": 0.0501781,
    "Quality Value": 0.55776245,
    "Image Satisfaction": 0.17859267,
    "Expectation Satisfaction": 0.06494366,
    "Quality Satisfaction": 0.5129747,
    "Value Satisfaction": 0.19144526,
    "Satisfaction Complaints": 0.52585655,
    "Image Loyalty": 0.19581962,
    "Satisfaction Loyalty": 0.48305917,
    "Complaints Loyalty": 0.07031057,
  };
  const { paths } = plsModel(momentsOf(cases), model, { scale, scheme: "factorial" })!;
  expect(paths).toHaveLength(12);
  for (const [arrow, value] of Object.entries(expected))
    expect(paths.find(({ from, to }) => `${from} ${to}` === arrow)!.estimate).toBeCloseTo(value, 7);
});
