/** One unit to be ranked. */
export interface RankUnit {
  readonly id: string;
  readonly n: number;
  /** `null` when nobody answered */
  readonly value: number | null;
}

/** A unit with its pulled-in score and place. */
export interface RankedUnit extends RankUnit {
  /** (n·x + m·μ)/(n + m); `null` without a value */
  readonly shrunk: number | null;
  /** 1 is highest, equal scores share a place; `null` when the base is too small to be ranked */
  readonly rank: number | null;
}

/**
 * A score pulled towards the overall mean, the more the smaller its base: (n·x + m·μ)/(n + m).
 *
 * @param m how many answers the overall mean is worth
 * @throws {RangeError} when n < 0, m < 0 or both are 0
 * @example
 * shrink({ n: 8, value: 100 }, 40) // => 52.63158
 * shrink({ n: 120, value: 55 }, 40) // => 52
 */
export function shrink({ n, value }: { readonly n: number; readonly value: number }, overall: number, m = 30): number {
  if (!(n >= 0 && m >= 0 && n + m > 0)) throw new RangeError(`shrink needs n, m ≥ 0 and not both 0, got ${n}, ${m}`);
  return (n * value + m * overall) / (n + m);
}

/**
 * Ranks units by their shrunken scores. Units with fewer than `minN` answers are listed, marked "not ranked" by a `null` rank, and
 * take no place from others.
 *
 * @param overall the mean over all units, μ
 * @returns in the order of the ranking, unranked units last in their given order
 * @example
 * rankUnits([{ id: "a", n: 8, value: 100 }, { id: "b", n: 120, value: 55 }], 40).map((unit) => unit.rank) // => [1, null]
 */
export function rankUnits(units: readonly RankUnit[], overall: number, { m = 30, minN = 30 } = {}): RankedUnit[] {
  const scored = units.map((unit) => ({
    ...unit,
    shrunk: unit.value === null || unit.n === 0 ? null : shrink({ n: unit.n, value: unit.value }, overall, m),
  }));
  const ranked = scored.flatMap((unit) => (unit.shrunk !== null && unit.n >= minN ? [{ ...unit, shrunk: unit.shrunk }] : []));
  const unranked = scored.filter((unit) => unit.shrunk === null || unit.n < minN);
  const places = ranked
    .toSorted((a, b) => b.shrunk - a.shrunk)
    .map((unit) => ({ ...unit, rank: 1 + ranked.filter((other) => other.shrunk > unit.shrunk).length }));
  return [...places, ...unranked.map((unit) => ({ ...unit, rank: null }))];
}
