import type { MeasureResult } from "@manyi/core/analysis";
import type { Interval } from "@manyi/core/measures";
import type { Analyzed } from "../analyze-file.js";
import { bracketed, count, figure, type Locale, label, range, share } from "../figures.js";
import { findingSentence } from "../finding-words.js";
import { qualityRows } from "../quality-rows.js";
import { shownMeasures, weightedCells } from "../shown.js";
import { meaning, WORDS } from "../words.js";
import { card, legend, table } from "./parts.js";
import { axisOf, barWith, columns as columnChart, dot, escaped, stacked } from "./svg.js";

export const NPS_COLOURS = ["#D0701A", "#D5DCE4", "#2A74B8"] as const;

export function findingsCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, phrases } = WORDS[locale];
  const items = analysis.findings.map((finding) => `<li><span>${escaped(findingSentence(finding, locale))}</span></li>`);
  return card(
    sections.findings,
    "",
    items.length === 0 ? `<p>${escaped(phrases.noScores)}</p>` : `<ol class="findings">${items.join("")}</ol>`,
  );
}

/** A caption that says what one of a chart's drawings shows, for those who do not see it. */
export function told(name: string, value: string, interval: string, n: number): string {
  return `${name} ${value}${interval === "—" ? "" : ` (${interval})`} n ${count(n)}`;
}

export function measuresCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns, phrases } = WORDS[locale];
  const shown = shownMeasures(analysis);
  const isWeighted = shown.some(({ weighted }) => weighted !== null);
  const rows = shown.map((one) => {
    const name = label(one.column);
    const value = figure(one.unit, one.headline?.value);
    const interval = range(one.unit, one.headline?.interval, locale);
    return [
      escaped(name),
      one.kind === "nps" ? "NPS" : `${one.scale.min}–${one.scale.max}`,
      one.headline === null ? "" : dot({ ...one.headline, tone: "blue" }, boundsOf(one), told(name, value, interval, one.n)),
      `<b>${value}</b>`,
      interval,
      figure("percent", one.top?.value),
      count(one.n),
      ...(isWeighted ? weightedCells(one, locale) : []),
      one.missing > 0 ? count(one.missing) : "",
      one.outside > 0 ? count(one.outside) : "",
      one.atCeiling && one.kind !== "nps" ? escaped(phrases.ceiling) : one.atFloor && one.kind !== "nps" ? escaped(phrases.floor) : "",
    ];
  });
  const head = [
    { title: columns.column, kind: "name" },
    { title: "", kind: "i" },
    { title: "", kind: "chart" },
    { title: columns.figure, kind: "r" },
    { title: columns.interval, kind: "i" },
    { title: columns.top, kind: "r" },
    { title: columns.n, kind: "r" },
    ...(isWeighted
      ? [
          { title: columns.weighted, kind: "r" },
          { title: columns.interval, kind: "i" },
          { title: columns.effective, kind: "r" },
        ]
      : []),
    { title: columns.missing, kind: "r" },
    { title: columns.outside, kind: "r" },
    { title: columns.note, kind: "caption" },
  ];
  return card(sections.measures, phrases.intervalNote, rows.length === 0 ? "" : table(head, rows), notes(shown, locale));
}

function boundsOf({ unit, scale }: MeasureResult) {
  if (unit === "nps") return { low: -100, high: 100 };
  return unit === "percent" ? { low: 0, high: 100 } : { low: scale.min, high: scale.max };
}

function notes(shown: readonly MeasureResult[], locale: Locale): string[] {
  const { phrases } = WORDS[locale];
  const isAtEnd = shown.some(({ kind, atCeiling, atFloor }) => kind !== "nps" && (atCeiling || atFloor));
  const isWeighted = shown.some(({ weighted }) => weighted !== null);
  return [isWeighted ? phrases.weights : "", shown.some(({ n }) => n < 10) ? phrases.lowBase : "", isAtEnd ? phrases.ends : ""];
}

export function distributionCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, npsParts } = WORDS[locale];
  return analysis.measures
    .flatMap(({ column, categories, counts, n, headline }) => {
      if (categories === null || n === 0) return [];
      const parts = [categories.detractors, categories.passives, categories.promoters];
      const words = parts.map((part, i) => `${npsParts[i]} ${share(part / n)}`);
      const colours = counts.map((_, value) => NPS_COLOURS[value >= 9 ? 2 : value >= 7 ? 1 : 0]);
      const inside =
        `<div class="wide">${stacked(
          parts.map((value, i) => ({ value, colour: NPS_COLOURS[i]! })),
          words.join(" · "),
          30,
        )}</div>` +
        legend(words.map((name, i) => ({ name, colour: NPS_COLOURS[i]! }))) +
        `<div class="wide">${columnChart(
          counts,
          counts.map((_, value) => String(value)),
          colours,
          counts.map((value, score) => `${score}: ${count(value)}`).join(", "),
        )}</div>`;
      const foot = `NPS ${figure("nps", headline?.value)}${bracketed(range("nps", headline?.interval, locale), locale)} · n ${count(n)}`;
      return [card(sections.distribution, label(column), inside, [foot])];
    })
    .join("");
}

export function driversCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns, phrases, cautions, notRanked, leftOut } = WORDS[locale];
  const found = analysis.drivers;
  if (found === null) {
    const isAsking = analysis.outcome === null && analysis.measures.filter(({ kind }) => kind === "rating").length > 1;
    return isAsking ? card(sections.drivers, "", `<p>${escaped(phrases.noOutcome)}</p>`) : "";
  }
  const percent = (interval: Interval | null) => (interval === null ? null : { low: 100 * interval.low, high: 100 * interval.high });
  const most = Math.max(1, ...found.drivers.map((one) => percent(one.shareInterval)?.high ?? 100 * (one.share ?? 0)));
  const isRanked = found.status === "ranked";
  const sorted = [...found.drivers].sort(
    (a, b) => (b.share ?? -1) - (a.share ?? -1) || (b.rankCorrelation ?? 0) - (a.rankCorrelation ?? 0),
  );
  const rows = sorted.map((one) => {
    const interval = percent(one.shareInterval);
    const shown = range("percent", interval, locale);
    const name = label(one.name);
    const tone = one.rank === null ? "grey" : "blue";
    return [
      escaped(name),
      one.group === null ? "" : String(one.group),
      one.share === null
        ? ""
        : barWith({ value: 100 * one.share, interval, n: found.n, tone }, most, told(name, share(one.share), shown, found.n)),
      one.share === null ? "" : `<b>${share(one.share)}</b>`,
      interval === null ? "" : shown,
      figure("correlation", isRanked ? (one.correlation ?? one.rankCorrelation) : (one.rankCorrelation ?? one.correlation)),
      one.notRanked === null ? "" : escaped(notRanked[one.notRanked]),
    ];
  });
  const head = [
    { title: columns.attribute, kind: "name" },
    { title: columns.rank, kind: "r" },
    { title: "", kind: "chart" },
    { title: columns.share, kind: "r" },
    { title: columns.interval, kind: "i" },
    { title: isRanked ? columns.correlation : columns.rankCorrelation, kind: "r" },
    { title: columns.note, kind: "caption" },
  ];
  const left = found.leftOut.slice(0, 8).map((one) => `${label(one.name)}${bracketed(leftOut[one.reason], locale)}`);
  if (found.leftOut.length > 8) left.push(`+${found.leftOut.length - 8}`);
  return card(sections.drivers, `${phrases.outcome}${label(found.outcome)}`, table(head, rows), [
    `n ${count(found.n)} ${phrases.complete}`,
    found.rSquared === null ? "" : `${phrases.explained} ${share(found.rSquared)}`,
    found.status === "ranked" ? phrases.tied : "",
    ...found.cautions.map((one) => cautions[one]),
    left.length === 0 ? "" : `${phrases.leftOut}${left.join(", ")}`,
  ]);
}

export function mappingCard({ analysis, format }: Analyzed, locale: Locale): string {
  const { sections, columns, phrases, reasons } = WORDS[locale];
  const rows = analysis.columns.map(({ name, target, why, samples }) => [
    escaped(name),
    escaped(meaning(target, locale)),
    escaped(reasons[why]),
    escaped(samples.slice(0, 3).join(", ").slice(0, 60)),
  ]);
  const head = [
    { title: columns.column, kind: "name" },
    { title: columns.meaning },
    { title: columns.reason },
    { title: columns.samples, kind: "hide" },
  ];
  return card(sections.mapping, `${format.kind.toUpperCase()} · ${phrases.guess}`, table(head, rows));
}

export function qualityCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns } = WORDS[locale];
  const rows = qualityRows(analysis, locale).map((row) => row.map(escaped));
  return card(sections.quality, "", table([{ title: columns.check }, { title: columns.result }], rows));
}

/** Ends that all figures of a chart share, in the unit of a column. */
export function sharedAxis(
  { unit, scale }: MeasureResult,
  points: readonly ({ value: number; interval: Interval | null } | null | undefined)[],
) {
  const values = points.flatMap((point) =>
    point ? [point.value, point.interval?.low ?? point.value, point.interval?.high ?? point.value] : [],
  );
  const bounds =
    unit === "nps" ? { low: -100, high: 100 } : unit === "percent" ? { low: 0, high: 100 } : { low: scale.min, high: scale.max };
  return axisOf(values, bounds);
}
