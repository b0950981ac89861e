import { expect, test } from "vitest";
import { bgNbdExpected, paretoNbdExpected, purchaseHistories } from "./index.js";

test("BG/NBD: customers with hundreds of purchases have a number for years ahead (mpmath 1.3, 40 digits)", () => {
  const weekly = { x: 300, tx: 39, T: 39 };
  expect(bgNbdExpected({ r: 1.2, alpha: 4.4, a: 8, b: 15 }, weekly, 520)).toBeCloseTo(44.857141741181294, 9);
  expect(bgNbdExpected({ r: 0.243, alpha: 20, a: 0.2, b: 15 }, { x: 300, tx: 5, T: 5 }, 520)).toBeCloseTo(4069.7473546898736, 6);
});

test("BG/NBD: a chance to stop that is nearly the same for everybody leaves a number (mpmath 1.3, 50 digits)", () => {
  const alike = bgNbdExpected({ r: 1, alpha: 5, a: 10_000, b: 100_000 }, { x: 3, tx: 10, T: 20 }, 52);
  expect(alike).toBeCloseTo(3.103404774719893, 9);
  const gone = bgNbdExpected({ r: 0.8, alpha: 4, a: 2000, b: 3000 }, { x: 50, tx: 30, T: 39 }, 520);
  expect(gone / 2.537739759923327e-5).toBeCloseTo(1, 9);
});

test("repurchase: a period that lies behind and a value that is no number are refused", () => {
  const history = { x: 2, tx: 3, T: 5 };
  for (const t of [-1, Number.NaN]) {
    expect(() => bgNbdExpected({ r: 0.5, alpha: 4, a: 0.8, b: 2 }, history, t)).toThrow(RangeError);
    expect(() => paretoNbdExpected({ r: 0.5, alpha: 4, s: 0.8, beta: 2 }, history, t)).toThrow(RangeError);
  }
  expect(() => purchaseHistories([{ customer: "a", day: 1, value: Number.NaN }])).toThrow(RangeError);
});
