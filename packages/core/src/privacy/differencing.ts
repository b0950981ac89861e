import { isSmallSumSpanned } from "./small-sums.js";
import { DEFAULT_THRESHOLD, requireThreshold } from "./threshold.js";

/** Whether the result of a set of answers may be released beside those released before. */
export type ReleaseDecision =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly reason: "TOO_FEW" | "TOO_CLOSE" | "TOO_MUCH_KNOWN"; readonly against: number | null };

/**
 * Refuses a release that would let someone work out the answers of fewer than k people.
 *
 * - `TOO_FEW` the set itself has 1 to k − 1 answers
 * - `TOO_CLOSE` it differs by 1 to k − 1 answers from a set released before
 * - `TOO_MUCH_KNOWN` adding and subtracting it and earlier sets leaves 1 to k − 1 answers: total less two departments, say
 *
 * @param candidate ids of the answers behind the new result
 * @param released ids behind every result released so far, whoever asked
 * @param k threshold
 * @returns accepted, or the reason and the released set it collides with, by its place
 * @throws {RangeError} when k is not a whole number ≥ 1
 * @example
 * const ids = (n) => new Set(Array.from({ length: n }, (_, i) => String(i)));
 * checkRelease(ids(20), [ids(22)]) // => { accepted: false, reason: "TOO_CLOSE", against: 0 }
 * checkRelease(ids(17), [ids(22)]) // => { accepted: true }
 */
export function checkRelease(
  candidate: ReadonlySet<string>,
  released: readonly ReadonlySet<string>[],
  k: number = DEFAULT_THRESHOLD,
): ReleaseDecision {
  requireThreshold(k);
  const isFew = (n: number) => n > 0 && n < k;
  if (isFew(candidate.size)) return { accepted: false, reason: "TOO_FEW", against: null };
  const distances = released.map((earlier) => differenceOf(candidate, earlier));
  // what was released before teaches nothing when it is asked again
  if (distances.includes(0)) return { accepted: true };
  const close = distances.findIndex(isFew);
  if (close >= 0) return { accepted: false, reason: "TOO_CLOSE", against: close };
  if (isSmallGroupKnown([...released, candidate], k)) return { accepted: false, reason: "TOO_MUCH_KNOWN", against: null };
  return { accepted: true };
}

/** How many answers are in one set and not in the other. */
function differenceOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const id of a) if (b.has(id)) shared += 1;
  return a.size + b.size - 2 * shared;
}

/** Whether sums and differences of the sets isolate a group of fewer than k answers. */
function isSmallGroupKnown(sets: readonly ReadonlySet<string>[], k: number): boolean {
  const signatures = new Map<string, string>();
  sets.forEach((set, index) => {
    for (const id of set) {
      const before = signatures.get(id);
      signatures.set(id, before === undefined ? String(index) : `${before},${index}`);
    }
  });
  // answers in exactly the same sets can only be told apart from the others together
  const sizes = new Map<string, number>();
  for (const signature of signatures.values()) sizes.set(signature, (sizes.get(signature) ?? 0) + 1);
  const members = [...sizes.keys()].map((signature) => new Set(signature.split(",").map(Number)));
  const indicators = sets.map((_, index) => members.map((member) => (member.has(index) ? 1 : 0)));
  return isSmallSumSpanned(indicators, [...sizes.values()], k);
}
