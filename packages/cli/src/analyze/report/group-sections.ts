import type { Crosstab, CrosstabCell, MeasureResult } from "@manyi/core/analysis";
import type { Analyzed } from "../analyze-file.js";
import { count, difference, differenceRange, figure, type Locale, label, range } from "../figures.js";
import { periodName } from "../finding-words.js";
import { mainColumns, ruleSentence } from "../terminal-groups.js";
import { WORDS } from "../words.js";
import { card, table } from "./parts.js";
import { sharedAxis, told } from "./sections.js";
import { dot, escaped, plane } from "./svg.js";

export function prioritiesCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns, quadrants, phrases } = WORDS[locale];
  const found = analysis.priorities;
  if (found === null) return "";
  const order = ["fix", "keep", "later", "maintain"];
  const points = [...found.points].sort((a, b) => order.indexOf(a.quadrant) - order.indexOf(b.quadrant) || b.importance - a.importance);
  const room = (values: readonly number[]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const more = (high - low) * 0.15 || 5;
    return { low: low - more, high: high + more };
  };
  const map = plane(
    points.map((point) => ({
      x: point.performance,
      y: point.importance,
      xInterval: point.performanceInterval ?? null,
      yInterval: point.importanceInterval ?? null,
      tone: point.quadrant === "fix" ? ("orange" as const) : ("blue" as const),
      isHollow: point.isUncertain,
    })),
    {
      x: room(points.map((point) => point.performance)),
      y: room(points.map((point) => point.importance)),
      cross: { x: found.performanceCut, y: found.importanceCut },
      corners: [quadrants.fix, quadrants.keep, quadrants.later, quadrants.maintain],
      told: points.map((point) => `${label(point.name)}: ${quadrants[point.quadrant]}`).join(", "),
    },
  );
  const readings = new Map(found.comparison.map((one) => [one.name, one.reading]));
  const list = table(
    [
      { title: "" },
      { title: columns.attribute, kind: "name" },
      { title: columns.quadrant },
      { title: columns.importance, kind: "r" },
      { title: columns.performance, kind: "r" },
      { title: columns.note, kind: "caption" },
    ],
    points.map((point, i) => {
      const reading = readings.get(point.name);
      const notes = [
        point.isUncertain ? phrases.unsteady : "",
        reading === "quietDriver" ? phrases.quiet : reading === "lipService" ? phrases.lip : "",
      ];
      return [
        String(i + 1),
        escaped(label(point.name)),
        `<span class="tag ${point.quadrant}">${escaped(quadrants[point.quadrant])}</span>`,
        figure("index", point.importance),
        figure("index", point.performance),
        escaped(notes.filter((note) => note !== "").join(" · ")),
      ];
    }),
  );
  const basis = found.importance === "derived" ? phrases.derived : phrases.stated;
  return card(sections.priorities, `↑ ${columns.importance} · → ${columns.performance}`, `<div class="two">${map}${list}</div>`, [
    basis,
    phrases.crossings,
  ]);
}

export function trendCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, columns, phrases } = WORDS[locale];
  const { trend, measures } = analysis;
  if (trend === null) return "";
  const main = mainColumns(analysis);
  const charts = trend.series
    .filter(({ column }) => main.includes(column))
    .map(({ column, points }) => {
      const measure = measures.find((one) => one.column === column)!;
      const axis = sharedAxis(measure, points);
      const rows = points.slice(-24).map((point, i) => {
        const period = periodName(trend.periods[Math.max(0, points.length - 24) + i]!, trend.length, locale);
        const value = figure(measure.unit, point?.value);
        const interval = range(measure.unit, point?.interval, locale);
        return [
          escaped(period),
          point === null ? "" : dot(point, axis, told(period, value, interval, point.n)),
          `<b>${value}</b>`,
          interval,
          count(point?.n ?? 0),
        ];
      });
      const head = [
        { title: columns.period, kind: "name" },
        { title: `${figure(measure.unit, axis.low)} … ${figure(measure.unit, axis.high)}`, kind: "chart" },
        { title: columns.figure, kind: "r" },
        { title: columns.interval, kind: "i" },
        { title: columns.n, kind: "r" },
      ];
      return `<h3>${escaped(label(column))}</h3>${table(head, rows)}`;
    });
  const { first, before, last } = trend.between;
  const span = (from: string) => `${periodName(from, trend.length, locale)} → ${periodName(last, trend.length, locale)}`;
  const changed = ({ verdict, difference: by, interval }: (typeof trend.series)[number]["change"], measure: MeasureResult) => {
    const value = `${difference(measure.unit, by, locale)} <span class="low">(${differenceRange(measure.unit, interval, locale)})</span>`;
    if (verdict === "up") return `<span class="up">▲ ${value}</span>`;
    if (verdict === "down") return `<span class="down">▼ ${value}</span>`;
    return `<span class="same">${escaped(verdict === "tooFew" ? phrases.tooFew : phrases.noChange)}</span>`;
  };
  const changes = table(
    [
      { title: columns.column, kind: "name" },
      { title: span(before), kind: "i" },
      { title: span(first), kind: "i" },
    ],
    trend.series.map(({ column, change, sinceFirst }) => {
      const measure = measures.find((one) => one.column === column)!;
      return [escaped(label(column)), changed(change, measure), sinceFirst === null ? "" : changed(sinceFirst, measure)];
    }),
  );
  return card(sections.trend, label(trend.column), `${charts.join("")}<h3>${escaped(columns.change)}</h3>${changes}`, [
    ruleSentence(trend, locale),
    trend.undated > 0 ? `${count(trend.undated)} ${phrases.undated}` : "",
    phrases.lowBase,
  ]);
}

/** How many categories of one dimension a table shows; the rest is counted. */
const SHOWN = 15;

export function groupsCard({ analysis }: Analyzed, locale: Locale): string {
  const { sections, phrases } = WORDS[locale];
  const { crosstabs, measures } = analysis;
  const main = measures.find(({ column }) => column === mainColumns(analysis)[0]);
  if (main === undefined) return "";
  const tables = crosstabs.tables.filter(({ groups }) => groups.length > 1).map((one) => groupTable(one, main, measures, locale));
  return card(sections.groups, phrases.againstRest, tables.length === 0 ? `<p>${escaped(phrases.noGroups)}</p>` : tables.join(""), [
    ruleSentence(crosstabs, locale),
    phrases.lowBase,
  ]);
}

function groupTable({ dimension, groups }: Crosstab, main: MeasureResult, measures: readonly MeasureResult[], locale: Locale): string {
  const { columns, phrases } = WORDS[locale];
  const cellOf = (cells: readonly CrosstabCell[], column: string) => cells.find((one) => one.column === column);
  const axis = sharedAxis(
    main,
    groups.map(({ cells }) => cellOf(cells, main.column)?.estimate),
  );
  const rows = groups.slice(0, SHOWN).map(({ category, cells }) => {
    const cell = cellOf(cells, main.column);
    const name = category ?? phrases.gathered;
    const value = figure(main.unit, cell?.estimate?.value);
    const interval = range(main.unit, cell?.estimate?.interval, locale);
    return [
      escaped(name),
      cell?.estimate
        ? dot({ ...cell.estimate, tone: toneOf(cell) }, axis, told(name, value, interval, cell.estimate.n), main.headline?.value)
        : "",
      `<b>${value}</b>`,
      interval,
      count(cell?.estimate?.n ?? 0),
      cell === undefined || category === null ? "" : verdict(cell, main, locale),
    ];
  });
  const head = [
    { title: label(dimension), kind: "name" },
    { title: label(main.column), kind: "chart" },
    { title: columns.figure, kind: "r" },
    { title: columns.interval, kind: "i" },
    { title: columns.n, kind: "r" },
    { title: columns.difference, kind: "i" },
  ];
  const rest = groups.length > SHOWN ? `<p class="caption">${escaped(`${phrases.cut} ${SHOWN} / ${groups.length}`)}</p>` : "";
  const others = measures.filter(({ kind, column }) => column !== main.column && kind !== "importance" && kind !== "expectation");
  const isTold = others.some(({ column }) =>
    groups.some(({ cells }) => ["higher", "lower"].includes(cellOf(cells, column)?.verdict ?? "")),
  );
  const more = isTold ? othersTable(groups.slice(0, SHOWN), others, locale) : "";
  return `<h3>${escaped(label(dimension))}</h3>${table(head, rows)}${rest}${more}`;
}

function othersTable(groups: Crosstab["groups"], others: readonly MeasureResult[], locale: Locale): string {
  const { columns, phrases } = WORDS[locale];
  const head = [
    { title: columns.column, kind: "name" },
    ...groups.map(({ category }) => ({ title: category ?? phrases.gathered, kind: "r" })),
  ];
  const rows = others.map(({ column, unit }) => [
    escaped(label(column)),
    ...groups.map(({ cells }) => {
      const cell = cells.find((one) => one.column === column);
      const value = figure(unit, cell?.estimate?.value);
      if (cell?.verdict === "higher") return `<span class="up">▲ ${value}</span>`;
      if (cell?.verdict === "lower") return `<span class="down">▼ ${value}</span>`;
      return (cell?.estimate?.n ?? 0) < 10 ? `<span class="low">${value}</span>` : value;
    }),
  ]);
  const inside = table(head, rows);
  return rows.length > 12 ? `<details><summary>${escaped(`${phrases.others} (${rows.length})`)}</summary>${inside}</details>` : inside;
}

function toneOf({ verdict: judged }: CrosstabCell): "blue" | "orange" | "grey" {
  return judged === "higher" ? "blue" : judged === "lower" ? "orange" : "grey";
}

function verdict({ verdict: judged, difference: by, interval }: CrosstabCell, { unit }: MeasureResult, locale: Locale): string {
  const { phrases } = WORDS[locale];
  if (judged === "tooFew") return `<span class="same">${escaped(phrases.tooFew)}</span>`;
  if (judged === "none") return `<span class="same">${escaped(phrases.none)}</span>`;
  const value = `${difference(unit, by, locale)} <span class="low">(${differenceRange(unit, interval, locale)})</span>`;
  return judged === "higher" ? `<span class="up">▲ ${value}</span>` : `<span class="down">▼ ${value}</span>`;
}
