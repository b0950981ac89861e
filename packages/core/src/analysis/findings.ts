import { bandOfRatio, type Estimate, type Interval, type SatisfactionBand } from "../measures/index.js";
import type { CrosstabCell, Crosstabs } from "./crosstabs.js";
import type { ExpectationResult, KanoResult } from "./expectations.js";
import type { DriversResult, PrioritiesResult } from "./explain.js";
import type { HeadlineUnit, MeasureResult } from "./measure.js";
import type { QualityResult } from "./quality.js";
import type { PeriodLength, TestedChange, TrendResult } from "./trend.js";

/** A manager reads this many findings. */
export const MAX_FINDINGS = 7;

/** One thing worth saying, without words: they are the surface's. No finding claims a cause. */
export type Finding =
  | { readonly code: "HEADLINE"; readonly column: string; readonly unit: HeadlineUnit; readonly estimate: Estimate }
  | {
      readonly code: "CHANGED";
      readonly column: string;
      readonly unit: HeadlineUnit;
      readonly length: PeriodLength;
      readonly from: string;
      readonly to: string;
      readonly difference: number;
      readonly interval: Interval | null;
    }
  | { readonly code: "UNCHANGED"; readonly length: PeriodLength; readonly from: string; readonly to: string; readonly compared: number }
  | {
      readonly code: "FIX_FIRST";
      readonly outcome: string | null;
      readonly columns: readonly string[];
      readonly importance: "derived" | "stated";
      /** false when the interval of each reaches across a line of the matrix */
      readonly isSteady: boolean;
    }
  | {
      readonly code: "LEADING_DRIVERS";
      readonly outcome: string;
      readonly columns: readonly string[];
      readonly share: number;
      readonly rSquared: number;
    }
  | {
      readonly code: "DRIVERS_UNRANKED";
      readonly outcome: string;
      readonly reason: "SMALL_BASE" | "WEAK_MODEL";
      readonly n: number;
      readonly needed: number;
      readonly rSquared: number | null;
    }
  | {
      readonly code: "GROUP_DIFFERS";
      readonly column: string;
      readonly unit: HeadlineUnit;
      readonly dimension: string;
      readonly category: string;
      readonly direction: "higher" | "lower";
      readonly difference: number;
      readonly interval: Interval | null;
      readonly n: number;
    }
  | { readonly code: "NO_GROUP_DIFFERS"; readonly column: string; readonly compared: number }
  | {
      readonly code: "FALLS_SHORT";
      readonly attribute: string;
      readonly ratio: number;
      readonly interval: Interval | null;
      readonly band: SatisfactionBand;
      readonly n: number;
    }
  | { readonly code: "KANO"; readonly category: "M" | "O" | "A"; readonly features: readonly string[] }
  | { readonly code: "KANO_REWORD"; readonly features: readonly string[]; readonly share: number }
  | { readonly code: "LOWEST_RATED"; readonly column: string; readonly mean: Estimate; readonly next: string; readonly isTie: boolean }
  | { readonly code: "AGAINST_OTHERS"; readonly columns: readonly string[]; readonly alpha: number }
  | { readonly code: "STRAIGHT_LINES"; readonly share: number; readonly n: number }
  | { readonly code: "REPEATS"; readonly rows: number; readonly keys: number }
  | { readonly code: "MISSING"; readonly column: string; readonly share: number; readonly more: number }
  | {
      readonly code: "OUTSIDE";
      readonly column: string;
      readonly cells: number;
      readonly min: number;
      readonly max: number;
      readonly more: number;
    }
  | { readonly code: "ZERO_ON_SHORT_SCALE"; readonly columns: readonly string[]; readonly cells: number };

/** What the findings are drawn from. */
export interface FindingSources {
  readonly outcome: string | null;
  readonly measures: readonly MeasureResult[];
  readonly expectations: readonly ExpectationResult[];
  readonly kano: readonly KanoResult[];
  readonly drivers: DriversResult | null;
  readonly priorities: PrioritiesResult | null;
  readonly crosstabs: Crosstabs;
  readonly trend: TrendResult | null;
  readonly quality: QualityResult;
}

/**
 * At most seven findings, the most important first: what may spoil the figures, the headline, what changed, what to look at first, who
 * differs, where expectations are missed, the rest.
 */
export function findingsOf(from: FindingSources): Finding[] {
  const all = [
    ...spoilers(from),
    ...headline(from),
    ...changes(from),
    ...explanations(from),
    ...groups(from),
    ...expectations(from),
    ...lowest(from),
    ...smallPrint(from),
  ];
  return all.slice(0, MAX_FINDINGS);
}

/** Shares above which a flaw may change the picture. */
const GRAVE_REPEATS = 0.05;
const GRAVE_LINES = 20;
const NOTED_LINES = 5;
const NOTED_MISSING = 0.3;

function spoilers({ quality, measures }: FindingSources): Finding[] {
  const { straightLining, repeatedRows, repeatedKeys, lookedForRepeats } = quality;
  const found: Finding[] = [];
  if (repeatedRows + repeatedKeys > GRAVE_REPEATS * lookedForRepeats)
    found.push({ code: "REPEATS", rows: repeatedRows, keys: repeatedKeys });
  if (straightLining !== null && straightLining.n >= 30 && straightLining.value > GRAVE_LINES)
    found.push({ code: "STRAIGHT_LINES", share: straightLining.value, n: straightLining.n });
  const outside = measures.filter((one) => one.outside > 0.1 * (one.n + one.outside)).sort((a, b) => b.outside - a.outside);
  const worst = outside[0];
  if (worst !== undefined)
    found.push({ code: "OUTSIDE", column: worst.column, cells: worst.outside, ...worst.scale, more: outside.length - 1 });
  const zeroes = measures.filter((one) => one.kind === "rating" && one.scale.min === 0 && one.scale.max === 5 && one.counts[0]! > 0);
  if (zeroes.length > 0)
    found.push({
      code: "ZERO_ON_SHORT_SCALE",
      columns: zeroes.map((one) => one.column),
      cells: zeroes.reduce((sum, one) => sum + one.counts[0]!, 0),
    });
  return found;
}

function headline({ measures, outcome }: FindingSources): Finding[] {
  const main = measures.filter((one) => ["nps", "csat", "ces"].includes(one.kind) || one.column === outcome);
  return main
    .flatMap(({ column, unit, headline: estimate }): Finding[] => (estimate === null ? [] : [{ code: "HEADLINE", column, unit, estimate }]))
    .slice(0, 2);
}

function changes({ trend, measures, outcome }: FindingSources): Finding[] {
  if (trend === null) return [];
  const { first, before: from, last: to } = trend.between;
  const moved = trend.series
    .flatMap(({ column, change, sinceFirst }) => {
      const tested = [
        { column, change, from },
        { column, change: sinceFirst ?? change, from: sinceFirst === null ? from : first },
      ];
      // the clearer of the two, one per column
      return tested
        .filter((one) => hasMoved(one.change))
        .sort((a, b) => sizeOf(b.change) - sizeOf(a.change))
        .slice(0, 1);
    })
    .sort((a, b) => Number(b.column === outcome) - Number(a.column === outcome) || sizeOf(b.change) - sizeOf(a.change));
  if (moved.length === 0)
    return trend.compared > 0 ? [{ code: "UNCHANGED", length: trend.length, from, to, compared: trend.compared }] : [];
  return moved.slice(0, 2).map(({ column, change, from: since }): Finding => {
    const { unit } = measures.find((one) => one.column === column)!;
    return {
      code: "CHANGED",
      column,
      unit,
      length: trend.length,
      from: since,
      to,
      difference: change.difference!,
      interval: change.interval,
    };
  });
}

function hasMoved({ verdict }: TestedChange): boolean {
  return verdict === "up" || verdict === "down";
}

/** A change in widths of its interval: comparable between units. */
function sizeOf({ difference, interval }: Pick<TestedChange, "difference" | "interval">): number {
  const width = interval === null ? 1 : interval.high - interval.low;
  return width === 0 ? 0 : Math.abs(difference ?? 0) / width;
}

function explanations({ drivers, priorities, outcome }: FindingSources): Finding[] {
  const found: Finding[] = [];
  const fix = priorities?.points.filter((point) => point.quadrant === "fix").sort((a, b) => b.importance - a.importance) ?? [];
  const steady = fix.filter((point) => !point.isUncertain);
  if (priorities && fix.length > 0) {
    const columns = (steady.length > 0 ? steady : fix).map((point) => point.name);
    found.push({ code: "FIX_FIRST", outcome, columns, importance: priorities.importance, isSteady: steady.length > 0 });
  }
  if (drivers === null) return found;
  const { rSquared, n, neededN, status } = drivers;
  const leading = drivers.drivers.filter((driver) => driver.group === 1).sort((a, b) => a.rank! - b.rank!);
  if (status === "ranked" && leading.length > 0) {
    const share = leading.reduce((sum, driver) => sum + driver.share!, 0);
    return [
      { code: "LEADING_DRIVERS", outcome: drivers.outcome, columns: leading.map((one) => one.name), share, rSquared: rSquared! },
      ...found,
    ];
  }
  const reason = status === "indicative" ? "SMALL_BASE" : "WEAK_MODEL";
  return [...found, { code: "DRIVERS_UNRANKED", outcome: drivers.outcome, reason, n, needed: neededN, rSquared }];
}

/** On the outcome; without one, on whichever column differs most clearly. */
function groups({ crosstabs, measures, outcome }: FindingSources): Finding[] {
  const main = outcome ?? measures[0]?.column;
  if (main === undefined || crosstabs.compared === 0) return [];
  const differing = crosstabs.tables.flatMap(({ dimension, groups: rows }) =>
    rows.flatMap(({ category, cells }) =>
      category === null
        ? []
        : cells.filter((cell) => outcome === null || cell.column === main).map((cell) => ({ dimension, category, cell })),
    ),
  );
  const told = (direction: "higher" | "lower"): Finding[] => {
    const size = ({ cell }: (typeof differing)[number]) => (outcome === null ? sizeOf(cell) : Math.abs(cell.difference ?? 0));
    const [most] = differing.filter(({ cell }) => cell.verdict === direction).sort((a, b) => size(b) - size(a));
    return most === undefined ? [] : [groupFinding(most, measures.find((one) => one.column === most.cell.column)!.unit, direction)];
  };
  const [low, high] = [told("lower"), told("higher")];
  if (low.length + high.length === 0)
    return outcome === null ? [] : [{ code: "NO_GROUP_DIFFERS", column: main, compared: crosstabs.compared }];
  const mirrored = low[0]?.code === "GROUP_DIFFERS" && high[0]?.code === "GROUP_DIFFERS" && low[0].difference === -high[0].difference;
  return mirrored ? low : [...low, ...high];
}

function groupFinding(
  { dimension, category, cell }: { dimension: string; category: string; cell: CrosstabCell },
  unit: HeadlineUnit,
  direction: "higher" | "lower",
): Finding {
  const { column, difference, interval, estimate } = cell;
  return { code: "GROUP_DIFFERS", column, unit, dimension, category, direction, difference: difference!, interval, n: estimate?.n ?? 0 };
}

function expectations({ expectations: pairs, kano }: FindingSources): Finding[] {
  const short = pairs
    .flatMap(({ attribute, n, ratio }) => (ratio?.interval && ratio.interval.high < 1 ? [{ attribute, n, ratio }] : []))
    .sort((a, b) => a.ratio.value - b.ratio.value);
  const found: Finding[] = short.slice(0, 2).map(({ attribute, n, ratio }) => ({
    code: "FALLS_SHORT",
    attribute,
    ratio: ratio.value,
    interval: ratio.interval,
    band: bandOfRatio(ratio.value),
    n,
  }));
  for (const category of ["M", "O", "A"] as const) {
    const features = kano
      .filter(({ summary }) => summary?.category === category && summary.fong.isSignificant)
      .map(({ feature }) => feature);
    if (features.length > 0) found.push({ code: "KANO", category, features });
  }
  const reword = kano.filter(({ summary }) => summary?.needsRewording);
  if (reword.length > 0)
    found.push({
      code: "KANO_REWORD",
      features: reword.map(({ feature }) => feature),
      share: Math.max(...reword.map(({ summary }) => summary!.questionableShare)),
    });
  return found;
}

function lowest({ measures, outcome, quality }: FindingSources): Finding[] {
  const { reliability } = quality;
  // an item asked the other way round is not rated low
  if (reliability !== null && reliability.against.length > 0)
    return [{ code: "AGAINST_OTHERS", columns: reliability.against, alpha: reliability.alpha }];
  const ratings = measures.filter((one) => one.kind === "rating" && one.column !== outcome && one.mean !== null && one.n >= 30);
  const scales = new Set(ratings.map(({ scale }) => `${scale.min}-${scale.max}`));
  if (ratings.length < 2 || scales.size > 1) return [];
  const [first, second] = ratings.sort((a, b) => a.mean!.value - b.mean!.value);
  const isTie = (first!.mean!.interval?.high ?? 0) >= (second!.mean!.interval?.low ?? 0);
  return [{ code: "LOWEST_RATED", column: first!.column, mean: first!.mean!, next: second!.column, isTie }];
}

function smallPrint({ quality, measures }: FindingSources): Finding[] {
  const found: Finding[] = [];
  const share = (one: MeasureResult) => (quality.rows === 0 ? 0 : one.missing / quality.rows);
  const empty = measures.filter((one) => share(one) > NOTED_MISSING).sort((a, b) => share(b) - share(a));
  const { straightLining } = quality;
  if (straightLining !== null && straightLining.n >= 30 && straightLining.value > NOTED_LINES && straightLining.value <= GRAVE_LINES)
    found.push({ code: "STRAIGHT_LINES", share: straightLining.value, n: straightLining.n });
  if (empty.length > 0) found.push({ code: "MISSING", column: empty[0]!.column, share: share(empty[0]!), more: empty.length - 1 });
  return found;
}
