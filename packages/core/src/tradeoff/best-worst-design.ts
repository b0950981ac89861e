import { nextBelow, type Rng, seedRng, shuffle } from "../numeric/index.js";

export type BestWorstPlan = {
  /** numbers of items, 1..40 */
  readonly items: number;
  /** items shown at a time, 2..6, fewer than all */
  readonly perSet: number;
  /** sets one person answers, 1..20 */
  readonly sets: number;
  /** different questionnaires; people take turns with them, 1..50 */
  readonly blocks: number;
  readonly seed: number | string;
};

export type BestWorstDesign = {
  /** block → set → items (0..items − 1) in the order shown */
  readonly blocks: readonly (readonly (readonly number[])[])[];
  /** how often each item is shown when every block is answered once */
  readonly shown: readonly number[];
  /** how often two items stand in one set: least and most over all pairs */
  readonly together: { readonly least: number; readonly most: number };
};

/** Tried exchanges per set: enough for the pairs to settle. */
const EXCHANGES = 160;

/**
 * Sets of items for best–worst questions: within a person's block and over all blocks every item is shown equally often ± 1, no item
 * twice in a set, and pairs of items stand together as evenly as exchanges from the seed can make them. What people answered is stored
 * by number of set, so the same plan gives the same design for all time.
 *
 * @throws {RangeError} for a plan outside its ranges
 * @example
 * const { blocks, shown } = bestWorstDesign({ items: 7, perSet: 3, sets: 7, blocks: 1, seed: 1 });
 * [blocks[0].length, shown] // => [7, [3, 3, 3, 3, 3, 3, 3]]
 */
export function bestWorstDesign({ items, perSet, sets, blocks, seed }: BestWorstPlan): BestWorstDesign {
  const isWhole = (value: number, least: number, most: number) => Number.isInteger(value) && value >= least && value <= most;
  if (!isWhole(items, 3, 40) || !isWhole(perSet, 2, Math.min(6, items - 1)) || !isWhole(sets, 1, 20) || !isWhole(blocks, 1, 50)) {
    throw new RangeError(`no best–worst design shows ${perSet} of ${items} items in ${sets} sets and ${blocks} blocks`);
  }
  let rng = seedRng(seed);
  const shown = new Array<number>(items).fill(0);
  const together = new Int32Array(items * items);
  const made: number[][][] = [];
  for (let block = 0; block < blocks; block++) {
    const [dealt, afterDeal] = dealBlock(shown, { perSet, sets }, rng);
    countPairs(dealt, together, items, 1);
    const [settled, afterExchange] = exchange(dealt, together, items, afterDeal);
    rng = afterExchange;
    made.push(settled);
  }
  const ordered = made.map((block) =>
    block.map((set) => {
      const [mixed, after] = shuffle(rng, set);
      rng = after;
      return mixed;
    }),
  );
  const pairs = Array.from({ length: items }, (_, a) => Array.from({ length: a }, (__, b) => together[a * items + b]!)).flat();
  return { blocks: ordered, shown, together: { least: Math.min(...pairs), most: Math.max(...pairs) } };
}

/** Every item equally often; those that come once more are the ones shown least so far. Copies of an item go to sets in turn. */
function dealBlock(shown: number[], { perSet, sets }: { perSet: number; sets: number }, rng: Rng): readonly [number[][], Rng] {
  const [mixed, after] = shuffle(
    rng,
    shown.map((_, item) => item),
  );
  const each = Math.floor((perSet * sets) / shown.length);
  const once = new Set(mixed.toSorted((a, b) => shown[a]! - shown[b]!).slice(0, perSet * sets - each * shown.length));
  const cards = mixed.flatMap((item) => new Array<number>(each + (once.has(item) ? 1 : 0)).fill(item));
  const dealt = Array.from({ length: sets }, (): number[] => []);
  for (const [i, item] of cards.entries()) {
    dealt[i % sets]!.push(item);
    shown[item]! += 1;
  }
  return [dealt, after];
}

function countPairs(block: readonly (readonly number[])[], together: Int32Array, items: number, by: number): void {
  for (const set of block) for (const a of set) for (const b of set) if (a !== b) together[a * items + b]! += by;
}

/** Two items of two sets change places where that makes the pairs more even, or no less even. */
function exchange(block: number[][], together: Int32Array, items: number, rng: Rng): readonly [number[][], Rng] {
  let state = rng;
  const below = (n: number) => {
    const [value, after] = nextBelow(state, n);
    state = after;
    return value;
  };
  if (block.length < 2) return [block, state];
  for (let attempt = 0; attempt < EXCHANGES * block.length; attempt++) {
    const first = block[below(block.length)]!;
    const second = block[below(block.length)]!;
    const [i, j] = [below(first.length), below(second.length)];
    const [a, b] = [first[i]!, second[j]!];
    if (first === second || a === b || first.includes(b) || second.includes(a)) continue;
    // the sum of squared pair counts before and after, looked at only where it changes
    let change = 0;
    for (const other of first) if (other !== a) change += 2 * (together[b * items + other]! - together[a * items + other]!) + 2;
    for (const other of second) if (other !== b) change += 2 * (together[a * items + other]! - together[b * items + other]!) + 2;
    // a pair that loses one set and wins the other was counted as if both moved
    for (const other of first) if (other !== a && second.includes(other)) change -= 4;
    if (change > 0) continue;
    countPairs([first, second], together, items, -1);
    first[i] = b;
    second[j] = a;
    countPairs([first, second], together, items, 1);
  }
  return [block, state];
}
