import { expect, test } from "vitest";
import { indexError, indexShares, scoreIndexTree } from "./index.js";

const leaf = (name: string, weight: number, mean: number | null, n = 10) => ({ name, weight, mean, n: mean === null ? 0 : n });
const tree = (price: number | null) => ({
  name: "index",
  weight: 1,
  children: [
    { name: "product", weight: 0.4, children: [leaf("a", 0.5, 4.2), leaf("b", 0.5, 3.8)] },
    { name: "service", weight: 0.4, children: [leaf("c", 0.6, 4.5), leaf("d", 0.4, 4)] },
    leaf("price", 0.2, price),
  ],
});

test("shares of the leaves multiply down the tree; a missing one gives its share to its siblings, so that the sum is the index (T-17)", () => {
  expect([...indexShares(tree(3.5)).values()]).toEqual([0.2, 0.2, 0.24, expect.closeTo(0.16, 12), 0.2]);
  const without = indexShares(tree(null));
  expect([...without.keys()]).toEqual(["a", "b", "c", "d"]);
  expect([...without.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  const means: Record<string, number> = { a: 4.2, b: 3.8, c: 4.5, d: 4 };
  const mean = [...without].reduce((sum, [name, share]) => sum + share * means[name]!, 0);
  expect((100 * (mean - 1)) / 4).toBeCloseTo(scoreIndexTree(tree(null), { min: 1, max: 5 }).value!, 12);
  expect(indexShares(leaf("alone", 1, null)).size).toBe(0);
});

test("with everybody answering everything the error is that of each person's own index", () => {
  const rows = [
    [5, 4],
    [3, 4],
    [4, 2],
    [2, 1],
    [5, 5],
    [4, 3],
  ] as const;
  const n = rows.length;
  const shares = [0.7, 0.3] as const;
  const mean = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / n;
  const covariance = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean(x)) * (y[i]! - mean(y)), 0) / (n - 1);
  const [x, y] = [rows.map(([one]) => one as number), rows.map(([, two]) => two as number)];
  const r = covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
  const parts = [x, y].map((of, i) => ({ share: shares[i]!, standardError: Math.sqrt(covariance(of, of) / n), n }));
  const own = rows.map(([one, two]) => 0.7 * one + 0.3 * two);
  expect(indexError(parts, () => r)).toBeCloseTo(Math.sqrt(covariance(own, own) / n), 12);
  // what is not known makes it wider, never narrower
  expect(indexError(parts, () => null)).toBeGreaterThan(indexError(parts, () => r));
  expect(() => indexError([{ share: -1, standardError: 1, n: 1 }], () => null)).toThrow(RangeError);
});
