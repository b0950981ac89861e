import { type BandCounts, bandCounts, type PairCount, type Scale } from "../measures/index.js";

export interface RatioWhatIf {
  /** ΣP ÷ ΣE. */
  readonly ratio: number;
  /** People per satisfaction band. */
  readonly bands: BandCounts;
}

/**
 * What if everybody expected, or perceived, so many points more (or less)? Answers stop at the ends of the scale.
 *
 * @param pairs people per pair of expectation and perception, as counted
 * @param change points to add to expectation and to perception; 0 leaves them as they are
 * @returns before and after; `null` for no pairs
 * @throws {RangeError} when the scale does not start above 0
 * @example
 * whatIfRatio([{ expected: 5, perceived: 4, n: 2 }], { expected: 0, perceived: 1 }, { min: 1, max: 5 }).after.ratio // => 1
 */
export function whatIfRatio(
  pairs: readonly PairCount[],
  change: { readonly expected: number; readonly perceived: number },
  scale: Scale,
): { readonly before: RatioWhatIf; readonly after: RatioWhatIf } | null {
  if (!(scale.min > 0)) throw new RangeError(`whatIfRatio needs a scale that starts above 0, got ${scale.min}`);
  const before = outcomeOf(pairs);
  if (before === null) return null;
  const move = (value: number, by: number) => (by === 0 ? value : Math.min(scale.max, Math.max(scale.min, value + by)));
  const after = outcomeOf(
    pairs.map(({ expected, perceived, n }) => ({
      expected: move(expected, change.expected),
      perceived: move(perceived, change.perceived),
      n,
    })),
  );
  return after === null ? null : { before, after };
}

function outcomeOf(pairs: readonly PairCount[]): RatioWhatIf | null {
  let [expected, perceived] = [0, 0];
  for (const pair of pairs) {
    expected += pair.n * pair.expected;
    perceived += pair.n * pair.perceived;
  }
  return expected > 0 ? { ratio: perceived / expected, bands: bandCounts(pairs) } : null;
}
