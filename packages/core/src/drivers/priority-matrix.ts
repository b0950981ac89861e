import type { Interval } from "../measures/index.js";

/** fix 修补区 (important, weak), keep 优势区 (important, strong), later 机会区 (neither), maintain 维持区 (strong, not important). */
export type Quadrant = "fix" | "keep" | "later" | "maintain";

export interface MatrixPoint {
  readonly name: string;
  readonly importance: number;
  readonly performance: number;
  readonly importanceInterval?: Interval | null;
  readonly performanceInterval?: Interval | null;
}

export interface PlacedPoint extends MatrixPoint {
  readonly quadrant: Quadrant;
  /** True when an interval reaches across a cross-hair: the quadrant could be another one. */
  readonly isUncertain: boolean;
}

export interface PriorityMatrix {
  readonly importanceCut: number;
  readonly performanceCut: number;
  readonly points: readonly PlacedPoint[];
  /** Names whose interval crosses a cross-hair. */
  readonly uncertain: readonly string[];
}

export type Crosshair = "mean" | "median" | { readonly importance: number; readonly performance: number };

/**
 * Importance–satisfaction matrix 重要性—满意度矩阵: sorts attributes into four quadrants. A value that equals the
 * cross-hair counts as high.
 *
 * @param crosshair where the lines cross: mean or median of the points, or fixed values; default mean
 * @returns `null` when there are no points
 * @throws {RangeError} when a value is not a finite number
 * @example
 * priorityMatrix([{ name: "Delivery", importance: 4.6, performance: 3.6 }, { name: "Décor", importance: 3.0, performance: 4.2 }])!.points.map((point) => point.quadrant) // => ["fix", "maintain"]
 */
export function priorityMatrix(points: readonly MatrixPoint[], crosshair: Crosshair = "mean"): PriorityMatrix | null {
  if (points.length === 0) return null;
  const bad = points.find((point) => !Number.isFinite(point.importance) || !Number.isFinite(point.performance));
  if (bad) throw new RangeError(`priorityMatrix needs numbers, got ${bad.name} (${bad.importance}, ${bad.performance})`);
  const centre = crosshair === "median" ? median : mean;
  const isFixed = typeof crosshair === "object";
  const importanceCut = isFixed ? crosshair.importance : centre(points.map((point) => point.importance));
  const performanceCut = isFixed ? crosshair.performance : centre(points.map((point) => point.performance));
  const placed = points.map((point): PlacedPoint => {
    const important = isHigh(point.importance, importanceCut);
    const strong = isHigh(point.performance, performanceCut);
    const quadrant = important ? (strong ? "keep" : "fix") : strong ? "maintain" : "later";
    const isUncertain = crosses(point.importanceInterval, importanceCut) || crosses(point.performanceInterval, performanceCut);
    return { ...point, quadrant, isUncertain };
  });
  return {
    importanceCut,
    performanceCut,
    points: placed,
    uncertain: placed.filter((point) => point.isUncertain).map((point) => point.name),
  };
}

// The mean of equal values can exceed them by a rounding error; equal must still count as high.
function isHigh(value: number, cut: number): boolean {
  return value >= cut - 1e-12 * Math.max(1, Math.abs(cut));
}

function crosses(interval: Interval | null | undefined, cut: number): boolean {
  return !!interval && isHigh(interval.high, cut) && !isHigh(interval.low, cut);
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
