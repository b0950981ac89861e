import type { KanoCategory } from "@manyi/core/kano";
import type { SatisfactionBand } from "@manyi/core/measures";
import type { Analyzed } from "../analyze-file.js";
import { count, figure, type Locale, label, range, share } from "../figures.js";
import { WORDS } from "../words.js";
import { card, legend, table } from "./parts.js";
import { axisOf, dumbbell, escaped, plane, stacked } from "./svg.js";

const BANDS: readonly { readonly band: SatisfactionBand; readonly colour: string }[] = [
  { band: "delighted", colour: "#1B5E9B" },
  { band: "satisfied", colour: "#9DC5E9" },
  { band: "tolerable", colour: "#F3C08B" },
  { band: "dissatisfied", colour: "#C4620F" },
];

export function expectationsCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns, bands, phrases } = WORDS[locale];
  if (analysis.expectations.length === 0) return "";
  const means = analysis.expectations
    .flatMap(({ meanExpected, meanPerceived }) => [meanExpected, meanPerceived])
    .filter((mean) => mean !== null);
  const axis = axisOf(means, { low: 0, high: 10 });
  const rows = analysis.expectations.map(({ attribute, meanExpected, meanPerceived, ratio, bands: counts, n }) => {
    const name = label(attribute);
    const words = counts === null ? "" : BANDS.map(({ band }) => `${bands[band]} ${count(counts[band])}`).join(" · ");
    return [
      escaped(name),
      meanExpected === null || meanPerceived === null
        ? ""
        : dumbbell(
            meanExpected,
            meanPerceived,
            axis,
            `${name}: ${columns.expected} ${figure("mean", meanExpected)}, ${columns.perceived} ${figure("mean", meanPerceived)}`,
          ),
      `${figure("mean", meanExpected)} / ${figure("mean", meanPerceived)}`,
      `<b>${figure("ratio", ratio?.value)}</b>`,
      range("ratio", ratio?.interval, locale),
      ratio === null ? escaped(phrases.noRatio) : escaped(bands[ratio.band]),
      counts === null
        ? ""
        : stacked(
            BANDS.map(({ band, colour }) => ({ value: counts[band], colour })),
            `${name}: ${words}`,
          ),
      count(n),
    ];
  });
  const head = [
    { title: columns.attribute, kind: "name" },
    { title: "", kind: "chart" },
    { title: `${columns.expected} / ${columns.perceived}`, kind: "r" },
    { title: columns.ratio, kind: "r" },
    { title: columns.interval, kind: "i" },
    { title: columns.band, kind: "i" },
    { title: "", kind: "chart" },
    { title: columns.n, kind: "r" },
  ];
  const key = legend([...BANDS.map(({ band, colour }) => ({ colour, name: bands[band] }))]);
  return card(sections.expectations, `○ ${columns.expected} · ● ${columns.perceived}`, key + table(head, rows));
}

const KANO: readonly { readonly category: KanoCategory; readonly colour: string }[] = [
  { category: "M", colour: "#C4620F" },
  { category: "O", colour: "#1B5E9B" },
  { category: "A", colour: "#9DC5E9" },
  { category: "I", colour: "#D5DCE4" },
  { category: "R", colour: "#8A96A6" },
  { category: "Q", colour: "#465466" },
];

export function kanoCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns, kano, phrases } = WORDS[locale];
  const found = analysis.kano.flatMap(({ feature, summary }) => (summary === null ? [] : [{ feature, summary }]));
  if (found.length === 0) return "";
  const rows = found.map(({ feature, summary }, i) => {
    const words = KANO.map(({ category }) => `${kano[category]} ${share(summary.counts[category] / summary.n)}`).join(" · ");
    return [
      String(i + 1),
      escaped(label(feature)),
      `<span class="tag">${escaped(kano[summary.category])}</span>`,
      figure("ratio", summary.better),
      figure("ratio", summary.worse),
      stacked(
        KANO.map(({ category, colour }) => ({ value: summary.counts[category], colour })),
        words,
      ),
      count(summary.n),
      escaped(summary.needsRewording ? phrases.contradict : summary.fong.isSignificant ? phrases.lead : ""),
    ];
  });
  const head = [
    { title: "" },
    { title: columns.feature, kind: "name" },
    { title: columns.category },
    { title: columns.better, kind: "r" },
    { title: columns.worse, kind: "r" },
    { title: "", kind: "chart" },
    { title: columns.n, kind: "r" },
    { title: columns.note, kind: "caption" },
  ];
  const map = plane(
    found.map(({ summary }) => ({ x: -(summary.worse ?? 0), y: summary.better ?? 0, tone: "blue" as const, isHollow: summary.n < 10 })),
    {
      x: { low: 0, high: 1 },
      y: { low: 0, high: 1 },
      cross: { x: 0.5, y: 0.5 },
      corners: [kano.A, kano.O, kano.I, kano.M],
      told: found.map(({ feature, summary }) => `${label(feature)}: ${kano[summary.category]}`).join(", "),
    },
  );
  const key = legend(KANO.map(({ category, colour }) => ({ colour, name: kano[category] })));
  return card(sections.kano, `↑ ${columns.better} · → ${columns.worse}`, `${key}${table(head, rows)}<div class="map">${map}</div>`);
}
