import { faultWords, fieldName, type Question } from "@manyi/core/survey";
import { type Html, html } from "../page/html.js";
import type { SurveyView } from "./view.js";
import { wordsOf } from "./words.js";

const CONTACT = {
  name: { type: "text", autocomplete: "name" },
  phone: { type: "tel", autocomplete: "tel" },
  email: { type: "email", autocomplete: "email" },
} as const;

/** The id of the sentence that says what is wrong at a place. */
export function faultId(at: string): string {
  return `e-${at}`;
}

export function faultText(view: SurveyView, at: string): Html | null {
  const fault = view.faults.find((one) => one.part === at);
  return fault === undefined ? null : html`<p class="err" id="${faultId(at)}">${faultWords(fault, view.locale)}</p>`;
}

export function textField(view: SurveyView, question: Extract<Question, { type: "text" }>): Html {
  const name = fieldName(question.key);
  const value = written(view, name, view.answers[question.key]);
  const marks = html` class="say" id="a-${question.key}" name="${name}" maxlength="${question.maxLength}"${invalid(view, question.key)}`;
  return question.multiline
    ? html`<textarea rows="3"${marks}>
${value}</textarea>`
    : html`<input type="text"${marks} value="${value}">`;
}

export function contactFields(view: SurveyView, question: Extract<Question, { type: "contact" }>): Html {
  const words = wordsOf(view.locale).contact;
  const value = view.answers[question.key] as { readonly [part: string]: string | null } | null | undefined;
  const fields = question.fields.map((field) => {
    const name = fieldName(question.key, field);
    const at = `${question.key}.${field}`;
    const { type, autocomplete } = CONTACT[field];
    return html`<label class="f" id="q-${at}">${words[field]}<input class="say" type="${type}" name="${name}" autocomplete="${autocomplete}" maxlength="120"${invalid(view, at)} value="${written(view, name, value?.[field])}">${faultText(view, at)}</label>`;
  });
  return html`${fields}`;
}

/** What stands in a field: the checked answer, or what was refused, word for word. */
export function written(view: SurveyView, name: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  const posted = view.posted[name];
  return typeof posted === "string" ? posted : "";
}

export function invalid(view: SurveyView, at: string): Html | null {
  return view.faults.some((fault) => fault.part === at) ? html` aria-invalid="true" aria-describedby="${faultId(at)}"` : null;
}
