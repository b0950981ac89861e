import { type Locale, pipeText, type SurveyDefinition } from "@manyi/core/survey";
import { documentPage, identityBar } from "../page/document.js";
import { type Html, html } from "../page/html.js";
import { complaintAddress } from "./complaint-address.js";
import { SURVEY_SCRIPT } from "./script.js";
import { type SurveyWords, wordsOf } from "./words.js";

/** What every page after (or instead of) the questions knows. */
export type EndingView = {
  readonly locale: Locale;
  readonly organisation: string;
  readonly unit: string | null;
  readonly isLarge?: boolean | undefined;
  /** the address of the survey or of one of its steps, where there is one: a complaint then goes to who asked */
  readonly action?: string | null | undefined;
};

function endingPage(view: EndingView, title: string, inside: Html, withFooter = true): string {
  const words = wordsOf(view.locale);
  const heard =
    withFooter &&
    html`<footer class="foot"><div class="in"><a class="link" href="${complaintAddress(view.locale, view.action)}">${words.heard}</a></div></footer>`;
  const body = html`${identityBar(view.organisation, view.unit, null)}<main id="m"><div class="in msg">${inside}</div></main>${heard}`;
  return documentPage({
    locale: view.locale,
    title: `${title.replace(/[。.]$/, "")} · ${view.organisation}`,
    body,
    script: SURVEY_SCRIPT,
    isLarge: view.isLarge,
  });
}

/** Why a survey cannot be answered. */
export type Unavailable = "closed" | "expired" | "full" | "used" | "wrong" | "busy";

/** Closed, expired, full, used, wrong or crowded: in plain words, with another way to be heard. */
export function unavailablePage(view: EndingView, why: Unavailable): string {
  const words = wordsOf(view.locale);
  const title = words[`${why}Title`];
  const way = html`<p>${words.heardMore}</p><p><a class="go plain" href="${complaintAddress(view.locale, view.action)}">${words.heard}</a></p>`;
  return endingPage(
    view,
    title,
    html`<h1 tabindex="-1">${title}</h1><p>${words[`${why}More`]}</p>${why !== "busy" && way}`,
    why === "busy",
  );
}

/**
 * The places for people of this kind are taken. Never for what somebody said; it says so, and offers every way to be heard.
 */
export function screenedOutPage(
  view: EndingView & { readonly isAnswered: boolean; readonly isAnonymous: boolean; readonly callbackAction: string | null },
): string {
  const words = wordsOf(view.locale);
  const kept = view.isAnswered && html`<p>${words.screenedKept}</p>`;
  const form = view.callbackAction !== null && callbackForm(view, view.callbackAction, view.isAnonymous, {}, false);
  return endingPage(
    view,
    words.screenedTitle,
    html`<h1 tabindex="-1" data-done="done">${words.screenedTitle}</h1><p>${words.screenedMore}</p>${kept}<p><a class="go plain" href="${complaintAddress(view.locale, view.action)}">${words.heard}</a></p>${form}`,
    false,
  );
}

/** After the last question of a pretest. */
export function pretestDonePage(view: EndingView): string {
  const title = wordsOf(view.locale).pretestDone;
  return endingPage(view, title, html`<h1 tabindex="-1">${title}</h1>`, false);
}

export type ClosingView = EndingView & {
  readonly definition: SurveyDefinition;
  readonly answers: Parameters<typeof pipeText>[3];
  /** after a bad score, where the survey offers it: the address the call-back form posts to */
  readonly callbackAction: string | null;
  readonly isBad: boolean;
};

/** The last page, by outcome: thanks and what happens next; after a bad score the offer to be contacted. */
export function closingPage(view: ClosingView): string {
  const words = wordsOf(view.locale);
  const unit = view.unit ?? undefined;
  const closing = pipeText(view.definition, view.definition.closing, view.locale, view.answers, { organisation: view.organisation, unit });
  const more =
    view.isBad &&
    html`<p>${words.closingBad}${view.callbackAction !== null && `${view.locale === "en" ? " " : ""}${words.closingBadMore}`}</p>`;
  const form =
    view.callbackAction !== null && callbackForm(view, view.callbackAction, view.definition.anonymity === "anonymous", {}, false);
  return endingPage(
    { ...view, action: view.action ?? view.callbackAction },
    closing,
    html`<h1 tabindex="-1" data-done="done">${closing}</h1>${more}${form}`,
  );
}

export type CallbackPosted = { readonly name?: string; readonly phone?: string; readonly email?: string; readonly about?: string };

/**
 * The call-back form again, with what was missing. It carries nothing that belongs to the answer.
 */
export function callbackPage(
  view: EndingView & { readonly action: string; readonly isAnonymous: boolean; readonly posted: CallbackPosted },
): string {
  return endingPage(view, wordsOf(view.locale).callTitle, callbackForm(view, view.action, view.isAnonymous, view.posted, true));
}

/** The call-back wish is noted. */
export function callbackDonePage(view: EndingView): string {
  const title = wordsOf(view.locale).callDone;
  return endingPage(view, title, html`<h1 tabindex="-1">${title}</h1>`);
}

function callbackForm(view: EndingView, action: string, isAnonymous: boolean, posted: CallbackPosted, isMissing: boolean): Html {
  const words: SurveyWords = wordsOf(view.locale);
  const field = (name: "name" | "phone" | "email", type: string, autocomplete: string) => {
    const fault = isMissing && name !== "name" && html` aria-invalid="true" aria-describedby="e-call"`;
    return html`<label class="f">${words.contact[name]}<input class="say" type="${type}" name="${name}" autocomplete="${autocomplete}" maxlength="120"${fault} value="${posted[name] ?? ""}"></label>`;
  };
  return html`<form class="box" method="post" action="${action}" novalidate>${isMissing ? html`<h1 tabindex="-1">${words.callTitle}</h1>` : html`<h2>${words.callTitle}</h2>`}<p class="help">${isAnonymous ? words.callAnonymous : words.callNamed}</p><input type="hidden" name="l" value="${view.locale}"><p class="vh" aria-hidden="true"><label>Web <input name="website" tabindex="-1" autocomplete="off"></label></p>${field("name", "text", "nickname")}${field("phone", "tel", "tel")}${field("email", "email", "email")}${isMissing && html`<p class="err" id="e-call" role="alert">${words.callMissing}</p>`}<label class="f">${words.callAbout}<textarea class="say" name="about" rows="2" maxlength="500">
${posted.about ?? ""}</textarea></label><button class="go">${words.callSend}</button></form>`;
}

/** "Do not ask me again" is done. */
export function stoppedPage(view: EndingView & { readonly isKnown: boolean; readonly back: string | null }): string {
  const words = wordsOf(view.locale);
  const back = view.back !== null && html`<p><a href="${view.back}">${words.stopBack}</a></p>`;
  return endingPage(
    view,
    words.stopTitle,
    html`<h1 tabindex="-1" data-done="stop">${words.stopTitle}</h1><p>${view.isKnown ? words.stopKnown : words.stopUnknown}</p>${back}`,
  );
}
