import type { IndexNode } from "./index-tree.js";

/**
 * How much each leaf of an index counts in the whole: weights multiplied down the tree. A leaf without answers gives its share to its
 * siblings, as `scoreIndexTree` does.
 *
 * @returns shares of 1 by the name of the leaf, only of leaves with answers; empty when none has any
 * @example
 * const leaves = [{ name: "ease", weight: 3, mean: 4.5, n: 80 }, { name: "speed", weight: 1, mean: 4, n: 75 }];
 * [...indexShares({ name: "service", weight: 1, children: leaves })] // => [["ease", 0.75], ["speed", 0.25]]
 */
export function indexShares(root: IndexNode): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  const walk = (node: IndexNode, share: number): void => {
    if (!("children" in node)) {
      shares.set(node.name, (shares.get(node.name) ?? 0) + share);
      return;
    }
    const present = node.children.filter(hasAnswers);
    const whole = present.reduce((sum, { weight }) => sum + weight, 0);
    for (const child of present) walk(child, (share * child.weight) / whole);
  };
  if (hasAnswers(root)) walk(root, 1);
  return shares;
}

function hasAnswers(node: IndexNode): boolean {
  return "children" in node ? node.children.some(hasAnswers) : node.mean !== null && node.n > 0;
}

/** One leaf of an index as its error is added up. */
export interface IndexPart {
  /** of the whole, 0..1 */
  readonly share: number;
  /** of the leaf's mean, on the scale of the index */
  readonly standardError: number;
  readonly n: number;
}

/**
 * Standard error of an index whose leaves the same people answer: √(ΣΣ wᵢwⱼ · rᵢⱼ · √(nᵢ/nⱼ) · sᵢsⱼ) with nᵢ ≤ nⱼ, which takes everybody
 * who answered the rarer question to have answered the other too. Where it is not known how two go together, r is taken as 1: the
 * interval is then rather too wide than too narrow.
 *
 * @param correlation of two leaves by their places, −1..1; `null` unknown
 * @throws {RangeError} when a share or an error is below 0, or nobody answered a part
 * @example
 * indexError([{ share: 0.5, standardError: 2, n: 50 }, { share: 0.5, standardError: 2, n: 50 }], () => 0.5) // => 1.7320508
 * indexError([{ share: 0.5, standardError: 2, n: 50 }, { share: 0.5, standardError: 2, n: 50 }], () => null) // => 2
 */
export function indexError(parts: readonly IndexPart[], correlation: (a: number, b: number) => number | null): number {
  for (const { share, standardError, n } of parts) {
    if (!(share >= 0 && standardError >= 0 && n > 0)) {
      throw new RangeError(`a part has a share and an error ≥ 0 and n above 0, got ${share}, ${standardError}, ${n}`);
    }
  }
  const variance = parts.reduce(
    (sum, a, i) =>
      sum +
      parts.reduce((row, b, j) => {
        const r = i === j ? 1 : (correlation(i, j) ?? 1);
        const together = Math.sqrt(Math.min(a.n, b.n) / Math.max(a.n, b.n));
        return row + r * together * a.share * b.share * a.standardError * b.standardError;
      }, 0),
    0,
  );
  return Math.sqrt(Math.max(0, variance));
}
