import type { api } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { volumes } from "@manyi/core/feedback";
import { periodOf } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { attributeNames } from "../figures/index.js";

type Query = z.output<typeof api.expectationSources.summary.query>;
type Reply = z.input<typeof api.expectationSources.summary.reply>;

const WORDS_SHOWN = 8;
const UNMAPPED_SHOWN = 50;
/** Without a period the last year is looked at: series of this kind come by the month. */
const YEAR = 365;

/** Indirect expectations by attribute. Nothing here is added to an asked expectation or enters a ratio. */
export async function summarise(ctx: Context, query: Query): Promise<Reply> {
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const period = query.from === undefined && query.to === undefined ? { from: today - YEAR + 1, to: today } : periodOf(query, today);
  if (period === null)
    throw new AppError("INVALID_INPUT", [{ path: "query.to", "zh-CN": "结束日期早于开始日期", en: "The period ends before it starts" }]);
  const [from, to] = [isoDateOf(period.from), isoDateOf(period.to)];
  const [rows, nameOf] = await Promise.all([
    ctx.db
      .selectFrom("expectation_sources")
      .selectAll()
      .where("tenant_id", "=", ctx.tenantId)
      .where("to_day", ">=", from)
      .where("from_day", "<=", to)
      .orderBy("to_day", "desc")
      .execute(),
    attributeNames(ctx),
  ]);
  const searches = rows.filter(({ kind }) => kind === "search");
  const total = sumOf(searches);
  const unmapped = searches.filter(({ attribute_code }) => attribute_code === null);
  const codes = [...new Set(rows.flatMap(({ attribute_code }) => attribute_code ?? []))];
  const attributes = codes.map((code) => {
    const own = rows.filter(({ attribute_code }) => attribute_code === code);
    const of = (kind: string) => own.filter((row) => row.kind === kind);
    return {
      code,
      name: nameOf(code),
      searches: sumOf(of("search")),
      dwellSeconds: sumOf(of("dwell")),
      words: volumes(of("search")).slice(0, WORDS_SHOWN),
      benchmarks: of("competitor").map((row) => ({
        competitor: row.label,
        value: row.value,
        unit: row.unit,
        source: row.source,
        method: row.method ?? "",
        on: row.to_day,
      })),
      series: own
        .filter(({ kind }) => !["search", "dwell", "competitor"].includes(kind))
        .map((row) => ({
          label: row.label,
          kind: row.kind as "statistics",
          value: row.value,
          unit: row.unit,
          source: row.source,
          licence: row.licence,
          on: row.to_day,
        })),
    };
  });
  return {
    period: { from, to },
    attributes: attributes.sort((a, b) => b.searches - a.searches || (a.code < b.code ? -1 : 1)),
    searches: total,
    unmappedShare: total === 0 ? null : sumOf(unmapped) / total,
    unmapped: volumes(unmapped)
      .slice(0, UNMAPPED_SHOWN)
      .map(({ label, volume }) => ({ label, volume, share: total === 0 ? 0 : volume / total })),
  };
}

function sumOf(rows: readonly { readonly value: number }[]): number {
  return rows.reduce((sum, { value }) => sum + value, 0);
}
