import type { Moments } from "../drivers/index.js";

/** Random groups of answers: enough for intervals that hold for answers of any shape. */
export const RANDOM_GROUPS = 60;

/** Sums and products of complete answers, by random group. */
export interface MomentGroups {
  /** Adds one row of complete answers to a group. */
  readonly add: (values: Float64Array, group: number) => void;
  readonly total: () => Moments;
  /** Groups that hold answers. */
  readonly groups: () => readonly Moments[];
}

/**
 * An accumulator for `names`, in the order of the values added.
 *
 * @example
 * const counts = momentGroups(["a"]);
 * counts.add(Float64Array.of(2), 0);
 * counts.total().sums[0] // => 2
 */
export function momentGroups(names: readonly string[]): MomentGroups {
  const k = names.length;
  const kept = Array.from({ length: RANDOM_GROUPS }, () => ({ n: 0, sums: new Float64Array(k), products: new Float64Array(k * k) }));
  const momentsOf = (parts: typeof kept): Moments => {
    const sums = new Float64Array(k);
    const crossProducts = new Float64Array(k * k);
    let n = 0;
    for (const part of parts) {
      n += part.n;
      for (let a = 0; a < k; a++) {
        sums[a]! += part.sums[a]!;
        for (let b = 0; b <= a; b++) {
          crossProducts[a * k + b]! += part.products[a * k + b]!;
          if (b < a) crossProducts[b * k + a]! += part.products[a * k + b]!;
        }
      }
    }
    return { names, n, sums, crossProducts };
  };
  return {
    add: (values, group) => {
      const part = kept[group % RANDOM_GROUPS]!;
      part.n++;
      for (let a = 0; a < k; a++) {
        const value = values[a]!;
        part.sums[a]! += value;
        for (let b = 0; b <= a; b++) part.products[a * k + b]! += value * values[b]!;
      }
    },
    total: () => momentsOf(kept),
    groups: () => kept.filter(({ n }) => n > 0).map((part) => momentsOf([part])),
  };
}
