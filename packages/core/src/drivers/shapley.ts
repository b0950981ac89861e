/** Above 15 drivers the exact value needs more than 32 768 regressions; relative weights take over. */
export const SHAPLEY_MAX_DRIVERS = 15;

/**
 * R² of every subset of drivers. Subset `s` is a bit mask: bit j set means driver j is in.
 *
 * Drivers are swept in one at a time, and every branch keeps only what is left of the later drivers once the earlier ones
 * are held constant; so the whole tree costs about 6·2ᵖ multiplications rather than 2ᵖ regressions.
 *
 * @param r correlations among the drivers, p × p row-major
 * @param ry correlation of each driver with the outcome
 * @returns 2ᵖ values, 0 for the empty subset
 * @throws {RangeError} for more than fifteen drivers
 * @example
 * subsetRSquared([1, 0.3, 0.3, 1], [0.6, 0.5]) // => Float64Array [0, 0.36, 0.25, 0.472527]
 */
export function subsetRSquared(r: ArrayLike<number>, ry: ArrayLike<number>): Float64Array {
  const p = ry.length;
  if (p > SHAPLEY_MAX_DRIVERS) throw new RangeError(`subsetRSquared takes at most ${SHAPLEY_MAX_DRIVERS} drivers, got ${p}`);
  const width = p + 1; // the outcome is the last column
  const levels = Array.from({ length: p + 1 }, () => new Float64Array(p * width));
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) levels[0]![i * width + j] = r[i * p + j]!;
    levels[0]![i * width + p] = ry[i]!;
  }
  const rSquared = new Float64Array(2 ** p);
  const visit = (depth: number, from: number, subset: number, explained: number): void => {
    const current = levels[depth]!;
    for (let j = from; j < p; j++) {
      const own = current[j * width + j]!;
      const usable = own > 1e-11;
      const gain = usable ? current[j * width + p]! ** 2 / own : 0;
      const bigger = subset | (1 << j);
      rSquared[bigger] = explained + gain;
      if (j + 1 === p) continue;
      const next = levels[depth + 1]!;
      for (let a = j + 1; a < p; a++) {
        const factor = usable ? current[j * width + a]! / own : 0;
        for (let b = a; b < width; b++) next[a * width + b] = current[a * width + b]! - factor * current[j * width + b]!;
      }
      visit(depth + 1, j + 1, bigger, explained + gain);
    }
  };
  visit(0, 0, 0, 0);
  return rSquared;
}

/**
 * Shapley value of R² (Lindeman–Merenda–Gold): the average gain in R² when a driver joins, over all orders of joining.
 * Contributions are ≥ 0 and sum to R².
 *
 * @param r correlations among the drivers, p × p row-major
 * @param ry correlation of each driver with the outcome
 * @returns p contributions to R²
 * @throws {RangeError} for more than fifteen drivers
 * @example
 * shapleyWeights([1, 0.3, 0.3, 1], [0.6, 0.5]) // => Float64Array [0.29126, 0.18126]
 */
export function shapleyWeights(r: ArrayLike<number>, ry: ArrayLike<number>): Float64Array {
  const p = ry.length;
  const rSquared = subsetRSquared(r, ry);
  // size!·(p−size−1)!/p!, the share of orders in which exactly this subset comes first
  const orderShare = new Float64Array(p);
  let combinations = 1;
  for (let size = 0; size < p; size++) {
    orderShare[size] = 1 / (p * combinations);
    combinations = (combinations * (p - 1 - size)) / (size + 1);
  }
  const weights = new Float64Array(p);
  const total = rSquared.length;
  for (let subset = 0; subset < total; subset++) {
    const share = orderShare[countBits(subset)];
    if (share === undefined) continue;
    const base = rSquared[subset]!;
    for (let j = 0; j < p; j++) {
      const bit = 1 << j;
      if ((subset & bit) === 0) weights[j]! += share * (rSquared[subset | bit]! - base);
    }
  }
  return weights;
}

function countBits(mask: number): number {
  let left = mask - ((mask >> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >> 2) & 0x33333333);
  return (((left + (left >> 4)) & 0x0f0f0f0f) * 0x01010101) >> 24;
}
