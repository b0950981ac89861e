import type { api, Filters } from "@manyi/contracts";
import { instantOf, isoDateOf } from "@manyi/core/calendar";
import { type DayRange, spanOfDay, startOfSpan } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
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
    readBreaks(asked, range),
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

/** Days on which a survey got a new version. */
async function readBreaks({ ctx, surveys }: Asked, range: DayRange): Promise<{ on: string; label: LocalText }[]> {
  const zone = ctx.organisation.timeZone;
  const found = await sql<{ on: string; number: number; title: LocalText }>`
    select to_char(v.published_at at time zone ${zone}, 'YYYY-MM-DD') as on, v.number, s.title
    from survey_versions v join surveys s on s.tenant_id = v.tenant_id and s.id = v.survey_id
    where v.tenant_id = ${ctx.tenantId} and v.number > 1 and s.kind <> 'verification'
      and (${surveys === null} or s.id = any(${[...(surveys ?? [])]}::int[]))
      and v.published_at >= ${new Date(instantOf(range.from, 0, zone))} and v.published_at < ${new Date(instantOf(range.to + 1, 0, zone))}
    order by v.published_at`.execute(ctx.db);
  return found.rows.map(({ on, number, title }) => ({
    on,
    label: {
      "zh-CN": `${title["zh-CN"] ?? title.en ?? ""} v${number} 上线`.trim(),
      en: `${title.en ?? title["zh-CN"] ?? ""} v${number}`.trim(),
    },
  }));
}
