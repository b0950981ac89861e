import { symmetricEigen } from "./linear-algebra.js";

/** Below this share of the association shown in two dimensions, distances on the map mislead. */
export const MIN_EXPLAINED = 0.6;

export interface MapPoint {
  readonly name: string;
  /** Share of all counts. */
  readonly mass: number;
  /** Principal coordinates, first axis first. */
  readonly coordinates: readonly number[];
  /** Share of this point's distance from the centre that the shown axes carry, 0..1; `null` at the centre. */
  readonly quality: number | null;
}

export interface PreferenceMap {
  readonly rows: readonly MapPoint[];
  readonly columns: readonly MapPoint[];
  /** Share of total inertia per axis, largest first. */
  readonly explained: readonly number[];
  /** Share carried by the first two axes. */
  readonly shown: number;
  /** Chi-square of the table divided by its total. */
  readonly inertia: number;
  /** True when the two axes show less than 60 %. */
  readonly isMisleading: boolean;
}

/**
 * Preference map 偏好取向图: correspondence analysis of attributes × segments (or brands). Points near each other in the same
 * direction from the centre belong together. Signs are fixed so that the largest row coordinate of every axis is positive.
 *
 * @param table counts, one row per attribute, one column per segment
 * @param names of rows and columns
 * @param axes how many to keep; default 2
 * @returns `null` when a row or column is empty, or there are fewer than two of either
 * @throws {RangeError} when sizes do not fit or a count is negative
 * @example
 * preferenceMap([[20, 10], [10, 20]], { rows: ["price", "service"], columns: ["young", "old"] })!.inertia // => 0.1111
 */
export function preferenceMap(
  table: readonly (readonly number[])[],
  names: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  axes = 2,
): PreferenceMap | null {
  const r = names.rows.length;
  const c = names.columns.length;
  if (table.length !== r || table.some((row) => row.length !== c)) throw new RangeError(`preferenceMap needs a table of ${r} × ${c}`);
  if (table.some((row) => row.some((count) => !(count >= 0)))) throw new RangeError("preferenceMap needs counts ≥ 0");
  const total = table.flat().reduce((a, b) => a + b, 0);
  const rowMass = table.map((row) => row.reduce((a, b) => a + b, 0) / total);
  const columnMass = names.columns.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0) / total);
  if (r < 2 || c < 2 || !(total > 0) || rowMass.includes(0) || columnMass.includes(0)) return null;

  // Standardised residuals; the smaller of S·Sᵀ and Sᵀ·S gives all axes.
  const residual = (i: number, j: number) =>
    (table[i]![j]! / total - rowMass[i]! * columnMass[j]!) / Math.sqrt(rowMass[i]! * columnMass[j]!);
  const k = Math.min(r, c);
  const byRow = r <= c;
  const square = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      let value = 0;
      for (let m = 0; m < Math.max(r, c); m++) value += byRow ? residual(a, m) * residual(b, m) : residual(m, a) * residual(m, b);
      square[a * k + b] = value;
      square[b * k + a] = value;
    }
  }
  const { values, vectors } = symmetricEigen(square, k);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const inertia = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const kept = order.slice(0, k - 1).filter((a) => values[a]! > 1e-12);
  const rowScores = new Map<number, number[]>();
  const columnScores = new Map<number, number[]>();
  for (const a of kept) {
    const singular = Math.sqrt(values[a]!);
    const own = Array.from({ length: k }, (_, i) => vectors[i * k + a]!);
    const left = byRow ? own : names.rows.map((_, i) => own.reduce((sum, value, j) => sum + residual(i, j) * value, 0) / singular);
    const right = byRow ? names.columns.map((_, j) => own.reduce((sum, value, i) => sum + residual(i, j) * value, 0) / singular) : own;
    const rows = left.map((value, i) => (singular * value) / Math.sqrt(rowMass[i]!));
    const columns = right.map((value, j) => (singular * value) / Math.sqrt(columnMass[j]!));
    const sign = rows.reduce((largest, value) => (Math.abs(value) > Math.abs(largest) + 1e-12 ? value : largest), 0) < 0 ? -1 : 1;
    rowScores.set(
      a,
      rows.map((value) => sign * value),
    );
    columnScores.set(
      a,
      columns.map((value) => sign * value),
    );
  }
  const shownAxes = kept.slice(0, axes);
  const points = (list: readonly string[], mass: readonly number[], scores: Map<number, number[]>): MapPoint[] =>
    list.map((name, i) => {
      const squared = (which: readonly number[]) => which.reduce((sum, a) => sum + scores.get(a)![i]! ** 2, 0);
      const distance = squared(kept);
      const coordinates = shownAxes.map((a) => scores.get(a)![i]!);
      return { name, mass: mass[i]!, coordinates, quality: distance > 1e-12 ? squared(shownAxes) / distance : null };
    });
  const explained = kept.map((a) => values[a]! / inertia);
  const shown = explained.slice(0, axes).reduce((a, b) => a + b, 0);
  return {
    rows: points(names.rows, rowMass, rowScores),
    columns: points(names.columns, columnMass, columnScores),
    explained,
    shown,
    inertia,
    isMisleading: shown < MIN_EXPLAINED,
  };
}
