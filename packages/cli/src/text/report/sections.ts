import type { DistinctiveTerm } from "@manyi/core/text";
import { bracketed, count, figure, type Locale, share } from "../../analyze/figures.js";
import { card, legend, table } from "../../analyze/report/parts.js";
import { axisOf, dot, escaped, stacked } from "../../analyze/report/svg.js";
import type { DigestedFile } from "../digest-file.js";
import { columnRows, contrastSides, effectCells, monthName, qualityRows, scoreUnit, topicNotes } from "../rows.js";
import { TEXT_WORDS } from "../words.js";

const SIDE_COLOURS = ["#D0701A", "#D5DCE4", "#2A74B8", "#F0F3F6"] as const;

export function topicsCard({ digest }: DigestedFile, locale: Locale): string {
  const { sections, columns, phrases } = TEXT_WORDS[locale];
  const unit = scoreUnit(digest);
  const bounds = unit === "nps" ? { low: -200, high: 200 } : { low: -1000, high: 1000 };
  const axis = axisOf(
    [0, ...digest.topics.flatMap(({ effect }) => (effect?.interval ? [effect.interval.low, effect.interval.high] : []))],
    bounds,
  );
  const rows = digest.topics.map((topic) => {
    const { value, interval, tone } = effectCells(topic, unit, locale);
    const { bad, neutral, good, uncertain } = topic.sides;
    const told = `${topic.name[locale]}: ${columns.bad} ${count(bad)}, ${columns.good} ${count(good)}`;
    const mark = topic.effect?.difference;
    const chart =
      mark === null || mark === undefined
        ? ""
        : dot(
            {
              value: mark,
              interval: topic.effect!.interval,
              n: topic.effect!.n,
              tone: tone === "up" ? "blue" : tone === "down" ? "orange" : "grey",
            },
            axis,
            `${topic.name[locale]} ${value}`,
            0,
          );
    return [
      escaped(topic.name[locale]),
      count(topic.n),
      share(topic.share.value),
      stacked(
        [bad, neutral, good, uncertain].map((part, i) => ({ value: part, colour: SIDE_COLOURS[i]! })),
        told,
      ),
      share(bad / topic.n),
      chart,
      `<span class="${tone}">${escaped(value)}</span>`,
      interval,
    ];
  });
  const head = [
    { title: columns.topic, kind: "name" },
    { title: columns.n, kind: "r" },
    { title: columns.share, kind: "r" },
    { title: columns.sides, kind: "chart" },
    { title: columns.bad, kind: "r" },
    { title: "", kind: "chart" },
    { title: columns.effect },
    { title: columns.interval, kind: "i" },
  ];
  if (rows.length === 0) return "";
  const sides = TEXT_WORDS[locale];
  const key = legend(
    [columns.bad, locale === "en" ? "Neutral or mixed" : "中性或褒贬都有", columns.good, sides.checks.uncertain].map((name, i) => ({
      colour: SIDE_COLOURS[i]!,
      name,
    })),
  );
  return card(sections.topics, `n ${count(digest.comments)} ${phrases.comments}`, key + table(head, rows), topicNotes(digest, locale));
}

/** One card for each pair of groups that was compared. */
export const contrastCards = [
  ({ digest }: DigestedFile, locale: Locale): string[] =>
    digest.contrasts.map((contrast) => {
      const { sections, phrases } = TEXT_WORDS[locale];
      const sides = contrastSides(contrast, locale);
      const caption = `${sides[0]} n ${count(contrast.n)} ${phrases.against} ${sides[1]} n ${count(contrast.otherN)}`;
      if (contrast.terms.length === 0) return card(sections[contrast.by], caption, `<p>${escaped(phrases.noWords)}</p>`);
      const half = (sign: 1 | -1) => {
        const terms = contrast.terms.filter(({ logOdds }) => logOdds * sign > 0).slice(0, 15);
        return terms.length === 0 ? `<p class="caption">${escaped(phrases.noWords)}</p>` : termTable(terms, sign, sides, locale);
      };
      const halves = ([1, -1] as const).map((sign, i) => `<div><h3>${escaped(`${sides[i]!} ${phrases.saysMore}`)}</h3>${half(sign)}</div>`);
      return card(sections[contrast.by], caption, `<div class="two">${halves.join("")}</div>`, [phrases.wordsNote]);
    }),
] as const;

function termTable(terms: readonly DistinctiveTerm[], sign: 1 | -1, sides: readonly [string, string], locale: Locale): string {
  const { columns } = TEXT_WORDS[locale];
  const size = ({ low, high }: DistinctiveTerm) => (sign > 0 ? { low, high } : { low: -high, high: -low });
  const axis = { low: 0, high: Math.max(...terms.map((term) => size(term).high)) };
  const rows = terms.map((term) => {
    const interval = size(term);
    const value = Math.abs(term.logOdds);
    const said = `${figure("correlation", interval.low)}–${figure("correlation", interval.high)}`;
    return [
      escaped(term.term),
      dot(
        { value, interval, n: term.count + term.otherCount, tone: sign > 0 ? "orange" : "blue" },
        axis,
        `${term.term} ${figure("correlation", value)} (${said})`,
      ),
      figure("correlation", value),
      said,
      count(term.count),
      count(term.otherCount),
    ];
  });
  const head = [
    { title: columns.term, kind: "name" },
    { title: "", kind: "chart" },
    { title: columns.logOdds, kind: "r" },
    { title: columns.interval, kind: "i" },
    { title: sides[0], kind: "r" },
    { title: sides[1], kind: "r" },
  ];
  return table(head, rows);
}

export function emergingCard({ digest }: DigestedFile, locale: Locale): string {
  const { sections, phrases, emergingKinds } = TEXT_WORDS[locale];
  if (digest.emerging === null) return "";
  const names = new Map(digest.topics.map(({ code, name }) => [code, name[locale]]));
  const lines = digest.emerging.found.map(
    ({ key, count: n, total, expected, kind }) =>
      `<li><span><span class="tag fix">${escaped(emergingKinds[kind])}</span> ${escaped(names.get(key) ?? key)} · ${count(n)} / ${count(total)}${escaped(bracketed(`${phrases.expected} ${figure("index", expected)}`, locale))}</span></li>`,
  );
  const inside = lines.length === 0 ? `<p>${escaped(phrases.quiet)}</p>` : `<ol class="findings">${lines.join("")}</ol>`;
  return card(sections.emerging, monthName(digest.emerging.month), inside, [phrases.falseAlarms]);
}

export function quotesCard({ digest }: DigestedFile, locale: Locale): string {
  const { sections, phrases, quoteKinds, columns } = TEXT_WORDS[locale];
  const names = new Map(digest.topics.map(({ code, name }) => [code, name[locale]]));
  const rows = digest.quotes.map(({ text, kind, topics }) => [
    escaped(names.get(topics[0]!) ?? ""),
    escaped(quoteKinds[kind]),
    escaped(text),
  ]);
  return rows.length === 0
    ? ""
    : card(
        sections.quotes,
        "",
        table([{ title: columns.topic, kind: "name" }, { title: columns.kind, kind: "i" }, { title: columns.text }], rows),
        [phrases.maskedNote],
      );
}

/** Words to look at, and personal data, side by side. */
export function flagsCard({ digest }: DigestedFile, locale: Locale): string {
  const { sections, signals, personal, columns, checks } = TEXT_WORDS[locale];
  const list = (title: string, rows: string[][]) =>
    rows.length === 0
      ? ""
      : `<div><h3>${escaped(title)}</h3>${table(
          [
            { title: columns.kind, kind: "name" },
            { title: "n", kind: "r" },
          ],
          rows,
        )}</div>`;
  const inside =
    list(
      sections.signals,
      digest.signals.map(({ kind, n }) => [escaped(signals[kind]), count(n)]),
    ) +
    list(
      sections.personal,
      digest.personal.found.map(({ type, n }) => [escaped(personal[type]), count(n)]),
    );
  return inside === ""
    ? ""
    : card(
        `${sections.signals} · ${sections.personal}`,
        `${checks.personal} ${count(digest.personal.comments)}`,
        `<div class="two">${inside}</div>`,
      );
}

export function copiesCard({ digest: { copies } }: DigestedFile, locale: Locale): string {
  const { sections, columns, phrases } = TEXT_WORDS[locale];
  const rows = copies.groups.map(({ text, n }) => [count(n), escaped(text)]);
  if (rows.length === 0) return "";
  return card(sections.copies, `n ${count(copies.compared)}`, table([{ title: "n", kind: "r" }, { title: columns.text }], rows), [
    phrases.copiesNote,
    copies.isCut ? phrases.copiesCut : "",
  ]);
}

export function qualityCard(digested: DigestedFile, locale: Locale): string {
  const { sections, columns } = TEXT_WORDS[locale];
  return card(
    sections.quality,
    "",
    table(
      [{ title: columns.check, kind: "name" }, { title: columns.result }],
      qualityRows(digested, locale).map((row) => row.map(escaped)),
    ),
  );
}

export function columnsCard(digested: DigestedFile, locale: Locale): string {
  const { sections, columns } = TEXT_WORDS[locale];
  return card(
    sections.columns,
    "",
    table(
      [{ title: columns.use, kind: "name" }, { title: columns.column }, { title: "", kind: "caption" }],
      columnRows(digested, locale).map((row) => row.map(escaped)),
    ),
  );
}
