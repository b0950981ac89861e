/** Voices of one source at one touchpoint from one segment; `null` where a voice names none. */
export type CoverageCell = {
  readonly source: string;
  readonly touchpointId: number | null;
  readonly segmentId: number | null;
  readonly n: number;
};
export type MissedCell = {
  readonly source: string;
  readonly touchpointId: number;
  readonly segmentId: number;
  /** voices to be expected here if every source heard every place and segment alike; unrounded */
  readonly missed: number;
};

/**
 * Cells of the matrix source × touchpoint × segment that hear nobody (L7.10), the greatest loss first. What a cell misses is what its source
 * would have heard there if it listened to touchpoints and segments in the proportions of all sources together: share of the source times
 * voices of the touchpoint and segment.
 *
 * @example
 * missedByCell(
 *   [
 *     { source: "survey", touchpointId: 1, segmentId: 1, n: 30 },
 *     { source: "survey", touchpointId: 2, segmentId: 1, n: 10 },
 *     { source: "review", touchpointId: 1, segmentId: 1, n: 10 },
 *   ],
 *   ["survey", "review"], [1, 2], [1],
 * ) // => [{ source: "review", touchpointId: 2, segmentId: 1, missed: 2 }]
 */
export function missedByCell(
  cells: readonly CoverageCell[],
  sources: readonly string[],
  touchpointIds: readonly number[],
  segmentIds: readonly number[],
): readonly MissedCell[] {
  const bySource = new Map<string, number>();
  const byPlace = new Map<string, number>();
  const heard = new Set<string>();
  let total = 0;
  for (const { source, touchpointId, segmentId, n } of cells) {
    if (touchpointId === null || segmentId === null || n === 0) continue;
    const place = `${touchpointId} ${segmentId}`;
    bySource.set(source, (bySource.get(source) ?? 0) + n);
    byPlace.set(place, (byPlace.get(place) ?? 0) + n);
    heard.add(`${source} ${place}`);
    total += n;
  }
  const missed = sources.flatMap((source) =>
    touchpointIds.flatMap((touchpointId) =>
      segmentIds.flatMap((segmentId): MissedCell[] => {
        const place = `${touchpointId} ${segmentId}`;
        if (heard.has(`${source} ${place}`)) return [];
        const share = total === 0 ? 0 : (bySource.get(source) ?? 0) / total;
        return [{ source, touchpointId, segmentId, missed: share * (byPlace.get(place) ?? 0) }];
      }),
    ),
  );
  return missed.sort((a, b) => b.missed - a.missed);
}
