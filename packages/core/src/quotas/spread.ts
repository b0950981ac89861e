import { largestRemainder } from "../sampling/index.js";

/**
 * Spreads a target over the cells of a grid in proportion to the products of known shares, so that the cells add up to it exactly. Without
 * shares for a dimension its levels share alike.
 *
 * @param target answers wanted in all, a whole number ≥ 0
 * @param dimensions for each dimension the people at each of its levels, or how many levels it has
 * @returns one target for each combination, the last dimension running fastest
 * @throws {RangeError} when a dimension has no level or a number is not finite and ≥ 0
 * @example
 * spreadTarget(100, [2, [300, 100]]) // => [38, 13, 37, 12]
 * spreadTarget(7, []) // => [7]
 */
export function spreadTarget(target: number, dimensions: readonly (number | readonly number[])[]): number[] {
  if (!Number.isInteger(target) || target < 0) throw new RangeError(`spreadTarget needs a whole number ≥ 0, got ${target}`);
  let weights = [1];
  for (const dimension of dimensions) {
    const sizes = typeof dimension === "number" ? Array.from({ length: dimension }, () => 1) : dimension;
    const all = sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.length === 0 || sizes.some((size) => !(size >= 0)) || !Number.isFinite(all)) {
      throw new RangeError(`spreadTarget needs levels with people ≥ 0, got [${sizes.join(", ")}]`);
    }
    weights = weights.flatMap((weight) => sizes.map((size) => weight * (all === 0 ? 1 / sizes.length : size / all)));
  }
  return largestRemainder(
    weights.map((weight) => weight * target),
    target,
    weights.map((_, place) => String(place)),
  );
}
