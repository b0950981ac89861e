import type { Locale } from "@manyi/core/survey";
import { asset, squeezeCss } from "../page/asset.js";
import { type Html, html, raw } from "../page/html.js";

/** One code of a sheet, to be cut out and put on a table, a counter or a badge. */
export type SheetCode = {
  /** what stands below the code: a table by its number, anything else by its name */
  readonly label: { readonly table: number } | { readonly name: string };
  /** where it belongs, as customers call it */
  readonly place: string | null;
  /** the code as an SVG element */
  readonly svg: string;
};

/** Many codes on A4 pages. */
export type SheetView = {
  readonly locale: Locale;
  readonly organisation: string;
  readonly title: string;
  readonly minutes: number;
  readonly isAnonymous: boolean;
  /** codes side by side; rows follow, so that 6, 12 or 20 codes stand on a page */
  readonly columns: 2 | 3 | 4;
  readonly codes: readonly SheetCode[];
};

const ROWS = { 2: 3, 3: 4, 4: 5 } as const;

const WORDS = {
  "zh-CN": { scan: "扫码告诉我们，约 {n} 分钟", anonymous: "匿名填写", table: "{n} 号桌" },
  en: { scan: "Scan and tell us, about {n} min", anonymous: "Anonymous", table: "Table {n}" },
} as const;

// the codes stay above 30 mm, with which a phone reads them at arm's length
export const SHEET_CSS = asset(
  "sheet.css",
  "text/css; charset=utf-8",
  squeezeCss(`
@page{size:A4;margin:10mm}
body{margin:0;color:#17212D;font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
h1{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip:rect(0 0 0 0)}
.page{display:grid;box-sizing:border-box;width:190mm;height:276mm;margin:0 auto;padding:0;list-style:none;break-after:page}
.page:last-child{break-after:auto}
.c2{grid-template:repeat(3,1fr)/repeat(2,1fr)}
.c3{grid-template:repeat(4,1fr)/repeat(3,1fr)}
.c4{grid-template:repeat(5,1fr)/repeat(4,1fr)}
.code{display:flex;flex-direction:column;align-items:center;justify-content:center;min-width:0;overflow:hidden;padding:1mm 2mm;border:.2mm dashed #7C8898;text-align:center;break-inside:avoid}
.code p{max-height:2.6em;margin:0;overflow:hidden;font-size:9pt;line-height:1.3;overflow-wrap:anywhere}
.code .label{font-size:14pt;font-weight:600}
.code .say{color:#465466;text-wrap:balance}
svg{display:block}
.c2 svg{width:62mm;height:62mm}
.c3 svg{width:43mm;height:43mm}
.c4 svg{width:32mm;height:32mm}
.c2 p{font-size:12pt}
.c2 .label{font-size:20pt}
.c4 p{font-size:7.5pt}
.c4 .label{font-size:11pt}
`),
);

/** One page to print, however many codes; every sheet of paper holds whole ones only. */
export function sheetPage(view: SheetView): string {
  const { locale, organisation, title, columns, codes } = view;
  const onPage = columns * ROWS[columns];
  const pages = Array.from({ length: Math.ceil(codes.length / onPage) }, (_, i) => codes.slice(i * onPage, (i + 1) * onPage));
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · ${organisation}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${SHEET_CSS.path}"></head><body><main><h1>${title}</h1>${pages.map((page) => html`<ul class="page c${columns}">${page.map((code) => codeItem(view, code))}</ul>`)}</main></body></html>`
    .html;
}

function codeItem({ locale, organisation, minutes, isAnonymous }: SheetView, { label, place, svg }: SheetCode): Html {
  const words = WORDS[locale];
  const name = "table" in label ? words.table.replace("{n}", String(label.table)) : label.name;
  const whose = [organisation, place].filter((part) => part !== null && part !== "").join(" · ");
  return html`<li class="code"><p>${whose}</p><div role="img" aria-label="${name}">${raw(svg)}</div><p class="label">${name}</p><p class="say">${words.scan.replace("{n}", String(minutes))}${isAnonymous && ` · ${words.anonymous}`}</p></li>`;
}
