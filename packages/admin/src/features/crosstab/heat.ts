import type { Layer } from "./drill.js";

/** How strongly a cell is coloured: blue above, grey below what independence would give; more is neither better nor worse. */
export type Heat = "high-2" | "high-1" | "low-1" | "low-2" | undefined;

/**
 * Colour of a cell by its adjusted residual: from ±2 it stands out, from ±3 clearly.
 *
 * @example
 * heatOf({ residual: -2.4 }) // => "low-1"
 * heatOf({ residual: 1.9 }) // => undefined
 */
export function heatOf({ residual }: Pick<Layer["cells"][number][number], "residual">): Heat {
  if (residual === null || Math.abs(residual) < 2) return undefined;
  if (residual > 0) return residual >= 3 ? "high-2" : "high-1";
  return residual <= -3 ? "low-2" : "low-1";
}
