/** What is known of a theme: how much it is spoken of, how the score goes with it, and how that changed. */
export interface ThemeWeight {
  /** Share of all comments that mention it, 0–1. */
  readonly share: number;
  /** Share in the period before, 0–1; `null` when nothing is compared. */
  readonly shareBefore: number | null;
  /** Whether a test supports that the share changed. */
  readonly isChanged: boolean;
  /** Score of those who mention it less that of the others; `null` when too few gave one. */
  readonly effect: number | null;
  /** Whether a test supports that the score differs. */
  readonly hasEffect: boolean;
}

/** A theme at most doubles or halves its weight by its trend, so that a handful of mentions that doubled twice does not lead the list. */
const mostTrend = 2;

/**
 * How urgent a theme is 紧迫度: volume × effect × trend. Volume is its share of the comments; effect is what the score loses where it is
 * mentioned, in points of the score; trend is its share now over its share before, from a half to two. Volume × effect is what the
 * theme takes from the score of all who wrote, so the result reads as points. Only what a test supports counts: a score that may be
 * the same counts as no effect, a share that may be the same as no trend. An order of work, not a measure of cause.
 *
 * @returns points of the score, 0 or more; `null` without an effect or without a period to compare with
 * @throws {RangeError} when a share is not between 0 and 1
 * @example
 * themeUrgency({ share: 0.2, shareBefore: 0.16, isChanged: true, effect: -30, hasEffect: true }) // => 7.5
 * themeUrgency({ share: 0.2, shareBefore: 0.16, isChanged: false, effect: -30, hasEffect: true }) // => 6
 * themeUrgency({ share: 0.2, shareBefore: 0.16, isChanged: true, effect: 12, hasEffect: true }) // => 0
 * themeUrgency({ share: 0.2, shareBefore: null, isChanged: false, effect: -30, hasEffect: true }) // => null
 */
export function themeUrgency({ share, shareBefore, isChanged, effect, hasEffect }: ThemeWeight): number | null {
  for (const one of [share, shareBefore ?? 0])
    if (!(one >= 0 && one <= 1)) throw new RangeError(`a share lies between 0 and 1, got ${one}`);
  if (effect === null || shareBefore === null) return null;
  const lost = hasEffect ? Math.max(0, -effect) : 0;
  const growth = shareBefore === 0 ? mostTrend : share / shareBefore;
  const trend = isChanged ? Math.min(mostTrend, Math.max(1 / mostTrend, growth)) : 1;
  return share * lost * trend;
}
