import type { LinkEstimate, RepeatedLink } from "./repeated.js";

/** Half of the pairs must rest on at least so many answers: fewer make the metric so uncertain that the line comes out too flat. */
export const WORTH_ANSWERS = 30;

/** What must hold before the worth of a point is told. */
export const WORTH_CONDITIONS = ["found", "straight", "steady", "answers"] as const;
export type WorthCondition = (typeof WORTH_CONDITIONS)[number];

/** What one point of the metric goes together with, or which conditions keep it from being told. */
export interface Worth {
  readonly conditions: readonly { readonly code: WorthCondition; readonly holds: boolean }[];
  /** change of the outcome per point of the metric; `null` unless every condition holds */
  readonly perPoint: LinkEstimate | null;
}

/**
 * The worth of a point: the slope of a link, told only when a link was found, it is straight, no single unit makes it, and the pairs rest on
 * enough answers.
 *
 * @param link as computed
 * @param found whether the link holds after correction for the number of lags looked at
 * @param medianAnswers answers behind the pair in the middle
 * @returns the conditions in the order of {@link WORTH_CONDITIONS}, and the slope when all hold
 * @example
 * worthOfPoint(linkRepeated([1, 2, 3, 4, 5, 6, 7, 8].map((i) => ({ unit: String(i), metric: i, outcome: 2 * i + (i % 3), n: 50 }))), { found: true, medianAnswers: 50 }).perPoint.value // => 2.0357142857142856
 */
export function worthOfPoint(
  link: RepeatedLink,
  { found, medianAnswers }: { readonly found: boolean; readonly medianAnswers: number },
): Worth {
  const holds: Readonly<Record<WorthCondition, boolean>> = {
    found,
    straight: link.bend === null || link.bend.p === null || link.bend.p >= 0.01,
    steady: link.isSteady,
    answers: medianAnswers >= WORTH_ANSWERS,
  };
  const conditions = WORTH_CONDITIONS.map((code) => ({ code, holds: holds[code] }));
  const { interval } = link.slope;
  const isTold = conditions.every((condition) => condition.holds) && interval !== null && (interval.low > 0 || interval.high < 0);
  return { conditions, perPoint: isTold ? link.slope : null };
}
