import type { api, Filters } from "@manyi/contracts";
import { baseMark } from "@manyi/core/measures";
import { addCounts, type Counts, type Key, metricCode } from "@manyi/core/metrics";
import { columnLetter, crossTable } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, metricOf, readStatement } from "../figures/index.js";
import { type Axis, overlaps, readAxis } from "./crosstab-axes.js";
import { type CrossCounted, countCross, nameOf, type Tally } from "./crosstab-count.js";
import { type CrossMetric, countMetric, metricCell, metricDifferences } from "./crosstab-metric.js";
import { type Frame, type ShownTable, showCross } from "./crosstab-privacy.js";
import { turned } from "./crosstab-turn.js";

type Query = z.output<typeof api.analysis.crosstab.query>;
type Crosstab = z.input<typeof api.analysis.crosstab.reply>;
export type Layer = Crosstab["layers"][number];

/** More cells than anybody reads, and than a page can draw. */
const MOST_CELLS = 20_000;

/** Two dimensions or questions against each other, in a third if wanted. */
export async function crosstab(ctx: Context, { rows, columns, nest, metric: code, ...filters }: Query): Promise<Crosstab> {
  const metric = code === undefined ? null : metricOf(code);
  const everybody = await ask(ctx, { ...filters, compare: "none" } as Filters);
  const [row, column, outer] = await Promise.all([
    readAxis(everybody, rows, "query.rows"),
    readAxis(everybody, columns, "query.columns"),
    nest === undefined ? null : readAxis(everybody, nest, "query.nest"),
  ]);
  requireApart(row, column, outer);
  const asked = within(everybody, [row, column, outer]);
  // what overlaps is counted as rows and turned when it was asked for as columns; of two a multiple choice is the rows
  const isTurned = overlaps(column) && row.counted.kind !== "picks";
  if (metric !== null && overlaps(row) && overlaps(column)) {
    throw refusal(
      "query.metric",
      "行和列都是多选（或主题）时，一个人会落在好几格里，格子里不放指标",
      "Where rows and columns are both multiple (or topics), a person stands in many cells: no metric is shown in them",
    );
  }
  const sides = isTurned ? { rows: column, columns: row, nest: outer } : { rows: row, columns: column, nest: outer };
  const [counted, measured] = await Promise.all([countCross(asked, sides), metric === null ? null : countMetric(asked, metric, sides)]);
  const frame = frameOf(counted, sides);
  if (frame.rows.length * frame.columns.length * frame.layers.length > MOST_CELLS) {
    throw refusal(
      "query.columns",
      "这张表太大了，请换行、列或缩小范围",
      "This table is too large; choose other rows or columns, or narrow it",
    );
  }
  const [statement, tables] = await Promise.all([
    readStatement(counted.withAnonymous ? asked : { ...asked, where: { ...asked.where, anonymous: "without" } }),
    showCross(asked, counted, frame),
  ]);
  const layers = tables.map((table) => {
    const computed = layerOf(asked, frame, table, { metric, measured, outer });
    return isTurned ? turned(computed) : computed;
  });
  const axisOf = (axis: Axis, keys: readonly Key[]) => ({
    code: axis.code,
    label: axis.label,
    overlaps: overlaps(axis),
    categories: axis.categoriesOf(keys).map((category) => ({ ...category })),
  });
  return {
    statement,
    rows: axisOf(row, isTurned ? frame.columns : frame.rows),
    columns: axisOf(column, isTurned ? frame.rows : frame.columns),
    nest: outer === null ? null : axisOf(outer, frame.layers),
    metric: metric === null ? null : metricCode(metric),
    layers,
    anonymousLeftOut: asked.hasAnonymous && !counted.withAnonymous,
  };
}

function refusal(path: string, chinese: string, english: string): AppError {
  return new AppError("INVALID_INPUT", [{ path, "zh-CN": chinese, en: english }]);
}

function requireApart(row: Axis, column: Axis, outer: Axis | null): void {
  const codes = [row, column, ...(outer === null ? [] : [outer])].map(({ code }) => code);
  if (new Set(codes).size < codes.length) throw refusal("query.columns", "行、列和分层要各不相同", "Rows, columns and nesting must differ");
  if (outer !== null && overlaps(outer)) {
    throw refusal(
      "query.nest",
      "多选题和主题只能放在行或列，不能再分层",
      "A multiple choice or topics go into rows or columns, not into nesting",
    );
  }
}

/** A question is asked by one survey: only its voices are looked at. Two surveys at once leave nobody. */
function within(asked: Asked, axes: readonly (Axis | null)[]): Asked {
  const wanted = [...new Set(axes.flatMap((axis) => axis?.surveyId ?? []))];
  if (wanted.length === 0) return asked;
  const [only] = wanted;
  const surveys = wanted.length === 1 && only !== undefined && (asked.surveys === null || asked.surveys.includes(only)) ? [only] : [];
  return { ...asked, surveys, where: { ...asked.where, surveys } };
}

function frameOf({ cells, asked }: CrossCounted, { rows, columns, nest }: { rows: Axis; columns: Axis; nest: Axis | null }): Frame {
  const seen = (place: 0 | 1 | 2) => [...new Set([...cells.values()].map(({ keys }) => keys[place]))];
  const inOrder = (axis: Axis, keys: readonly Key[]) => axis.categoriesOf(keys).map(({ key }) => key);
  const columnKeys = [...new Set([...seen(2), ...[...asked.values()].map(({ keys }) => keys[1])])];
  return {
    row: rows,
    column: columns,
    rows: inOrder(rows, seen(1)),
    columns: inOrder(columns, columnKeys),
    layers: nest === null ? [null] : inOrder(nest, seen(0)),
  };
}

/** One table: shares, tests and metrics of what may be shown. */
function layerOf(
  asked: Asked,
  { row, column, rows, columns }: Frame,
  { layer, cells, bases, rowTotals, whole }: ShownTable,
  { metric, measured, outer }: { metric: ReturnType<typeof metricOf> | null; measured: CrossMetric | null; outer: Axis | null },
): Layer {
  const countsAt = columns.map((column) => measured?.columns.get(nameOf(layer, column)));
  const everybody = bases.reduce((sum, { n, w, ww }) => ({ n: sum.n + n, w: sum.w + w, ww: sum.ww + ww }), { n: 0, w: 0, ww: 0 });
  const all = whole ?? everybody;
  const found = crossTable({
    weights: cells.map((line) => line.map((tally) => tally?.w ?? null)),
    bases,
    rowTotals: rowTotals.map((tally) => tally?.w ?? null),
    rowsOverlap: overlaps(row),
    columnsOverlap: overlaps(column),
    total: all.w,
    ...(metric === null || measured === null ? {} : { metric: metricDifferences(metric, countsAt) }),
  });
  const weightedOf = (tally: Tally) => (asked.isWeighted ? tally.w : null);
  const shown = (counts: Counts | undefined) => (metric === null || measured === null ? null : metricCell(metric, counts));
  const sumOf = (all: readonly (Counts | undefined)[]) =>
    all.reduce((sum, counts) => (sum === undefined || counts === undefined ? (sum ?? counts) : addCounts(sum, counts)), undefined);
  const category = outer?.categoriesOf([layer]).find(({ key }) => key === layer);
  return {
    key: layer,
    label: category?.label ?? null,
    drill: category?.drill ?? null,
    cells: cells.map((line, i) =>
      line.map((tally, j) => ({
        n: tally?.n ?? null,
        weighted: tally === null ? null : weightedOf(tally),
        ...found.cells[i]![j]!,
        letters: [...found.cells[i]![j]!.letters],
        metric: tally === null ? null : shown(measured?.cells.get(nameOf(layer, rows[i]!, columns[j]!))),
      })),
    ),
    rows: rowTotals.map((tally, i) => ({
      n: tally?.n ?? null,
      weighted: tally === null ? null : weightedOf(tally),
      share: tally === null || !(all.w > 0) ? null : tally.w / all.w,
      metric: shown(sumOf(columns.map((column) => measured?.cells.get(nameOf(layer, rows[i]!, column))))),
    })),
    columns: bases.map((tally, j) => {
      const own = shown(countsAt[j]);
      return {
        letter: columnLetter(j),
        n: tally.n,
        weighted: weightedOf(tally),
        effectiveN: asked.isWeighted ? found.effectiveN[j]! : null,
        base: baseMark(tally.n),
        share: all.w > 0 ? tally.w / all.w : null,
        metric: own === null ? null : { ...own, letters: [...found.metric[j]!.letters], againstRest: found.metric[j]!.againstRest },
      };
    }),
    total: { n: all.n, weighted: asked.isWeighted ? all.w : null, metric: shown(sumOf(countsAt)) },
    test: found.test,
    pairs: found.pairs,
    rest: found.rest,
    hidden: cells.flat().filter((tally) => tally === null).length,
  };
}
