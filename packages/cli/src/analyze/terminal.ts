import type { MeasureResult } from "@manyi/core/analysis";
import { indexOf } from "@manyi/core/measures";
import type { Analyzed } from "./analyze-file.js";
import { bracketed, count, figure, type Locale, label, range, share } from "./figures.js";
import { findingSentence } from "./finding-words.js";
import { qualityRows } from "./quality-rows.js";
import { shownMeasures, weightedCells } from "./shown.js";
import { groupLines, trendLines } from "./terminal-groups.js";
import { bar, textTable, wrapped } from "./text-table.js";
import { meaning, WORDS } from "./words.js";

/** The analysis as lines for a terminal. */
export function terminalReport(analyzed: Analyzed, locale: Locale, width = 96): string[] {
  const { analysis, title, file, where } = analyzed;
  const words = WORDS[locale];
  const filter = where === null || where === undefined ? "" : ` · ${words.phrases.onlyRows} ${where.column} = ${where.value}`;
  const sections: [string, string[]][] = [
    [words.sections.findings, findings(analyzed, locale, width)],
    [`${words.sections.mapping} · ${words.phrases.guess}`, mapping(analyzed, locale)],
    [words.sections.measures, measures(analyzed, locale)],
    [words.sections.expectations, expectations(analyzed, locale)],
    [words.sections.kano, kano(analyzed, locale)],
    [words.sections.drivers, drivers(analyzed, locale, width)],
    [words.sections.priorities, priorities(analyzed, locale)],
    [words.sections.trend, trendLines(analysis, locale)],
    [words.sections.groups, groupLines(analysis, locale, width)],
    [words.sections.quality, quality(analyzed, locale)],
  ];
  const head = [title, `${title === file ? "" : `${file} · `}${count(analysis.rows)} ${words.phrases.rows}${filter}`];
  return [...head, ...sections.flatMap(([name, lines]) => (lines.length === 0 ? [] : ["", `── ${name}`, ...lines]))];
}

function findings({ analysis }: Analyzed, locale: Locale, width: number): string[] {
  if (analysis.findings.length === 0) return [`  ${WORDS[locale].phrases.noScores}`];
  return analysis.findings.flatMap((finding, i) => wrapped(`  ${i + 1}. ${findingSentence(finding, locale)}`, width, "     "));
}

/** What the columns are taken for: the guess, to be judged by a person. */
export function mapping({ analysis }: { readonly analysis: Pick<Analyzed["analysis"], "columns"> }, locale: Locale): string[] {
  const { columns, reasons } = WORDS[locale];
  return textTable(
    [
      { title: columns.column, most: 28 },
      { title: columns.meaning, most: 34 },
      { title: columns.reason },
      { title: columns.samples, most: 26 },
    ],
    analysis.columns.map(({ name, target, why, samples }) => [name, meaning(target, locale), reasons[why], samples.slice(0, 3).join(", ")]),
  );
}

function measures({ analysis }: Analyzed, locale: Locale): string[] {
  const { columns, phrases, npsParts } = WORDS[locale];
  const shown = shownMeasures(analysis);
  const isWeighted = shown.some(({ weighted }) => weighted !== null);
  const rows = shown.map((one) => [
    label(one.column),
    one.kind === "nps" ? "NPS" : `${one.scale.min}–${one.scale.max}`,
    figure(one.unit, one.headline?.value),
    range(one.unit, one.headline?.interval, locale),
    bar(indexOfHeadline(one), 100, 16),
    figure("percent", one.top?.value),
    count(one.n),
    ...(isWeighted ? weightedCells(one, locale) : []),
    one.missing > 0 ? count(one.missing) : "",
    one.outside > 0 ? count(one.outside) : "",
  ]);
  const right = (title: string) => ({ title, isRight: true });
  const table = textTable(
    [
      { title: columns.column, most: 26 },
      { title: "" },
      right(columns.figure),
      { title: columns.interval },
      { title: "" },
      right(columns.top),
      right(columns.n),
      ...(isWeighted ? [right(columns.weighted), { title: columns.interval }, right(columns.effective)] : []),
      right(columns.missing),
      right(columns.outside),
    ],
    rows,
  );
  const nps = shown.flatMap(({ column, categories, n }) => {
    if (categories === null) return [];
    const parts = [categories.detractors, categories.passives, categories.promoters];
    const line = parts.map((part, i) => "░▒█"[i]!.repeat(Math.round((part / n) * 48))).join(" ");
    return ["", `  ${label(column)}  ${line}`, `  ${parts.map((part, i) => `${npsParts[i]} ${share(part / n)}`).join(" · ")}`];
  });
  if (shown.length === 0) return analysis.kano.length > 0 ? [] : [`  ${phrases.noScores}`];
  return [...table, ...(isWeighted ? [`  ${phrases.weights}`] : []), ...nps];
}

function indexOfHeadline({ headline, unit, scale, mean }: MeasureResult): number {
  if (headline === null) return 0;
  if (unit === "percent") return headline.value;
  return mean === null ? 0 : indexOf(mean.value, scale);
}

function expectations({ analysis }: Analyzed, locale: Locale): string[] {
  const { columns, bands, phrases } = WORDS[locale];
  if (analysis.expectations.length === 0) return [];
  return textTable(
    [
      { title: columns.attribute, most: 24 },
      { title: columns.expected, isRight: true },
      { title: columns.perceived, isRight: true },
      { title: columns.ratio, isRight: true },
      { title: columns.interval },
      { title: columns.band },
      ...Object.values(bands).map((title) => ({ title, isRight: true })),
      { title: columns.n, isRight: true },
    ],
    analysis.expectations.map(({ attribute, meanExpected, meanPerceived, ratio, bands: counts, n }) => {
      const total = counts === null ? 0 : Object.values(counts).reduce((a, b) => a + b, 0);
      return [
        label(attribute),
        figure("mean", meanExpected),
        figure("mean", meanPerceived),
        figure("ratio", ratio?.value),
        range("ratio", ratio?.interval, locale),
        ratio === null ? phrases.noRatio : bands[ratio.band],
        ...(["delighted", "satisfied", "tolerable", "dissatisfied"] as const).map((band) =>
          counts === null || total === 0 ? "" : share(counts[band] / total),
        ),
        count(n),
      ];
    }),
  );
}

function kano({ analysis }: Analyzed, locale: Locale): string[] {
  const { columns, kano: names, phrases } = WORDS[locale];
  if (analysis.kano.length === 0) return [];
  return textTable(
    [
      { title: columns.feature, most: 24 },
      { title: columns.category },
      { title: columns.better, isRight: true },
      { title: columns.worse, isRight: true },
      ...(["M", "O", "A", "I", "R", "Q"] as const).map((one) => ({ title: names[one], isRight: true })),
      { title: columns.n, isRight: true },
      { title: columns.note, most: 34 },
    ],
    analysis.kano.map(({ feature, summary }) =>
      summary === null
        ? [label(feature), "—"]
        : [
            label(feature),
            names[summary.category],
            figure("ratio", summary.better),
            figure("ratio", summary.worse),
            ...(["M", "O", "A", "I", "R", "Q"] as const).map((one) => share(summary.counts[one] / summary.n)),
            count(summary.n),
            summary.needsRewording ? phrases.contradict : summary.fong.isSignificant ? phrases.lead : "",
          ],
    ),
  );
}

function drivers({ analysis }: Analyzed, locale: Locale, width: number): string[] {
  const { columns, phrases, cautions, notRanked, leftOut } = WORDS[locale];
  const found = analysis.drivers;
  const isAsking = analysis.outcome === null && analysis.measures.filter(({ kind }) => kind === "rating").length > 1;
  if (found === null) return isAsking ? [`  ${phrases.noOutcome}`] : [];
  const most = Math.max(0.01, ...found.drivers.map((driver) => driver.share ?? 0));
  const isRanked = found.status === "ranked";
  const sorted = [...found.drivers].sort(
    (a, b) => (b.share ?? -1) - (a.share ?? -1) || (b.rankCorrelation ?? 0) - (a.rankCorrelation ?? 0),
  );
  const table = textTable(
    [
      { title: columns.attribute, most: 26 },
      { title: columns.rank, isRight: true },
      { title: columns.share, isRight: true },
      { title: columns.interval },
      { title: "" },
      { title: isRanked ? columns.correlation : columns.rankCorrelation, isRight: true },
      { title: columns.note },
    ],
    sorted.map((one) => [
      label(one.name),
      one.group === null ? "" : String(one.group),
      one.share === null ? "" : share(one.share),
      one.shareInterval === null ? "" : range("percent", { low: 100 * one.shareInterval.low, high: 100 * one.shareInterval.high }, locale),
      one.share === null ? "" : bar(one.share, most, 16),
      figure("correlation", isRanked ? (one.correlation ?? one.rankCorrelation) : (one.rankCorrelation ?? one.correlation)),
      one.notRanked === null ? "" : notRanked[one.notRanked],
    ]),
  );
  const facts = `${phrases.outcome}${label(found.outcome)} · n ${count(found.n)}${found.rSquared === null ? "" : ` · ${phrases.explained} ${share(found.rSquared)}`}${found.status === "ranked" ? ` · ${phrases.tied}` : ""}`;
  const left = found.leftOut.slice(0, 8).map((one) => `${label(one.name)}${bracketed(leftOut[one.reason], locale)}`);
  if (found.leftOut.length > 8) left.push(`+${found.leftOut.length - 8}`);
  return [
    `  ${facts}`,
    ...table,
    ...wrapped(`  ${found.cautions.map((one) => cautions[one]).join(" · ")}`, width, "  "),
    ...(left.length === 0 ? [] : wrapped(`  ${phrases.leftOut}${left.join(", ")}`, width, "  ")),
  ];
}

function priorities({ analysis }: Analyzed, locale: Locale): string[] {
  const { columns, quadrants, phrases } = WORDS[locale];
  const found = analysis.priorities;
  if (found === null) return [];
  const order = ["fix", "keep", "later", "maintain"];
  const points = [...found.points].sort((a, b) => order.indexOf(a.quadrant) - order.indexOf(b.quadrant) || b.importance - a.importance);
  return [
    `  ${found.importance === "derived" ? phrases.derived : phrases.stated}`,
    ...textTable(
      [
        { title: columns.quadrant },
        { title: columns.attribute, most: 26 },
        { title: columns.importance, isRight: true },
        { title: columns.performance, isRight: true },
        { title: columns.note },
      ],
      points.map((point) => [
        quadrants[point.quadrant],
        label(point.name),
        figure("index", point.importance),
        figure("index", point.performance),
        point.isUncertain ? phrases.unsteady : "",
      ]),
    ),
  ];
}

function quality(analyzed: Analyzed, locale: Locale): string[] {
  const { columns } = WORDS[locale];
  return textTable(
    [
      { title: columns.check, most: 60 },
      { title: columns.result, most: 90 },
    ],
    qualityRows(analyzed.analysis, locale),
  );
}
