import type { EffectResult, EffectVerdictCode } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { type GroupChange, type JudgedEffect, judgeEffect, MIN_EFFECT_BASE, rollOut } from "@manyi/core/effects";
import { type DayRange, presentFigure } from "@manyi/core/metrics";
import type { Context } from "../../platform/context.js";
import { readStatement } from "../figures/index.js";
import { overlapsOf, readOthers } from "./overlapping.js";
import { placebosOf } from "./placebos.js";
import { designOf, findRow, fixedDayOf, type PlanRow, presentPlans, stateOf, todayOf } from "./plans.js";
import { cautionsOf } from "./preview.js";
import { askOf, breaksIn, countIn, type Design, narrowedTo, type Question } from "./question.js";
import { readLine, readUnitsInWindows, readValues, type UnitInWindows } from "./units-in-windows.js";
import { blocksOf, spanOf, startsOf, stepOf, type Windows, windowsAt } from "./windows.js";

/** What only the frozen measure tells: the effect against comparable units, once the window after is over. */
export async function readResult(ctx: Context, id: string, number?: number): Promise<EffectResult> {
  const row = await findRow(ctx, id, number);
  const design = designOf(row);
  const today = todayOf(ctx);
  const sides = { treated: design.treated.map(({ unitId }) => unitId), comparison: design.comparison };
  const question = await askOf(ctx, design, [...sides.treated, ...sides.comparison]);
  const starts = startsOf(design.treated);
  const span = spanOf(design.treated, design);
  const seen: DayRange = { from: span.from, to: Math.min(span.to, Math.max(span.from, today)) };
  const widest = windowsAt(starts[0]!.startDay, design).earlier[0]!;
  const { days, breaks } = await breaksIn(question, { from: widest.from, to: seen.to });
  const firstDay = days.filter((day) => day <= span.from).at(-1);
  const windows = new Map(starts.map(({ startDay }): [number, Windows] => [startDay, windowsAt(startDay, design, firstDay)]));
  const afterOf = ({ after }: Windows) => (after.from > today ? null : { from: after.from, to: Math.min(after.to, today) });
  const step = stepOf(design.treated, design);
  const blocks = blocksOf(seen, starts[0]!.startDay, step);
  const ranges = [...windows.values()].flatMap((one) => [...one.earlier, one.before, afterOf(one) ?? one.before]);
  const countOf = await countIn(question, [...ranges, ...blocks]);
  const isOver = today > span.to;
  const found = await readUnitsInWindows({ question, countOf, ...design, windows, afterOf, isOver });
  const inPart = found.filter(({ judged }) => judged !== null);
  const begun = inPart.filter(({ hasAfter }) => hasAfter);
  const isBegun = [true, false].every((side) => begun.some(({ isTreated }) => isTreated === side));
  const others = await readOthers(ctx, row.id);
  const overlap = overlapsOf(question.asked.units, span, sides, others);
  const judged = judgeEffect({
    // before there are answers after, only the periods before are looked at
    units: (isBegun ? begun : inPart).map((one) => one.judged!),
    isHigherBetter: true,
    overlaps: overlap,
    ...(design.planned === null ? {} : { planned: design.planned }),
  });
  const state = stateOf(row, today);
  const isBeforehand = fixedDayOf(ctx, row) <= starts[0]!.startDay;
  const isIncomparable = days.some((day) => day > span.from);
  const isSmall = !isBegun || judged === null || judged.df === null || baseOf(judged) < MIN_EFFECT_BASE;
  const verdict = verdictOf({ judged, isStopped: state === "stopped", isOver, isBeforehand, isIncomparable, isSmall });
  const isTold = isOver && isBegun && judged !== null && !isIncomparable && judged.df !== null;
  const [[plan], statement, lines, steps] = await Promise.all([
    presentPlans(ctx, [row]),
    readStatement(narrowedTo(question, seen)),
    linesOf(question, countOf, inPart, blocks),
    starts.length < 2 ? [] : stepsOf(question, countOf, inPart, blocks, design),
  ]);
  return {
    plan: plan!,
    statement,
    verdict,
    cautions: cautionsOf({
      NOT_BEFOREHAND: !isBeforehand && row.number === 1,
      CHANGED_AFTER_START: !isBeforehand && row.number > 1,
      QUESTION_CHANGED: isIncomparable,
      ONE_UNIT_EACH: judged !== null && judged.df === null,
      FEW_UNITS: judged?.cautions.includes("FEW_UNITS") ?? false,
      SMALL_BASE: isOver && judged !== null && baseOf(judged) < MIN_EFFECT_BASE,
      UNITS_LEFT_OUT: found.some(({ left }) => left !== null),
      NO_EARLIER_PERIOD: judged?.cautions.includes("NO_EARLIER_PERIOD") ?? false,
      PLACEBO_FAILED: judged?.cautions.includes("PLACEBO_FAILED") ?? false,
      REGRESSION_TO_MEAN: judged?.cautions.includes("REGRESSION_TO_MEAN") ?? false,
      UNEVEN_OVERLAP: overlap.some(({ isUneven }) => isUneven),
      SMALLER_THAN_PLANNED: isTold && judged.cautions.includes("SMALLER_THAN_PLANNED"),
      WENT_THE_WRONG_WAY: isTold && judged.cautions.includes("WENT_THE_WRONG_WAY"),
    }),
    groups: judged === null || !isBegun ? null : { treated: groupOf(judged.treated), comparison: groupOf(judged.comparison) },
    effect: isTold ? { value: judged.effect, interval: judged.interval, p: judged.p, detectable: judged.smallestDetectable } : null,
    placebos: placebosOf(judged, windows.get(starts[0]!.startDay)!),
    regressionToMean: judged?.regressionToMean ?? null,
    overlaps: overlap,
    units: unitsOf(question, found, windows, row),
    lines,
    starts: starts.map(({ startDay, units }) => ({ on: isoDateOf(startDay), units: units.length })),
    rollOut: isOver && !isIncomparable ? steps : [],
    stepDays: step,
    breaks: breaks.filter(({ on }) => on >= isoDateOf(span.from)).map(({ on, label }) => ({ on, label })),
  };
}

type Told = {
  readonly judged: JudgedEffect | null;
  readonly isStopped: boolean;
  readonly isOver: boolean;
  readonly isBeforehand: boolean;
  readonly isIncomparable: boolean;
  readonly isSmall: boolean;
};

/** Nothing is called effective without a measure named beforehand and a base large enough to tell (D§12.10). */
function verdictOf({ judged, isStopped, isOver, isBeforehand, isIncomparable, isSmall }: Told): EffectVerdictCode {
  if (isStopped) return "stopped";
  if (isIncomparable) return "incomparable";
  if (!isOver) return "tooEarly";
  if (judged === null || isSmall) return "notEnough";
  if (judged.verdict === "effective") return isBeforehand ? "worked" : "afterwards";
  return judged.verdict === "ineffective" ? "noEffect" : "unproven";
}

function baseOf({ treated, comparison }: JudgedEffect): number {
  return Math.min(...treated.n, ...comparison.n);
}

function groupOf({ units, n, before, after, change }: GroupChange) {
  return { units, before: { value: before, n: Math.round(n[0]) }, after: { value: after, n: Math.round(n[1]) }, change };
}

async function linesOf(
  question: Question,
  countOf: Parameters<typeof readLine>[1],
  found: readonly UnitInWindows[],
  blocks: readonly DayRange[],
): Promise<EffectResult["lines"]> {
  const of = (isTreated: boolean) => found.filter((one) => one.isTreated === isTreated).map(({ unitId }) => unitId);
  const [treated, comparison] = await Promise.all([
    readLine(question, countOf, of(true), blocks),
    readLine(question, countOf, of(false), blocks),
  ]);
  return [
    { group: "treated", points: treated },
    { group: "comparison", points: comparison },
  ];
}

/** By time since the start: every unit that has begun against those that have not yet. */
async function stepsOf(
  question: Question,
  countOf: Parameters<typeof readLine>[1],
  found: readonly UnitInWindows[],
  blocks: readonly DayRange[],
  { treated }: Design,
): Promise<EffectResult["rollOut"]> {
  const ids = found.map(({ unitId }) => unitId);
  const values = await readValues(question, countOf, ids, blocks);
  const startOf = new Map(treated.map(({ unitId, startDay }) => [unitId, startDay]));
  const units = ids.map((unitId, i) => {
    const startDay = startOf.get(unitId);
    return {
      unit: String(unitId),
      startedIn: startDay === undefined ? null : blocks.findIndex(({ to }) => to >= startDay),
      values: values[i]!,
    };
  });
  return rollOut(units).map(({ since, units: count, effect, interval }) => ({ since, units: count, effect, interval }));
}

/** Treated units first, each with its figure before and after; a roll-out in steps shows comparison units in the windows of the first. */
function unitsOf({ asked, metric }: Question, found: readonly UnitInWindows[], windows: ReadonlyMap<number, Windows>, row: PlanRow) {
  const nameOf = new Map(asked.units.map(({ id, name }) => [id, name]));
  const first = Math.min(...row.treated.map(({ startDay }) => startDay));
  return found.map(({ unitId, isTreated, startDay, before, after, left, judged, hasAfter }) => {
    const period = windows.get(startDay ?? first)!.after;
    const none = presentFigure({ metric, period, weighting: "none", scored: null, suppressed: null });
    return {
      unit: { id: unitId, name: nameOf.get(unitId) ?? {} },
      isTreated,
      startOn: startDay === null ? null : isoDateOf(startDay),
      before: before.figure,
      after: after?.figure ?? none,
      change: judged === null || !hasAfter ? null : judged.after.value - judged.before.value,
      left,
    };
  });
}
