import { normalise } from "../normalise.js";
import { hashPiece } from "../sentiment/features.js";

const rows = 4;
const bands = 16;
const size = rows * bands;
/** Odd factors and offsets of the hash family, from one fixed seed; changing them changes stored signatures. */
const family = Array.from(
  { length: size },
  (_, i) => [(Math.imul(i + 1, 0x9e3779b1) | 1) >>> 0, Math.imul(i + 7, 0x85ebca6b) >>> 0] as const,
);

/** Three characters in a row, marks and blanks left out: the same for Chinese and English. */
function shingles(text: string): number[] {
  const plain = normalise(text).replace(/[^\p{L}\p{N}]/gu, "");
  if (plain.length < 3) return plain === "" ? [] : [hashPiece(plain, 0, plain.length, 31)];
  return Array.from({ length: plain.length - 2 }, (_, i) => hashPiece(plain, i, i + 3, 31));
}

/**
 * A comment's signature of 64 numbers: two comments agree in about as many of them as they share of their text.
 *
 * @returns `null` for a comment without letters or figures
 * @example
 * minHash("服务很好，下次还来")?.length // => 64
 * minHash("！？") // => null
 */
export function minHash(text: string): Uint32Array | null {
  const pieces = shingles(text);
  if (pieces.length === 0) return null;
  const signature = new Uint32Array(size).fill(0xffffffff);
  for (const piece of pieces) {
    for (let i = 0; i < size; i++) {
      const [factor, offset] = family[i]!;
      let mixed = (Math.imul(piece, factor) + offset) >>> 0;
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
      mixed = (mixed ^ (mixed >>> 12)) >>> 0;
      if (mixed < signature[i]!) signature[i] = mixed;
    }
  }
  return signature;
}

/**
 * One number for each band of a signature: comments that share most of their text share at least one of them.
 * Bands are kept apart, so that all of a comment's numbers can stand in one table.
 */
export function bandsOf(signature: Uint32Array): number[] {
  return Array.from({ length: bands }, (_, band) => {
    let hash = Math.imul(band + 1, 0x9e3779b1);
    for (let i = band * rows; i < (band + 1) * rows; i++) hash = Math.imul(hash ^ signature[i]!, 0x01000193) ^ (hash >>> 15);
    return hash >>> 0;
  });
}

/**
 * Share of their text that two comments have in common, as far as their signatures tell: 0–1.
 *
 * @example
 * similarity(minHash("服务很好下次还来这家店")!, minHash("服务很好，下次还来这家店！")!) // => 1
 * similarity(minHash("服务很好下次还来这家店")!, minHash("服务很好下次再来这家店")!) // => 0.40625
 * similarity(minHash("服务很好下次还来这家店")!, minHash("上菜太慢")!) // => 0
 */
export function similarity(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < size; i++) if (one[i] === other[i]) same++;
  return same / size;
}

/**
 * Groups of comments that are nearly the same, by index; comments that stand alone are in no group.
 * Only comments that share a band of their signature are compared, so time grows with their number.
 *
 * @param least share of text two comments must have in common
 * @example
 * nearDuplicates(["服务很好下次还来这家店", "服务很好，下次还来这家店！", "太慢了"]) // => [[0, 1]]
 */
export function nearDuplicates(texts: readonly string[], least = 0.8): number[][] {
  const signatures = texts.map(minHash);
  const leader = texts.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (leader[root] !== root) root = leader[root]!;
    leader[i] = root;
    return root;
  };
  for (let band = 0; band < bands; band++) {
    const buckets = new Map<string, number>();
    for (const [i, signature] of signatures.entries()) {
      if (signature === null) continue;
      const key = signature.slice(band * rows, (band + 1) * rows).join(",");
      const first = buckets.get(key);
      if (first === undefined) buckets.set(key, i);
      else if (similarity(signatures[first]!, signature) >= least) leader[find(i)] = find(first);
    }
  }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < texts.length; i++) groups.set(find(i), [...(groups.get(find(i)) ?? []), i]);
  return [...groups.values()].filter((group) => group.length > 1);
}
