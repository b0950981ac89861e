/** A parameter beyond e⁷, or below e⁻⁷, may sit in a false valley. */
const RUN_OFF = 7;

/** Where a function is smallest, and its value there. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly hasConverged: boolean;
}

/**
 * Smallest value of a smooth function of a few logarithms, by BFGS with gradients from central differences. The next start is tried
 * only when a search did not settle or a parameter ran off; then the best is taken.
 *
 * @param f may return NaN or Infinity where it is not defined
 * @example
 * minimise((at) => (at[0] - 2) ** 2 + (at[1] + 1) ** 2, [[0, 0]]).hasConverged // => true
 */
export function minimise(f: (at: Float64Array) => number, starts: readonly (readonly number[])[]): Minimum {
  let best: Minimum | null = null;
  for (const start of starts) {
    const found = descend(f, Float64Array.from(start));
    if (best === null || found.value < best.value - 1e-9 || Number.isNaN(best.value)) best = found;
    if (found.hasConverged && found.at.every((value) => Math.abs(value) < RUN_OFF)) break;
  }
  return best ?? { at: new Float64Array(0), value: Number.NaN, hasConverged: false };
}

function descend(f: (at: Float64Array) => number, at: Float64Array): Minimum {
  const k = at.length;
  const gradient = new Float64Array(k);
  const nextGradient = new Float64Array(k);
  const step = new Float64Array(k);
  const change = new Float64Array(k);
  const trial = new Float64Array(k);
  const curved = new Float64Array(k);
  let inverse = identity(k);
  let value = f(at);
  slope(f, at, trial, gradient);
  for (let round = 0; round < 300; round++) {
    let size = 0;
    for (let i = 0; i < k; i++) size = Math.max(size, Math.abs(gradient[i]!));
    if (size <= 1e-7 * Math.max(1, Math.abs(value))) return { at, value, hasConverged: true };
    let along = 0;
    for (let i = 0; i < k; i++) {
      let move = 0;
      for (let j = 0; j < k; j++) move -= inverse[i * k + j]! * gradient[j]!;
      step[i] = move;
      along += move * gradient[i]!;
    }
    if (!(along < 0)) {
      inverse = identity(k);
      for (let i = 0; i < k; i++) step[i] = -gradient[i]!;
      along = -gradient.reduce((sum, g) => sum + g * g, 0);
    }
    // no parameter moves by more than e¹ at once: the parameters are logarithms
    let longest = 0;
    for (let i = 0; i < k; i++) longest = Math.max(longest, Math.abs(step[i]!));
    let scale = Math.min(1, 1 / longest);
    let next = Number.NaN;
    for (let half = 0; half < 40; half++, scale /= 2) {
      for (let i = 0; i < k; i++) trial[i] = at[i]! + scale * step[i]!;
      next = f(trial);
      if (next <= value + 1e-4 * scale * along) break;
    }
    if (!(next < value)) return { at, value, hasConverged: size <= 1e-4 * Math.max(1, Math.abs(value)) };
    for (let i = 0; i < k; i++) {
      change[i] = scale * step[i]!;
      at[i]! += change[i]!;
    }
    value = next;
    slope(f, at, trial, nextGradient);
    updateInverse(inverse, change, gradient, nextGradient, curved);
    gradient.set(nextGradient);
  }
  return { at, value, hasConverged: false };
}

function slope(f: (at: Float64Array) => number, at: Float64Array, trial: Float64Array, out: Float64Array): void {
  trial.set(at);
  for (let i = 0; i < at.length; i++) {
    const h = 6e-6 * Math.max(1, Math.abs(at[i]!));
    trial[i] = at[i]! + h;
    const up = f(trial);
    trial[i] = at[i]! - h;
    out[i] = (up - f(trial)) / (2 * h);
    trial[i] = at[i]!;
  }
}

/** BFGS update of the inverse Hessian; skipped where the function does not curve upwards. */
function updateInverse(inverse: Float64Array, change: Float64Array, before: Float64Array, after: Float64Array, curved: Float64Array): void {
  const k = change.length;
  let along = 0;
  for (let i = 0; i < k; i++) along += change[i]! * (after[i]! - before[i]!);
  if (!(along > 1e-12)) return;
  let bend = 0;
  for (let i = 0; i < k; i++) {
    let value = 0;
    for (let j = 0; j < k; j++) value += inverse[i * k + j]! * (after[j]! - before[j]!);
    curved[i] = value;
    bend += value * (after[i]! - before[i]!);
  }
  const weight = (1 + bend / along) / along;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++)
      inverse[i * k + j]! += weight * change[i]! * change[j]! - (curved[i]! * change[j]! + change[i]! * curved[j]!) / along;
  }
}

function identity(k: number): Float64Array {
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) matrix[i * k + i] = 1;
  return matrix;
}
