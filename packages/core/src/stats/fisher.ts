import { sum } from "../numeric/index.js";

/**
 * Fisher's exact test of a 2 × 2 table, two-sided: the probability of all tables with the same margins that are no likelier than the
 * observed one.
 *
 * @param table [[a, b], [c, d]] whole numbers ≥ 0
 * @returns p, 0..1
 * @throws {RangeError} when an entry is not a whole number ≥ 0
 * @example
 * fisherExact([[3, 1], [1, 3]]) // => 0.485714
 */
export function fisherExact(table: readonly [readonly [number, number], readonly [number, number]]): number {
  const [[a, b], [c, d]] = table;
  for (const entry of [a, b, c, d]) {
    if (!Number.isInteger(entry) || entry < 0) throw new RangeError(`fisherExact needs whole numbers ≥ 0, got ${JSON.stringify(table)}`);
  }
  const [row, column, rest] = [a + b, a + c, b + d];
  const lowest = Math.max(0, row - rest);
  const highest = Math.min(row, column);
  // ratio of the probability of k + 1 to that of k
  const ratio = (k: number) => ((row - k) * (column - k)) / ((k + 1) * (rest - row + k + 1));
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((row + 1) * (column + 1)) / (column + rest + 2))));
  const weights = [1];
  let observed = a === mode ? 1 : 0;
  // from the mode outwards, until the tables are too unlikely to be a number
  for (let k = mode, weight = 1; k < highest && weight > 0; k += 1) {
    weight *= ratio(k);
    weights.push(weight);
    if (k + 1 === a) observed = weight;
  }
  for (let k = mode, weight = 1; k > lowest && weight > 0; k -= 1) {
    weight /= ratio(k - 1);
    weights.push(weight);
    if (k - 1 === a) observed = weight;
  }
  // tables that are equally likely differ by rounding only
  return Math.min(1, sum(weights.filter((weight) => weight <= observed * (1 + 1e-7))) / sum(weights));
}
