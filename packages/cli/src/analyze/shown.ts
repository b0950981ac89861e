import type { Analysis, MeasureResult } from "@manyi/core/analysis";

/** The columns that a list of ratings shows: all that were answered, stated importance only where there is nothing else. */
export function shownMeasures({ measures }: Pick<Analysis, "measures">): readonly MeasureResult[] {
  const answered = measures.filter(({ n }) => n > 0);
  const rated = answered.filter(({ kind }) => kind !== "importance");
  return rated.length > 0 ? rated : answered;
}
