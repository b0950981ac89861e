import type { api } from "@manyi/contracts";
import { allocate, marginOfNps, marginOfShare, type SampleSize, sampleSizeForNps, sampleSizeForShare } from "@manyi/core/sampling";
import type { z } from "zod";
import { AppError } from "../../platform/errors.js";

type Plan = z.output<typeof api.population.sampleSize.query>;
type Affordable = z.output<typeof api.population.marginOfError.query>;
type Spread = z.output<typeof api.population.allocate.body>;
type Rule = { readonly isGood: (value: number) => boolean; readonly "zh-CN": string; readonly en: string };

const share: Rule = { isGood: (value) => value >= 0 && value <= 1, "zh-CN": "占比在 0 到 1 之间", en: "A share lies between 0 and 1" };
const RULES: Readonly<
  Record<"answers" | "marginOfShare" | "marginOfNps" | "share" | "population" | "designEffect" | "responseRate", Rule>
> = {
  answers: {
    isGood: (value) => value >= 1 && Number.isInteger(value),
    "zh-CN": "答卷数是 1 以上的整数",
    en: "Answers are a whole number from 1 on",
  },
  marginOfShare: {
    isGood: (value) => value > 0 && value <= 50,
    "zh-CN": "误差大于 0、至多 50 个百分点",
    en: "A margin of error is above 0 and at most 50 points",
  },
  marginOfNps: {
    isGood: (value) => value > 0 && value <= 100,
    "zh-CN": "误差大于 0、至多 100 分",
    en: "A margin of error is above 0 and at most 100 points",
  },
  share,
  population: {
    isGood: (value) => value >= 1 && Number.isInteger(value),
    "zh-CN": "总人数是 1 以上的整数",
    en: "A population is a whole number from 1 on",
  },
  designEffect: {
    isGood: (value) => value > 0 && value <= 100,
    "zh-CN": "设计效应大于 0、至多 100",
    en: "A design effect is above 0 and at most 100",
  },
  responseRate: {
    isGood: (value) => value > 0 && value <= 1,
    "zh-CN": "回收率大于 0、至多 1（25 % 写 0.25）",
    en: "A response rate is above 0 and at most 1; 25 % is 0.25",
  },
};

type Numbers = ReturnType<typeof readNumbers>;

/** The numbers both ways need; what cannot be is said in words, all at once. @throws {AppError} INVALID_INPUT */
function readNumbers(
  plan: Omit<Affordable, "answers">,
  first: { readonly name: string; readonly text: string | undefined; readonly rule: Rule; readonly otherwise: number },
) {
  const faults: { path: string; "zh-CN": string; en: string }[] = [];
  const readText = (name: string, given: string | undefined, rule: Rule, otherwise: number | undefined): number | undefined => {
    const text = given?.trim();
    if (text === undefined || text === "") return otherwise;
    const value = Number(text);
    if (Number.isFinite(value) && rule.isGood(value)) return value;
    faults.push({ path: `query.${name}`, "zh-CN": `${rule["zh-CN"]}，填的是 ${text}`, en: `${rule.en}; got ${text}` });
    return otherwise;
  };
  const read = (name: Exclude<keyof typeof plan, "of" | "level">, rule: Rule, otherwise: number | undefined) =>
    readText(name, plan[name], rule, otherwise);
  const numbers = {
    isNps: plan.of === "nps",
    first: readText(first.name, first.text, first.rule, first.otherwise)!,
    share: read("share", RULES.share, 0.5)!,
    promoters: read("promoters", RULES.share, 0.5)!,
    detractors: read("detractors", RULES.share, 0.2)!,
    population: read("population", RULES.population, undefined),
    designEffect: read("designEffect", RULES.designEffect, 1)!,
    responseRate: read("responseRate", RULES.responseRate, 1)!,
    level: Number(plan.level),
  };
  if (numbers.isNps && numbers.promoters + numbers.detractors > 1) {
    faults.push({
      path: "query.promoters",
      "zh-CN": "推荐者与贬损者合起来至多是 1",
      en: "Promoters and detractors add up to 1 at most",
    });
  }
  if (first.name === "answers" && numbers.population !== undefined && numbers.first > numbers.population) {
    faults.push({
      path: "query.answers",
      "zh-CN": `总共只有 ${numbers.population} 人，答卷不会有 ${numbers.first} 份`,
      en: `There are ${numbers.population} people; they cannot give ${numbers.first} answers`,
    });
  }
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults);
  return numbers;
}

const planOf = ({ level, designEffect, population }: Numbers) => ({
  level,
  designEffect,
  ...(population === undefined ? {} : { population }),
});

/** How many answers a margin of error needs. @throws {AppError} INVALID_INPUT, naming in words every number that cannot be */
export function sampleSize(plan: Plan): Omit<SampleSize, "afterDesign"> {
  const rule = plan.of === "nps" ? RULES.marginOfNps : RULES.marginOfShare;
  const numbers = readNumbers(plan, { name: "margin", text: plan.margin, rule, otherwise: 5 });
  const options = { ...planOf(numbers), responseRate: numbers.responseRate };
  const found = numbers.isNps
    ? sampleSizeForNps(numbers.first, numbers, options)
    : sampleSizeForShare(numbers.first / 100, numbers.share, options);
  const { afterDesign: _, ...shown } = found;
  return shown;
}

/** What margin a number of answers gives, in points. @throws {AppError} INVALID_INPUT in words, more answers than people included */
export function marginOfError(plan: Affordable): { margin: number; invitations: number } {
  const numbers = readNumbers(plan, { name: "answers", text: plan.answers, rule: RULES.answers, otherwise: 385 });
  const margin = numbers.isNps
    ? marginOfNps(numbers.first, numbers, planOf(numbers))
    : 100 * marginOfShare(numbers.first, numbers.share, planOf(numbers));
  return { margin, invitations: Math.ceil(numbers.first / numbers.responseRate - 1e-9) };
}

/** Spreads a sample over strata. @throws {AppError} INVALID_INPUT in words when it does not fit */
export function allocation({ n, method, minimum, strata }: Spread): { strata: { code: string; exact: number; size: number }[] } {
  const refuse = (path: string, zh: string, en: string): never => {
    throw new AppError("INVALID_INPUT", [{ path: `body.${path}`, "zh-CN": zh, en }]);
  };
  const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0;
  strata.forEach(({ population, deviation }, i) => {
    if (!isWhole(population))
      refuse(`strata[${i}].population`, `人数是不小于 0 的整数，填的是 ${population}`, `People are a whole number ≥ 0; got ${population}`);
    if (method === "neyman" && !((deviation ?? -1) >= 0)) {
      refuse(`strata[${i}].deviation`, "按差异分配要写每层的标准差", "To allocate by variance, every stratum needs its standard deviation");
    }
  });
  const people = strata.reduce((sum, { population }) => sum + population, 0);
  if (!isWhole(n) || n > people)
    refuse("n", `样本量是 0 到 ${people} 的整数，填的是 ${n}`, `A sample is a whole number from 0 to ${people}; got ${n}`);
  const floors = strata.reduce((sum, { population }) => sum + Math.min(minimum, population), 0);
  if (!isWhole(minimum) || floors > n)
    refuse(
      "minimum",
      `每层至少的份数合起来是 ${floors}，超过样本量 ${n}`,
      `The least per stratum adds up to ${floors}, more than the sample of ${n}`,
    );
  if (method === "neyman" && n > 0 && strata.every(({ population, deviation }) => population * (deviation ?? 0) === 0)) {
    refuse("strata", "各层的标准差都是 0，没有可以分配的依据", "Every standard deviation is 0; there is nothing to allocate by");
  }
  return {
    strata: allocate(
      n,
      strata.map(({ deviation, ...one }) => (deviation === undefined ? one : { ...one, deviation })),
      { method, minimum },
    ),
  };
}
