import type { Analysis, Crosstab } from "@manyi/core/analysis";
import { bracketed, count, difference, differenceRange, figure, type Locale, label, range } from "./figures.js";
import { periodName } from "./finding-words.js";
import { textTable, whisker, wrapped } from "./text-table.js";
import { WORDS } from "./words.js";

/** Columns that stand in the first place: the metrics and the outcome; without any, the first rating. */
export function mainColumns({ measures, outcome }: Analysis): readonly string[] {
  const main = measures
    .filter(({ kind, column }) => ["nps", "csat", "ces"].includes(kind) || column === outcome)
    .map(({ column }) => column);
  const first = measures.find(({ kind }) => kind === "rating")?.column;
  return main.length > 0 ? main : first === undefined ? [] : [first];
}

/** By how many comparisons and which rule differences were judged. */
export function ruleSentence({ compared, rule }: { readonly compared: number; readonly rule: string }, locale: Locale): string {
  const { phrases } = WORDS[locale];
  return `${phrases.compared} ${count(compared)} ${rule === "each-at-0.05" ? phrases.ruleEach : phrases.ruleMany}`.trim();
}

export function trendLines(analysis: Analysis, locale: Locale): string[] {
  const { trend, measures } = analysis;
  const { columns, phrases } = WORDS[locale];
  if (trend === null) return [];
  const main = mainColumns(analysis);
  const charts = trend.series
    .filter(({ column }) => main.includes(column))
    .flatMap(({ column, points, drift }) => {
      const { unit } = measures.find((one) => one.column === column)!;
      const ends = points.flatMap((point) =>
        point === null ? [] : [point.interval?.low ?? point.value, point.interval?.high ?? point.value],
      );
      const axis = { low: Math.min(...ends), high: Math.max(...ends) };
      const recent = points.map((point, i) => ({ point, start: trend.periods[i]! })).slice(-24);
      return [
        `  ${label(column)}  (${figure(unit, axis.low)} … ${figure(unit, axis.high)})`,
        ...textTable(
          [
            { title: columns.period },
            { title: "" },
            { title: columns.figure, isRight: true },
            { title: columns.interval },
            { title: columns.n, isRight: true },
          ],
          recent.map(({ point, start }) => [
            periodName(start, trend.length, locale),
            point === null ? "" : whisker(point, axis.low === axis.high ? { low: axis.low - 1, high: axis.high + 1 } : axis),
            figure(unit, point?.value),
            range(unit, point?.interval, locale),
            count(point?.n ?? 0),
          ]),
        ),
        ...(drift === null || drift.p > 0.05
          ? []
          : [
              `  ${phrases.drift}${difference(unit, drift.slope, locale)}${bracketed(differenceRange(unit, drift.slopeInterval, locale), locale)}`,
            ]),
        "",
      ];
    });
  const [before, last] = [trend.between.before, trend.between.last].map((start) => periodName(start, trend.length, locale));
  const changes = textTable(
    [{ title: `${before} → ${last}`, most: 28 }, { title: columns.change, isRight: true }, { title: columns.interval }, { title: "" }],
    trend.series.map(({ column, change }) => {
      const { unit } = measures.find((one) => one.column === column)!;
      const verdict = { up: "▲", down: "▼", noChange: phrases.noChange, tooFew: phrases.tooFew }[change.verdict];
      return [label(column), difference(unit, change.difference, locale), differenceRange(unit, change.interval, locale), verdict];
    }),
  );
  const undated = trend.undated > 0 ? ` · ${count(trend.undated)} ${phrases.undated}` : "";
  return [...charts, ...changes, `  ${ruleSentence(trend, locale)}${undated}`];
}

export function groupLines(analysis: Analysis, locale: Locale, width: number): string[] {
  const { tables } = analysis.crosstabs;
  const { phrases } = WORDS[locale];
  if (analysis.measures.length === 0) return [];
  if (tables.length === 0) return [`  ${phrases.noGroups}`];
  const main = mainColumns(analysis)[0];
  if (main === undefined) return [];
  return [
    ...tables.flatMap((table) => tableLines(analysis, table, main, locale, width)),
    ...wrapped(`  ${phrases.againstRest} · ${ruleSentence(analysis.crosstabs, locale)}`, width, "  "),
  ];
}

function tableLines(
  { measures }: Analysis,
  { dimension, groups }: Crosstab,
  main: string | undefined,
  locale: Locale,
  width: number,
): string[] {
  const { columns, phrases } = WORDS[locale];
  const measure = measures.find(({ column }) => column === main);
  if (measure === undefined || groups.length < 2) return [];
  const { unit } = measure;
  const cells = groups.map((group) => ({ group, cell: group.cells.find(({ column }) => column === main) }));
  const ends = cells.flatMap(({ cell }) =>
    cell?.estimate ? [cell.estimate.interval?.low ?? cell.estimate.value, cell.estimate.interval?.high ?? cell.estimate.value] : [],
  );
  const axis = { low: Math.min(...ends), high: Math.max(...ends) + (Math.min(...ends) === Math.max(...ends) ? 1 : 0) };
  const verdicts = { higher: `▲ ${phrases.higher}`, lower: `▼ ${phrases.lower}`, none: "", tooFew: phrases.tooFew };
  const table = textTable(
    [
      { title: label(dimension), most: 24 },
      { title: "" },
      { title: label(measure.column), isRight: true, most: 18 },
      { title: columns.interval },
      { title: columns.n, isRight: true },
      { title: columns.difference, isRight: true },
      { title: "" },
    ],
    cells
      .slice(0, 12)
      .map(({ group, cell }) => [
        group.category ?? phrases.gathered,
        cell?.estimate ? whisker(cell.estimate, axis, 20) : "",
        figure(unit, cell?.estimate?.value),
        range(unit, cell?.estimate?.interval, locale),
        count(cell?.estimate?.n ?? 0),
        difference(unit, cell?.difference ?? null, locale),
        verdicts[cell?.verdict ?? "none"],
      ]),
  );
  const others = groups.flatMap(({ category, cells: all }) =>
    all.flatMap(({ column, verdict, difference: by }) => {
      if (column === main || category === null || (verdict !== "higher" && verdict !== "lower")) return [];
      const other = measures.find((one) => one.column === column)!;
      return [`${category}: ${label(column)} ${verdict === "higher" ? "▲" : "▼"} ${difference(other.unit, by, locale)}`];
    }),
  );
  const cut = cells.length > 12 ? [`  ${phrases.cut} 12 / ${cells.length}`] : [];
  const more =
    others.length === 0
      ? []
      : wrapped(`  ${others.slice(0, 12).join(" · ")}${others.length > 12 ? ` · +${others.length - 12}` : ""}`, width, "  ");
  return [...table, ...cut, ...more, ""];
}
