import type { Analyzed } from "../analyze-file.js";
import { count, type Locale } from "../figures.js";
import { WORDS } from "../words.js";
import { CSS } from "./css.js";
import { expectationsCard, kanoCard } from "./expectation-sections.js";
import { groupsCard, prioritiesCard, trendCard } from "./group-sections.js";
import { distributionCard, driversCard, findingsCard, mappingCard, measuresCard, qualityCard } from "./sections.js";
import { escaped } from "./svg.js";

const NAMES: Readonly<Record<Locale, { readonly id: "zh" | "en"; readonly name: string }>> = {
  "zh-CN": { id: "zh", name: "中文" },
  en: { id: "en", name: "English" },
};

/**
 * The analysis as one HTML file in both languages: no script, nothing fetched; the language is chosen with two radio buttons.
 *
 * @param first the language it opens in
 */
export function htmlReport(analyzed: Analyzed, first: Locale): string {
  return bilingualPage(analyzed.title, first, (locale) => section(analyzed, locale));
}

/** One page that holds a report in both languages; `inside` makes what stands in one of them. */
export function bilingualPage(title: string, first: Locale, inside: (locale: Locale) => string): string {
  const locales: readonly Locale[] = ["zh-CN", "en"];
  const picks = locales.map(
    (locale) =>
      `<input class="pick" type="radio" name="language" id="${NAMES[locale].id}"${locale === first ? " checked" : ""} aria-label="${NAMES[locale].name}">`,
  );
  const labels = locales.map((locale) => `<label for="${NAMES[locale].id}" lang="${locale}">${NAMES[locale].name}</label>`);
  return `<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${CSS}</style>
</head>
<body>
${picks.join("\n")}
<div class="switch">${labels.join("")}</div>
${locales.map((locale) => `<main class="report ${NAMES[locale].id}" lang="${locale}">\n${inside(locale)}\n</main>`).join("\n")}
</body>
</html>
`;
}

function section(analyzed: Analyzed, locale: Locale): string {
  const { title, file, where, analysis } = analyzed;
  const { phrases } = WORDS[locale];
  const under = [
    title === file ? "" : file,
    `${count(analysis.rows)} ${phrases.rows}`,
    where ? `${phrases.onlyRows} ${where.column} = ${where.value}` : "",
  ].filter((part) => part !== "");
  const cards = [
    findingsCard,
    measuresCard,
    distributionCard,
    trendCard,
    driversCard,
    prioritiesCard,
    expectationsCard,
    kanoCard,
    groupsCard,
    qualityCard,
    mappingCard,
  ].map((make) => make(analyzed, locale));
  return `<h1>${escaped(title)}</h1>
<p class="under">${escaped(under.join(" · "))}</p>
${cards.filter((made) => made !== "").join("\n")}
<p class="caption">${escaped(phrases.made)}</p>`;
}
