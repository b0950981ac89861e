import fc from "fast-check";
import { expect, test } from "vitest";
import { completeCases, correlationMatrix, momentsOf, rescaleMoments } from "./index.js";

test("rescaling counts equals counting rescaled answers, and no correlation moves", () => {
  const answers = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 10 })), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(answers, (rows) => {
      const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
      const scales = [
        { min: 1, max: 5 },
        { min: 0, max: 10 },
      ];
      const raw = momentsOf(completeCases({ a, b }, ["a", "b"]));
      const got = rescaleMoments(raw, scales);
      const counted = momentsOf(completeCases({ a: a.map((x) => 25 * (x - 1)), b: b.map((y) => 10 * y) }, ["a", "b"]));
      for (const [i, sum] of Array.from(got.sums).entries()) expect(sum).toBeCloseTo(counted.sums[i]!, 6);
      for (const [i, product] of Array.from(got.crossProducts).entries()) expect(product).toBeCloseTo(counted.crossProducts[i]!, 4);
      const [before, after] = [correlationMatrix(raw), correlationMatrix(got)];
      if (before.some(Number.isNaN)) return;
      for (const [i, r] of before.entries()) expect(after[i]!).toBeCloseTo(r, 9);
    }),
  );
});
