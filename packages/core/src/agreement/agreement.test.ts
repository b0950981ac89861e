import fc from "fast-check";
import { expect, test } from "vitest";
import { canAutomate, categoryCounts, cohenKappa, fleissKappa, intraclass, kendallW, krippendorffAlpha } from "./index.js";

test("T-21 Cohen: 79 % agreement against 37.24 % by chance is 0.665", () => {
  const result = cohenKappa([
    [40, 5, 2],
    [6, 25, 4],
    [1, 3, 14],
  ])!;
  expect(result.observed).toBeCloseTo(0.79, 12);
  expect(result.expected).toBeCloseTo(0.3724, 10);
  expect(result.kappa).toBeCloseTo(0.665, 3);
});

test("Cohen: swapping the raters or renaming the categories changes nothing", () => {
  const table = fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(table, fc.constantFrom("none" as const, "linear" as const, "quadratic" as const), (counts, weights) => {
      const base = cohenKappa(counts, weights);
      const swapped = cohenKappa(
        counts.map((_, i) => counts.map((row) => row[i]!)),
        weights,
      );
      const renamed = cohenKappa(
        counts.toReversed().map((row) => row.toReversed()),
        weights,
      );
      for (const other of [swapped, renamed]) {
        if (base === null) expect(other).toBeNull();
        else {
          expect(other!.kappa).toBeCloseTo(base.kappa, 9);
          expect(other!.standardError).toBeCloseTo(base.standardError, 9);
        }
      }
    }),
  );
});

test("agreement: full agreement is 1 by every measure; nothing to compute is null", () => {
  const alike = [1, 2, 3, 4].map((value) => [value, value, value]);
  expect(
    cohenKappa([
      [5, 0],
      [0, 5],
    ])!.kappa,
  ).toBe(1);
  expect(fleissKappa(categoryCounts(alike.map((row) => row.map(String))))!.kappa).toBe(1);
  expect(intraclass(alike)!.icc21).toBe(1);
  expect(kendallW(alike)!.w).toBe(1);
  for (const level of ["nominal", "ordinal", "interval", "ratio"] as const) expect(krippendorffAlpha(alike, level)).toBe(1);
  expect(
    cohenKappa([
      [7, 0],
      [0, 0],
    ]),
  ).toBeNull();
  expect(
    fleissKappa([
      [3, 0],
      [3, 0],
    ]),
  ).toBeNull();
  expect(
    krippendorffAlpha(
      [
        [1, null],
        [null, 2],
      ],
      "nominal",
    ),
  ).toBeNull();
  expect(
    kendallW([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull();
});

test("Krippendorff: a unit with one rating counts for nothing; order of raters changes nothing", () => {
  const units = [
    [1, 2, 1],
    [3, 3, null],
    [2, null, 2],
    [1, 1, 3],
  ];
  const base = krippendorffAlpha(units, "ordinal");
  expect(krippendorffAlpha([...units, [null, 9, null]], "ordinal")).toBe(base);
  expect(
    krippendorffAlpha(
      units.map((unit) => unit.toReversed()),
      "ordinal",
    ),
  ).toBeCloseTo(base!, 12);
});

test("automation: 0.6 on 200 items is enough, less of either is not", () => {
  expect([canAutomate({ kappa: 0.6, n: 200 }), canAutomate({ kappa: 0.599, n: 500 }), canAutomate({ kappa: 0.8, n: 199 })]).toEqual([
    true,
    false,
    false,
  ]);
});
