import { setImmediate as nextTurn } from "node:timers/promises";

/** A few milliseconds of work. */
const AT_ONCE = 2_000;

/** Does a small work for each of very many; every so often others get their turn, so that no request waits for the whole list. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  for (const [i, item] of items.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await nextTurn();
    work(item);
  }
}
