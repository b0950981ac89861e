import fc from "fast-check";
import { expect, test } from "vitest";
import { ranks } from "../numeric/index.js";
import {
  bendOf,
  correlationOf,
  type LinkColumns,
  momentsOfLink,
  momentsWithout,
  partialOf,
  rankCorrelationsWithout,
  slopeOf,
} from "./leave-out.js";

/** What is left when these pairs are taken out, computed as if they had never been there. */
function rest({ x, y, z }: LinkColumns, group: readonly number[]): LinkColumns {
  const keep = (values: readonly number[]) => values.filter((_, i) => !group.includes(i));
  return { x: keep(x), y: keep(y), z: z === null ? null : keep(z) };
}
const statistics = [correlationOf, partialOf, slopeOf, bendOf];

test("leaving a unit out tells the same as never having had it: correlation, partial, slope, bend and ranks, also with ties", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(fc.array(fc.array(pair, { minLength: 1, maxLength: 5 }), { minLength: 5, maxLength: 9 }), (units) => {
      const all = units.flat();
      const columns = { x: all.map(([x]) => x), y: all.map(([, y]) => y), z: all.map(([, , z]) => z) };
      const groups = units.map((unit, u) => unit.map((_, i) => units.slice(0, u).flat().length + i));
      const ranked = rankCorrelationsWithout(columns, groups);
      for (const [u, left] of momentsWithout(columns, groups).entries()) {
        const anew = rest(columns, groups[u]!);
        const whole = momentsOfLink(anew);
        for (const statistic of statistics) {
          const [found, wanted] = [statistic(left), statistic(whole)];
          if (wanted === null) expect(found).toBeNull();
          else if (Math.abs(wanted) < 1 - 1e-9 || statistic === slopeOf) expect(found).toBeCloseTo(wanted, 6);
        }
        const byRank = correlationOf(momentsOfLink({ x: ranks(anew.x), y: ranks(anew.y), z: null }));
        if (byRank === null) expect(ranked[u]).toBeNull();
        else expect(ranked[u]).toBeCloseTo(byRank, 9);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("one unit a million times as large as the others does not blur what is left without it", () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 4];
  const y = [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1, 18, 8e9];
  const [left] = momentsWithout({ x, y, z: null }, [[9]]);
  const alone = momentsOfLink({ x: x.slice(0, 9), y: y.slice(0, 9), z: null });
  expect(slopeOf(left!)).toBe(slopeOf(alone));
  expect(correlationOf(left!)).toBe(correlationOf(alone));
});
