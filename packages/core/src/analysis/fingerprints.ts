/** How many different rows can be remembered; a pass over more stops looking for repeats there. */
export const REMEMBERED_ROWS = 1_500_000;

/** A set of texts by a 64-bit fingerprint, in memory that does not grow. */
export interface Fingerprints {
  /** Remembers a text; true when it was there before. Always false once the set is full. */
  readonly seen: (text: string) => boolean;
  /** how many different texts are remembered */
  readonly size: () => number;
}

/**
 * A set of at most `capacity` texts. Two different texts are taken for one about once in 10¹⁹ / capacity² passes.
 *
 * @param capacity ≥ 1
 * @example
 * const rows = fingerprints(10);
 * [rows.seen("a"), rows.seen("b"), rows.seen("a")] // => [false, false, true]
 */
export function fingerprints(capacity: number): Fingerprints {
  let slots = 1;
  while (slots < capacity * 1.34) slots *= 2;
  const table = new Uint32Array(2 * slots);
  let size = 0;
  const seen = (text: string) => {
    let high = 0x811c9dc5;
    let low = 0x9747b28c;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x85ebca6b);
      low = (low << 13) | (low >>> 19);
    }
    high = mixed(high);
    low = mixed(low) || 1; // 0 0 marks an empty slot
    for (let slot = high & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = 2 * slot;
      if (table[at] === high >>> 0 && table[at + 1] === low >>> 0) return true;
      if (table[at] === 0 && table[at + 1] === 0) {
        if (size >= capacity) return false;
        table[at] = high;
        table[at + 1] = low;
        size++;
        return false;
      }
    }
  };
  return { seen, size: () => size };
}

/** The last mixing step of MurmurHash3: every bit of the input reaches every bit of the result. */
function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16);
  mix = Math.imul(mix, 0x85ebca6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
