/** How many answers a shown group needs when nothing else is said. */
export const DEFAULT_THRESHOLD = 5;

/** How many answers a group needs before its comments are shown. */
export const COMMENT_THRESHOLD = 10;

/**
 * Whether a group is large enough to be shown.
 *
 * @param n answers in the group
 * @param k threshold, whole, ≥ 1
 * @throws {RangeError} when k is not a whole number ≥ 1
 * @example
 * isShown(5, 5) // => true
 * isShown(4, 5) // => false
 */
export function isShown(n: number, k: number = DEFAULT_THRESHOLD): boolean {
  requireThreshold(k);
  return n >= k;
}

/**
 * Whether the comments of a group may be shown: from ten answers on, and never below the threshold itself.
 *
 * @example
 * canShowComments(10) // => true
 * canShowComments(9) // => false
 */
export function canShowComments(n: number, k: number = DEFAULT_THRESHOLD): boolean {
  return isShown(n, Math.max(k, COMMENT_THRESHOLD));
}

/**
 * How many of the answers, in order of arrival, the shown results rest on: results move in steps of at least k, so that no single
 * answer can be read off a change.
 *
 * @param n answers so far
 * @returns the largest multiple of k up to n; 0 below k
 * @example
 * steppedCount(14, 5) // => 10
 * steppedCount(4, 5) // => 0
 */
export function steppedCount(n: number, k: number = DEFAULT_THRESHOLD): number {
  requireThreshold(k);
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`a count is a whole number ≥ 0, got ${n}`);
  return n - (n % k);
}

/**
 * The threshold that holds for a group: the highest of the one in force now and those promised when its answers were given. Raising it
 * hides past answers again, lowering it never shows them.
 *
 * @param now threshold in force
 * @param promised thresholds in force when the answers were given
 * @throws {RangeError} when one is not a whole number ≥ 1
 * @example
 * thresholdInForce(3, [5, 3]) // => 5
 * thresholdInForce(8, [5]) // => 8
 */
export function thresholdInForce(now: number, promised: Iterable<number>): number {
  let highest = now;
  requireThreshold(now);
  for (const k of promised) {
    requireThreshold(k);
    highest = Math.max(highest, k);
  }
  return highest;
}

/**
 * Whether everyone in a cell gave the same answer: of a sensitive question that tells what each of them said, however many they are.
 *
 * @param counts answers per option of one cell
 * @example
 * isUnanimous([0, 12, 0]) // => true
 * isUnanimous([1, 12, 0]) // => false
 */
export function isUnanimous(counts: readonly number[]): boolean {
  return counts.filter((count) => count > 0).length === 1;
}

/** Refuses a threshold that is not a whole number ≥ 1. */
export function requireThreshold(k: number): void {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`a threshold is a whole number ≥ 1, got ${k}`);
}
