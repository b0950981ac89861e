import { dayOfIsoDate, isoDateOf, isoWeekOf, monthIndexOf } from "../calendar/index.js";
import type { Estimate, Interval } from "../measures/index.js";
import { type ChangeVerdict, MIN_CHANGE_BASE, mannKendall, realChanges } from "../monitoring/index.js";
import type { Findings } from "../stats/index.js";
import { comparison, type HeadlineUnit, headlineOf, totalOf, unitOf } from "./measure.js";
import type { CountsByColumn, Tally, ValueCounts } from "./tally.js";

export type PeriodLength = "week" | "month" | "quarter" | "year";

/** From how many periods on a steady rise or fall is tested. */
export const MIN_TREND_PERIODS = 6;

/** A difference with its corrected test, in the unit of the headline. */
export type TestedChange = Pick<ChangeVerdict, "difference" | "interval" | "p" | "adjustedP" | "verdict">;

export interface TrendSeries {
  readonly column: string;
  /** one per period; `null` where nobody answered */
  readonly points: readonly (Estimate | null)[];
  /** last compared period less the one before, tested and corrected */
  readonly change: TestedChange;
  /** last compared period less the first, judged in the same family; `null` with two periods, where it is the same */
  readonly sinceFirst: TestedChange | null;
  /** steady rise or fall over all periods by Mann–Kendall, with Sen's slope per period; `null` under six periods */
  readonly drift: { readonly slope: number; readonly slopeInterval: Interval; readonly p: number } | null;
}

export interface TrendResult extends Pick<Findings, "compared" | "rule"> {
  readonly column: string;
  readonly length: PeriodLength;
  /** first day of each period, yyyy-mm-dd, oldest first */
  readonly periods: readonly string[];
  /** first days of the periods that are compared: of those with 30 answers or more the first, the last but one and the last */
  readonly between: { readonly first: string; readonly before: string; readonly last: string };
  readonly series: readonly TrendSeries[];
  readonly undated: number;
}

/**
 * Every rating and metric by period, the length chosen by how long the answers run; `null` without a date column or with all answers
 * in one period.
 */
export function trendOf(tally: Tally): TrendResult | null {
  const { date, scored } = tally.plan;
  if (date === null || tally.days.size === 0) return null;
  const days = [...tally.days.keys()].sort((a, b) => a - b);
  const length = date.format === "year" ? "year" : lengthFor(days.at(-1)! - days[0]! + 1, date.format === "year_month");
  const periods = new Map<number, ValueCounts[]>();
  for (const day of days) addTo(periods, firstDayOf(day, length), tally.days.get(day)!);
  if (periods.size < 2) return null;
  const starts = [...periods.keys()].sort((a, b) => a - b);
  const columns = scored.flatMap(({ kind }, at) => (kind === "expectation" || kind === "importance" ? [] : [at]));
  const at = (start: number): Counts => periods.get(start)!;
  // a month that has just begun says nothing yet
  const isFull = (start: number) => columns.some((c) => totalOf(at(start)[c]!) >= MIN_CHANGE_BASE);
  const enough = starts.filter(isFull);
  const full = enough.length > 1 ? enough : starts;
  const [first, before, after] = [at(full[0]!), at(full.at(-2)!), at(full.at(-1)!)];
  const isLong = full.length > 2;
  const against = (earlier: Counts) => columns.map((c) => comparison(scored[c]!, scored[c]!.name, earlier[c]!, after[c]!));
  const { changes, compared, rule } = realChanges([...against(before), ...(isLong ? against(first) : [])]);
  return {
    column: date.name,
    length,
    periods: starts.map(isoDateOf),
    between: { first: isoDateOf(full[0]!), before: isoDateOf(full.at(-2)!), last: isoDateOf(full.at(-1)!) },
    undated: tally.undated,
    compared,
    rule,
    series: columns.map((at, i): TrendSeries => {
      const column = scored[at]!;
      const points = starts.map((start) => headlineOf(column, periods.get(start)![at]!));
      return {
        column: column.name,
        points,
        change: inUnit(changes[i]!, unitOf(column.kind)),
        sinceFirst: isLong ? inUnit(changes[columns.length + i]!, unitOf(column.kind)) : null,
        drift: driftOf(points),
      };
    }),
  };
}

type Counts = readonly ValueCounts[];

function inUnit({ difference, interval, p, adjustedP, verdict }: ChangeVerdict, unit: HeadlineUnit): TestedChange {
  const factor = unit === "percent" ? 100 : 1;
  return {
    difference: difference === null ? null : difference * factor,
    interval: interval === null ? null : { low: interval.low * factor, high: interval.high * factor },
    p,
    adjustedP,
    verdict,
  };
}

function driftOf(points: readonly (Estimate | null)[]): TrendSeries["drift"] {
  const values = points.flatMap((point) => (point === null ? [] : [point.value]));
  if (values.length < MIN_TREND_PERIODS || values.length < points.length) return null;
  const found = mannKendall(values);
  return found === null ? null : { slope: found.slope, slopeInterval: found.slopeInterval, p: found.p };
}

function lengthFor(span: number, isMonthly: boolean): PeriodLength {
  if (span <= 120 && !isMonthly) return "week";
  if (span <= 3 * 366) return "month";
  return span <= 8 * 366 ? "quarter" : "year";
}

function firstDayOf(day: number, length: PeriodLength): number {
  if (length === "week") return isoWeekOf(day) * 7 - 3;
  const month = monthIndexOf(day);
  const first = length === "month" ? month : length === "quarter" ? month - (month % 3) : month - (month % 12);
  return dayOfIsoDate(`${String(Math.floor(first / 12)).padStart(4, "0")}-${String((first % 12) + 1).padStart(2, "0")}-01`);
}

function addTo(periods: Map<number, ValueCounts[]>, start: number, counts: CountsByColumn): void {
  const known = periods.get(start);
  if (known === undefined)
    periods.set(
      start,
      counts.map((values) => values.slice()),
    );
  else for (const [at, values] of counts.entries()) for (let i = 0; i < values.length; i++) known[at]![i]! += values[i]!;
}
