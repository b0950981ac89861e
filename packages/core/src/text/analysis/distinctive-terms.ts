import { normalQuantile, normalTwoSided } from "../../numeric/index.js";
import { adjustPValues } from "../../stats/index.js";

/** How much more one group says something than another. */
export interface DistinctiveTerm {
  readonly term: string;
  readonly count: number;
  readonly otherCount: number;
  /** Log-odds ratio; above 0 the first group says it more. */
  readonly logOdds: number;
  readonly low: number;
  readonly high: number;
  readonly z: number;
}

export interface DistinctiveOptions {
  /**
   * How many counted terms the prior weighs; 200, or a tenth of all counted terms where that is more. A prior that stays small beside
   * many comments would leave words that only one group says without any weight on the other side, and so without a finding.
   */
  readonly priorSize?: number;
  readonly confidence?: number;
  /** A term needs so many comments in both groups together. */
  readonly minCount?: number;
  /** Expected share of chance finds among the terms listed (Benjamini–Hochberg over all terms looked at); not corrected when left out. */
  readonly falseShare?: number;
}

/**
 * Terms that set one group of comments apart from another: log-odds ratios with an informative Dirichlet prior
 * (Monroe, Colaresi, Quinn 2008), so that rare words do not lead the list.
 *
 * @param own counts of terms in the group, see `countTerms`
 * @param other the same in the group compared with
 * @returns strongest first; terms whose interval holds 0 are left out, and parts of a longer term said as often
 * @throws {RangeError} when a count is below 0
 * @example
 * const lunch = Array(30).fill("waited too long").concat(Array(70).fill("tasty soup"));
 * const dinner = Array(5).fill("waited too long").concat(Array(95).fill("tasty soup"));
 * distinctiveTerms(countTerms(lunch), countTerms(dinner)).map(({ term, count, otherCount, z }) => [term, count, otherCount, z])
 * // => [["long", 30, 5, 3.51723], ["waited", 30, 5, 3.51723]]
 */
export function distinctiveTerms(
  own: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  { priorSize: asked, confidence = 0.95, minCount = 5, falseShare }: DistinctiveOptions = {},
): DistinctiveTerm[] {
  const total = (counts: ReadonlyMap<string, number>) => {
    let all = 0;
    for (const count of counts.values()) {
      if (count < 0) throw new RangeError(`counts of terms are 0 or more, got ${count}`);
      all += count;
    }
    return all;
  };
  const ownTotal = total(own);
  const otherTotal = total(other);
  if (ownTotal === 0 || otherTotal === 0) return [];
  const priorSize = asked ?? Math.max(200, 0.1 * (ownTotal + otherTotal));
  const width = normalQuantile((1 + confidence) / 2);
  const looked: DistinctiveTerm[] = [];
  for (const term of new Set([...own.keys(), ...other.keys()])) {
    const count = own.get(term) ?? 0;
    const otherCount = other.get(term) ?? 0;
    if (count + otherCount < minCount) continue;
    const prior = (priorSize * (count + otherCount)) / (ownTotal + otherTotal);
    const a = count + prior;
    const b = otherCount + prior;
    const logOdds = Math.log(a / (ownTotal + priorSize - a)) - Math.log(b / (otherTotal + priorSize - b));
    const spread = Math.sqrt(1 / a + 1 / b);
    const low = logOdds - width * spread;
    const high = logOdds + width * spread;
    looked.push({ term, count, otherCount, logOdds, low, high, z: logOdds / spread });
  }
  const adjusted =
    falseShare === undefined
      ? null
      : adjustPValues(
          looked.map(({ z }) => normalTwoSided(z)),
          "benjamini-hochberg",
        );
  const found = looked.filter(({ low, high }, i) => (low > 0 || high < 0) && (adjusted === null || adjusted[i]! <= falseShare!));
  found.sort((x, y) => Math.abs(y.z) - Math.abs(x.z) || (x.term < y.term ? -1 : 1));
  return withoutParts(found);
}

/** "没人", "人接", "没人接" said equally often are one expression: the longest. */
function withoutParts(terms: readonly DistinctiveTerm[]): DistinctiveTerm[] {
  return terms.filter(
    ({ term, count, otherCount }) =>
      !terms.some(
        (longer) =>
          longer.term.length > term.length &&
          longer.term.includes(term) &&
          longer.count * 10 >= count * 8 &&
          longer.otherCount * 10 >= otherCount * 8,
      ),
  );
}
