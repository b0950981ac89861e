import { expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { numbers, readTable } from "../testing/index.js";
import {
  brantTest,
  completeCases,
  covarianceMatrix,
  latentOutcome,
  logisticRegression,
  momentsOf,
  ordinalRegression,
  relativeWeights,
  shapleyWeights,
  treatmentCoding,
} from "./index.js";

test("brantTest: equals R on the housing data (one glm per cut, covariances after Brant 1990, computed with R 4.2)", () => {
  const { rows } = readTable("housing_satisfaction.csv");
  const text = (name: string) => rows.map((row) => row[name]!);
  const outcome = text("Sat").map((value) => ["Low", "Medium", "High"].indexOf(value));
  const predictors = [
    ...treatmentCoding("Infl", text("Infl"), ["Low", "Medium", "High"]),
    ...treatmentCoding("Type", text("Type"), ["Tower", "Apartment", "Atrium", "Terrace"]),
    ...treatmentCoding("Cont", text("Cont"), ["Low", "High"]),
  ];
  const found = brantTest(outcome, predictors, numbers(rows, "Freq") as number[])!;
  expect(found.chiSquare).toBeCloseTo(8.5344940012691, 7);
  expect(found.df).toBe(6);
  expect(found.p).toBeCloseTo(0.20149939, 7);
  const each = [0.317338264288, 0.196504474482, 0.4681518543279, 2.8047523418553, 0.0312259755377, 1.2859403353521];
  for (const [j, { chiSquare, df }] of found.predictors.entries()) {
    expect(chiSquare).toBeCloseTo(each[j]!, 7);
    expect(df).toBe(1);
  }
});

test("brantTest: a slope planted at the bottom of the scale only is found, equal slopes are not", () => {
  const uniform = uniformStream(seedRng("brant"));
  const noise = () => Math.log(1 / (1 - uniform()) - 1);
  const [low, even] = [[0, 1].map(() => [] as number[]), [0, 1].map(() => [] as number[])];
  const outcomes = [[] as number[], [] as number[]];
  for (let i = 0; i < 3000; i++) {
    const [x, z] = [uniform() * 2 - 1, uniform() * 2 - 1];
    const e = noise();
    outcomes[0]!.push(x + z + e < -1 ? 0 : x + z + e < 1 ? 1 : 2);
    // x decides whether people are unhappy, and nothing about whether they are delighted
    outcomes[1]!.push(3 * x + z + e < -1 ? 0 : noise() + z < 1 ? 1 : 2);
    low[0]!.push(x);
    low[1]!.push(z);
    even[0]!.push(x);
    even[1]!.push(z);
  }
  const predictorsOf = (columns: number[][]) => columns.map((values, j) => ({ name: `x${j}`, values }));
  expect(brantTest(outcomes[0]!, predictorsOf(even))!.p).toBeGreaterThan(0.01);
  expect(brantTest(outcomes[1]!, predictorsOf(low))!.predictors[0]!.p).toBeLessThan(1e-6);
});

test("brantTest: two categories have one cut only, and a perfect predictor no finite slope: null", () => {
  expect(brantTest([0, 1, 0, 1], [{ name: "x", values: [1, 2, 2, 1] }])).toBeNull();
  expect(brantTest([0, 0, 1, 1, 2, 2], [{ name: "x", values: [1, 1, 2, 2, 3, 3] }])).toBeNull();
});

test("latentOutcome: shares of a yes/no and of a five-step outcome are those of the rating behind them", () => {
  const uniform = uniformStream(seedRng("latent"));
  const n = 20_000;
  const x = [0, 1, 2].map(() => new Float64Array(n));
  const yes = new Float64Array(n);
  const steps = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const shared = uniform() - 0.5;
    for (const column of x) column[i] = shared + uniform() - 0.5;
    const rating = 2 * x[0]![i]! + 1 * x[1]![i]! + Math.log(1 / (1 - uniform()) - 1);
    yes[i] = rating > 0.7 ? 1 : 0;
    steps[i] = [-2, -0.5, 0.5, 2].filter((cut) => rating > cut).length;
  }
  const names = ["a", "b", "c"];
  const predictors = names.map((name, j) => ({ name, values: x[j]! }));
  const covariance = covarianceMatrix(momentsOf(completeCases({ a: x[0]!, b: x[1]!, c: x[2]! }, names)));
  const truth = latentOutcome(covariance, [2, 1, 0]);
  const sharesOf = ({ r, ry, rSquared }: ReturnType<typeof latentOutcome>) => relativeWeights(r, ry).map((weight) => weight / rSquared);
  const expected = sharesOf(truth);
  const slopes = [logisticRegression(yes, predictors)!.coefficients.slice(1), ordinalRegression(steps, predictors)!.coefficients].map(
    (coefficients) => coefficients.map(({ estimate }) => estimate),
  );
  for (const found of slopes.map((slope) => latentOutcome(covariance, slope))) {
    expect(Math.abs(found.rSquared - truth.rSquared)).toBeLessThan(0.01);
    for (const [j, share] of sharesOf(found).entries()) expect(Math.abs(share - expected[j]!)).toBeLessThan(0.03);
    const { r, ry, rSquared } = found;
    for (const weights of [relativeWeights(r, ry), shapleyWeights(r, ry)]) {
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(rSquared, 10);
    }
  }
});
