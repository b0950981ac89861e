import { count, type Locale } from "../../analyze/figures.js";
import { bilingualPage } from "../../analyze/report/page.js";
import { escaped } from "../../analyze/report/svg.js";
import type { DigestedFile } from "../digest-file.js";
import { TEXT_WORDS } from "../words.js";
import { columnsCard, contrastCards, copiesCard, emergingCard, flagsCard, qualityCard, quotesCard, topicsCard } from "./sections.js";

/** The digest as one HTML file in both languages: no script, nothing fetched. */
export function digestHtml(digested: DigestedFile, first: Locale): string {
  return bilingualPage(digested.title, first, (locale) => {
    const { phrases } = TEXT_WORDS[locale];
    const { title, file, digest } = digested;
    const under = [title === file ? "" : file, `${count(digest.comments)} ${phrases.comments}`, digested.taxonomy.name[locale]].filter(
      (part) => part !== "",
    );
    const cards =
      digest.comments === 0
        ? [`<p>${escaped(phrases.noComments)}</p>`]
        : [topicsCard, ...contrastCards, emergingCard, quotesCard, flagsCard, copiesCard, qualityCard].flatMap((make) =>
            make(digested, locale),
          );
    return `<h1>${escaped(title)}</h1>
<p class="under">${escaped(under.join(" · "))}</p>
${[...cards, columnsCard(digested, locale)].filter((made) => made !== "").join("\n")}
<p class="caption">${escaped(phrases.made)}</p>`;
  });
}
