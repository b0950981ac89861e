import type { api, Figure, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { baseMark, zOfLevel } from "@manyi/core/measures";
import type { Metric } from "@manyi/core/metrics";
import { normalTwoSided } from "@manyi/core/numeric";
import { decide } from "@manyi/core/stats";
import type { Scale } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Benchmark, readBenchmarks } from "../expectation-sources/index.js";
import { ask, attributeNames, cellAt, count, plan, readStatement, setOf, showFigures } from "../figures/index.js";

type Reply = z.input<typeof api.expectation.competitors.reply>;
type Row = Reply["rows"][number];

const Z = zOfLevel(0.95);

/**
 * What our customers perceive beside what benchmarks say of competitors. Both stand side by side and are never mixed: no benchmark enters
 * a figure of ours.
 */
export async function besideCompetitors(ctx: Context, filters: Filters): Promise<Reply> {
  const asked = await ask(ctx, { ...filters, compare: "none" });
  const [benchmarks, statement, nameOf] = await Promise.all([
    readBenchmarks(ctx, isoDateOf(asked.period.to)),
    readStatement(asked),
    attributeNames(ctx),
  ]);
  const wanted = benchmarks.filter(({ attribute }) => filters.attribute === undefined || attribute === filters.attribute);
  const planned = [...new Set(wanted.map(({ attribute }) => attribute))].flatMap((attribute) => {
    const metric: Metric = { family: "p", attribute };
    const found = plan(asked, metric);
    return found === null ? [] : [{ attribute, metric, ...found }];
  });
  const counted = await Promise.all(planned.map(({ measure }) => count(asked, measure, ["period"], [asked.period])));
  const figures = await showFigures(
    asked,
    planned.map(({ metric }, i) => ({ metric, period: asked.period, now: cellAt(counted[i]!, [0]), set: setOf(asked, metric) })),
  );
  const ownOf = new Map(planned.map(({ attribute, scale }, i) => [attribute, { figure: figures[i]!, scale }]));
  const rows = wanted.flatMap((one) => {
    const own = ownOf.get(one.attribute);
    return own === undefined ? [] : [{ ...one, label: nameOf(one.attribute), ...compare(one, own.figure, own.scale) }];
  });
  const unknown = rows.map(unknownIn);
  const { compared, rule, isSignificant } = decide(rows.map((row, i) => (unknown[i] === null ? pOf(row) : null)));
  return {
    statement,
    compared,
    rule,
    rows: rows.map((row, i) => {
      const value = row.difference?.value ?? 0;
      const verdict = unknown[i] !== null ? "unknown" : !isSignificant[i] ? "unclear" : value > 0 ? "strength" : "weakness";
      return { ...row, verdict, unknown: unknown[i]! };
    }),
  };
}

type Compared = Pick<Row, "own" | "difference" | "incomparable" | "isLow">;

/** What is missing for a verdict: a comparison needs people who know both, on one scale, with both bases given and large enough. */
function unknownIn({ incomparable, knowsBoth, base, difference, isLow }: Compared & Benchmark): Row["unknown"] {
  if (incomparable !== null) return incomparable;
  if (!knowsBoth) return "knowsBoth";
  if (base === null || difference?.interval == null) return "base";
  return isLow ? "low" : null;
}

function pOf({ difference }: Compared): number | null {
  if (difference === null || difference.interval === null) return null;
  const error = (difference.interval.high - difference.interval.low) / (2 * Z);
  return error > 0 ? normalTwoSided(difference.value / error) : null;
}

function compare(theirs: Benchmark, own: Figure, scale: Scale | null): Compared {
  const isLow = [own.base, theirs.base === null ? "ok" : baseMark(theirs.base)].some((mark) => mark === "low" || mark === "small");
  if (!isOnScale(theirs.unit, scale)) return { own, difference: null, incomparable: "scale", isLow };
  if (own.value === null) return { own, difference: null, incomparable: "own", isLow };
  const value = own.value - theirs.value;
  const error = errorOf(theirs, own);
  return {
    own,
    difference: { value, interval: error === null ? null : { low: value - Z * error, high: value + Z * error } },
    incomparable: null,
    isLow,
  };
}

/** `1–5` as reports write a scale. */
function isOnScale(unit: string, scale: Scale | null): boolean {
  const ends = /^(\d+)\s*[–—~-]\s*(\d+)\b/.exec(unit);
  return ends !== null && scale !== null && Number(ends[1]) === scale.min && Number(ends[2]) === scale.max;
}

/**
 * Of the difference. Theirs comes from their interval, else from their base, taking their answers to spread as ours do.
 *
 * @returns `null` when neither is known, or ours has none
 */
function errorOf({ interval, base }: Benchmark, own: Figure): number | null {
  if (own.interval === null || own.n === null) return null;
  const ours = (own.interval.high - own.interval.low) / (2 * Z);
  if (interval !== null) return Math.hypot(ours, (interval.high - interval.low) / (2 * Z));
  return base === null ? null : Math.hypot(ours, ours * Math.sqrt(own.n / base));
}
