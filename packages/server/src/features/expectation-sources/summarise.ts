import type { api, ExpectationSource } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { volumes } from "@manyi/core/feedback";
import { periodOf } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import type { Tables } from "@manyi/store";
import { type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { attributeNames } from "../figures/index.js";
import { knownOf } from "./list-entries.js";

type Query = z.output<typeof api.expectationSources.summary.query>;
type Reply = z.input<typeof api.expectationSources.summary.reply>;
type Entry = Selectable<Tables["expectation_sources"]>;
/** Search words and page time of one label and origin; sums over its days. What stands for no attribute is one sum of its origin. */
type Sum = Pick<
  Entry,
  "kind" | "label" | "attribute_code" | "segment_id" | "source" | "licence" | "method" | "region" | "from_day" | "to_day" | "value"
>;

const WORDS_SHOWN = 8;
const UNMAPPED_SHOWN = 50;
/** Without a period the last year is looked at: series of this kind come by the month. */
const YEAR = 365;

/** Indirect expectations by attribute, every figure with where it comes from. Nothing here is added to an asked expectation or enters a ratio. */
export async function summarise(ctx: Context, query: Query): Promise<Reply> {
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const period = query.from === undefined && query.to === undefined ? { from: today - YEAR + 1, to: today } : periodOf(query, today);
  if (period === null)
    throw new AppError("INVALID_INPUT", [{ path: "query.to", "zh-CN": "结束日期早于开始日期", en: "The period ends before it starts" }]);
  const days = { from: isoDateOf(period.from), to: isoDateOf(period.to) };
  const [sums, unmapped, entries, segments, nameOf] = await Promise.all([
    readSums(ctx, days),
    readUnmapped(ctx, days),
    readEntries(ctx, days),
    ctx.db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).execute(),
    attributeNames(ctx),
  ]);
  const origins = originsOf(sums);
  const of = (kind: string) => sums.filter((row) => row.kind === kind);
  const [searches, pages] = [of("search"), of("dwell")];
  const codes = [...new Set([...sums, ...entries].flatMap(({ attribute_code }) => attribute_code ?? []))];
  const attributes = codes.map((code) => {
    const isOwn = ({ attribute_code }: { attribute_code: string | null }) => attribute_code === code;
    const [words, dwell, others] = [searches.filter(isOwn), pages.filter(isOwn), entries.filter(isOwn)];
    return {
      code,
      name: nameOf(code),
      searches: sumOf(words),
      dwellSeconds: sumOf(dwell),
      words: volumes(words).slice(0, WORDS_SHOWN),
      searchOrigins: origins.placesOf(words),
      dwellOrigins: origins.placesOf(dwell),
      benchmarks: others
        .filter(({ kind }) => kind === "competitor")
        .map((row) => ({ competitor: row.label, value: row.value, unit: row.unit, ...originOf(row), ...knownOf(row) })),
      series: others
        .filter(({ kind }) => kind !== "competitor")
        .map((row) => ({
          label: row.label,
          kind: row.kind as ExpectationSource["kind"],
          value: row.value,
          unit: row.unit,
          ...originOf(row),
        })),
      segments: segments.flatMap(({ id, name }) => {
        const isIn = ({ segment_id }: { segment_id: number | null }) => segment_id === id;
        const known = { searches: sumOf(words.filter(isIn)), dwellSeconds: sumOf(dwell.filter(isIn)), others: others.filter(isIn).length };
        return known.searches + known.dwellSeconds + known.others === 0 ? [] : [{ id, name: name as LocalText, ...known }];
      }),
    };
  });
  const [words, time] = [unmappedOf(searches, unmapped.search), unmappedOf(pages, unmapped.dwell)];
  return {
    period: days,
    attributes: attributes.sort((a, b) => b.searches - a.searches || b.dwellSeconds - a.dwellSeconds || (a.code < b.code ? -1 : 1)),
    origins: origins.list,
    searches: words.total,
    unmappedShare: words.share,
    unmapped: words.labels,
    dwellSeconds: time.total,
    unmappedDwellShare: time.share,
    unmappedPages: time.labels,
  };
}

type Days = { readonly from: string; readonly to: string };

async function readSums({ db, tenantId }: Context, { from, to }: Days): Promise<readonly Sum[]> {
  const { rows } = await sql<Sum>`
    select kind, case when attribute_code is null then '' else label end as label, attribute_code, segment_id, source, licence, method, region,
      min(from_day)::text as from_day, max(to_day)::text as to_day, sum(value) as value
    from expectation_sources
    where tenant_id = ${tenantId} and kind in ('search','dwell') and to_day >= ${from} and from_day <= ${to}
    group by 1, 2, attribute_code, segment_id, source, licence, method, region`.execute(db);
  return rows;
}

type Unmapped = { readonly label: string; readonly volume: number };

/** The largest words and pages that stand for no attribute; there may be very many, since anybody can look for anything. */
async function readUnmapped({ db, tenantId }: Context, { from, to }: Days): Promise<Record<"search" | "dwell", readonly Unmapped[]>> {
  const largest = async (kind: string) => {
    const { rows } = await sql<Unmapped>`
      select label, sum(value) as volume from expectation_sources
      where tenant_id = ${tenantId} and kind = ${kind} and attribute_code is null and to_day >= ${from} and from_day <= ${to}
      group by label order by volume desc, label collate "C" limit ${UNMAPPED_SHOWN}`.execute(db);
    return rows;
  };
  const [search, dwell] = await Promise.all([largest("search"), largest("dwell")]);
  return { search, dwell };
}

/** Series and benchmarks: of each the newest value, with its own day. */
async function readEntries({ db, tenantId }: Context, { from, to }: Days): Promise<readonly Entry[]> {
  return db
    .selectFrom("expectation_sources")
    .distinctOn(["kind", "label", "attribute_code", "source", "unit", "region", "segment_id"])
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("kind", "not in", ["search", "dwell"])
    .where("to_day", ">=", from)
    .where("from_day", "<=", to)
    .orderBy("kind")
    .orderBy("label")
    .orderBy("attribute_code")
    .orderBy("source")
    .orderBy("unit")
    .orderBy("region")
    .orderBy("segment_id")
    .orderBy("to_day", "desc")
    .orderBy("id", "desc")
    .execute();
}

function originOf({
  source,
  licence,
  method,
  region,
  from_day: from,
  to_day: to,
}: Omit<Sum, "label" | "attribute_code" | "segment_id" | "value">) {
  return { source, licence, method, region, from, to };
}

/** Every origin of search words and page time once, over all its days; figures name them by their places in this list. */
function originsOf(sums: readonly Sum[]): { list: Reply["origins"]; placesOf(rows: readonly Sum[]): number[] } {
  const keyOf = ({ kind, source, licence, method, region }: Sum) => JSON.stringify([kind, source, licence, method, region]);
  const known = new Map<string, Reply["origins"][number]>();
  for (const row of sums) {
    const one = originOf(row);
    const before = known.get(keyOf(row)) ?? one;
    const from = before.from < one.from ? before.from : one.from;
    const to = before.to > one.to ? before.to : one.to;
    known.set(keyOf(row), { kind: row.kind as ExpectationSource["kind"], ...one, from, to });
  }
  const ordered = [...known].sort(([a], [b]) => (a > b ? -1 : 1));
  const placeOf = new Map(ordered.map(([key], place) => [key, place]));
  return {
    list: ordered.map(([, one]) => one),
    placesOf: (rows) => [...new Set(rows.map((row) => placeOf.get(keyOf(row))!))].sort((a, b) => a - b),
  };
}

function unmappedOf(rows: readonly Sum[], largest: readonly Unmapped[]) {
  const total = sumOf(rows);
  const without = rows.filter(({ attribute_code }) => attribute_code === null);
  return {
    total,
    share: total === 0 ? null : sumOf(without) / total,
    labels: largest.map(({ label, volume }) => ({ label, volume, share: total === 0 ? 0 : volume / total })),
  };
}

function sumOf(rows: readonly { readonly value: number }[]): number {
  return rows.reduce((sum, { value }) => sum + value, 0);
}
