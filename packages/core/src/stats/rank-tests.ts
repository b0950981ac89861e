import { chiSquareSf, normalTwoSided, sum } from "../numeric/index.js";

/** Groups by ordered values: `table[g][v]` answers of group g with the v-th smallest value. */
export type OrdinalTable = readonly (readonly number[])[];

/**
 * Counts raw values of several groups into one table with the values in order.
 *
 * @example
 * tabulate([[5, 3], [3, 3, 4]]) // => { values: [3, 4, 5], table: [[1, 0, 1], [2, 1, 0]] }
 */
export function tabulate(groups: readonly (readonly number[])[]): { values: number[]; table: number[][] } {
  const values = [...new Set(groups.flat())].sort((a, b) => a - b);
  const places = new Map(values.map((value, i) => [value, i]));
  const table = groups.map((group) => {
    const counts = new Array<number>(values.length).fill(0);
    for (const value of group) counts[places.get(value)!]! += 1;
    return counts;
  });
  return { values, table };
}

/**
 * Kruskal–Wallis test, corrected for ties: do groups answer at different levels, without trusting the distances of the scale?
 *
 * @returns H, df and p; `null` for fewer than two groups with answers or when all answered alike
 * @throws {RangeError} when a count is not a finite number ≥ 0
 * @example
 * kruskalWallis([[2, 1, 0], [0, 1, 2]]).h // => 3.333333
 */
export function kruskalWallis(table: OrdinalTable): { h: number; df: number; p: number } | null {
  requireCounts(table);
  const groups = table.filter((row) => sum(row) > 0);
  const { n, midranks, tieFactor } = rankValues(groups);
  if (groups.length < 2 || tieFactor === 0) return null;
  // measured from the mean rank, so that millions of answers leave their digits to H
  const centred = midranks.map((rank) => rank - (n + 1) / 2);
  const squares = sum(groups.map((row) => rankSum(row, centred) ** 2 / sum(row)));
  const h = (12 * squares) / (n * (n + 1)) / tieFactor;
  const df = groups.length - 1;
  return { h, df, p: chiSquareSf(h, df) };
}

/** The Mann–Whitney test of two groups. */
export interface MannWhitney {
  /** pairs in which the first group is higher, ties counted half */
  readonly w: number;
  /** W as a share of all pairs, 0..1: the chance that someone of the first group answers higher */
  readonly share: number;
  readonly z: number;
  readonly p: number;
}

/**
 * Mann–Whitney test by the normal approximation, corrected for ties and continuity.
 *
 * @returns `null` when a group is empty or all answered alike
 * @throws {RangeError} when a count is not a finite number ≥ 0
 * @example
 * mannWhitney([2, 1, 0], [0, 1, 2]).w // => 0.5
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitney | null {
  requireCounts([a, b]);
  const { n, midranks, tieFactor } = rankValues([a, b]);
  const [nA, nB] = [sum(a), sum(b)];
  if (nA === 0 || nB === 0 || tieFactor === 0) return null;
  const w = rankSum(a, midranks) - (nA * (nA + 1)) / 2;
  const distance = w - (nA * nB) / 2;
  const spread = Math.sqrt(((nA * nB) / 12) * (n + 1) * tieFactor);
  const z = (distance - 0.5 * Math.sign(distance)) / spread;
  return { w, share: w / (nA * nB), z, p: Math.min(1, normalTwoSided(z)) };
}

function requireCounts(table: OrdinalTable): void {
  for (const row of table) {
    for (const count of row) if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`counts are ≥ 0, got ${count}`);
  }
}

/** Mid-ranks of the values and 1 − Σ(t³−t)/(n³−n). */
function rankValues(table: OrdinalTable): { n: number; midranks: number[]; tieFactor: number } {
  const totals = (table[0] ?? []).map((_, j) => sum(table.map((row) => row[j]!)));
  let seen = 0;
  const midranks = totals.map((total) => {
    const rank = seen + (total + 1) / 2;
    seen += total;
    return rank;
  });
  const tieFactor = seen < 2 ? 0 : 1 - sum(totals.map((t) => t ** 3 - t)) / (seen ** 3 - seen);
  return { n: seen, midranks, tieFactor };
}

function rankSum(row: readonly number[], midranks: readonly number[]): number {
  return sum(row.map((count, j) => count * midranks[j]!));
}
