/** A short axis: evenly spaced round ticks that hold every value. */
export type Axis = { readonly low: number; readonly high: number; readonly ticks: readonly number[] };

const steps = [1, 2, 2.5, 5, 10];

/**
 * The smallest round axis of a few ticks that holds all values.
 *
 * @param values at least one finite number
 * @param most how many ticks at most, ≥ 3
 * @param top what no value can exceed; an axis of values that reach it ends there, so that nobody looks for an NPS of 102
 * @example
 * axisFor([25, 29, 30, 34]).ticks // => [25, 30, 35]
 */
export function axisFor(values: readonly number[], most = 4, top = Number.POSITIVE_INFINITY): Axis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const size = 10 ** Math.floor(Math.log10(span / (most - 1)));
  for (const factor of [...steps, 20, 50]) {
    const step = factor * size;
    const lowest = Math.floor(low / step + 1e-9);
    const highest = Math.ceil(high / step - 1e-9);
    const isTop = high <= top && Math.max(highest, lowest + 2) * step > top;
    const [first, last] = isTop ? [Math.min(lowest, highest - 2), highest] : [lowest, Math.max(highest, lowest + 2)];
    if (last - first + 1 > most) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
    return { low: ticks[0] ?? low, high: ticks.at(-1) ?? high, ticks };
  }
  return { low, high, ticks: [low, high] };
}

/**
 * Ticks as they are written: with as many decimals as it takes to write them exactly, one at least.
 *
 * @example
 * tickTexts([4.9, 4.95, 5]) // => ["4.90", "4.95", "5.00"]
 */
export function tickTexts(ticks: readonly number[]): readonly string[] {
  for (const decimals of [1, 2, 3]) {
    const texts = ticks.map((tick) => tick.toFixed(decimals));
    if (texts.every((text, i) => Number(text) === ticks[i])) return texts;
  }
  return ticks.map((tick) => tick.toPrecision(6));
}

/** Where a value stands on an axis, 0 at its low end and 1 at its high end, cut at both. */
export function placeOn(axis: Axis, value: number): number {
  return Math.min(1, Math.max(0, (value - axis.low) / (axis.high - axis.low)));
}
