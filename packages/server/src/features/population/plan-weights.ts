import { createPostgresNode, runQuery } from "@manyi/analytics";
import type { PopulationDimension, Weighting, WeightPlan } from "@manyi/contracts";
import { dayOfIsoDate } from "@manyi/core/calendar";
import type { Cell, Key, VoiceCounts } from "@manyi/core/metrics";
import { type RakeCell, type Raked, rake, weightEffect } from "@manyi/core/sampling";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readUnits, type Unit, unitsBelow } from "../figures/index.js";
import { type Level, readLevels } from "./levels.js";
import { type MarginRow, readMargins, requireWhole } from "./margins.js";
import { weightedMetrics } from "./weighted-metrics.js";

/** Answers that carry no level of a margin: not recorded, or of a level nobody counted people for. They keep their share. */
export const UNRECORDED = "";

/** A cell as the answers carry it, with the strata it belongs to. */
export type CountedCell = {
  readonly keys: readonly Key[];
  readonly levels: Readonly<Record<string, string>>;
  readonly n: number;
};

type Planned = {
  readonly plan: WeightPlan;
  readonly margins: readonly MarginRow[];
  readonly dimensions: readonly PopulationDimension[];
  readonly range: { readonly from: number; readonly to: number };
  /** empty when the plan is refused */
  readonly weighted: readonly (CountedCell & { readonly weight: number })[];
};

/**
 * What weighting a survey's answers to margins would do. Nothing is written.
 *
 * @throws {AppError} NOT_ALLOWED for whoever sees a part of the organisation only; NOT_FOUND for an unknown survey or margin;
 *   INVALID_INPUT when the days are out of order or a dimension is chosen twice
 */
export async function planWeights(ctx: Context, wanted: Weighting): Promise<Planned> {
  requireWhole(ctx);
  const range = { from: dayOfIsoDate(wanted.from), to: dayOfIsoDate(wanted.to) };
  if (range.from > range.to) {
    throw new AppError("INVALID_INPUT", [{ path: "body.to", "zh-CN": "结束日期早于开始日期", en: "The period ends before it starts" }]);
  }
  const [survey, margins, units, known] = await Promise.all([
    findSurvey(ctx, wanted.surveyId),
    chosenMargins(ctx, wanted.margins),
    readUnits(ctx),
    readLevels(ctx),
  ]);
  const dimensions = margins.map(({ dimension }) => dimension);
  const method = margins.length === 1 ? ("post_stratification" as const) : ("raking" as const);
  const base = { margins, dimensions, range };
  const none = {
    method,
    n: 0,
    iterations: null,
    effectiveN: null,
    designEffect: null,
    lowest: null,
    highest: null,
    heaviest: [],
    metrics: [],
  };
  const refused = (reason: WeightPlan["reason"], more: Partial<WeightPlan> = {}): Planned => ({
    ...base,
    plan: { ...none, empty: [], unrecorded: [], ...more, accepted: false, reason },
    weighted: [],
  });
  if (survey.anonymity === "anonymous") return refused("ANONYMOUS");
  if (await hasOwnWeights(ctx, wanted.surveyId)) return refused("OWN_WEIGHTS");
  const cells = await countCells(ctx, wanted.surveyId, range, margins, units);
  const n = sum(cells.map((cell) => cell.n));
  if (n === 0) return refused("NO_ANSWERS");
  const heldBy = (dimension: string) => {
    const held = new Map<string, number>();
    for (const cell of cells) held.set(cell.levels[dimension]!, (held.get(cell.levels[dimension]!) ?? 0) + cell.n);
    return held;
  };
  const labelOf = labels(known);
  const empty = margins.flatMap(({ dimension, levels }) => {
    const held = heldBy(dimension);
    return levels
      .filter(({ level, people }) => people > 0 && !held.has(level))
      .map(({ level, people }) => ({ dimension, level, label: labelOf(dimension, level), people }));
  });
  const unrecorded = margins.map(({ dimension }) => ({ dimension, n: heldBy(dimension).get(UNRECORDED) ?? 0 }));
  const told = { n, empty, unrecorded };
  if (empty.length > 0 && wanted.empty === "refuse") return refused("EMPTY_STRATUM", told);
  if (unrecorded.some((one) => one.n === n)) return refused("NO_ANSWERS", told);
  const targets = Object.fromEntries(margins.map((margin) => [margin.dimension, targetsOf(margin, heldBy(margin.dimension), n)]));
  const strata = merged(cells);
  const found = rake(strata, targets, wanted.caps === null ? { tolerance: 1e-10 } : { tolerance: 1e-10, caps: wanted.caps });
  if (!found.accepted) return refused(found.reason === "CAPS_TOO_TIGHT" ? "CAPS_TOO_TIGHT" : "NOT_CONVERGED", told);
  const weights = weightsOf(strata, found);
  const weighted = cells.map((cell) => ({ ...cell, weight: weights.get(nameOf(cell.levels))! }));
  const effect = weightEffect({
    n,
    w: sum(weighted.map((cell) => cell.n * cell.weight)),
    ww: sum(weighted.map((cell) => cell.n * cell.weight ** 2)),
  });
  const heaviest = strata
    .map((cell) => ({
      labels: dimensions.map((dimension) => labelOf(dimension, cell.levels[dimension]!)),
      n: cell.n,
      weight: weights.get(nameOf(cell.levels))!,
    }))
    .sort((a, b) => b.weight - a.weight);
  return {
    ...base,
    weighted,
    plan: {
      ...told,
      accepted: true,
      reason: null,
      method,
      iterations: found.iterations,
      effectiveN: effect!.effectiveN,
      designEffect: effect!.designEffect,
      lowest: heaviest.at(-1)!.weight,
      highest: heaviest[0]!.weight,
      heaviest: heaviest.slice(0, 5),
      metrics: await weightedMetrics(ctx, { surveyId: wanted.surveyId, range, dimensions, weighted }),
    },
  };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const nameOf = (levels: Readonly<Record<string, string>>) => JSON.stringify(Object.values(levels));

async function findSurvey({ db, tenantId }: Context, id: number) {
  const found = await db
    .selectFrom("surveys")
    .select("anonymity")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
  return found;
}

async function chosenMargins(ctx: Context, ids: readonly string[]): Promise<MarginRow[]> {
  const rows = await readMargins(ctx);
  const chosen = ids.map((id) => rows.find((row) => row.id === id));
  if (chosen.some((row) => row === undefined)) throw new AppError("NOT_FOUND");
  const margins = chosen.map((row) => row!);
  if (new Set(margins.map(({ dimension }) => dimension)).size < margins.length) {
    throw new AppError("INVALID_INPUT", [{ path: "body.margins", "zh-CN": "同一个维度选了两次", en: "One dimension is chosen twice" }]);
  }
  return margins;
}

/** Weights that no version of ours made came with an import or a design; they stay. */
async function hasOwnWeights({ db, tenantId }: Context, surveyId: number): Promise<boolean> {
  const version = await db
    .selectFrom("weight_versions")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .limit(1)
    .executeTakeFirst();
  if (version !== undefined) return false;
  const weighted = await db
    .selectFrom("voices")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .where("weight", "<>", 1)
    .limit(1)
    .executeTakeFirst();
  return weighted !== undefined;
}

/** Counts the cells of a sample at the source of truth, since what is counted here is written there. */
async function countCells(
  ctx: Context,
  surveyId: number,
  range: { from: number; to: number },
  margins: readonly MarginRow[],
  units: readonly Unit[],
): Promise<CountedCell[]> {
  const node = createPostgresNode(
    async (text, values) => (await ctx.store.pool.query({ text, values: [...values], rowMode: "array" })).rows,
  );
  const found: Cell[] = await runQuery([node], {
    tenantId: ctx.tenantId,
    measure: { kind: "voices" },
    by: margins.map(({ dimension }) => dimension),
    where: { surveys: [surveyId], periods: [range], anonymous: "without" },
    weighted: false,
  });
  const levelOf = margins.map((margin) => levelReader(margin, units));
  return found
    .map(({ keys, counts }) => ({
      keys,
      levels: Object.fromEntries(margins.map(({ dimension }, i) => [dimension, levelOf[i]!(keys[i] ?? null)])),
      n: (counts as VoiceCounts).n,
    }))
    .filter((cell) => cell.n > 0);
}

/** Which level of a margin an answer belongs to; a unit belongs to the one it lies below. */
export function levelReader({ dimension, levels }: Pick<MarginRow, "dimension" | "levels">, units: readonly Unit[]): (key: Key) => string {
  const counted = levels.filter(({ people }) => people > 0).map(({ level }) => level);
  const known = new Map<string, string>();
  for (const level of counted) {
    const unit = dimension === "unit" ? units.find(({ id }) => String(id) === level) : undefined;
    for (const id of unit === undefined ? [level] : unitsBelow(units, unit).map((below) => String(below.id))) known.set(id, level);
  }
  return (key) => known.get(String(key)) ?? UNRECORDED;
}

/** Shares of the people as numbers of answers; the unrecorded ones stay as many as they are. */
function targetsOf({ levels }: MarginRow, held: ReadonlyMap<string, number>, n: number): Record<string, number> {
  const unrecorded = held.get(UNRECORDED) ?? 0;
  const heard = levels.filter(({ level, people }) => people > 0 && held.has(level));
  const people = sum(heard.map((level) => level.people));
  const targets = Object.fromEntries(heard.map((one) => [one.level, ((n - unrecorded) * one.people) / people]));
  return unrecorded === 0 ? targets : { ...targets, [UNRECORDED]: unrecorded };
}

function merged(cells: readonly CountedCell[]): RakeCell[] {
  const strata = new Map<string, { levels: Readonly<Record<string, string>>; n: number; baseWeight: number }>();
  for (const { levels, n } of cells) {
    const stratum = strata.get(nameOf(levels)) ?? { levels, n: 0, baseWeight: 0 };
    strata.set(nameOf(levels), { levels, n: stratum.n + n, baseWeight: stratum.baseWeight + n });
  }
  return [...strata.values()];
}

function weightsOf(strata: readonly RakeCell[], { factors }: Raked): ReadonlyMap<string, number> {
  return new Map(strata.map(({ levels }, i) => [nameOf(levels), factors[i]!]));
}

/** What a level is called; the unrecorded ones by that name. */
export function labels(known: ReadonlyMap<PopulationDimension, readonly Level[]>) {
  const names = new Map([...known].flatMap(([dimension, levels]) => levels.map(({ level, label }) => [`${dimension} ${level}`, label])));
  return (dimension: string, level: string) =>
    names.get(`${dimension} ${level}`) ??
    (level === UNRECORDED ? { "zh-CN": "未记录", en: "Not recorded" } : { "zh-CN": level, en: level });
}
