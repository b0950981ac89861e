import fc from "fast-check";
import { expect, test } from "vitest";
import { isSmallSumSpanned } from "./small-sums.js";

/** The rank of a matrix of zeros and ones. */
function rank(rows: readonly (readonly number[])[]): number {
  let left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = left.find((row) => Math.abs(row[column]!) > 1e-9);
    if (pivot === undefined) continue;
    found += 1;
    left = left.filter((row) => row !== pivot).map((row) => row.map((value, i) => value - (row[column]! / pivot[column]!) * pivot[i]!));
  }
  return found;
}

test("small sums: the search from two halves agrees with trying every group", () => {
  const problem = fc.integer({ min: 1, max: 7 }).chain((atoms) =>
    fc.record({
      sums: fc.array(fc.array(fc.constantFrom(0, 1), { minLength: atoms, maxLength: atoms }), { minLength: 1, maxLength: 6 }),
      sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: atoms, maxLength: atoms }),
      k: fc.integer({ min: 1, max: 8 }),
    }),
  );
  fc.assert(
    fc.property(problem, ({ sums, sizes, k }) => {
      let isKnown = false;
      for (let group = 1; group < 2 ** sizes.length; group += 1) {
        const indicator = sizes.map((_, i) => (group >> i) & 1);
        const n = sizes.reduce((total, size, i) => total + size * indicator[i]!, 0);
        if (n < k && rank([...sums, indicator]) === rank(sums)) isKnown = true;
      }
      expect(isSmallSumSpanned(sums, sizes, k)).toBe(isKnown);
    }),
    { numRuns: 500 },
  );
});

test("small sums: a search too wide to finish answers yes", () => {
  const sizes = new Array<number>(400).fill(1);
  expect(isSmallSumSpanned([sizes.map((_, i) => i % 2)], sizes, 12)).toBe(true);
});
