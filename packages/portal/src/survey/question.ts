import { fieldName, outlineOf, pipeStretches, type Question } from "@manyi/core/survey";
import { type Html, html } from "../page/html.js";
import { bestWorstFields } from "./best-worst.js";
import { multipleChoice, singleChoice, yesNo } from "./choices.js";
import { contactFields, faultId, faultText, textField } from "./fields.js";
import { priceFields } from "./price.js";
import { scaleCells } from "./scale.js";
import type { SurveyView } from "./view.js";
import { fill, wordsOf } from "./words.js";

/** A piped text; stretches that follow an answer on this same page are marked, so that the script can keep them up to date. */
export function pipedText(view: SurveyView, text: Question["text"] | undefined): readonly Html[] {
  const { places } = outlineOf(view.definition);
  return pipeStretches(view.definition, text, view.locale, view.answers, view.context).map(({ words, from }) =>
    from !== null && places.get(from)?.screen === view.screen ? html`<span data-pipe="${from}">${words}</span>` : html`${words}`,
  );
}

/**
 * One question as a group of native fields. A question whose condition does not hold yet is there, hidden and switched off, for the
 * script to open; without a script the server shows it after the next post.
 *
 * @param shown whether its condition holds for the answers so far
 */
export function questionBlock(view: SurveyView, question: Question, shown: boolean): Html {
  const condition = question.showIf === undefined ? null : JSON.stringify(question.showIf);
  const off = shown ? null : html` hidden disabled`;
  const marks = html` id="q-${question.key}"${condition !== null && html` data-if="${condition}"`}${off}`;
  const shownMark = html`<input type="hidden" name="shown" value="${question.key}">`;
  if (question.type === "statement") {
    return html`<fieldset class="q"${marks}>${shownMark}<p>${pipedText(view, question.text)}</p>${help(view, question)}</fieldset>`;
  }
  if (question.type === "pair") {
    const over = pipedText(view, question.text);
    return html`<fieldset class="q"${marks}><legend class="over">${over}</legend>${shownMark}${help(view, question)}${part(view, question, "e", question.expectation)}${part(view, question, "p", question.perception)}</fieldset>`;
  }
  if (question.type === "matrix") {
    const rows = question.rows.map((row) => part(view, question, row.key, row.text, "row"));
    return html`<fieldset class="q"${marks}><legend>${pipedText(view, question.text)}${flag(view, question)}</legend>${shownMark}${help(view, question)}${rows}</fieldset>`;
  }
  if (question.type === "text") {
    return html`<fieldset class="q"${marks}>${shownMark}<label class="ask" for="a-${question.key}">${pipedText(view, question.text)}${flag(view, question)}</label>${help(view, question)}${textField(view, question)}${faultText(view, question.key)}</fieldset>`;
  }
  return html`<fieldset class="q${hasFault(view, question.key) ? " bad" : ""}"${marks}${describedBy(view, question.key)}><legend>${pipedText(view, question.text)}${flag(view, question)}</legend>${shownMark}${help(view, question)}${control(view, question)}${faultText(view, question.key)}</fieldset>`;
}

function control(view: SurveyView, question: Exclude<Question, { type: "statement" | "pair" | "matrix" | "text" }>): Html {
  switch (question.type) {
    case "single":
      return singleChoice(view, question);
    case "multiple":
      return multipleChoice(view, question);
    case "consent":
      return yesNo(view, question);
    case "contact":
      return contactFields(view, question);
    case "price":
      return priceFields(view, question);
    case "bestWorst":
      return bestWorstFields(view, question);
    default:
      return scaleCells(view, question, fieldName(question.key), view.answers[question.key]);
  }
}

function part(
  view: SurveyView,
  question: Extract<Question, { type: "pair" | "matrix" }>,
  name: string,
  text: Question["text"],
  kind = "",
): Html {
  const value = view.answers[question.key];
  const answered =
    typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, number | "na" | null>)[name] : null;
  const at = `${question.key}.${name}`;
  return html`<fieldset class="part ${kind}${hasFault(view, at) ? " bad" : ""}" id="q-${at}"${describedBy(view, at)}><legend>${pipedText(view, text)}${kind === "" && flag(view, question)}</legend>${scaleCells(view, question, fieldName(question.key, name), answered)}${faultText(view, at)}</fieldset>`;
}

function flag(view: SurveyView, question: Question): Html | null {
  const words = wordsOf(view.locale);
  if (question.required === true) return html` <span class="opt">${words.required}</span>`;
  return question.type === "multiple" && question.atMost !== undefined
    ? html` <span class="opt">${fill(words.atMost, { n: question.atMost })}</span>`
    : null;
}

function help(view: SurveyView, question: Question): readonly (Html | null)[] {
  const reason = question.reason?.[view.locale];
  return [
    question.help?.[view.locale] ? html`<p class="help">${pipedText(view, question.help)}</p>` : null,
    reason ? html`<p class="help">${wordsOf(view.locale).reason}${view.locale === "zh-CN" ? "：" : ": "}${reason}</p>` : null,
  ];
}

function hasFault(view: SurveyView, at: string): boolean {
  return view.faults.some((fault) => fault.part === at);
}

function describedBy(view: SurveyView, at: string): Html | null {
  return hasFault(view, at) ? html` aria-describedby="${faultId(at)}"` : null;
}
