import type { api, Filters } from "@manyi/contracts";
import { proportionInterval } from "@manyi/core/measures";
import type { VoiceCounts } from "@manyi/core/metrics";
import { normalTwoSided } from "@manyi/core/numeric";
import { weightEffect } from "@manyi/core/sampling";
import { decide } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask, cellAt, count, readStatement, readUnits } from "../figures/index.js";
import { readLevels } from "./levels.js";
import { type MarginRow, newest, readMargins } from "./margins.js";
import { labels, levelReader, UNRECORDED } from "./plan-weights.js";

type Sample = z.input<typeof api.population.sample.reply>;
type Stratum = Sample["strata"][number];
type Level = Stratum["levels"][number];

/**
 * The sample against the population, stratum by stratum, those without a single answer first. Anonymous surveys carry no cut, so their
 * answers take no part. Numbers of people are of everybody: a filter by people, or a scope, leaves nothing to hold against them.
 */
export async function sample(ctx: Context, filters: Filters): Promise<Sample> {
  const plain = await ask(ctx, { ...filters, compare: "none", weighting: "weighted" });
  const asked: Asked = { ...plain, where: { ...plain.where, anonymous: "without" } };
  const isNarrowed =
    ctx.scope.units !== null || [filters.unit, filters.segment, filters.touchpoint, filters.channel].some((one) => one !== undefined);
  const [statement, whole, margins] = await Promise.all([
    readStatement({ ...asked, isWeighted: filters.weighting === "weighted" }),
    count(asked, { kind: "voices" }, [], [asked.period]),
    isNarrowed ? [] : readMargins(ctx).then(newest),
  ]);
  const counts = cellAt(whole, []).open as VoiceCounts | null;
  const effect = counts === null ? null : weightEffect({ n: counts.n, w: counts.w ?? counts.n, ww: counts.ww ?? counts.n });
  const strata = await Promise.all(margins.map((margin) => stratumOf(asked, margin)));
  return { statement, effectiveN: effect?.effectiveN ?? null, isNarrowed, strata: told(strata) };
}

async function stratumOf(asked: Asked, margin: MarginRow): Promise<Stratum> {
  const { ctx } = asked;
  const [cells, known, units] = await Promise.all([
    count({ ...asked, isWeighted: false }, { kind: "voices" }, [margin.dimension], [asked.period]),
    readLevels(ctx),
    readUnits(ctx),
  ]);
  const levelOf = levelReader(margin, units);
  const held = new Map<string, number>();
  for (const { keys, open } of cells.values()) {
    const level = levelOf(keys[0] ?? null);
    held.set(level, (held.get(level) ?? 0) + ((open as VoiceCounts | null)?.n ?? 0));
  }
  const unrecorded = held.get(UNRECORDED) ?? 0;
  const counted = margin.levels.filter(({ people }) => people > 0);
  const n = counted.reduce((sum, { level }) => sum + (held.get(level) ?? 0), 0);
  const people = counted.reduce((sum, level) => sum + level.people, 0);
  const labelOf = labels(known);
  return {
    dimension: margin.dimension,
    source: margin.source,
    version: margin.version,
    asOf: margin.as_of,
    people,
    n,
    unrecorded,
    levels: counted.map((level): Level => {
      const own = held.get(level.level) ?? 0;
      return {
        level: level.level,
        label: labelOf(margin.dimension, level.level),
        people: level.people,
        populationShare: level.people / people,
        n: own,
        share: n === 0 ? 0 : own / n,
        interval: proportionInterval(own, n),
        state: own === 0 ? "unheard" : "fair",
      };
    }),
  };
}

const ORDER = ["unheard", "under", "over", "fair"] as const;

/** Marks what lies beyond chance, all strata of the page together, and puts the unheard first. */
function told(strata: readonly Stratum[]): Stratum[] {
  const tests = strata.flatMap(({ n, levels }) =>
    levels.map(({ share, populationShare: expected }) => {
      const error = Math.sqrt((expected * (1 - expected)) / n);
      return n < 10 || error === 0 ? null : normalTwoSided((share - expected) / error);
    }),
  );
  const { isSignificant } = decide(tests);
  let at = 0;
  return strata.map((stratum) => ({
    ...stratum,
    levels: stratum.levels
      .map((level): Level => {
        const isReal = isSignificant[at++]!;
        if (level.state === "unheard" || !isReal) return level;
        return { ...level, state: level.share < level.populationShare ? "under" : "over" };
      })
      .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.share / a.populationShare - b.share / b.populationShare),
  }));
}
