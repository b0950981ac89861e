import { addCounts, type DayRange, METRICS, type Metric, type SplitCell } from "@manyi/core/metrics";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import {
  type Asked,
  ask,
  type Break,
  cellAt,
  count,
  incomparableDays,
  metricOf,
  plan,
  readBreaksOf,
  regroup,
  type Unit,
  unitsBelow,
} from "../figures/index.js";
import { piecesOf, type Treated } from "./windows.js";

/** What judges, where and when, days since 1970-01-01. */
export type Design = {
  readonly metric: string;
  readonly surveyId: number | null;
  readonly treated: readonly Treated[];
  readonly comparison: readonly number[];
  readonly beforeDays: number;
  readonly afterDays: number;
  /** smaller effects are not worth it; null: none named */
  readonly planned: number | null;
};

/** A measure asked of named units, each with everything below it. */
export type Question = {
  readonly asked: Asked;
  readonly metric: Metric;
  readonly members: ReadonlyMap<number, readonly number[]>;
};

/**
 * Parse: the measure, within the reader's scope, asked of these units.
 *
 * @throws {AppError} INVALID_INPUT for a measure without a better direction; NOT_FOUND for a unit or survey that is not there or not the
 *   reader's
 */
export async function askOf(ctx: Context, design: Pick<Design, "metric" | "surveyId">, named: readonly number[]): Promise<Question> {
  const metric = metricOf(design.metric, "body.metric");
  if (METRICS[metric.family].better !== "higher") {
    throw new AppError("INVALID_INPUT", [
      { path: "body.metric", "zh-CN": "请选一个越高越好的指标", en: "Choose a measure of which more is better" },
    ]);
  }
  const survey = design.surveyId === null ? {} : { survey: design.surveyId };
  const asked = await ask(ctx, { compare: "none", weighting: "none", ...survey });
  const members = new Map<number, readonly number[]>();
  for (const id of named) {
    const unit = asked.units.find((one) => one.id === id);
    if (unit === undefined) throw new AppError("NOT_FOUND");
    members.set(
      id,
      unitsBelow(asked.units, unit).map((one) => one.id),
    );
  }
  return { asked, metric, members };
}

/** Narrows what is asked to the named units and these days. */
export function narrowedTo({ asked, members }: Question, period: DayRange): Asked {
  return { ...asked, period, compare: null, where: { ...asked.where, units: [...new Set([...members.values()].flat())] } };
}

/**
 * Count: everything asked in these ranges at once.
 *
 * @returns adds up the answers of named units in one of the ranges
 */
export async function countIn(
  question: Question,
  ranges: readonly DayRange[],
): Promise<(units: readonly number[], range: DayRange) => SplitCell> {
  const nothing: SplitCell = { open: null, anonymous: null };
  const pieces = piecesOf(ranges);
  const measure = plan(question.asked, question.metric)?.measure;
  if (measure === undefined || pieces.length === 0) return () => nothing;
  const whole = narrowedTo(question, { from: pieces[0]!.from, to: pieces.at(-1)!.to });
  const counted = await count(whole, measure, ["period", "unit"], pieces);
  const namedOf = new Map([...question.members].flatMap(([id, below]) => below.map((unit): [number, number] => [unit, id])));
  const cells = regroup(counted, ([piece, unit]) => {
    const id = typeof unit === "number" ? namedOf.get(unit) : undefined;
    return id === undefined ? undefined : [piece!, id];
  });
  return (units, { from, to }) => {
    const parts = pieces.flatMap((piece, i) => (piece.from >= from && piece.to <= to ? units.map((id) => cellAt(cells, [i, id])) : []));
    return parts.reduce(addCells, nothing);
  };
}

function addCells(a: SplitCell, b: SplitCell): SplitCell {
  const add = <K extends keyof SplitCell>(part: K) => {
    const [x, y] = [a[part], b[part]];
    return x === null || y === null ? (x ?? y) : addCounts(x, y);
  };
  return { open: add("open"), anonymous: add("anonymous") };
}

/** Days in a range at which the question became another one. */
export async function breaksIn(
  { asked, metric }: Question,
  range: DayRange,
): Promise<{ readonly days: number[]; readonly breaks: Break[] }> {
  const found = (await readBreaksOf(asked, range))(metric, asked.surveys);
  return { days: incomparableDays(found), breaks: found };
}

/** Units of one kind of place, none of them within another: those named must not hold one another. */
export function requireApart(units: readonly Unit[], treated: readonly number[], comparison: readonly number[]): void {
  const pathOf = new Map(units.map(({ id, path }) => [id, path]));
  const named = [...treated, ...comparison].map((id) => ({ id, path: pathOf.get(id) ?? "" }));
  const isWithin = named.some((one, i) => named.some((other, j) => i !== j && one.path.startsWith(other.path)));
  if (!isWithin) return;
  throw new AppError("INVALID_INPUT", [
    {
      path: "body.comparison",
      "zh-CN": "同一个单元只能出现一次，也不能包含在另一个里面",
      en: "A unit is named once, and none lies within another",
    },
  ]);
}
