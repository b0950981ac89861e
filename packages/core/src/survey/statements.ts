import type { Anonymity, Locale } from "./types.js";

const MODES = {
  anonymous: {
    "zh-CN": "匿名问卷，约 {minutes} 分钟。不记录姓名、号码和设备，答案不会对应到您。",
    en: "Anonymous, about {minutes}. We keep no name, number or device; answers cannot be traced to you.",
  },
  confidential: {
    "zh-CN": "保密问卷，约 {minutes} 分钟。答案与您的记录相连，但门店和主管看不到是谁答的。",
    en: "Confidential, about {minutes}. Your answers are kept with your record, but staff and managers cannot see who gave them.",
  },
  identified: {
    "zh-CN": "实名问卷，约 {minutes} 分钟。答案与您的记录相连，负责人看得到是您，以便答复您。",
    en: "Named, about {minutes}. Your answers are kept with your record and the people in charge can see it is you, so that they can answer.",
  },
} as const;

/**
 * What stands before the first question: how long it takes, and whether an answer can be told to come from somebody.
 *
 * @param minutes as `estimateMinutes` gives it
 * @example
 * anonymityStatement("anonymous", 1, "zh-CN") // => "匿名问卷，约 1 分钟。不记录姓名、号码和设备，答案不会对应到您。"
 */
export function anonymityStatement(mode: Anonymity, minutes: number, locale: Locale): string {
  const time = locale === "zh-CN" ? String(minutes) : minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return MODES[mode][locale].replace("{minutes}", time);
}
