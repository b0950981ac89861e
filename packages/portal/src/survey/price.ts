import { fieldName, PRICE_WORDS, type Question, textIn } from "@manyi/core/survey";
import { PRICE_PARTS } from "@manyi/core/tradeoff";
import { type Html, html } from "../page/html.js";
import { faultText, invalid, written } from "./fields.js";
import type { SurveyView } from "./view.js";

/** Four prices as plain number fields. Prices that do not rise are asked about once: the next press takes them as they are. */
export function priceFields(view: SurveyView, question: Extract<Question, { type: "price" }>): Html {
  const value = view.answers[question.key] as { readonly [part: string]: number | null } | null | undefined;
  const unit = currencySign(question.currency, view.locale);
  const fields = PRICE_PARTS.map((part) => {
    const name = fieldName(question.key, part);
    const at = `${question.key}.${part}`;
    return html`<label class="f" id="q-${at}">${textIn(PRICE_WORDS[part], view.locale, view.definition.defaultLocale)}<span class="money"><span>${unit}</span><input class="say" type="text" inputmode="decimal" autocomplete="off" maxlength="14" name="${name}"${invalid(view, at)} value="${written(view, name, value?.[part])}"></span>${faultText(view, at)}</label>`;
  });
  const isAsked = view.faults.some((fault) => fault.part === question.key && fault.reason === "PRICES_OUT_OF_ORDER");
  return html`${fields}${isAsked && html`<input type="hidden" name="${fieldName(question.key, "sure")}" value="1">`}`;
}

/** The sign as people write it; the code where a browser knows none. */
function currencySign(currency: string, locale: string): string {
  try {
    const parts = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value ?? currency;
  } catch {
    return currency;
  }
}
