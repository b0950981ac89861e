import { NPS_WORDINGS } from "../official.js";
import type { LocalText, NpsQuestion, Question, SurveyDefinition } from "../types.js";

/** A template to start from. */
export type SurveyTemplate = {
  readonly code: string;
  readonly title: LocalText;
  /** one sentence: when to use it */
  readonly about: LocalText;
  readonly definition: SurveyDefinition;
};

export function both(zh: string, en: string): LocalText {
  return { "zh-CN": zh, en };
}

export function npsQuestion(wording: NpsQuestion["wording"]): NpsQuestion {
  return { key: "recommend", type: "nps", wording, text: NPS_WORDINGS[wording] };
}

/** An optional open question. */
export function openText(key: string, zh: string, en: string, showIf?: Question["showIf"]): Question {
  return { key, type: "text", text: both(zh, en), multiline: true, maxLength: 1000, ...(showIf === undefined ? {} : { showIf }) };
}

/** What every template shares: two languages, the anonymous mode, one page. */
export function survey(parts: Pick<SurveyDefinition, "title" | "purpose" | "pages"> & Partial<SurveyDefinition>): SurveyDefinition {
  return {
    locales: ["zh-CN", "en"],
    defaultLocale: "zh-CN",
    anonymity: "anonymous",
    layout: "paged",
    closing: both("已收到，谢谢您的回答。", "We have your answer. Thank you."),
    offerCallback: true,
    ...parts,
  };
}
