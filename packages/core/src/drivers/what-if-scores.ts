/**
 * Answers per score if everybody scored so many points more or less: the whole part moves all, the rest moves that share of those at each
 * score by one point more. Nobody leaves the scale, so that the mean moves less where many stand at its end.
 *
 * @param counts people per score, from the lowest up; sums of weights will do
 * @param change points, of either sign
 * @returns as many numbers, with the same total
 * @throws {RangeError} when a count is negative or the change is no number
 * @example
 * shiftScores([0, 4, 0], 0.25) // => [0, 3, 1]
 */
export function shiftScores(counts: readonly number[], change: number): number[] {
  if (!Number.isFinite(change)) throw new RangeError(`shiftScores needs a number to move by, got ${change}`);
  const moved = new Array<number>(counts.length).fill(0);
  const whole = Math.floor(change);
  const part = change - whole;
  const put = (score: number, people: number) => {
    moved[Math.min(counts.length - 1, Math.max(0, score))]! += people;
  };
  counts.forEach((people, score) => {
    if (!(people >= 0)) throw new RangeError(`shiftScores needs counts ≥ 0, got ${people}`);
    if (people === 0) return;
    put(score + whole, people * (1 - part));
    put(score + whole + 1, people * part);
  });
  return moved;
}
