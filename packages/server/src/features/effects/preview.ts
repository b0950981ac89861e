import type { api, EffectCandidate, EffectCautionCode, EffectPreview } from "@manyi/contracts";
import {
  differenceOfChanges,
  type JudgedUnit,
  judgeEffect,
  MIN_EFFECT_BASE,
  MIN_EFFECT_UNITS,
  proposeComparisons,
  smallestDetectableEffect,
} from "@manyi/core/effects";
import { type DayRange, periodText } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { readStatement, readUnits, type Unit } from "../figures/index.js";
import { designFrom } from "./design.js";
import { overlapsOf, readOthers, touches } from "./overlapping.js";
import { placebosOf } from "./placebos.js";
import { todayOf } from "./plans.js";
import { askOf, breaksIn, countIn, type Design, narrowedTo, requireApart } from "./question.js";
import { readLine, readUnitsInWindows, type UnitInWindows } from "./units-in-windows.js";
import { blocksOf, spanOf, startsOf, stepBefore, type Treated, type Windows, windowsAt } from "./windows.js";

type Wanted = z.output<typeof api.effects.preview.body>;

/** At least so many comparison units are proposed, or twice as many as are treated, up to the most. */
const PROPOSED = { least: 4, perTreated: 2, most: 12 } as const;

/** What a comparison could show with the answers there are, and which units compare best. */
export async function preview(ctx: Context, wanted: Wanted): Promise<EffectPreview> {
  return previewOf(ctx, designFrom(ctx, { ...wanted, comparison: wanted.comparison ?? [] }), { proposes: wanted.comparison === null });
}

/** Comparison units by likeness before alone. */
export async function proposeUnits(ctx: Context, wanted: Omit<Wanted, "comparison">): Promise<number[]> {
  return (await preview(ctx, { ...wanted, comparison: null })).comparison;
}

/**
 * The same for a design. What begins later is looked at as if it began today, so that the baseline is complete.
 *
 * @param self the comparison that is being changed: not an overlap of its own
 */
export async function previewOf(
  ctx: Context,
  design: Design,
  { proposes, self = null }: { readonly proposes: boolean; readonly self?: string | null },
): Promise<EffectPreview> {
  const today = todayOf(ctx);
  const treated = design.treated.map(({ unitId, startDay }) => ({ unitId, startDay: Math.min(startDay, today) }));
  const units = await readUnits(ctx);
  const possible = candidatesOf(units, treated, design.comparison);
  const [question, others] = await Promise.all([
    askOf(ctx, design, [...treated.map(({ unitId }) => unitId), ...possible]),
    readOthers(ctx, self),
  ]);
  requireApart(
    units,
    treated.map(({ unitId }) => unitId),
    design.comparison,
  );
  const starts = startsOf(treated);
  const first = starts[0]!.startDay;
  const widest = windowsAt(first, design);
  const range: DayRange = { from: widest.earlier[0]!.from, to: starts.at(-1)!.startDay - 1 };
  const { days } = await breaksIn(question, range);
  const firstDay = days.filter((day) => day <= widest.before.from).at(-1);
  const windows = new Map(starts.map(({ startDay }): [number, Windows] => [startDay, windowsAt(startDay, design, firstDay)]));
  const { before, earlier } = windows.get(first)!;
  const until = spanOf(design.treated, design).to;
  const shownDays = { from: earlier[0]?.from ?? before.from, to: before.to };
  const blocks = blocksOf(shownDays, first, stepBefore(shownDays));
  const countOf = await countIn(question, [...[...windows.values()].flatMap((one) => [...one.earlier, one.before]), ...blocks]);
  const found = await readUnitsInWindows({ question, countOf, treated, comparison: possible, windows, afterOf: () => null, isOver: false });
  const likeness = likenessOf(found);
  const busyOf = (unitId: number) =>
    others.filter((one) => one.from <= until && one.to >= before.from && touchesAny(units, unitId, one.treated));
  const comparison = proposes ? proposed(found, likeness, (unitId) => busyOf(unitId).length > 0) : [...design.comparison];
  const isChosen = ({ isTreated, unitId }: UnitInWindows) => isTreated || comparison.includes(unitId);
  const judged = found.flatMap((one) => (isChosen(one) && one.judged !== null ? [one.judged] : []));
  const outlook = outlookOf(judged, design);
  const judgement = judgeEffect({ units: judged, isHigherBetter: true });
  const sides = { treated: treated.map(({ unitId }) => unitId), comparison };
  const overlap = overlapsOf(units, { from: before.from, to: until }, sides, others);
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const candidate = (one: UnitInWindows): EffectCandidate => ({
    unit: { id: one.unitId, name: nameOf.get(one.unitId) ?? {} },
    figure: one.before.figure,
    trend: one.judged === null || (one.judged.earlier ?? []).length === 0 ? null : one.judged.before.value - one.judged.earlier![0]!.value,
    distance: likeness.get(one.unitId) ?? null,
    isProposed: comparison.includes(one.unitId),
    left: one.left,
    busy: busyOf(one.unitId).map(({ name }) => name),
  });
  const inPart = (isTreated: boolean) =>
    found.filter((one) => one.isTreated === isTreated && isChosen(one) && one.left === null).map(({ unitId }) => unitId);
  const [statement, treatedLine, comparisonLine] = await Promise.all([
    readStatement(narrowedTo({ ...question, members: membersOf(question.members, [...sides.treated, ...comparison]) }, before)),
    readLine(question, countOf, inPart(true), blocks),
    readLine(question, countOf, inPart(false), blocks),
  ]);
  return {
    statement,
    window: {
      before: periodText(before),
      after: periodText(windowsAt(startsOf(design.treated)[0]!.startDay, design).after),
      earlier: earlier.map(periodText),
    },
    treated: found.filter(({ isTreated }) => isTreated).map(candidate),
    candidates: found
      .filter(({ isTreated }) => !isTreated)
      .map(candidate)
      .sort((a, b) => (a.distance ?? Number.POSITIVE_INFINITY) - (b.distance ?? Number.POSITIVE_INFINITY) || a.unit.id - b.unit.id),
    comparison,
    detectable: outlook.detectable,
    expected: outlook.expected,
    cautions: cautionsOf({
      NOT_BEFOREHAND: startsOf(design.treated)[0]!.startDay < today,
      QUESTION_CHANGED: days.some((day) => day > before.from),
      ONE_UNIT_EACH: outlook.detectable === null,
      FEW_UNITS: outlook.detectable !== null && judged.length < MIN_EFFECT_UNITS,
      SMALL_BASE: Object.values(outlook.expected).some((side) => Math.min(side.before, side.after) < MIN_EFFECT_BASE),
      DETECTS_TOO_LITTLE: design.planned !== null && outlook.detectable !== null && outlook.detectable > design.planned,
      UNITS_LEFT_OUT: found.some((one) => isChosen(one) && one.left !== null),
      NO_EARLIER_PERIOD: judgement !== null && judgement.placebos.length === 0,
      PLACEBO_FAILED: judgement?.placebos.some(({ isFailed }) => isFailed) ?? false,
      REGRESSION_TO_MEAN: judgement?.regressionToMean?.isWarned === true && judgement.regressionToMean.expected > 0,
      UNEVEN_OVERLAP: overlap.some(({ isUneven }) => isUneven),
    }),
    placebos: placebosOf(judgement, windows.get(first)!),
    regressionToMean: judgement?.regressionToMean ?? null,
    lines: [
      { group: "treated", points: treatedLine },
      { group: "comparison", points: comparisonLine },
    ],
  };
}

/** Places of the same height in the organisation as the treated ones, none of them within or around one; and those chosen anyhow. */
function candidatesOf(units: readonly Unit[], treated: readonly Treated[], chosen: readonly number[]): number[] {
  const depth = ({ path }: Unit) => path.split("/").length;
  const depths = new Set(units.filter(({ id }) => treated.some(({ unitId }) => unitId === id)).map(depth));
  const alike = units.filter((unit) => depths.has(depth(unit)) && !touchesAny(units, unit.id, treated)).map(({ id }) => id);
  return [...new Set([...chosen, ...alike])];
}

function touchesAny(units: readonly Unit[], unitId: number, treated: readonly Treated[]): boolean {
  return treated.some((one) => touches(units, unitId, one.unitId));
}

function membersOf(members: ReadonlyMap<number, readonly number[]>, ids: readonly number[]) {
  return new Map([...members].filter(([id]) => ids.includes(id)));
}

/** Distance of every candidate from the course of the treated units, over the baseline and as many earlier periods as all of these have. */
function likenessOf(found: readonly UnitInWindows[]): ReadonlyMap<number, number> {
  const courses = found.flatMap(({ unitId, isTreated, judged }) =>
    judged === null ? [] : [{ unitId, isTreated, values: [...(judged.earlier ?? []), judged.before].map(({ value }) => value) }],
  );
  const treated = courses.filter(({ isTreated }) => isTreated).map(({ values }) => values);
  if (treated.length === 0) return new Map();
  const periods = Math.min(...treated.map((values) => values.length));
  const candidates = courses
    .filter(({ isTreated, values }) => !isTreated && values.length >= periods)
    .map(({ unitId, values }) => ({ unit: String(unitId), values: values.slice(-periods) }));
  const rows = treated.map((values) => values.slice(-periods));
  return new Map(proposeComparisons(rows, candidates, candidates.length).map(({ unit, distance }) => [Number(unit), distance]));
}

function proposed(found: readonly UnitInWindows[], likeness: ReadonlyMap<number, number>, isBusy: (unitId: number) => boolean): number[] {
  const treated = found.filter(({ isTreated }) => isTreated).length;
  const count = Math.min(PROPOSED.most, Math.max(PROPOSED.least, PROPOSED.perTreated * treated));
  return [...likeness.keys()].filter((unitId) => !isBusy(unitId)).slice(0, count);
}

/** Smallest effect to be found, and the answers to be expected, when answers go on coming as they did before. */
function outlookOf(units: readonly JudgedUnit[], { beforeDays, afterDays }: Design): Pick<EffectPreview, "detectable" | "expected"> {
  const later = afterDays / beforeDays;
  const answers = (isTreated: boolean) =>
    Math.round(units.filter((unit) => unit.isTreated === isTreated).reduce((sum, { before }) => sum + before.n, 0));
  const side = (isTreated: boolean) => ({ before: answers(isTreated), after: Math.round(later * answers(isTreated)) });
  const expected = { treated: side(true), comparison: side(false) };
  const treatedUnits = units.filter(({ isTreated }) => isTreated).length;
  if (treatedUnits === 0 || treatedUnits === units.length) return { detectable: null, expected };
  const total = units.reduce((sum, { before }) => sum + before.n, 0);
  const variance = units.reduce((sum, { before }) => sum + before.n * before.variance, 0) / total;
  // how much units moved by themselves between the two latest periods before
  const moves = units.flatMap(({ unit, isTreated, before, earlier = [] }) => {
    const last = earlier.at(-1);
    return last === undefined ? [] : [{ unit, isTreated, before: last, after: before }];
  });
  const moved = moves.length === units.length ? differenceOfChanges(moves) : null;
  const inverse = units.reduce((sum, { before }) => sum + 1 / before.n + 1 / (later * before.n), 0) / (2 * units.length);
  const detectable = smallestDetectableEffect({
    treatedUnits,
    comparisonUnits: units.length - treatedUnits,
    answersPerUnit: 1 / inverse,
    answerSd: Math.sqrt(variance),
    unitSd: moved?.df === null ? 0 : (moved?.unitSd ?? 0),
  });
  return { detectable, expected };
}

/** Those that hold, in the order they are told. */
export function cautionsOf(held: Partial<Record<EffectCautionCode, boolean>>): EffectCautionCode[] {
  return (Object.keys(held) as EffectCautionCode[]).filter((code) => held[code] === true);
}
