import { expect, test } from "vitest";
import { placesOf, rangeOf, ticksOf } from "./curve-places.js";

test("marks keep their place unless another is there, whatever their order", () => {
  expect(placesOf([100, 104, 300])).toEqual([100, 118, 300]);
  expect(placesOf([300, 100, 100])).toEqual([300, 100, 118]);
  expect(placesOf([])).toEqual([]);
});

test("ticks are round prices within the range, also of one price alone", () => {
  expect(ticksOf(12, 58, 5)).toEqual([20, 30, 40, 50]);
  expect(ticksOf(0.2, 0.9, 4)).toEqual([0.2, 0.4, 0.6, 0.8]);
  expect(ticksOf(5, 5, 4)).toEqual([5]);
});

test("a tail in which nobody changes their mind is not drawn", () => {
  const point = (price: number, tooCheap: number, cheap: number, expensive: number, tooExpensive: number) => ({
    price,
    tooCheap,
    cheap,
    expensive,
    tooExpensive,
  });
  const curves = [
    point(1, 1, 1, 0, 0),
    point(5, 0.995, 1, 0, 0),
    point(20, 0.2, 0.5, 0.4, 0.1),
    point(40, 0, 0, 1, 0.995),
    point(400, 0, 0, 1, 1),
  ];
  expect(rangeOf(curves)).toEqual([5, 40]);
});
