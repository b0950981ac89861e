import type { api } from "@manyi/contracts";
import { compareOutcomes, compareSegments, keyDrivers, MIN_ANSWERS, MIN_ANSWERS_PER_DRIVER, type Moments } from "@manyi/core/drivers";
import type { LocalText } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type GroupedMoments, readMomentsBySegment, readStatement } from "../figures/index.js";
import { attributeOf, DRAWS, driverQuestion, driversIn, FEWEST, forOutcome, momentsFor } from "./driver-question.js";

type OutcomesQuery = z.output<typeof api.analysis.driverOutcomes.query>;
type SegmentsQuery = z.output<typeof api.analysis.driverSegments.query>;
type Outcomes = z.input<typeof api.analysis.driverOutcomes.reply>;
type Segments = z.input<typeof api.analysis.driverSegments.reply>;

const needed = (drivers: number) => Math.max(MIN_ANSWERS, MIN_ANSWERS_PER_DRIVER * drivers);

/** Two outcomes of the same people side by side, such as satisfaction and willingness to recommend. */
export async function driverOutcomes(ctx: Context, { second, ...query }: OutcomesQuery): Promise<Outcomes> {
  if (second === query.outcome) {
    throw new AppError("INVALID_INPUT", [{ path: "query.second", "zh-CN": "请选两个不同的结果指标", en: "Choose two different outcomes" }]);
  }
  const outcomes = [query.outcome, second];
  const question = await driverQuestion(ctx, query, outcomes);
  const { asked, nameOf } = question;
  const [statement, moments] = await Promise.all([readStatement(asked), momentsFor(question)]);
  const nothing: Outcomes = { statement, n: 0, neededN: MIN_ANSWERS, r2: { first: null, second: null }, rows: [] };
  if (moments === null) return nothing;
  const names = driversIn(moments, outcomes);
  const { n } = moments.counts;
  const neededN = needed(names.length);
  if (n < neededN) return { ...nothing, n, neededN };
  const [one, two] = outcomes.map((outcome) => keyDrivers(forOutcome(moments, outcome, names).whole, { outcome, drivers: names }));
  const rows = compareOutcomes(moments.whole, names, query.outcome, second);
  const shareOf = (found: typeof one, i: number) => (found?.status === "ranked" ? (found.drivers[i]?.share ?? null) : null);
  return {
    statement,
    n,
    neededN,
    r2: { first: one?.rSquared ?? null, second: two?.rSquared ?? null },
    rows: (rows ?? []).map(({ name, first, second: other, difference, p, isDifferent }, i) => ({
      attribute: attributeOf(name),
      label: nameOf(attributeOf(name)),
      firstShare: shareOf(one, i),
      secondShare: shareOf(two, i),
      first,
      second: other,
      difference,
      p,
      isDifferent,
    })),
  };
}

/** Drivers of each segment, and where they differ from everybody else's. */
export async function driverSegments(ctx: Context, query: SegmentsQuery): Promise<Segments> {
  const question = await driverQuestion(ctx, query, [query.outcome]);
  const { asked, nameOf, seed } = question;
  const [statement, best, segments] = await Promise.all([readStatement(asked), momentsFor(question), readSegments(ctx)]);
  const nothing: Segments = { statement, neededN: MIN_ANSWERS, attributes: [], segments: [] };
  if (best === null) return nothing;
  const names = driversIn(best, question.outcomes);
  const bySegment = await readMomentsBySegment(asked, [query.outcome, ...names]);
  const neededN = needed(names.length);
  return {
    statement,
    neededN,
    attributes: names.map((name) => ({ code: attributeOf(name), label: nameOf(attributeOf(name)) })),
    segments: segments.flatMap(({ id, name }) => {
      const own = bySegment.get(id);
      return own === undefined ? [] : [segmentRow({ id, label: name }, own, others(bySegment, id), query.outcome, names, `${seed} ${id}`)];
    }),
  };
}

function segmentRow(
  segment: { id: number; label: LocalText },
  own: GroupedMoments,
  rest: Moments | null,
  outcome: string,
  names: readonly string[],
  seed: string,
): Segments["segments"][number] {
  const { n } = own.counts;
  if (n < FEWEST)
    return { ...segment, n, status: "few", r2: null, drivers: names.map(() => ({ share: null, interval: null, isDifferent: false })) };
  const found = keyDrivers(own.whole, {
    outcome,
    drivers: names,
    effectiveN: own.effectiveN,
    resample: { draws: DRAWS / 2, seed, groups: own.groups },
  });
  const isRanked = found.status === "ranked";
  const differences = isRanked && rest !== null && rest.n >= needed(names.length) ? compareSegments(own.whole, rest, outcome, names) : null;
  return {
    ...segment,
    n,
    status: found.status,
    r2: found.status === "indicative" ? null : found.rSquared,
    drivers: found.drivers.map((driver, i) => ({
      share: isRanked && driver.notRanked !== "NEGATIVE" ? driver.share : null,
      interval: isRanked && driver.notRanked !== "NEGATIVE" ? driver.shareInterval : null,
      isDifferent: differences?.[i]?.isDifferent ?? false,
    })),
  };
}

function others(bySegment: ReadonlyMap<number, GroupedMoments>, but: number): Moments | null {
  const rest = [...bySegment].filter(([id]) => id !== but).map(([, moments]) => moments.whole);
  const [first, ...more] = rest;
  return first === undefined ? null : more.reduce(addMoments, first);
}

function addMoments(a: Moments, b: Moments): Moments {
  const add = (x: ArrayLike<number>, y: ArrayLike<number>) => Array.from(x, (value, i) => value + y[i]!);
  return { names: a.names, n: a.n + b.n, sums: add(a.sums, b.sums), crossProducts: add(a.crossProducts, b.crossProducts) };
}

export function readSegments({ db, tenantId }: Context) {
  return db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", tenantId).orderBy("id").execute();
}
