import { readFileSync } from "node:fs";
import type { LintLocale, LintQuestion, LintSurvey } from "../types.js";

/** One labelled wording, as the fixture files hold it. */
export interface LabelledWording {
  readonly id: string;
  readonly lang: "zh" | "en";
  readonly rule?: string;
  readonly type: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly labels: readonly string[];
  readonly survey?: readonly {
    readonly question: string;
    readonly options: readonly string[];
    readonly type?: string;
    readonly extra?: Partial<LintQuestion>;
  }[];
  readonly meta?: { readonly not_everyone_experienced?: boolean };
  readonly extra?: Partial<LintQuestion>;
}

export function readWordings(file: string): LabelledWording[] {
  const url = new URL(`../../../fixtures/text/${file}`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { examples: LabelledWording[] }).examples;
}

/** A labelled wording as the survey the linter reads. */
export function surveyOf(wording: LabelledWording): LintSurvey {
  const locale: LintLocale = wording.lang === "zh" ? "zh-CN" : "en";
  const parts = wording.survey ?? [
    { question: wording.question, options: wording.options, type: wording.type, extra: wording.extra ?? {} },
  ];
  const questions = parts.map((part, index): LintQuestion => {
    const options = part.options.map((option) => ({ text: { [locale]: option } }));
    return {
      key: `q${index + 1}`,
      type: (part.type ?? "single") as LintQuestion["type"],
      text: { [locale]: part.question },
      ...(options.length > 0 ? { options } : {}),
      notEveryoneExperienced: wording.meta?.not_everyone_experienced,
      ...part.extra,
    };
  });
  // A text in another language than asked only shows in a survey that has both.
  const isBoth =
    questions.some((question) => Object.keys(question.text).some((other) => other !== locale)) || /untranslated-.*bad-3/.test(wording.id);
  return { locales: isBoth ? ["zh-CN", "en"] : [locale], questions };
}
