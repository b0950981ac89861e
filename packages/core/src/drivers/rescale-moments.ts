import type { Scale } from "../measures/index.js";
import type { Moments } from "./moments.js";

/**
 * The counts as if every answer had been given on one scale: each question is stretched linearly, so that questions of 1–5 and 0–10
 * can stand in one index.
 *
 * @param scales of the questions, in the order of the names
 * @param to the common scale; default 0–100
 * @throws {RangeError} when there is not one scale per name, or a scale is empty
 * @example
 * rescaleMoments({ names: ["a"], n: 2, sums: [8], crossProducts: [34] }, [{ min: 1, max: 5 }]).sums // => [150]
 */
export function rescaleMoments(moments: Moments, scales: readonly Scale[], to: Scale = { min: 0, max: 100 }): Moments {
  const { names, n, sums, crossProducts } = moments;
  const k = names.length;
  if (scales.length !== k) throw new RangeError(`rescaleMoments needs ${k} scales, got ${scales.length}`);
  const stretch = scales.map(({ min, max }) => {
    if (!(max > min)) throw new RangeError(`rescaleMoments needs scales, got ${min}..${max}`);
    const factor = (to.max - to.min) / (max - min);
    return { factor, shift: to.min - factor * min };
  });
  const product = (a: number, b: number) => {
    const [x, y] = [stretch[a]!, stretch[b]!];
    return (
      x.factor * y.factor * crossProducts[a * k + b]! +
      x.factor * y.shift * sums[a]! +
      x.shift * y.factor * sums[b]! +
      n * x.shift * y.shift
    );
  };
  return {
    names,
    n,
    sums: stretch.map(({ factor, shift }, a) => factor * sums[a]! + n * shift),
    crossProducts: Array.from({ length: k * k }, (_, at) => product(Math.floor(at / k), at % k)),
  };
}
