import type { AnalysisTarget } from "@manyi/core/analysis";
import { type Locale, label } from "./figures.js";
import type { ReportWords } from "./report-words.js";
import { en } from "./words-en.js";
import { zh } from "./words-zh.js";

export const WORDS: Readonly<Record<Locale, ReportWords>> = { "zh-CN": zh, en };

const SIMPLE: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  "zh-CN": {
    ignore: "不用",
    comment: "文字意见",
    unit: "门店或单位",
    touchpoint: "触点",
    segment: "细分",
    channel: "渠道",
    customer: "客户编号",
    key: "答卷编号",
    weight: "权重",
    locale: "语言",
    choice: "分组",
    date: "日期",
    nps: "推荐意愿 0–10（NPS）",
    csat: "总体满意度 1–5（CSAT）",
    ces: "省力程度 1–7（CES）",
  },
  en: {
    ignore: "not used",
    comment: "comment",
    unit: "store or unit",
    touchpoint: "touchpoint",
    segment: "segment",
    channel: "channel",
    customer: "customer id",
    key: "response id",
    weight: "weight",
    locale: "language",
    choice: "group",
    date: "date",
    nps: "likelihood to recommend 0–10 (NPS)",
    csat: "overall satisfaction 1–5 (CSAT)",
    ces: "ease 1–7 (CES)",
  },
};

/** What a column is taken for, in words. */
export function meaning(target: AnalysisTarget, locale: Locale): string {
  const isEnglish = locale === "en";
  const simple = SIMPLE[locale];
  switch (target.to) {
    case "metric":
      return simple[target.metric] ?? "";
    case "rating": {
      const scale = `${target.min}–${target.max}`;
      if (target.role === "expectation")
        return isEnglish ? `expectation of ${label(target.attribute)} ${scale}` : `对 ${label(target.attribute)} 的期望 ${scale}`;
      return isEnglish ? `rating ${scale}` : `评分 ${scale}`;
    }
    case "importance": {
      const scale = `${target.min}–${target.max}`;
      return isEnglish ? `importance of ${label(target.attribute)} ${scale}` : `${label(target.attribute)} 的重要性 ${scale}`;
    }
    case "kano": {
      const feature = label(target.feature);
      if (target.side === "functional") return isEnglish ? `Kano, with ${feature}` : `Kano：有 ${feature}`;
      return isEnglish ? `Kano, without ${feature}` : `Kano：没有 ${feature}`;
    }
    default:
      return simple[target.to] ?? "";
  }
}
