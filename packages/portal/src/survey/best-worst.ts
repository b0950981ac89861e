import { bestWorstSets, blockOfVisit, fieldName, type Question, type ShownSet, textIn } from "@manyi/core/survey";
import { type Html, html } from "../page/html.js";
import { faultId, faultText } from "./fields.js";
import type { SurveyView } from "./view.js";
import { fill, wordsOf } from "./words.js";

type BestWorst = Extract<Question, { type: "bestWorst" }>;

/**
 * Sets of items, each with a row of native radio buttons for the best and one for the worst: complete without scripts and by keyboard.
 * Which sets are shown follows from the visit, or from what was answered before.
 */
export function bestWorstFields(view: SurveyView, question: BestWorst): Html {
  const value = (view.answers[question.key] ?? {}) as { readonly [part: string]: number | string | null };
  const block = typeof value.block === "number" ? value.block : blockOfVisit(view.visit);
  const sets = bestWorstSets(question, block);
  const parts = sets.map((set) => setFields(view, question, set, sets.length, value));
  return html`<input type="hidden" name="${fieldName(question.key, "block")}" value="${block}">${parts}`;
}

function setFields(
  view: SurveyView,
  question: BestWorst,
  { number, options }: ShownSet,
  of: number,
  value: { readonly [part: string]: number | string | null },
): Html {
  const say = (text: Question["text"]) => textIn(text, view.locale, view.definition.defaultLocale);
  const ends = [
    { part: `b${number}`, words: say(question.high) },
    { part: `w${number}`, words: say(question.low) },
  ] as const;
  const faults = ends.map(({ part }) => `${question.key}.${part}`).filter((at) => view.faults.some((fault) => fault.part === at));
  const radio = ({ part, words }: (typeof ends)[number], id: string, item: string) =>
    html`<label class="bw"><input type="radio" name="${fieldName(question.key, part)}" value="${id}"${value[part] === id && html` checked`}><span class="vh">${words}${view.locale === "zh-CN" ? "：" : ": "}${item}</span></label>`;
  const rows = options.map(({ id, text }) => {
    const item = say(text);
    return html`<div class="bwr">${radio(ends[0], id, item)}<span class="bwi" aria-hidden="true">${item}</span>${radio(ends[1], id, item)}</div>`;
  });
  const marks = ends.map(({ part }) => html`<span id="q-${question.key}.${part}"></span>`);
  const described = faults.length > 0 && html` aria-describedby="${faults.map(faultId).join(" ")}"`;
  return html`<fieldset class="part row bws${faults.length > 0 ? " bad" : ""}"${described}><legend>${fill(wordsOf(view.locale).set, { n: number, of })}</legend>${marks}<div class="bwr bwh" aria-hidden="true"><span>${ends[0].words}</span><span></span><span>${ends[1].words}</span></div>${rows}${faults.map((at) => faultText(view, at))}</fieldset>`;
}
