import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask } from "./ask.js";
import { readStatement } from "./base.js";
import { cellAt, plan } from "./count.js";
import { metricOf, setOf } from "./overview.js";
import { showFigures } from "./show.js";
import { countSpans, readTimeline } from "./spans.js";

type Query = z.output<typeof api.figures.trend.query>;
type Trend = z.input<typeof api.figures.trend.reply>;

/** One metric over time. Without dates it looks `periods` spans back from today; with dates it shows the spans they touch, at most so many. */
export async function trend(ctx: Context, { metric: code, by, periods, ...filters }: Query): Promise<Trend> {
  const metric = metricOf(code);
  const asked = await ask(ctx, filters as Filters);
  const { whole, spans, breaks } = await readTimeline(asked, metric, { by, periods });
  const [statement, cells] = await Promise.all([readStatement(whole), countSpans(whole, plan(asked, metric)?.measure ?? null, by, spans)]);
  const rows = spans.map(({ from, to }, i) => ({
    metric,
    period: { from, to },
    now: cellAt(cells, [i]),
    set: setOf(asked, metric, { period: { from, to } }),
  }));
  const figures = await showFigures(whole, rows, [{ rows: rows.map((_, i) => i), isTotalShown: true }]);
  return {
    statement,
    points: figures.map((figure, i) => ({ start: isoDateOf(spans[i]!.from), figure, stretch: spans[i]!.stretch })),
    breaks,
  };
}
