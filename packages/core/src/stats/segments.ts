import { type MeanSums, type NpsCategories, type NpsDifference, npsDifference } from "../measures/index.js";
import { decide, type Findings } from "./multiplicity.js";
import { compareMeans, type MeanComparison } from "./two-means.js";
import { compareProportions, type Proportion, type ProportionComparison } from "./two-proportions.js";

/**
 * Everyone else: the total less the segment, field by field. A segment is compared with this, never with a total that holds it.
 *
 * @throws {RangeError} when the segment is larger than the total in a field
 * @example
 * everyoneElse({ successes: 30, n: 100 }, { successes: 10, n: 20 }) // => { successes: 20, n: 80 }
 */
export function everyoneElse<T extends Readonly<Record<keyof T, number>>>(total: T, segment: T): T {
  const rest: Record<string, number> = {};
  for (const [key, whole] of Object.entries<number>(total)) {
    const part = segment[key as keyof T];
    if (part > whole) throw new RangeError(`the segment's ${key} ${part} is larger than the total's ${whole}`);
    rest[key] = whole - part;
  }
  return rest as T;
}

/** Each segment against everyone else; `comparisons[i]` is `null` where one side is empty. */
export interface SegmentComparisons<T> {
  readonly comparisons: readonly (T | null)[];
  readonly findings: Findings;
}

/**
 * Shares of segments, each against everyone else.
 *
 * @param segments parts of the total; they may overlap
 * @param total all answers, the segments included
 * @example
 * segmentShares([{ successes: 90, n: 100 }], { successes: 150, n: 200 }).comparisons[0].difference // => 0.3
 */
export function segmentShares(segments: readonly Proportion[], total: Proportion): SegmentComparisons<ProportionComparison> {
  return compareEach(segments, (segment) => compareProportions(segment, everyoneElse(pick(total), pick(segment))));
}

/**
 * Means of segments, each against everyone else, by Welch's test.
 *
 * @param segments parts of the total; answers are not below 0
 * @param total all answers, the segments included
 * @example
 * segmentMeans([{ n: 2, sum: 9, sumSquares: 41 }], { n: 5, sum: 15, sumSquares: 55 }).comparisons[0].difference // => 2.5
 */
export function segmentMeans(segments: readonly MeanSums[], total: MeanSums): SegmentComparisons<MeanComparison> {
  return compareEach(segments, (segment) =>
    compareMeans(segment, {
      n: total.n - segment.n,
      sum: total.sum - segment.sum,
      sumSquares: total.sumSquares - segment.sumSquares,
    }),
  );
}

/**
 * Net promoter scores of segments, each against everyone else.
 *
 * @param segments parts of the total
 * @param total all answers, the segments included
 * @example
 * segmentNps([{ detractors: 0, passives: 5, promoters: 5 }], { detractors: 10, passives: 5, promoters: 5 }).comparisons[0].difference // => 150
 */
export function segmentNps(segments: readonly NpsCategories[], total: NpsCategories): SegmentComparisons<NpsDifference> {
  return compareEach(segments, ({ detractors, passives, promoters }) => {
    const segment = { detractors, passives, promoters };
    return npsDifference(
      segment,
      everyoneElse({ detractors: total.detractors, passives: total.passives, promoters: total.promoters }, segment),
    );
  });
}

function compareEach<S, T extends { readonly p: number | null }>(segments: readonly S[], compare: (segment: S) => T | null) {
  const comparisons = segments.map(compare);
  return { comparisons, findings: decide(comparisons.map((comparison) => comparison?.p ?? null)) };
}

function pick({ successes, n }: Proportion): Proportion {
  return { successes, n };
}
