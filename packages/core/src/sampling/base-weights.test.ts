import { expect, test } from "vitest";
import { calibratedMean, rake, sampleSizeForShare, trimWeights, weightedSums } from "./index.js";

// ten answers with unequal base weights, raked to sex 50/50 and age 45/55
const answers = ["M Y 3 1", "M O 5 2", "M Y 4 1", "F O 2 3", "F Y 5 1", "F O 1 1", "M O 4 2", "F Y 4 1", "M O 2 1", "F O 3 2"].map(
  (line) => {
    const [sex, age, y, d] = line.split(" ");
    return { levels: { sex: sex!, age: age! }, y: Number(y), d: Number(d) };
  },
);
const margins = { sex: { M: 50, F: 50 }, age: { Y: 45, O: 55 } };

function raked() {
  const cells = [...new Set(answers.map(({ levels }) => JSON.stringify(levels)))].map((key) => ({
    levels: JSON.parse(key) as Record<string, string>,
    members: answers.filter(({ levels }) => JSON.stringify(levels) === key),
  }));
  const fitted = rake(
    cells.map(({ levels, members }) => ({ levels, n: members.length, baseWeight: total(members.map(({ d }) => d)) })),
    margins,
  );
  if (!fitted.accepted) throw new Error("not raked");
  const groups = cells.map(({ levels, members }, i) => ({
    ...weightedSums(
      members.map(({ y }) => y),
      members.map(({ d }) => d * fitted.factors[i]!),
    ),
    levels,
    members,
  }));
  return { fitted, groups };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

test("raking with unequal base weights: weights and mean as R survey 4.1.1 rake has them", () => {
  const { fitted, groups } = raked();
  expect(fitted.factors[0]).toBeCloseTo(11.81365529926, 9);
  const cells = groups.map(({ members, ...sums }) => ({
    ...sums,
    d: total(members.map(({ d }) => d)),
    dy: total(members.map(({ y, d }) => y * d)),
  }));
  const mean = calibratedMean(cells, { dimensions: ["sex", "age"] })!;
  expect(mean.value).toBeCloseTo(3.463892866375, 9);
  // survey::svymean after survey::calibrate(calfun = "raking")
  expect(mean.standardError).toBeCloseTo(0.351390329577, 9);
});

test("raking with unequal base weights: residuals fitted answer by answer give the error of R survey 4.1.1 rake", () => {
  const cells = raked().groups.map(({ members, ...sums }) => ({ ...sums, d: members.length, dy: total(members.map(({ y }) => y)) }));
  expect(calibratedMean(cells, { dimensions: ["sex", "age"] })!.standardError).toBeCloseTo(0.346291431726, 9);
});

test("trimming: what is cut goes to everyone who was not trimmed, also to a weight of 0", () => {
  // survey::trimWeights(strict = TRUE), R survey 4.1.1
  expect(trimWeights([0, 1, 2, 9], { low: 0, high: 6 })).toEqual([1, 2, 3, 6]);
  expect(trimWeights([1, 2], { low: Number.NaN, high: 3 })).toBeNull();
});

test("sample size: when everybody answers alike one answer of one person is none too many, and never NaN", () => {
  expect(sampleSizeForShare(0.05, 1, { population: 1 })).toMatchObject({ afterPopulation: 0, completes: 0, invitations: 0 });
});
