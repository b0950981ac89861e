import { fieldName, NOT_APPLICABLE, type Question, textIn } from "@manyi/core/survey";
import { type Html, html } from "../page/html.js";
import type { SurveyView } from "./view.js";
import { wordsOf } from "./words.js";

function pick(kind: "radio" | "checkbox", name: string, value: string, label: string, isChosen: boolean, extra = ""): Html {
  return html`<label class="pick${extra}"><input type="${kind}" name="${name}" value="${value}"${isChosen && html` checked`}><span>${label}</span></label>`;
}

export function singleChoice(view: SurveyView, question: Extract<Question, { type: "single" }>): Html {
  const name = fieldName(question.key);
  const chosen = view.answers[question.key];
  const say = (text: Question["text"]) => textIn(text, view.locale, view.definition.defaultLocale);
  const options = question.options.map((option) => pick("radio", name, option.id, say(option.text), chosen === option.id));
  const na = question.notApplicable === true && pick("radio", name, "na", say(NOT_APPLICABLE), chosen === "na", " nac");
  return html`<div class="list">${options}${na}</div>`;
}

export function multipleChoice(view: SurveyView, question: Extract<Question, { type: "multiple" }>): Html {
  const name = fieldName(question.key);
  const value = view.answers[question.key];
  const posted = view.posted[name];
  // a refused choice (too many) is shown as it was made, so that it can be mended
  const chosen: readonly string[] = Array.isArray(value) ? value : typeof posted === "string" ? [posted] : (posted ?? []);
  const options = question.options.map((option) =>
    pick("checkbox", name, option.id, textIn(option.text, view.locale, view.definition.defaultLocale), chosen.includes(option.id)),
  );
  return html`<div class="list">${options}</div>`;
}

/** Yes and no weigh the same, and neither is chosen beforehand. */
export function yesNo(view: SurveyView, question: Extract<Question, { type: "consent" }>): Html {
  const words = wordsOf(view.locale).consent;
  const name = fieldName(question.key);
  const chosen = view.answers[question.key];
  return html`<div class="list two">${pick("radio", name, "yes", words.yes, chosen === "yes")}${pick("radio", name, "no", words.no, chosen === "no")}</div>`;
}
