import type { EffectResult } from "@manyi/contracts";
import type { JudgedEffect } from "@manyi/core/effects";
import { periodText } from "@manyi/core/metrics";
import type { Windows } from "./windows.js";

/** The same calculation in periods in which nothing was done, with their days. @param windows of the first start */
export function placebosOf(judged: JudgedEffect | null, { earlier, before }: Windows): EffectResult["placebos"] {
  const placebos = judged?.placebos ?? [];
  if (judged === null || placebos.length === 0) return [];
  // steps count from the earliest period that every unit has
  const depth = Math.max(...placebos.map(({ step }) => step)) + 1;
  const periods = [...earlier.slice(-depth), before];
  return placebos.map(({ step, effect, interval, isFailed }) => ({
    from: periodText(periods[step]!),
    to: periodText(periods[step + 1]!),
    effect,
    interval,
    isFailed,
  }));
}
