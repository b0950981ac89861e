import { boxPercent, type Estimate, type ScaleCounts } from "../measures/index.js";

/** How many answers sit at the ends of a scale, where it can tell people apart no more. */
export interface FloorCeiling {
  readonly floor: Estimate;
  readonly ceiling: Estimate;
  /** more than the limit at the lowest answer */
  readonly hasFloor: boolean;
  readonly hasCeiling: boolean;
}

/**
 * Floor and ceiling effects: more than 15 % of the answers at one end.
 *
 * @param limitPercent a larger share than this is an effect
 * @returns `null` when nobody answered
 * @throws {RangeError} when the counts do not fit the scale
 * @example
 * floorCeiling({ scale: { min: 1, max: 5 }, counts: [1, 2, 5, 10, 22] }).hasCeiling // => true
 */
export function floorCeiling(answers: ScaleCounts, limitPercent = 15): FloorCeiling | null {
  const { min, max } = answers.scale;
  const floor = boxPercent(answers, { from: min, to: min });
  const ceiling = boxPercent(answers, { from: max, to: max });
  if (floor === null || ceiling === null) return null;
  return { floor, ceiling, hasFloor: floor.value > limitPercent, hasCeiling: ceiling.value > limitPercent };
}
