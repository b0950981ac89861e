/** One dated move of a unit. */
export type UnitMove = {
  readonly unitId: number;
  /** `YYYY-MM-DD`, the first day under the new parent */
  readonly movedOn: string;
  readonly fromParentId: number | null;
  readonly toParentId: number | null;
};

/**
 * The tree as it stood on a day: today's parents with every later move taken back, so that a report of the past reproduces.
 *
 * @param parents unit id → parent id today, null for the root
 * @param moves in any order
 * @param day `YYYY-MM-DD`
 * @returns unit id → parent id on that day
 * @example
 * parentsOn(new Map([[3, 2]]), [{ unitId: 3, movedOn: "2026-03-01", fromParentId: 1, toParentId: 2 }], "2026-02-28").get(3) // => 1
 */
export function parentsOn(
  parents: ReadonlyMap<number, number | null>,
  moves: readonly UnitMove[],
  day: string,
): ReadonlyMap<number, number | null> {
  const then = new Map(parents);
  const later = moves.filter((move) => move.movedOn > day).sort((a, b) => (a.movedOn < b.movedOn ? 1 : -1));
  for (const move of later) if (then.has(move.unitId)) then.set(move.unitId, move.fromParentId);
  return then;
}
