/** How a column of scores is read: whole scale, what counts as low and high, and what is averaged. */
export interface ScoreScale {
  readonly kind: "nps" | "mean";
  readonly min: number;
  readonly max: number;
}

/**
 * The side of a score: low, high, or neither. On the 0–10 recommendation question detractors are low and promoters
 * high; on other scales the lowest two fifths and the highest quarter.
 *
 * @example
 * sideOfScore({ kind: "nps", min: 0, max: 10 }, 6) // => "low"
 * sideOfScore({ kind: "mean", min: 1, max: 5 }, 4) // => "high"
 * sideOfScore({ kind: "mean", min: 1, max: 5 }, 3) // => null
 */
export function sideOfScore({ kind, min, max }: ScoreScale, score: number): "low" | "high" | null {
  if (kind === "nps") return score <= 6 ? "low" : score >= 9 ? "high" : null;
  const place = (score - min) / (max - min);
  return place <= 0.4 ? "low" : place >= 0.75 ? "high" : null;
}

/**
 * What a score adds to the average: itself, or on the recommendation question −100, 0, 100, so that the mean is the
 * net promoter score.
 *
 * @example
 * valueOfScore({ kind: "nps", min: 0, max: 10 }, 9) // => 100
 */
export function valueOfScore({ kind }: ScoreScale, score: number): number {
  if (kind !== "nps") return score;
  return score <= 6 ? -100 : score >= 9 ? 100 : 0;
}
