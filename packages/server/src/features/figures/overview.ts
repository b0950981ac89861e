import type { api, Filters } from "@manyi/contracts";
import { type Metric, metricCode, parseMetric } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
import { cellAt, count, plan } from "./count.js";
import { type Row, showFigures } from "./show.js";
import { readAims } from "./targets.js";

type Overview = z.input<typeof api.figures.overview.reply>;

/** Headline figures for the filters, each against the period before. */
export async function overview(ctx: Context, filters: Filters): Promise<Overview> {
  const asked = await ask(ctx, filters);
  const ratio: Metric = { family: "ratio", attribute: filters.attribute ?? null };
  const metrics: readonly Metric[] = [...(["nps", "csat", "ces"] as const).map((family) => ({ family, attribute: null })), ratio];
  const [statement, rows, aimOf] = await Promise.all([
    readStatement(asked),
    Promise.all(metrics.map((metric) => headline(asked, metric))),
    readAims(asked),
  ]);
  return {
    statement,
    figures: await showFigures(
      asked,
      rows.map((row) => ({ ...row, target: aimOf(row.metric) })),
    ),
  };
}

/** One metric now and before, as a row of a page. */
async function headline(asked: Asked, metric: Metric): Promise<Row> {
  const { period, compare } = asked;
  const planned = planOrNull(asked, metric);
  const periods = compare === null ? [period] : [period, compare];
  const cells = planned === null ? new Map() : await count(asked, planned.measure, ["period"], periods);
  return { metric, period, now: cellAt(cells, [0]), before: compare === null ? null : cellAt(cells, [1]), set: setOf(asked, metric) };
}

/** A headline over surveys with different scales has no value; asked for by name it is refused. */
function planOrNull(asked: Asked, metric: Metric) {
  try {
    return plan(asked, metric);
  } catch (error) {
    if (error instanceof AppError && error.code === "SCALE_MISMATCH") return null;
    throw error;
  }
}

/** How a set of anonymous answers is written down when it is shown. */
export function setOf(
  asked: Asked,
  metric: Metric,
  part: { units?: readonly number[]; surveys?: readonly number[]; period?: { from: number; to: number } } = {},
): Row["set"] {
  return {
    metric: metricCode(metric),
    period: part.period ?? asked.period,
    units: part.units ?? asked.where.units ?? null,
    surveys: part.surveys ?? asked.surveys,
  };
}

/**
 * @throws {AppError} INVALID_INPUT when the code names no metric
 */
export function metricOf(code: string, path = "query.metric"): Metric {
  const metric = parseMetric(code);
  if (metric === null)
    throw new AppError("INVALID_INPUT", [{ path, "zh-CN": `没有「${code}」这个指标`, en: `There is no metric “${code}”` }]);
  return metric;
}
