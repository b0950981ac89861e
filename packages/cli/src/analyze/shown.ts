import type { Analysis, MeasureResult } from "@manyi/core/analysis";
import { count, figure, type Locale, range } from "./figures.js";

/** The columns that a list of ratings shows: all that were answered, stated importance only where there is nothing else. */
export function shownMeasures({ measures }: Pick<Analysis, "measures">): readonly MeasureResult[] {
  const answered = measures.filter(({ n }) => n > 0);
  const rated = answered.filter(({ kind }) => kind !== "importance");
  return rated.length > 0 ? rated : answered;
}

/** The weighted headline of a column: value, interval, effective n. */
export function weightedCells({ unit, weighted }: MeasureResult, locale: Locale): string[] {
  if (weighted === null) return ["", "", ""];
  return [figure(unit, weighted.value), range(unit, weighted.interval, locale), count(Math.round(weighted.effectiveN))];
}
