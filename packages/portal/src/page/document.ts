import type { Locale } from "@manyi/core/survey";
import type { Asset } from "./asset.js";
import { PORTAL_CSS } from "./css.js";
import { type Html, html } from "./html.js";

export type DocumentParts = {
  readonly locale: Locale;
  readonly title: string;
  readonly body: Html;
  readonly script?: Asset | undefined;
  /** rules that only some pages need, after the common sheet */
  readonly style?: Asset | undefined;
  /** larger letters and cells, for those who read with effort */
  readonly isLarge?: boolean | undefined;
};

/** A whole page: one or two style sheets, at most one deferred script, nothing from elsewhere and nothing inline. */
export function documentPage({ locale, title, body, script, style, isLarge }: DocumentParts): string {
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${PORTAL_CSS.path}">${style && html`<link rel="stylesheet" href="${style.path}">`}${script && html`<script src="${script.path}" defer></script>`}</head><body${isLarge === true && html` class="big"`}>${body}</body></html>`
    .html;
}

/** Who asks: the organisation and, where it is known, the place; beside it whatever stands at the right. */
export function identityBar(organisation: string, unit: string | null, right: Html | null): Html {
  return html`<header class="bar"><div class="in"><p class="who">${organisation}${unit === null ? "" : ` · ${unit}`}</p>${right}</div></header>`;
}
