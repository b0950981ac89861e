/** Why a point of a control chart stands out. */
export type RunRule = "above" | "below" | "near_upper" | "near_lower" | "rising" | "falling" | "run_above" | "run_below";

export interface RunSignal {
  /** Position (0-based) of the point that completes the pattern. */
  readonly at: number;
  readonly rule: RunRule;
}

/** Eight on one side, six in a row that rise or fall. */
const SIDE = 8;
const MOVES = 6;

/**
 * Rules for runs on a control chart: beyond three sigmas; two of three beyond two sigmas on one side; six in a row rising or falling;
 * eight in a row on one side of the centre. A gap breaks every run.
 *
 * @param values distance from the centre in standard deviations of the point, oldest first; `null` for a gap
 * @returns one signal per point at most, the strongest rule first
 * @example
 * runSignals([0, 3.5, null, 2.2, 0, 2.4]) // => [{ at: 1, rule: "above" }, { at: 5, rule: "near_upper" }]
 */
export function runSignals(values: readonly (number | null)[]): RunSignal[] {
  const signals: RunSignal[] = [];
  let [side, moves] = [0, 0];
  values.forEach((z, at) => {
    if (z === null) {
      side = 0;
      moves = 0;
      return;
    }
    const before = values[at - 1] ?? null;
    side = z > 0 ? Math.max(0, side) + 1 : z < 0 ? Math.min(0, side) - 1 : 0;
    // six points are five moves
    if (before === null || z === before) moves = 0;
    else moves = z > before ? Math.max(0, moves) + 1 : Math.min(0, moves) - 1;
    const three = [values[at - 2] ?? null, before, z];
    const rule = ruleOf(z, three, side, moves);
    if (rule !== null) signals.push({ at, rule });
  });
  return signals;
}

function ruleOf(z: number, three: readonly (number | null)[], side: number, moves: number): RunRule | null {
  const slack = 1e-9;
  if (z > 3 + slack) return "above";
  if (z < -3 - slack) return "below";
  const isWhole = three.every((value) => value !== null);
  if (isWhole && z > 2 && three.filter((value) => value! > 2).length >= 2) return "near_upper";
  if (isWhole && z < -2 && three.filter((value) => value! < -2).length >= 2) return "near_lower";
  if (moves >= MOVES - 1) return "rising";
  if (moves <= 1 - MOVES) return "falling";
  if (side >= SIDE) return "run_above";
  if (side <= -SIDE) return "run_below";
  return null;
}
