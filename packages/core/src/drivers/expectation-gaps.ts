export interface AttributeLevel {
  readonly name: string;
  /** ≥ 0: share of R², a coefficient, or stated importance; one kind for all. */
  readonly importance: number;
  readonly meanExpected: number;
  readonly meanPerceived: number;
  /** People who answered both. */
  readonly n: number;
}

export interface ExpectationGap extends AttributeLevel {
  /** P − E, points of the scale: below 0 the attribute falls short of what was expected. */
  readonly gap: number;
  /** Importance × (E − P): what closing the gap is worth; 0 or less where nothing is missing. */
  readonly priority: number;
  /** 1 = close first; `null` where nothing is missing. */
  readonly rank: number | null;
}

/**
 * Expectation gaps 期望差距: attributes by importance × shortfall, the most urgent first and the strengths (perceived at or above
 * expected) at the end. Equal priorities keep the more important first, then the name.
 *
 * @throws {RangeError} when an importance is negative or a mean is not a number
 * @example
 * expectationGaps([{ name: "staff", importance: 0.2, meanExpected: 4, meanPerceived: 4.5, n: 80 }, { name: "speed", importance: 0.5, meanExpected: 4.5, meanPerceived: 3.5, n: 90 }])[0].name // => "speed"
 */
export function expectationGaps(attributes: readonly AttributeLevel[]): ExpectationGap[] {
  const bad = attributes.find((one) => !(one.importance >= 0) || !Number.isFinite(one.meanExpected) || !Number.isFinite(one.meanPerceived));
  if (bad) throw new RangeError(`expectationGaps cannot use ${JSON.stringify(bad)}`);
  const sorted = attributes
    .map((one) => {
      const gap = one.meanPerceived - one.meanExpected;
      return { ...one, gap, priority: 0 - one.importance * gap };
    })
    .sort((a, b) => b.priority - a.priority || b.importance - a.importance || (a.name < b.name ? -1 : 1));
  return sorted.map((one, i) => ({ ...one, rank: one.priority > 0 ? i + 1 : null }));
}
