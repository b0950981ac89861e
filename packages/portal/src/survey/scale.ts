import {
  type AnswerValue,
  CSAT_LABELS,
  endsOf,
  NOT_APPLICABLE,
  offersNotApplicable,
  type Question,
  scaleOf,
  textIn,
} from "@manyi/core/survey";
import { type Html, html } from "../page/html.js";
import { iconOf } from "./icons.js";
import type { SurveyView } from "./view.js";
import { fill, wordsOf } from "./words.js";

/** Wider scales are written as a number, since so many cells could not be told apart on a phone. */
const MOST_CELLS = 11;

/**
 * A scale as native radio buttons drawn as cells, lowest first, nothing chosen beforehand. The words of the ends stand below and are
 * read out with their numbers.
 */
export function scaleCells(view: SurveyView, question: Question, name: string, value: AnswerValue | undefined): Html {
  const scale = scaleOf(question)!;
  const ends = endsOf(question)!;
  const count = scale.max - scale.min + 1;
  const say = (text: Question["text"]) => textIn(text, view.locale, view.definition.defaultLocale);
  const low = say(ends.low);
  const high = say(ends.high);
  const opened = offersNotApplicable(question);
  if (count > MOST_CELLS) return numberField(view, name, scale, value, low, high);
  const display = "display" in question && (question.display === "star" || count === 5) ? question.display : "number";
  const cells = Array.from({ length: count }, (_, i) => {
    const number = scale.min + i;
    const label = question.type === "csat" ? say(CSAT_LABELS[i]!) : i === 0 ? low : i === count - 1 ? high : "";
    return html`<label class="cell"><input type="radio" name="${name}" value="${number}"${value === number && html` checked`}><span class="b">${iconOf(display, i)}${number}${label !== "" && html`<span class="vh"> ${label}</span>`}</span></label>`;
  });
  const na =
    opened &&
    html`<label class="cell nac"><input type="radio" name="${name}" value="na"${value === "na" && html` checked`}><span class="b">${say(NOT_APPLICABLE)}</span></label>`;
  return html`<div class="cells c${count}${opened ? " na" : ""}">${cells}${na}<p class="ends" aria-hidden="true"><span>${scale.min} ${low}</span><span>${scale.max} ${high}</span></p></div>`;
}

function numberField(
  view: SurveyView,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
  value: AnswerValue | undefined,
  low: string,
  high: string,
): Html {
  const range = fill(wordsOf(view.locale).from, { min, max });
  const shown = typeof value === "number" ? value : "";
  return html`<label class="f">${range}<input class="say" type="number" inputmode="numeric" min="${min}" max="${max}" step="1" name="${name}" value="${shown}"></label><p class="ends"><span>${min} ${low}</span><span>${max} ${high}</span></p>`;
}
