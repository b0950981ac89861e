import type { Locale } from "@manyi/core/survey";
import { asset, squeezeCss } from "../page/asset.js";
import { html, raw } from "../page/html.js";

/** An A4 sheet to hang up: what is asked, how long it takes, the code and the address to type. */
export type PosterView = {
  readonly locale: Locale;
  readonly organisation: string;
  readonly place: string | null;
  readonly title: string;
  readonly minutes: number;
  readonly isAnonymous: boolean;
  readonly url: string;
  /** the code as an SVG element */
  readonly svg: string;
};

const WORDS = {
  "zh-CN": {
    ask: "您觉得怎么样？",
    scan: "扫码告诉我们，约 {n} 分钟",
    anonymous: "匿名填写，不记录您是谁",
    type: "也可以输入网址",
  },
  en: {
    ask: "How was it?",
    scan: "Scan and tell us, about {n} min",
    anonymous: "Anonymous: we do not record who you are",
    type: "Or type the address",
  },
} as const;

/** The sheet is its own document; its style is a file, as everywhere. */
export const POSTER_CSS = asset(
  "poster.css",
  "text/css; charset=utf-8",
  squeezeCss(`
@page{size:A4;margin:0}
body{margin:0;color:#17212D;font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
.sheet{width:210mm;min-height:296mm;box-sizing:border-box;padding:28mm 24mm;margin:0 auto;text-align:center}
.org{font-size:20pt;line-height:28pt;margin:0}
h1{font-size:44pt;line-height:56pt;margin:18mm 0 4mm;font-weight:600}
.scan{font-size:20pt;line-height:28pt;margin:0 0 12mm}
svg{width:96mm;height:96mm}
.note{font-size:14pt;line-height:22pt;margin:10mm 0 0;color:#465466}
.url{font-size:14pt;line-height:22pt;margin:2mm 0 0;overflow-wrap:anywhere}
.title{font-size:12pt;line-height:18pt;margin:10mm 0 0;color:#5F6C7F}
`),
);

export function posterPage({ locale, organisation, place, title, minutes, isAnonymous, url, svg }: PosterView): string {
  const words = WORDS[locale];
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · ${organisation}</title><link rel="stylesheet" href="${POSTER_CSS.path}"></head><body><main class="sheet"><p class="org">${organisation}${place !== null && ` · ${place}`}</p><h1>${words.ask}</h1><p class="scan">${words.scan.replace("{n}", String(minutes))}</p><div role="img" aria-label="${url}">${raw(svg)}</div><p class="note">${isAnonymous && `${words.anonymous}`}</p><p class="url">${words.type}<br>${url.replace(/^https?:\/\//, "")}</p><p class="title">${title}</p></main></body></html>`
    .html;
}
