import type { api, Filters } from "@manyi/contracts";
import { pickMoments } from "@manyi/core/drivers";
import type { Scale } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import {
  type Asked,
  ask,
  askedTogether,
  attributeNames,
  type GroupedMoments,
  metricOf,
  placeOf,
  readBestMoments,
  readMoments,
} from "../figures/index.js";

type Query = Omit<z.output<typeof api.analysis.simulate.query>, "changes">;
type Nameof = Awaited<ReturnType<typeof attributeNames>>;

/** Resamples behind an interval; the same question starts from the same seed. */
export const DRAWS = 1000;
/** Below this many complete answers nothing is told: it would be about these people, not about what matters to many. */
export const FEWEST = 10;

/** A question about drivers after its first stage. */
export type DriverQuestion = {
  readonly asked: Asked;
  readonly nameOf: Nameof;
  /** metric codes, the outcome to explain first */
  readonly outcomes: readonly string[];
  /** perception codes to explain it by; null: whatever was asked together with it */
  readonly chosen: readonly string[] | null;
  readonly seed: string;
};

/**
 * @param outcomes one or two metric codes as they stand in the address
 * @throws {AppError} INVALID_INPUT for an outcome that cannot be explained or a driver that nobody rates
 */
export async function driverQuestion(ctx: Context, query: Query, outcomes: readonly string[]): Promise<DriverQuestion> {
  const { outcome, drivers, ...filters } = query;
  const [asked, nameOf] = await Promise.all([ask(ctx, filters as Filters), attributeNames(ctx)]);
  for (const code of outcomes) requireOutcome(code);
  const rated = asked.catalog.attributes("rated");
  const unknown = drivers?.find((code) => !rated.includes(code));
  if (unknown !== undefined) {
    throw new AppError("INVALID_INPUT", [
      { path: "query.drivers", "zh-CN": `没有问卷评过「${unknown}」`, en: `No survey rates “${unknown}”` },
    ]);
  }
  const chosen = drivers?.map((code) => `p:${code}`).filter((code) => !outcomes.includes(code));
  return {
    asked,
    nameOf,
    outcomes,
    chosen: chosen === undefined || chosen.length === 0 ? null : chosen,
    seed: JSON.stringify([outcomes, drivers ?? null, asked.period, asked.where, asked.isWeighted]),
  };
}

function requireOutcome(code: string): void {
  if (["nps", "csat", "ces", "p"].includes(metricOf(code, "query.outcome").family)) return;
  throw new AppError("INVALID_INPUT", [
    {
      path: "query.outcome",
      "zh-CN": "结果指标须是 NPS、CSAT、CES 或某个要素的感受值",
      en: "The outcome is NPS, CSAT, CES or one attribute's perception",
    },
  ]);
}

/** Counts for a question: outcomes first, then drivers; `null` when nobody was asked them together. */
export async function momentsFor({ asked, outcomes, chosen }: DriverQuestion): Promise<GroupedMoments | null> {
  const together = askedTogether(asked, outcomes);
  if (together.length === 0) return null;
  if (chosen === null) return readBestMoments(asked, outcomes);
  const isAsked = together.some((set) => chosen.every((code) => set.includes(code)));
  return isAsked ? readMoments(asked, [...outcomes, ...chosen]) : null;
}

/** The drivers of counts: every name but the outcomes. */
export function driversIn({ counts }: GroupedMoments, outcomes: readonly string[]): string[] {
  return counts.names.filter((name) => !outcomes.includes(name));
}

/** The same counts for one outcome only. */
export function forOutcome(moments: GroupedMoments, outcome: string, drivers: readonly string[]) {
  const names = [outcome, ...drivers];
  return { whole: pickMoments(moments.whole, names), groups: moments.groups.map((group) => pickMoments(group, names)) };
}

/** Perception codes that may explain the outcomes, over all surveys that ask these. */
export function explaining({ asked, outcomes }: DriverQuestion): string[] {
  return [...new Set(askedTogether(asked, outcomes).flat())];
}

/** What may be explained: the headline metrics and every rated attribute that is asked together with another. */
export function explainable(asked: Asked): string[] {
  const within = [...asked.catalog.surveys].filter(([id]) => asked.surveys === null || asked.surveys.includes(id));
  const codes = new Set(within.flatMap(([, known]) => known));
  const headline = ["nps", "csat", "ces"].filter((code) => codes.has(code));
  return [...headline, ...[...codes].filter((code) => code.startsWith("p:"))].filter((code) => askedTogether(asked, [code]).length > 0);
}

export function scaleOf(asked: Asked, code: string): Scale {
  return placeOf(asked, code).scale;
}

export const attributeOf = (code: string): string => code.slice("p:".length);
