import { averageCell, type Cell, type JudgedUnit } from "@manyi/core/effects";
import type { DayRange, Figure, SplitCell } from "@manyi/core/metrics";
import { type Estimate, type Grouping, type Row, setOf, showEstimates } from "../figures/index.js";
import { narrowedTo, type Question } from "./question.js";
import { startsOf, type Treated, type Windows } from "./windows.js";

/** A unit whose window holds fewer answers takes no part: one answer would move it too far. */
export const FEWEST_ANSWERS = 10;

type CountOf = (units: readonly number[], range: DayRange) => SplitCell;
export type Left = "few" | "hidden";

/** What one unit shows in its windows. */
export type UnitInWindows = {
  readonly unitId: number;
  readonly isTreated: boolean;
  /** null: a comparison unit, held against every start */
  readonly startDay: number | null;
  readonly before: Estimate;
  readonly after: Estimate | null;
  readonly left: Left | null;
  /** null when it takes no part */
  readonly judged: JudgedUnit | null;
  /** whether there are enough answers after; until then `after` of `judged` stands for nothing */
  readonly hasAfter: boolean;
};

type Asking = {
  readonly question: Question;
  readonly countOf: CountOf;
  readonly treated: readonly Treated[];
  readonly comparison: readonly number[];
  /** per start the days it is judged by */
  readonly windows: ReadonlyMap<number, Windows>;
  /** `null`: nothing after is looked at yet */
  readonly afterOf: (windows: Windows) => DayRange | null;
  readonly isOver: boolean;
};

/**
 * Every unit in its windows, through the privacy stage: siblings of one window and group are shown together with their sum. A comparison
 * unit is held against every start, by how many units began then.
 */
export async function readUnitsInWindows(asking: Asking): Promise<UnitInWindows[]> {
  const { treated, comparison, windows, afterOf, isOver } = asking;
  const starts = startsOf(treated);
  const shown = await showWindows(asking);
  const partsOf = (unitId: number, startDay: number) => {
    const { before, earlier } = windows.get(startDay)!;
    const after = afterOf(windows.get(startDay)!);
    return {
      before: shown(unitId, before)!,
      after: after === null ? null : shown(unitId, after)!,
      earlier: earlier.map((range) => shown(unitId, range)!),
    };
  };
  const single = ({ unitId, startDay }: Treated) =>
    judgedOf({ unitId, isTreated: true, startDay }, [partsOf(unitId, startDay)], [1], isOver);
  const held = (unitId: number) =>
    judgedOf(
      { unitId, isTreated: false, startDay: null },
      starts.map(({ startDay }) => partsOf(unitId, startDay)),
      starts.map(({ units }) => units.length),
      isOver,
    );
  return [...treated.map(single), ...comparison.map(held)];
}

type Parts = { readonly before: Estimate; readonly after: Estimate | null; readonly earlier: readonly Estimate[] };
type Who = Pick<UnitInWindows, "unitId" | "isTreated" | "startDay">;

/** @param isOver whether every window after is over; until then too few answers in it keep nobody out */
function judgedOf(unit: Who, all: readonly Parts[], weightOf: readonly number[], isOver: boolean): UnitInWindows {
  const begun = all.flatMap((part, i) => (part.after === null ? [] : [i]));
  const used = begun.length === 0 ? all.map((_, i) => i) : begun;
  const parts = used.map((i) => all[i]!);
  const weights = used.map((i) => weightOf[i]!);
  const shown = { ...unit, before: all[0]!.before, after: all[0]!.after };
  const laters = parts.flatMap(({ after }) => (after === null ? [] : [after]));
  const needed = [...parts.map(({ before }) => before), ...(isOver ? laters : [])];
  const left = needed.some(({ figure }) => figure.suppressed !== null) ? "hidden" : needed.every(isEnough) ? null : "few";
  if (left !== null) return { ...shown, left, judged: null, hasAfter: false };
  const mean = (of: (part: Parts) => Estimate | null | undefined): Cell | null => {
    const cells = parts.map((part) => cellOf(of(part) ?? undefined));
    return cells.some((cell) => cell === null) ? null : averageCell(cells as Cell[], weights);
  };
  const base = mean(({ before }) => before)!;
  const later = mean(({ after }) => after);
  const depth = Math.min(...parts.map(({ earlier }) => earlier.length));
  // newest first, until one of them has too few answers
  const earlier: Cell[] = [];
  for (let back = 1; back <= depth; back++) {
    const cell = mean((part) => part.earlier.at(-back));
    if (cell === null) break;
    earlier.unshift(cell);
  }
  const judged = { unit: String(unit.unitId), isTreated: unit.isTreated, before: base, after: later ?? base, earlier };
  return { ...shown, left, judged, hasAfter: later !== null };
}

function isEnough({ figure, standardError }: Estimate): boolean {
  return figure.value !== null && standardError !== null && (figure.n ?? 0) >= FEWEST_ANSWERS;
}

/** An estimate as the statistics take it: the variance of one answer follows from the standard error. */
function cellOf(estimate: Estimate | undefined): Cell | null {
  if (estimate === undefined || !isEnough(estimate)) return null;
  const { figure, standardError } = estimate;
  return { n: figure.n!, value: figure.value!, variance: figure.n! * standardError! ** 2 };
}

/** Rows of every unit in every window it needs; each is shown once. */
async function showWindows({ question, countOf, treated, comparison, windows, afterOf }: Asking) {
  const rows: Omit<Row, "before">[] = [];
  const groups: Grouping[] = [];
  const places = new Map<string, number>();
  const name = (unitId: number, { from, to }: DayRange) => `${unitId} ${from} ${to}`;
  for (const { startDay, units } of startsOf(treated)) {
    const { before, earlier } = windows.get(startDay)!;
    const after = afterOf(windows.get(startDay)!);
    for (const range of [...earlier, before, ...(after === null ? [] : [after])]) {
      for (const side of [units, comparison]) {
        const siblings: number[] = [];
        for (const unitId of side) {
          if (places.has(name(unitId, range))) continue;
          places.set(name(unitId, range), rows.length);
          siblings.push(rows.length);
          rows.push(rowOf(question, [unitId], range, countOf));
        }
        if (siblings.length > 0) groups.push({ rows: siblings, isTotalShown: true });
      }
    }
  }
  const shown = await showEstimates(question.asked, rows, groups);
  return (unitId: number, range: DayRange) => shown[places.get(name(unitId, range)) ?? -1];
}

/** One set of answers as a row of the privacy stage. */
function rowOf({ asked, metric, members }: Question, units: readonly number[], period: DayRange, countOf: CountOf): Omit<Row, "before"> {
  const below = units.flatMap((id) => members.get(id) ?? []);
  return { metric, period, now: countOf(units, period), set: setOf(asked, metric, { units: below, period }) };
}

/** The answers of a group in one span after another; spans add up to the window they lie in. */
export async function readLine(
  question: Question,
  countOf: CountOf,
  units: readonly number[],
  blocks: readonly DayRange[],
): Promise<Figure[]> {
  if (units.length === 0 || blocks.length === 0) return [];
  const rows = blocks.map((range) => rowOf(question, units, range, countOf));
  const asked = narrowedTo(question, { from: blocks[0]!.from, to: blocks.at(-1)!.to });
  const shown = await showEstimates(asked, rows, [{ rows: rows.map((_, i) => i), isTotalShown: true }]);
  return shown.map(({ figure }) => figure);
}

/** The figure of each unit in each span; null where it has too few answers or is hidden. */
export async function readValues(
  question: Question,
  countOf: CountOf,
  units: readonly number[],
  blocks: readonly DayRange[],
): Promise<(number | null)[][]> {
  const rows = units.flatMap((unit) => blocks.map((range) => rowOf(question, [unit], range, countOf)));
  const groups = blocks.map((_, block) => ({ rows: units.map((__, unit) => unit * blocks.length + block), isTotalShown: true }));
  const shown = await showEstimates(question.asked, rows, groups);
  return units.map((_, unit) =>
    blocks.map((__, block) => {
      const estimate = shown[unit * blocks.length + block]!;
      return isEnough(estimate) ? estimate.figure.value : null;
    }),
  );
}
