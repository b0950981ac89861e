import type { Estimate, Interval } from "../measures/index.js";
import { type ChangeVerdict, type MeasuredChange, realChanges } from "../monitoring/index.js";
import type { Findings } from "../stats/index.js";
import { comparison, headlineOf, totalOf } from "./measure.js";
import type { CountsByColumn, Tally, ValueCounts } from "./tally.js";

/** Groups with fewer answers are put together: they tell nothing and point at persons. */
export const MIN_GROUP = 5;

/** One figure of one group, and how it differs from everyone else's. */
export interface CrosstabCell {
  /** as in `measures` */
  readonly column: string;
  readonly estimate: Estimate | null;
  /** group less everyone else, in the unit of the headline */
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly p: number | null;
  readonly adjustedP: number | null;
  /** "higher" and "lower" only when the corrected test passes; "tooFew" under 30 answers on a side */
  readonly verdict: "higher" | "lower" | "none" | "tooFew";
}

export interface CrosstabGroup {
  /** `null`: groups too small or too many to be shown apart, together */
  readonly category: string | null;
  readonly rows: number;
  readonly cells: readonly CrosstabCell[];
}

export interface Crosstab {
  readonly dimension: string;
  /** the largest first, the gathered ones last */
  readonly groups: readonly CrosstabGroup[];
  /** rows that name no group */
  readonly missing: number;
}

/** All tables and the rule by which their differences were judged together. */
export interface Crosstabs extends Pick<Findings, "compared" | "rule"> {
  readonly tables: readonly Crosstab[];
}

/**
 * Every rating and metric by every dimension, each group against everyone else, judged as one family.
 *
 * Two groups mirror each other: their difference is tested once and told twice.
 */
export function crosstabsOf(tally: Tally): Crosstabs {
  const columns = tally.plan.scored.flatMap(({ kind }, at) => (kind === "expectation" || kind === "importance" ? [] : [at]));
  const measured: MeasuredChange[] = [];
  const tables = tally.dimensions.map(({ categories, missing }, d) => {
    const groups = gathered(categories, columns);
    const all = columns.map((at) => sumOf(groups.map(({ counts }) => counts[at]!)));
    // the second of two groups points at the first one's tests, which stand just before
    const isMirrored = groups.length === 2;
    const keys = groups.map(({ category, counts }, g) =>
      columns.map((at, i) => {
        if (category === null || groups.length < 2) return null;
        if (isMirrored && g === 1) return { at: measured.length - columns.length + i, sign: -1 };
        const rest = all[i]!.map((count, value) => count - counts[at]![value]!);
        measured.push(comparison(tally.plan.scored[at]!, String(measured.length), rest, counts[at]!));
        return { at: measured.length - 1, sign: 1 };
      }),
    );
    return { dimension: tally.plan.dimensions[d]!.name, groups, keys, missing };
  });
  const { changes, compared, rule } = realChanges(measured);
  return {
    compared,
    rule,
    tables: tables.map(({ dimension, groups, keys, missing }) => ({
      dimension,
      missing,
      groups: groups.map(({ category, counts, rows }, g) => ({
        category,
        rows,
        cells: columns.map((at, i): CrosstabCell => {
          const column = tally.plan.scored[at]!;
          const key = keys[g]![i]!;
          return {
            column: column.name,
            estimate: headlineOf(column, counts[at]!),
            ...told(key, changes, column.kind === "csat" ? 100 : 1),
          };
        }),
      })),
    })),
  };
}

function told(
  key: { at: number; sign: number } | null,
  changes: readonly ChangeVerdict[],
  scale: number,
): Omit<CrosstabCell, "column" | "estimate"> {
  const found = key === null ? undefined : changes[key.at];
  if (key === null || found === undefined) return { difference: null, interval: null, p: null, adjustedP: null, verdict: "none" };
  const factor = key.sign * scale;
  const ends = found.interval === null ? null : [found.interval.low * factor, found.interval.high * factor];
  const isUp = found.verdict === "up" ? key.sign > 0 : key.sign < 0;
  return {
    difference: found.difference === null ? null : found.difference * factor,
    interval: ends === null ? null : { low: Math.min(...ends), high: Math.max(...ends) },
    p: found.p,
    adjustedP: found.adjustedP,
    verdict: found.verdict === "tooFew" ? "tooFew" : found.verdict === "noChange" ? "none" : isUp ? "higher" : "lower",
  };
}

interface Group {
  readonly category: string | null;
  readonly counts: CountsByColumn;
  readonly rows: number;
}

function gathered(categories: ReadonlyMap<string | null, CountsByColumn>, columns: readonly number[]): Group[] {
  const answers = (counts: CountsByColumn) => Math.max(0, ...columns.map((at) => totalOf(counts[at]!)));
  const all = [...categories].map(([category, counts]) => ({ category, counts, rows: answers(counts) }));
  const isApart = (group: Group) => group.category !== null && group.rows >= MIN_GROUP;
  const apart = all.filter(isApart).sort((a, b) => b.rows - a.rows || (a.category! < b.category! ? -1 : 1));
  const small = all.filter((group) => !isApart(group) && group.rows > 0);
  if (small.length === 0) return apart;
  const counts = small[0]!.counts.map((_, at) => sumOf(small.map((group) => group.counts[at]!)));
  return [...apart, { category: null, counts, rows: small.reduce((sum, { rows }) => sum + rows, 0) }];
}

function sumOf(parts: readonly ValueCounts[]): ValueCounts {
  const total = new Uint32Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let i = 0; i < total.length; i++) total[i]! += part[i]!;
  return total;
}
