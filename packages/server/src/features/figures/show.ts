import {
  addCounts,
  baseOf,
  type Counts,
  type DayRange,
  type Figure,
  type Metric,
  metricCode,
  presentFigure,
  type SplitCell,
  type Suppression,
  scoreCounts,
  suppressCells,
  testChange,
} from "@manyi/core/metrics";
import { decide } from "@manyi/core/stats";
import { thresholdSince } from "../../platform/threshold.js";
import type { Asked } from "./ask.js";
import { incomparableDays, readBreaksOf } from "./breaks.js";
import { type Release, refusedReleases } from "./released.js";

/** One figure to be shown: its cell now and, when compared, before. `name` tells it from its siblings in the log of released sets. */
export type Row = {
  readonly metric: Metric;
  readonly period: DayRange;
  readonly now: SplitCell;
  readonly before?: SplitCell | null;
  readonly set: Release["set"];
  /** what is aimed at there */
  readonly target?: number | null;
};

/** Which rows add up to which: hidden siblings must not be the remainder of a shown total. */
export type Grouping = { readonly rows: readonly number[]; readonly isTotalShown: boolean };

type Visible = { readonly counts: Counts | null; readonly suppressed: Suppression | null };

/**
 * Score, suppress and present, in this order, for all figures of one page together: privacy looks at siblings, and changes are decided
 * by how many were tested.
 *
 * @param groups siblings with a common total; rows in none stand alone
 */
export async function showFigures(asked: Asked, rows: readonly Row[], groups: readonly Grouping[] = []): Promise<Figure[]> {
  const now = await visibleCells(
    asked,
    rows.map(({ now, set }) => ({ cell: now, set })),
    groups,
  );
  const before = await visibleCells(
    asked,
    rows.map(({ before, set }) => ({
      cell: before ?? { open: null, anonymous: null },
      set: { ...set, period: asked.compare ?? set.period },
    })),
    groups,
  );
  const isApart = await incomparableRows(asked, rows);
  const tests = rows.map(({ metric, before: compared }, i) => {
    const [a, b] = [now[i]!.counts, before[i]!.counts];
    return compared && a !== null && b !== null && !isApart[i] ? testChange(metric.family, a, b) : null;
  });
  const { isSignificant } = decide(tests.map((test) => test?.p ?? null));
  const scored = (metric: Metric, { counts }: Visible) => (counts === null ? null : scoreCounts(metric.family, counts));
  return rows.map((row, i) =>
    presentFigure({
      metric: row.metric,
      period: row.period,
      weighting: asked.isWeighted ? "weighted" : "none",
      scored: scored(row.metric, now[i]!),
      suppressed: now[i]!.suppressed,
      target: row.target ?? null,
      before:
        row.before === undefined || asked.compare === null
          ? null
          : {
              period: asked.compare,
              scored: scored(row.metric, before[i]!),
              suppressed: before[i]!.suppressed,
              difference: tests[i]!,
              isSignificant: isSignificant[i]!,
              isIncomparable: isApart[i]!,
            },
    }),
  );
}

/** A figure with its standard error, which is gone with it where it is hidden. */
export type Estimate = { readonly figure: Figure; readonly standardError: number | null };

/** The same stages for what is computed on from figures: compared with nothing, each with its standard error. */
export async function showEstimates(
  asked: Asked,
  rows: readonly Omit<Row, "before">[],
  groups: readonly Grouping[] = [],
): Promise<Estimate[]> {
  const visible = await visibleCells(
    asked,
    rows.map(({ now, set }) => ({ cell: now, set })),
    groups,
  );
  return rows.map(({ metric, period }, i) => {
    const { counts, suppressed } = visible[i]!;
    const scored = counts === null ? null : scoreCounts(metric.family, counts);
    const figure = presentFigure({ metric, period, weighting: asked.isWeighted ? "weighted" : "none", scored, suppressed });
    return { figure, standardError: suppressed === null ? (scored?.standardError ?? null) : null };
  });
}

/** Per row whether its question or scale became another one between the two periods: then they are not compared (L1.11). */
async function incomparableRows(asked: Asked, rows: readonly Row[]): Promise<boolean[]> {
  const { compare, period } = asked;
  if (compare === null || !rows.some(({ before }) => before !== undefined && before !== null)) return rows.map(() => false);
  const breaksOf = await readBreaksOf(asked, { from: compare.from + 1, to: period.to });
  const known = new Map<string, boolean>();
  return rows.map(({ metric, set }) => {
    const name = JSON.stringify([metricCode(metric), set.surveys]);
    const isApart = known.get(name) ?? incomparableDays(breaksOf(metric, set.surveys)).length > 0;
    known.set(name, isApart);
    return isApart;
  });
}

/** The privacy stage: anonymous answers are added to open ones only where nothing can be told from it. */
async function visibleCells(
  asked: Asked,
  cells: readonly { readonly cell: SplitCell; readonly set: Release["set"] }[],
  groups: readonly Grouping[],
): Promise<Visible[]> {
  const hidden = cells.map((): Suppression | null => null);
  const k = thresholdSince(asked.ctx.organisation, Math.min(...cells.map(({ set }) => set.period.from)));
  const grouped = new Set(groups.flatMap(({ rows }) => rows));
  const alone = cells.flatMap((_, i) => (grouped.has(i) ? [] : [{ rows: [i], isTotalShown: false }]));
  for (const { rows, isTotalShown } of [...groups, ...alone]) {
    const found = suppressCells(
      rows.map((i) => cells[i]!.cell),
      { k, isTotalShown },
    );
    for (const [place, i] of rows.entries()) hidden[i] = found.hidden[place] ?? (found.isTotalHidden ? "complement" : null);
  }
  const releases = cells.flatMap(({ cell, set }, i): (Release & { row: number })[] =>
    hidden[i] === null && cell.anonymous !== null ? [{ row: i, set, n: baseOf(cell.anonymous) }] : [],
  );
  const refusals = await refusedReleases(asked, releases);
  for (const [place, { row }] of releases.entries()) hidden[row] = refusals[place] ?? null;
  return cells.map(({ cell: { open, anonymous } }, i): Visible => {
    if (anonymous === null) return { counts: open, suppressed: null };
    const reason = hidden[i]!;
    if (reason === null) return { counts: open === null ? anonymous : addCounts(open, anonymous), suppressed: null };
    return open === null || baseOf(open) === 0 ? { counts: null, suppressed: reason } : { counts: open, suppressed: null };
  });
}
