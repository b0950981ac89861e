import type { api, Out } from "@manyi/contracts";

export type LoopRow = Out<typeof api.figures.loop>["rows"][number];

export const stages = ["due", "acknowledgedOnTime", "closed", "verified", "satisfied"] as const;

/** The unit that closes fewest of its loops, among those with enough cases to judge. */
export function lowestOf(rows: readonly LoopRow[]): LoopRow | null {
  const judged = rows.filter(({ unitId, closedLoop }) => unitId !== null && closedLoop.value !== null && closedLoop.base === "ok");
  return judged.toSorted((a, b) => (a.closedLoop.value ?? 0) - (b.closedLoop.value ?? 0))[0] ?? null;
}
