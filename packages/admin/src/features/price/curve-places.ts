type Point = {
  readonly price: number;
  readonly tooCheap: number;
  readonly cheap: number;
  readonly expensive: number;
  readonly tooExpensive: number;
};

/** The prices worth drawing: where at least one person in a hundred is still to change their mind. */
export function rangeOf(curves: readonly Point[]): readonly [from: number, to: number] {
  const first = curves.findLastIndex(({ tooCheap, expensive }) => tooCheap >= 0.99 && expensive <= 0.01);
  const last = curves.findIndex(({ cheap, tooExpensive }) => cheap <= 0.01 && tooExpensive >= 0.99);
  return [curves[Math.max(0, first)]?.price ?? 0, (last < 0 ? curves.at(-1) : curves[last])?.price ?? 1];
}

/**
 * Round prices between two ends.
 *
 * @param most how many there is room for
 * @example
 * ticksOf(12, 58, 5) // => [20, 30, 40, 50]
 */
export function ticksOf(from: number, to: number, most: number): number[] {
  const raw = (to - from) / most;
  if (!(raw > 0)) return [from];
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * unit).find((one) => one >= raw) ?? 10 * unit;
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to + step / 1e6; tick += step) ticks.push(Math.round(tick * 1e6) / 1e6);
  return ticks;
}

const APART = 18;

/**
 * Where marks stand so that none covers another: at their own place, or pushed to the right of the one before.
 *
 * @param at wished places in the order given
 * @returns in the same order
 * @example
 * placesOf([100, 104, 300]) // => [100, 118, 300]
 */
export function placesOf(at: readonly number[]): number[] {
  const order = at.map((_, i) => i).sort((a, b) => at[a]! - at[b]!);
  const places = [...at];
  let last = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    places[i] = Math.max(at[i]!, last + APART);
    last = places[i];
  }
  return places;
}
