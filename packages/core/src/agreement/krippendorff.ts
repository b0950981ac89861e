import { sum } from "../numeric/index.js";

/** What distances between values mean. */
export type MeasurementLevel = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * Krippendorff's α: 1 − observed ÷ expected disagreement, for any number of raters and with gaps.
 *
 * @param units one row per unit, one column per rater, `null` where a rater gave nothing; nominal values are numbered
 * @param level of measurement
 * @returns `null` when no unit has two ratings or all ratings are the same
 * @throws {RangeError} when a rating is not finite
 * @example
 * krippendorffAlpha([[1, 1], [2, 2], [1, 2], [2, 2]], "nominal") // => 0.5333333
 */
export function krippendorffAlpha(units: readonly (readonly (number | null)[])[], level: MeasurementLevel): number | null {
  for (const value of units.flat()) if (value !== null && !Number.isFinite(value)) throw new RangeError(`a rating is finite, got ${value}`);
  const rated = units.map((unit) => unit.filter((value) => value !== null)).filter((values) => values.length >= 2);
  const values = [...new Set(rated.flat())].sort((a, b) => a - b);
  const place = new Map(values.map((value, i) => [value, i]));
  const coincidence = values.map(() => values.map(() => 0));
  for (const ratings of rated) {
    ratings.forEach((a, i) => {
      ratings.forEach((b, j) => {
        if (i !== j) coincidence[place.get(a)!]![place.get(b)!]! += 1 / (ratings.length - 1);
      });
    });
  }
  const totals = coincidence.map((row) => sum(row));
  const n = sum(totals);
  const distance = distanceOf(level, values, totals);
  const over = (of: (i: number, j: number) => number) => sum(values.flatMap((_, i) => values.map((_, j) => of(i, j) * distance(i, j))));
  const expected = over((i, j) => totals[i]! * totals[j]!);
  return expected === 0 ? null : 1 - ((n - 1) * over((i, j) => coincidence[i]![j]!)) / expected;
}

function distanceOf(level: MeasurementLevel, values: readonly number[], totals: readonly number[]): (i: number, j: number) => number {
  const at = (i: number) => values[i]!;
  switch (level) {
    case "nominal":
      return (i, j) => (i === j ? 0 : 1);
    case "interval":
      return (i, j) => (at(i) - at(j)) ** 2;
    case "ratio":
      return (i, j) => (at(i) + at(j) === 0 ? 0 : ((at(i) - at(j)) / (at(i) + at(j))) ** 2);
    case "ordinal":
      // ranks that lie between two values, their own counted half
      return (i, j) => {
        if (i === j) return 0;
        const between = totals.slice(Math.min(i, j), Math.max(i, j) + 1);
        return (sum(between) - (totals[i]! + totals[j]!) / 2) ** 2;
      };
  }
}
