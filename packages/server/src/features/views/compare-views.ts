import type { api, Filters } from "@manyi/contracts";
import {
  addCounts,
  baseOf,
  type Counts,
  type DayRange,
  type Metric,
  type SplitCell,
  testChange,
  type VoiceFilter,
} from "@manyi/core/metrics";
import { decide } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import {
  type Asked,
  ask,
  attributeNames,
  cellAt,
  count,
  incomparableDays,
  plan,
  readBreaksOf,
  readStatement,
  setOf,
  showFigures,
} from "../figures/index.js";

type Comparison = z.input<typeof api.views.compare.reply>;

/** The same metrics for two sets of filters. The difference is tested only where nobody is in both: a part is never tested against its whole. */
export async function compareViews(ctx: Context, sides: { a: Filters; b: Filters }): Promise<Comparison> {
  const [a, b] = await Promise.all([ask(ctx, { ...sides.a, compare: "none" }), ask(ctx, { ...sides.b, compare: "none" })]);
  const nameOf = await attributeNames(ctx);
  const metrics: Metric[] = [
    ...(["nps", "csat", "ces", "ratio"] as const).map((family) => ({ family, attribute: null })),
    ...a.catalog.attributes("rated").map((attribute) => ({ family: "p" as const, attribute })),
  ];
  const [overlaps, left, right, statementA, statementB] = await Promise.all([
    sharesVoices(a, b),
    countAll(a, metrics),
    countAll(b, metrics),
    readStatement(a),
    readStatement(b),
  ]);
  // a metric that neither side asks about is no row
  const kept = metrics.flatMap((metric, i) =>
    hasAnswers(left[i]!.cell) || hasAnswers(right[i]!.cell) ? [{ metric, left: left[i]!, right: right[i]! }] : [],
  );
  const rowsOf = (asked: Asked, side: "left" | "right") =>
    kept.map((row) => ({ metric: row.metric, period: asked.period, now: row[side].cell, set: setOf(asked, row.metric) }));
  const [figuresA, figuresB] = [await showFigures(a, rowsOf(a, "left")), await showFigures(b, rowsOf(b, "right"))];
  const isApart = await askedOtherwise(a, b);
  const differences = kept.map((row, i) => {
    const [one, other] = [shownCounts(row.left.cell, figuresA[i]!.n), shownCounts(row.right.cell, figuresB[i]!.n)];
    if (overlaps || isApart(row.metric) || one === null || other === null || row.left.scale !== row.right.scale) return null;
    return testChange(row.metric.family, one, other);
  });
  const { compared, rule, isSignificant } = decide(differences.map((found) => found?.p ?? null));
  return {
    a: statementA,
    b: statementB,
    overlaps,
    compared,
    rule,
    rows: kept.map(({ metric }, i) => {
      const found = differences[i]!;
      return {
        metric: metric.family,
        attribute: metric.attribute,
        label: metric.attribute === null ? null : nameOf(metric.attribute),
        a: figuresA[i]!,
        b: figuresB[i]!,
        incomparable: isApart(metric),
        difference:
          found === null ? null : { value: found.difference, low: found.low, high: found.high, p: found.p, significant: isSignificant[i]! },
      };
    }),
  };
}

type Counted = { readonly cell: SplitCell; readonly scale: string };
const NOTHING: SplitCell = { open: null, anonymous: null };

function countAll(asked: Asked, metrics: readonly Metric[]): Promise<Counted[]> {
  return Promise.all(
    metrics.map(async (metric): Promise<Counted> => {
      const planned = planOrNull(asked, metric);
      if (planned === null) return { cell: NOTHING, scale: "" };
      return { cell: cellAt(await count(asked, planned.measure, [], [asked.period]), []), scale: JSON.stringify(planned.scale) };
    }),
  );
}

/** A metric over surveys with different scales has no value and no row. */
function planOrNull(asked: Asked, metric: Metric) {
  try {
    return plan(asked, metric);
  } catch (error) {
    if (error instanceof AppError && error.code === "SCALE_MISMATCH") return null;
    throw error;
  }
}

function hasAnswers({ open, anonymous }: SplitCell): boolean {
  return (open !== null && baseOf(open) > 0) || (anonymous !== null && baseOf(anonymous) > 0);
}

/** The counts behind what is shown: with the anonymous answers, or without them, or nothing at all. */
function shownCounts({ open, anonymous }: SplitCell, n: number | null): Counts | null {
  if (n === null) return null;
  const whole = open === null ? anonymous : anonymous === null ? open : addCounts(open, anonymous);
  return [whole, open].find((counts) => counts !== null && baseOf(counts) === n) ?? null;
}

/** Whether a metric was asked in another way between the two periods (L1.11); within one and the same period nothing lies between. */
async function askedOtherwise(a: Asked, b: Asked): Promise<(metric: Metric) => boolean> {
  const [first, second] = [a.period, b.period];
  if (first.from === second.from && first.to === second.to) return () => false;
  const breaksOf = await readBreaksOf(a, { from: Math.min(first.from, second.from) + 1, to: Math.max(first.to, second.to) });
  return (metric) => incomparableDays(breaksOf(metric, a.surveys)).length > 0;
}

/** Whether any voice is in both sets. How many is not told. */
async function sharesVoices(a: Asked, b: Asked): Promise<boolean> {
  const period: DayRange = { from: Math.max(a.period.from, b.period.from), to: Math.min(a.period.to, b.period.to) };
  if (period.from > period.to) return false;
  const both: Asked = { ...a, where: inBoth(a.where, b.where), isWeighted: false };
  const { open, anonymous } = cellAt(await count(both, { kind: "voices" }, [], [period]), []);
  return hasAnswers({ open, anonymous });
}

function inBoth(a: VoiceFilter, b: VoiceFilter): VoiceFilter {
  return {
    ...a,
    units: common(a.units, b.units),
    touchpoints: common(a.touchpoints, b.touchpoints),
    segments: common(a.segments, b.segments),
    surveys: common(a.surveys, b.surveys),
    channels: common(a.channels, b.channels),
    sources: common(a.sources, b.sources),
    sourcesExcept: [...(a.sourcesExcept ?? []), ...(b.sourcesExcept ?? [])],
    anonymous: a.anonymous === "without" || b.anonymous === "without" ? "without" : "with",
  };
}

/** What two lists have in common, where `null` is everything. */
function common<T>(a: readonly T[] | null | undefined, b: readonly T[] | null | undefined): readonly T[] | null {
  if (a === null || a === undefined) return b ?? null;
  return b === null || b === undefined ? a : a.filter((one) => b.includes(one));
}
