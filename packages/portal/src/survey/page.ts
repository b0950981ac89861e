import {
  anonymityStatement,
  nextScreen,
  outlineOf,
  previousScreen,
  progressAt,
  referencesOf,
  textIn,
  visibleQuestions,
} from "@manyi/core/survey";
import { documentPage, identityBar } from "../page/document.js";
import { type Html, html } from "../page/html.js";
import { complaintAddress } from "./complaint-address.js";
import { pipedText, questionBlock } from "./question.js";
import { SURVEY_SCRIPT } from "./script.js";
import type { SurveyView } from "./view.js";
import { fill, wordsOf } from "./words.js";

/** One screen of a survey as a whole page: complete without scripts, at 320 px, by keyboard, in the reader's language. */
export function surveyPage(view: SurveyView): string {
  const { definition, locale } = view;
  const words = wordsOf(locale);
  const title = textIn(definition.title, locale, definition.defaultLocale);
  const other = definition.locales.find((one) => one !== locale);
  const language =
    other && html`<button class="link" name="go" value="lang.${other}" lang="${other}" formnovalidate>${words.other}</button>`;
  // the same screen again at the other size; what is filled in goes along
  const size = html`<button class="link" name="go" value="show" formaction="${otherSize(view)}" formnovalidate>${view.isLarge ? "A−" : "A+"}<span class="vh"> ${view.isLarge ? words.normal : words.large}</span></button>`;
  const right = html`<p class="ways">${size}${language || null}</p>`;
  const onScreen = outlineOf(definition).screens[view.screen] ?? [];
  const asked = new Set(visibleQuestions(definition, view.answers).map((question) => question.key));
  const questions = onScreen.map((question) => questionBlock(view, question, asked.has(question.key)));
  const pageTitle = definition.layout === "paged" ? definition.pages[view.screen]?.title : undefined;
  const body = html`<form method="post" action="${view.action}" novalidate data-known="${known(view)}" data-offline="${words.offline}" data-sent="${words.sent}"><button class="vh" name="go" value="next" tabindex="-1" aria-hidden="true"></button><input type="hidden" name="d" value="${view.visit}"><input type="hidden" name="s" value="${view.screen}"><input type="hidden" name="l" value="${locale}"><input type="hidden" name="k" value="${view.kept ? 1 : ""}"><input type="hidden" name="w">${definition.anonymity !== "anonymous" && html`<input type="hidden" name="m">`}<p class="vh" aria-hidden="true"><label>Web <input name="website" tabindex="-1" autocomplete="off"></label></p>${identityBar(view.organisation, view.context.unit ?? null, right)}${view.pretest === undefined && noteSection(view)}<main id="m"><div class="in">${progress(view)}<h1 class="vh" tabindex="-1">${title}</h1>${pretestNote(view)}${statusOf(view)}${pageTitle && html`<h2>${pipedText(view, pageTitle)}</h2>`}${questions}${remarkField(view)}${buttons(view)}</div></main></form>${view.pretest === undefined && footer(view)}`;
  return documentPage({ locale, title: `${title} · ${view.organisation}`, body, script: SURVEY_SCRIPT, isLarge: view.isLarge });
}

function otherSize({ action, isLarge }: SurveyView): string {
  const [path = "", query = ""] = action.split("?");
  const names = query.split("&").filter((pair) => pair !== "" && pair !== "b=1");
  if (!isLarge) names.push("b=1");
  return names.length === 0 ? path : `${path}?${names.join("&")}`;
}

/** Answers of other screens that conditions on this one look at. */
function known(view: SurveyView): string | null {
  const { places, screens } = outlineOf(view.definition);
  const looked = (screens[view.screen] ?? []).flatMap((question) => (question.showIf === undefined ? [] : referencesOf(question.showIf)));
  const elsewhere = looked.map((reference) => reference.split(".")[0]!).filter((key) => places.get(key)?.screen !== view.screen);
  const values = elsewhere.flatMap((key) => (view.answers[key] === undefined ? [] : [[key, view.answers[key]]]));
  return values.length === 0 ? null : JSON.stringify(Object.fromEntries(values));
}

/** Before the first question: who asks is in the bar; here how long, how anonymous, what for, and both ways out. */
function noteSection(view: SurveyView): Html {
  const { definition, locale } = view;
  const words = wordsOf(locale);
  const purpose = textIn(definition.purpose, locale, definition.defaultLocale);
  const colon = locale === "zh-CN" ? "：" : ": ";
  const isFirst = previousScreen(definition, view.answers, view.screen) === null;
  const essentials = html`<p>${anonymityStatement(definition.anonymity, view.minutes, locale)}</p><p>${words.purpose}${colon}${purpose}</p>`;
  const values = [
    view.context.unit === undefined ? view.organisation : `${view.organisation} · ${view.context.unit}`,
    purpose,
    words.dataKinds[definition.anonymity],
    words.dataKept[definition.anonymity],
    words.dataRights,
    fill(words.dataVersion, { n: view.version }),
  ];
  const terms = words.dataTerms.map((term, i) => html`<dt>${term}</dt><dd>${values[i]}</dd>`);
  return html`<section class="note" aria-label="${words.dataLink}"><div class="in">${isFirst && essentials}<p class="links"><a class="link" href="#data">${words.dataLink}</a><button class="link" name="go" value="stop" formnovalidate>${words.stop}</button></p><div class="data" id="data" tabindex="-1"><dl>${terms}</dl><p>${words.heardMore} <a href="${complaintAddress(locale, view.action)}">${words.heard}</a></p><a class="link" href="#m">${words.dataClose}</a></div></div></section>`;
}

function progress(view: SurveyView): Html | null {
  const { page, of } = progressAt(view.definition, view.answers, view.screen);
  if (of < 2) return null;
  return html`<p class="prog"><span>${fill(wordsOf(view.locale).progress, { page, of })}</span><progress aria-hidden="true" max="${of}" value="${page}"></progress></p>`;
}

function statusOf(view: SurveyView): Html {
  const words = wordsOf(view.locale);
  const tell = html`<p class="tell" role="status" hidden></p>`;
  if (view.faults.length === 0) return view.notice === null ? tell : html`<p class="tell" role="status">${words[view.notice]}</p>`;
  const { places } = outlineOf(view.definition);
  const list = view.faults.map((fault) => {
    const question = places.get(fault.question)?.question;
    const text = question?.type === "pair" ? (fault.part.endsWith(".e") ? question.expectation : question.perception) : question?.text;
    return html`<li><a href="#q-${fault.part}">${pipedText(view, text)}</a></li>`;
  });
  return html`${tell}<div class="errs" role="alert" tabindex="-1"><p>${fill(words.faults, { n: view.faults.length })}</p><ul>${list}</ul></div>`;
}

/** Who tries a questionnaire knows that nothing counts, and what is kept. */
function pretestNote({ pretest, locale }: SurveyView): Html | null {
  return pretest === undefined ? null : html`<p class="tell" role="note">${wordsOf(locale).pretestNote}</p>`;
}

function remarkField({ pretest, locale }: SurveyView): Html | null {
  if (pretest === undefined) return null;
  return html`<div class="q"><label class="ask" for="remark">${wordsOf(locale).pretestRemark}</label><textarea class="say" id="remark" name="remark" rows="2" maxlength="500">${pretest.remark}</textarea></div>`;
}

function buttons(view: SurveyView): Html {
  const words = wordsOf(view.locale);
  const isLast = nextScreen(view.definition, view.answers, view.screen) === null;
  const hasMore = view.screen < outlineOf(view.definition).screens.length - 1;
  const isFirst = previousScreen(view.definition, view.answers, view.screen) === null;
  // while a later screen may still come up, the button promises only the next page
  const label = isLast && !hasMore ? words.send : words.next;
  return html`<div class="acts"><button class="go" name="go" value="next">${label}</button>${!isFirst && html`<button class="go plain" name="go" value="back" formnovalidate>${words.back}</button>`}</div>`;
}

function footer(view: SurveyView): Html {
  const words = wordsOf(view.locale);
  return html`<footer class="foot"><div class="in"><a class="link" href="${complaintAddress(view.locale, view.action)}">${words.heard}</a></div></footer>`;
}
