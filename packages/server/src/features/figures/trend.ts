import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { type DayRange, spanOfDay, startOfSpan } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
import { readBreaks } from "./breaks.js";
import { cellAt, count, plan } from "./count.js";
import { metricOf, setOf } from "./overview.js";
import { showFigures } from "./show.js";

type Query = z.output<typeof api.figures.trend.query>;
type Trend = z.input<typeof api.figures.trend.reply>;

/** One metric over time. Without dates it looks `periods` spans back from today; with dates it shows the spans they touch, at most so many. */
export async function trend(ctx: Context, { metric: code, by, periods, ...filters }: Query): Promise<Trend> {
  const metric = metricOf(code);
  const asked = await ask(ctx, filters as Filters);
  const spans = spansOf(filters, asked, by, periods);
  const range: DayRange = { from: spans[0]!.from, to: spans.at(-1)!.to };
  const whole: Asked = { ...asked, period: range, compare: null };
  const planned = plan(asked, metric);
  const [statement, cells, breaks] = await Promise.all([
    readStatement(whole),
    planned === null ? new Map() : count(whole, planned.measure, [by], [range]),
    readBreaks(asked, metric, range),
  ]);
  const rows = spans.map((span) => ({
    metric,
    period: { from: span.from, to: span.to },
    now: cellAt(cells, [span.key]),
    set: setOf(asked, metric, { period: { from: span.from, to: span.to } }),
  }));
  const figures = await showFigures(whole, rows, [{ rows: rows.map((_, i) => i), isTotalShown: true }]);
  return { statement, points: figures.map((figure, i) => ({ start: isoDateOf(spans[i]!.from), figure })), breaks };
}

type Span = DayRange & { readonly key: number };

function spansOf(
  dates: { from?: string | undefined; to?: string | undefined },
  { period }: Asked,
  by: Query["by"],
  periods: number,
): Span[] {
  const last = spanOfDay(by, period.to);
  const first = dates.from === undefined ? last - periods + 1 : Math.max(last - periods + 1, spanOfDay(by, period.from));
  return Array.from({ length: last - first + 1 }, (_, i): Span => {
    const key = first + i;
    const start = startOfSpan(by, key);
    // the ends keep to the dates asked for, so that the trend and the card beside it count the same days
    const from = dates.from === undefined ? start : Math.max(start, period.from);
    return { key, from, to: Math.min(startOfSpan(by, key + 1) - 1, period.to) };
  });
}
