import type { Locale } from "@manyi/core/survey";
import { documentPage, identityBar } from "../page/document.js";
import { type Html, html } from "../page/html.js";
import { COMPLAINT_CSS } from "./css.js";
import { WORDS } from "./words.js";

export type Frame = {
  readonly locale: Locale;
  readonly organisation: string;
  readonly unit: string | null;
  /** address of the same page in the other language */
  readonly otherLanguage: string;
};

/** Bar, main and style of every complaint page. */
export function framed(frame: Frame, title: string, body: Html): string {
  const t = WORDS[frame.locale];
  const other = html`<a class="link" href="${frame.otherLanguage}" lang="${frame.locale === "en" ? "zh-CN" : "en"}" hreflang="${frame.locale === "en" ? "zh-CN" : "en"}">${t.other}</a>`;
  return documentPage({
    locale: frame.locale,
    title: `${title} · ${frame.organisation}`,
    style: COMPLAINT_CSS,
    body: html`${identityBar(frame.organisation, frame.unit, other)}<main><div class="in">${body}</div></main>`,
  });
}

/** A labelled one-line field. */
export function field(
  name: string,
  label: string,
  value: string,
  options: { type?: string; error?: string | undefined; autocomplete?: string; max: number },
): Html {
  const described = options.error === undefined ? null : html` aria-invalid="true" aria-describedby="${name}-err"`;
  return html`<label class="f" for="${name}">${label}<input class="say" id="${name}" name="${name}" type="${options.type ?? "text"}" value="${value}" maxlength="${options.max}" autocomplete="${options.autocomplete ?? "off"}"${described}></label>${options.error === undefined ? null : html`<p class="err" id="${name}-err">${options.error}</p>`}`;
}

/** A labelled box for several lines. */
export function area(
  name: string,
  label: string,
  value: string,
  options: { help?: string; error?: string | undefined; required?: boolean; max: number },
): Html {
  const ids = [options.help === undefined ? "" : `${name}-help`, options.error === undefined ? "" : `${name}-err`]
    .filter((id) => id !== "")
    .join(" ");
  return html`<label class="ask" for="${name}">${label}</label>${options.help === undefined ? null : html`<p class="help" id="${name}-help">${options.help}</p>`}<textarea class="say" id="${name}" name="${name}" maxlength="${options.max}"${options.required === true && html` required`}${ids !== "" && html` aria-describedby="${ids}"`}${options.error !== undefined && html` aria-invalid="true"`}>${value}</textarea>${options.error === undefined ? null : html`<p class="err" id="${name}-err">${options.error}</p>`}`;
}
