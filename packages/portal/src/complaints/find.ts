import { html } from "../page/html.js";
import { type Frame, field, framed } from "./frame.js";
import { WORDS } from "./words.js";

/** Asks for number and code; says the same whether the number or the code is wrong. */
export function findCasePage(view: Frame & { readonly reference: string; readonly fault: "notFound" | "waitFind" | null }): string {
  const t = WORDS[view.locale];
  return framed(
    view,
    t.findTitle!,
    html`<h1>${t.findTitle}</h1><p class="due">${t.findLead}</p>${view.fault !== null && html`<p class="errs" role="alert">${t[view.fault]}</p>`}
<form method="get" action="/track"><input type="hidden" name="lang" value="${view.locale}">${field("c", t.reference!, view.reference, { max: 20 })}${field("k", t.secret!, "", { max: 64 })}<div class="acts"><button class="go">${t.find}</button></div></form>`,
  );
}
