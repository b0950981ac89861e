import { DEFAULT_THRESHOLD, requireThreshold } from "./threshold.js";

/** Whether the result of a set of answers may be released beside those released before. */
export type ReleaseDecision =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly reason: "TOO_FEW" | "TOO_CLOSE" | "TOO_MUCH_KNOWN"; readonly against: number | null };

/** More combinations of small groups than this are not searched; the release is refused instead. */
const SEARCH_LIMIT = 5000;

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
  const close = released.findIndex((earlier) => isFew(differenceOf(candidate, earlier)));
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

/**
 * Whether sums and differences of the sets isolate a group of fewer than k answers. Answers in exactly the same sets form an atom; a
 * group of atoms is known when its indicator lies in the span of the sets' indicators.
 */
function isSmallGroupKnown(sets: readonly ReadonlySet<string>[], k: number): boolean {
  const signatures = new Map<string, string>();
  sets.forEach((set, index) => {
    for (const id of set) signatures.set(id, `${signatures.get(id) ?? ""}${index},`);
  });
  const sizes = new Map<string, number>();
  for (const signature of signatures.values()) sizes.set(signature, (sizes.get(signature) ?? 0) + 1);
  const atoms = [...sizes.keys()];
  const members = atoms.map((signature) => new Set(signature.split(",")));
  const basis = reduce(sets.map((_, index) => atoms.map((_, atom) => (members[atom]!.has(String(index)) ? 1 : 0))));
  const small = atoms.flatMap((signature, atom) => (sizes.get(signature)! < k ? [{ atom, n: sizes.get(signature)! }] : []));
  let searched = 0;
  // groups grow by atoms further on in the list, so each is looked at once
  const search = (from: number, group: readonly number[], n: number): boolean => {
    for (let i = from; i < small.length; i += 1) {
      const grown = n + small[i]!.n;
      if (grown >= k) continue;
      searched += 1;
      const wider = [...group, small[i]!.atom];
      if (searched > SEARCH_LIMIT || isSpanned(basis, wider, atoms.length) || search(i + 1, wider, grown)) return true;
    }
    return false;
  };
  return search(0, [], 0);
}

interface BasisRow {
  readonly pivot: number;
  readonly row: readonly number[];
}

/** Gaussian elimination to rows with one pivot each. */
function reduce(rows: readonly (readonly number[])[]): BasisRow[] {
  const basis: BasisRow[] = [];
  for (const row of rows) {
    const left = eliminate(basis, row);
    const pivot = largestEntry(left);
    if (Math.abs(left[pivot] ?? 0) < 1e-9) continue;
    basis.push({ pivot, row: left.map((value) => value / left[pivot]!) });
  }
  return basis;
}

function eliminate(basis: readonly BasisRow[], row: readonly number[]): number[] {
  let left = [...row];
  for (const { pivot, row: unit } of basis) {
    const factor = left[pivot]!;
    if (factor !== 0) left = left.map((value, i) => value - factor * unit[i]!);
  }
  return left;
}

function largestEntry(row: readonly number[]): number {
  return row.reduce((best, value, i) => (Math.abs(value) > Math.abs(row[best]!) ? i : best), 0);
}

function isSpanned(basis: readonly BasisRow[], group: readonly number[], atoms: number): boolean {
  const wanted = new Array<number>(atoms).fill(0);
  for (const atom of group) wanted[atom] = 1;
  return eliminate(basis, wanted).every((value) => Math.abs(value) < 1e-9);
}
