import { parseRange, rangeFaults } from "./ranges.js";
import type { LintLocale } from "./types.js";
import type { LabelKind } from "./words/scale-words.js";

const balanced: Readonly<Record<LintLocale, Readonly<Record<string, readonly string[]>>>> = {
  "zh-CN": {
    satisfaction: ["非常不满意", "不满意", "一般", "满意", "非常满意"],
    quality: ["非常差", "差", "一般", "好", "非常好"],
    agreement: ["非常不同意", "不同意", "中立", "同意", "非常同意"],
    likelihood: ["非常不可能", "不可能", "不确定", "可能", "非常可能"],
    importance: ["非常不重要", "不重要", "一般", "重要", "非常重要"],
    ease: ["非常困难", "困难", "一般", "容易", "非常容易"],
    frequency: ["从不", "很少", "有时", "经常", "总是"],
    number: ["0", "1", "2–3", "4–6", "7 及以上"],
  },
  en: {
    satisfaction: ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"],
    quality: ["Very poor", "Poor", "Average", "Good", "Very good"],
    agreement: ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"],
    likelihood: ["Very unlikely", "Unlikely", "Not sure", "Likely", "Very likely"],
    importance: ["Very unimportant", "Unimportant", "Neither", "Important", "Very important"],
    ease: ["Very difficult", "Difficult", "Neither", "Easy", "Very easy"],
    frequency: ["Never", "Rarely", "Sometimes", "Often", "Always"],
    number: ["0", "1", "2–3", "4–6", "7 or more"],
  },
};

/**
 * Five answers, as many bad as good, for what a question measures.
 *
 * @example
 * balancedLabels("ease", "en")[0] // => "Very difficult"
 */
export function balancedLabels(kind: LabelKind, locale: LintLocale): readonly string[] {
  return balanced[locale][kind] ?? balanced[locale].quality!;
}

/** Options in one line. */
export function joinOptions(options: readonly string[], isChinese: boolean): string {
  return options.join(isChinese ? "／" : " / ");
}

/**
 * The same numeric options without shared or missing numbers: each range begins one step after the one before ends.
 *
 * @example
 * repairRanges(["0-1", "1-3", "4 or more"]) // => ["0-1", "2-3", "4 or more"]
 */
export function repairRanges(options: readonly string[]): string[] {
  const repaired = [...options];
  for (let round = 0; round < options.length; round++) {
    const [fault] = rangeFaults(repaired);
    if (fault === undefined) break;
    const before = repaired
      .slice(0, fault.index)
      .map(parseRange)
      .filter((range) => range !== null)
      .at(-1);
    const range = parseRange(repaired[fault.index]!);
    if (before === undefined || before.high === null || range === null || range.low === null) break;
    // Written in the option's own unit, so that "1–3 years" stays in years.
    const written = /\d+(?:\.\d+)?/.exec(repaired[fault.index]!.replace(/(\d),(?=\d{3})/g, "$1"))?.[0];
    if (written === undefined) break;
    const factor = Number(written) === 0 ? 1 : range.low / Number(written);
    const step = Math.max(before.step, range.step);
    const low = (before.high + (before.isHighFirm ? step : 0)) / factor;
    const next = repaired[fault.index]!.replace(/(\d),(?=\d{3})/g, "$1").replace(written, String(Number(low.toFixed(2))));
    if (next === repaired[fault.index]) break;
    repaired[fault.index] = next;
  }
  return repaired;
}
