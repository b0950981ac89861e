import type { api, ExpectationShift } from "@manyi/contracts";
import { dayOfIsoDate, isoDateOf, isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import { type ChangePoint, pettitt } from "@manyi/core/monitoring";
import { decide } from "@manyi/core/stats";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { attributeNames } from "../figures/index.js";

type Reply = z.input<typeof api.expectationSources.shifts.reply>;
type Point = ExpectationShift["points"][number];
export type Series = Omit<ExpectationShift, "on" | "before" | "after" | "p">;

/** With fewer periods not even the clearest shift is beyond chance by Pettitt's test at 0.05. */
export const FEWEST = 11;
const WEEKS = 26;
const MONTHS = 24;
const DAYS_BACK = 1096;
const MOST_ENTRIES = 60;
/** What covers more days than this says nothing about a month. */
const LONGEST_SPAN = 31;

/**
 * Which series changed their level at one moment, strongest first. Shares are taken within one kind and source, so that a source that is
 * added or ends shifts nothing; the running period is left out.
 */
export async function findShifts(ctx: Context): Promise<Reply> {
  const groups = await readGroups(ctx);
  const short = groups.flatMap((group) => group.filter(({ points }) => points.length < FEWEST));
  const tested = groups.flatMap((group) => testGroup(group.filter(({ points }) => points.length >= FEWEST)));
  const { compared, isSignificant, adjusted } = decide(tested.map(({ test }) => test?.p ?? null));
  const shifts = tested.flatMap(({ series, test }, i): ExpectationShift[] => {
    if (test === null || !isSignificant[i]) return [];
    const { before, after } = sides(series, test);
    return [{ ...series, on: after[0]!.start, before: level(before), after: level(after), p: adjusted[i]! }];
  });
  return { tested: compared, short: short.length, fewest: FEWEST, shifts: shifts.sort((a, b) => a.p - b.p || reach(b) - reach(a)) };
}

type Tested = { readonly series: Series; readonly test: ChangePoint | null };

/**
 * Tests the series of one source. Shares of a whole move together: when one grows all others shrink. So the one that moved furthest is told
 * first, and the others are tested anew by their shares in the rest, until none of them moves.
 */
export function testGroup(group: readonly Series[]): Tested[] {
  const told: Tested[] = [];
  let rest = group;
  for (;;) {
    const tests = rest.map((series): Tested => ({ series, test: testOf(series) }));
    const moved = tests.filter(({ test }) => test !== null && test.p <= 0.05);
    if (rest.length < 2 || rest[0]!.measure === "value" || moved.length === 0) return [...told, ...tests];
    const first = moved.reduce((best, one) => (distance(one) > distance(best) ? one : best));
    told.push(first);
    rest = sharesInRest(rest.filter((series) => series !== first.series));
  }
}

/** @returns `null` for a series that cannot move: the only one left of a whole */
function testOf({ points }: Series): ChangePoint | null {
  return points.every(({ value }) => value === points[0]!.value) ? null : pettitt(points.map(({ value }) => value));
}

function sharesInRest(rest: readonly Series[]): Series[] {
  const totals = (rest[0]?.points ?? []).map((_, i) => rest.reduce((sum, { points }) => sum + points[i]!.value, 0));
  return rest.map((series) => ({
    ...series,
    points: series.points.map(({ start, value }, i) => ({ start, value: totals[i] === 0 ? 0 : value / totals[i]! })),
  }));
}

function sides({ points }: Series, { lastBefore }: ChangePoint) {
  return { before: points.slice(0, lastBefore + 1), after: points.slice(lastBefore + 1) };
}

function distance({ series, test }: Tested): number {
  if (test === null) return 0;
  const { before, after } = sides(series, test);
  return reach({ before: level(before), after: level(after) });
}

/** How far a level moved, as a factor; the same up and down. */
function reach({ before, after }: Pick<ExpectationShift, "before" | "after">): number {
  return Math.abs(Math.log(Math.max(after.mean, 1e-9) / Math.max(before.mean, 1e-9)));
}

function level(points: readonly Point[]): { mean: number; n: number } {
  return { mean: points.reduce((sum, { value }) => sum + value, 0) / points.length, n: points.length };
}

type Span = {
  kind: "search" | "dwell";
  source: string;
  code: string;
  licence: string | null;
  region: string | null;
  from_day: string;
  to_day: string;
  value: number;
};
type Entry = {
  kind: ExpectationShift["kind"];
  source: string;
  label: string;
  unit: string;
  code: string | null;
  licence: string | null;
  region: string | null;
  to_day: string;
  value: number;
};

/** Series that share a whole stand in one group, every other in one of its own. */
async function readGroups(ctx: Context): Promise<(readonly Series[])[]> {
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const since = isoDateOf(today - DAYS_BACK);
  const [spans, entries, nameOf] = await Promise.all([
    sql<Span>`
      select kind, source, attribute_code as code, min(licence) as licence, min(region) as region, from_day::text, to_day::text, sum(value) as value
      from expectation_sources
      where tenant_id = ${ctx.tenantId} and kind in ('search','dwell') and attribute_code is not null and to_day >= ${since} and value >= 0
      group by kind, source, attribute_code, from_day, to_day`.execute(ctx.db),
    sql<Entry>`
      select kind, source, label, unit, min(attribute_code) as code, min(licence) as licence, region, to_day::text, avg(value) as value
      from expectation_sources
      where tenant_id = ${ctx.tenantId} and kind in ('statistics','market') and to_day >= ${since}
      group by kind, source, label, unit, region, to_day order by to_day`.execute(ctx.db),
    attributeNames(ctx),
  ]);
  const groups = groupBy(spans.rows, ({ kind, source }) => JSON.stringify([kind, source]));
  const lines = groupBy(entries.rows, ({ kind, source, label, unit, region }) => JSON.stringify([kind, source, label, unit, region]));
  return [
    ...[...groups.values()].map((rows) => sharesOf(rows, today, nameOf)),
    ...[...lines].map(([key, rows]): readonly Series[] => {
      const { kind, label, code, unit, source, licence, region } = rows[0]!;
      const series: Series = {
        series: key,
        kind,
        measure: "value",
        label: { "zh-CN": label, en: label },
        attribute: code,
        unit,
        source,
        licence,
        region,
        by: "entry",
        points: rows.slice(-MOST_ENTRIES).map(({ to_day: start, value }) => ({ start, value })),
      };
      return [series];
    }),
  ];
}

/** The share of every attribute in what one source tells, by week where it tells weeks or days, else by month. */
function sharesOf(rows: readonly Span[], today: number, nameOf: (code: string) => ExpectationShift["label"]): Series[] {
  const held = rows
    .map((row) => ({ ...row, from: dayOfIsoDate(row.from_day), to: dayOfIsoDate(row.to_day) }))
    .filter(({ from, to }) => to - from < LONGEST_SPAN);
  const by = held.every(({ from, to }) => to - from < 7) ? "week" : "month";
  const { indexOf, startOf, back } = STEPS[by];
  const running = indexOf(today);
  const sums = new Map<number, Map<string, number>>();
  for (const { from, to, code, value } of held) {
    const index = indexOf(Math.floor((from + to) / 2));
    if (index < running - back || index >= running) continue;
    const bucket = sums.get(index) ?? new Map<string, number>();
    sums.set(index, bucket.set(code, (bucket.get(code) ?? 0) + value));
  }
  const buckets = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([index, values]) => ({ start: startOf(index), values, total: [...values.values()].reduce((sum, value) => sum + value, 0) }))
    .filter(({ total }) => total > 0);
  const codes = [...new Set(buckets.flatMap(({ values }) => [...values.keys()]))];
  // a share of itself never moves
  if (codes.length < 2) return [];
  const { kind, source, licence, region } = rows[0]!;
  return codes.map((code) => ({
    series: JSON.stringify([kind, source, code]),
    kind,
    measure: "share",
    label: nameOf(code),
    attribute: code,
    unit: "",
    source,
    licence,
    region,
    by,
    points: buckets.map(({ start, values, total }) => ({ start, value: (values.get(code) ?? 0) / total })),
  }));
}

const STEPS = {
  week: { indexOf: isoWeekOf, startOf: (week: number) => isoDateOf(week * 7 - 3), back: WEEKS },
  month: {
    indexOf: monthIndexOf,
    startOf: (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`,
    back: MONTHS,
  },
} as const;

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
