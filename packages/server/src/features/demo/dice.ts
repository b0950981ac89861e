import { seedRng, uniformStream } from "@manyi/core/numeric";

/** Chance for the demo: the same seed gives the same throws. */
export type Dice = {
  /** 0 ≤ x < 1 */
  uniform(): number;
  /** standard normal */
  normal(): number;
  /** 0 … n − 1 */
  below(n: number): number;
  chance(p: number): boolean;
  pick<T>(items: readonly T[]): T;
  bytes(n: number): Uint8Array;
};

export function diceOf(seed: string): Dice {
  const uniform = uniformStream(seedRng(seed));
  let spare: number | null = null;
  const below = (n: number) => Math.floor(uniform() * n);
  return {
    uniform,
    below,
    chance: (p) => uniform() < p,
    pick: (items) => items[below(items.length)]!,
    bytes: (n) => Uint8Array.from({ length: n }, () => below(256)),
    // Box–Muller makes two at a time
    normal() {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}
