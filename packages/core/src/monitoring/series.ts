/** @throws {RangeError} when a value of a series is not a finite number: a gap is left out beforehand, never counted as something */
export function requireSeries(values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`a series holds finite numbers, got ${values[i]}`);
  }
}

/** How far a value may be from a level and still be on it: rounding puts nothing beside it. */
export function slackOf(level: number): number {
  return 1e-12 * Math.abs(level);
}
