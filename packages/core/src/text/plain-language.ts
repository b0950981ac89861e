import { jargonIn } from "../lint/index.js";

/** Why a passage is not plain, and what to say instead. */
export interface PlainLanguageFinding {
  readonly kind: "jargon" | "long_sentence" | "officialese" | "shouting";
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** Plain words for it; absent where only the author can tell. */
  readonly instead?: string;
}

/** Longest sentence that is read in one go: Chinese characters, English words. */
export const longestSentence = { "zh-CN": 60, en: 25 } as const;

const zhOfficial: readonly (readonly [stiff: string, plain: string])[] = [
  ["予以", "给"],
  ["特此", ""],
  ["贵方", "您"],
  ["贵司", "贵公司"],
  ["我司", "我们"],
  ["兹", ""],
  ["敬请知悉", "请留意"],
  ["请知悉", "请留意"],
  ["悉知", "知道"],
  ["鉴于此", "因此"],
  ["就此事宜", "这件事"],
  ["相关事宜", "这件事"],
  ["进行处理", "处理"],
  ["进行核实", "核实"],
  ["进行反馈", "回复"],
  ["给予答复", "回复"],
  ["不予受理", "不能受理"],
  ["不予退款", "不能退款"],
  ["尽速", "尽快"],
  ["逾期未", "过期没有"],
  ["届时", "到时"],
  ["务必知晓", "请了解"],
  ["之规定", "的规定"],
  ["如有疑义", "如有疑问"],
  ["烦请", "请"],
  ["台端", "您"],
  ["阁下", "您"],
  ["上述情形", "这种情况"],
  ["依据相关规定", "按规定（请写明哪一条）"],
  ["相关部门", "（请写明哪个部门）"],
  ["亲，", ""],
];
const enOfficial: readonly (readonly [stiff: string, plain: string])[] = [
  ["pursuant to", "under"],
  ["hereby", ""],
  ["herewith", "with this"],
  ["aforementioned", "this"],
  ["in accordance with", "under"],
  ["in the event that", "if"],
  ["prior to", "before"],
  ["subsequent to", "after"],
  ["at this point in time", "now"],
  ["due to the fact that", "because"],
  ["in order to", "to"],
  ["with regard to", "about"],
  ["in respect of", "about"],
  ["please be advised that", ""],
  ["we regret to inform you that", "we are sorry that"],
  ["utilize", "use"],
  ["utilise", "use"],
  ["commence", "start"],
  ["terminate", "end"],
  ["endeavour", "try"],
  ["endeavor", "try"],
  ["facilitate", "help"],
  ["ascertain", "find out"],
  ["remuneration", "pay"],
  ["expedite", "speed up"],
  ["kindly be informed", ""],
  ["as per", "as"],
  ["the undersigned", "I"],
  ["notwithstanding", "despite"],
  ["heretofore", "until now"],
  ["inasmuch as", "because"],
  ["at your earliest convenience", "when you can"],
  ["do not hesitate to", "please"],
  ["per our policy", "(say which rule and why)"],
];
const patternOf = (words: readonly (readonly [string, string])[], border: string) =>
  new RegExp(`${border}(?:${words.map(([stiff]) => stiff).join("|")})${border}`, "gi");
const official = {
  "zh-CN": { pattern: patternOf(zhOfficial, ""), plain: new Map(zhOfficial) },
  en: { pattern: patternOf(enOfficial, "\\b"), plain: new Map(enOfficial) },
};

/**
 * Reads a text that customers will get — a message template, a service standard, a reply to a complaint — for what keeps
 * them from understanding it. The questionnaire linter uses the same list of trade words.
 *
 * @returns findings in reading order; UTF-16 offsets, end exclusive
 * @example
 * checkPlainLanguage("Pursuant to our terms we will reply.", "en")[0]?.instead // => "under"
 */
export function checkPlainLanguage(text: string, locale: "zh-CN" | "en"): PlainLanguageFinding[] {
  const findings: PlainLanguageFinding[] = jargonIn(text, locale).map(({ word, span: [start, end] }) => ({
    kind: "jargon",
    start,
    end,
    words: word,
  }));
  const { pattern, plain } = official[locale];
  for (const match of text.matchAll(pattern)) {
    const instead = plain.get(match[0]) ?? plain.get(match[0].toLowerCase()) ?? "";
    findings.push({ kind: "officialese", start: match.index, end: match.index + match[0].length, words: match[0], instead });
  }
  for (const match of text.matchAll(/[^。！？!?；;\n]+[。！？!?；;]?/g)) {
    const sentences = locale === "en" ? splitAtStops(match[0], match.index) : [{ words: match[0], start: match.index }];
    for (const { words, start } of sentences) {
      const size = locale === "zh-CN" ? (words.match(/\p{Script=Han}|[A-Za-z\d]+/gu)?.length ?? 0) : (words.match(/[\w'-]+/g)?.length ?? 0);
      if (size > longestSentence[locale]) findings.push({ kind: "long_sentence", start, end: start + words.length, words });
    }
  }
  for (const match of text.matchAll(/[!！]{2,}|(?:\b[A-Z]{3,}\b[ ,]*){4,}/g))
    findings.push({ kind: "shouting", start: match.index, end: match.index + match[0].length, words: match[0] });
  return findings.sort((a, b) => a.start - b.start || a.end - b.end);
}

function splitAtStops(text: string, offset: number): { words: string; start: number }[] {
  return [...text.matchAll(/\S.*?(?:\.(?=\s+[A-Z])|$)/gs)].map((match) => ({ words: match[0], start: offset + match.index }));
}
