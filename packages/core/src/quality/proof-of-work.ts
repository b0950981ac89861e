/**
 * Leading zero bits a proof must show: about four thousand hashes, some milliseconds on a desk and under 200 ms on a slow phone.
 * Raising it makes a machine pay more and a customer wait longer.
 */
export const PROOF_BITS = 12;
/** How much of a visit's name goes into the work: with the number behind it, it must fit one block of SHA-256 (55 bytes). */
export const PROOF_TAIL = 44;

/**
 * Whether a hash begins with so many zero bits.
 *
 * @param hash at least `bits` long
 * @param bits 0…32
 * @example
 * hasLeadingZeros(Uint8Array.of(0, 15, 255, 0), 12) // => true
 * hasLeadingZeros(Uint8Array.of(0, 16, 255, 0), 12) // => false
 */
export function hasLeadingZeros(hash: Uint8Array, bits: number): boolean {
  const first = new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0);
  return bits === 0 || first >>> (32 - bits) === 0;
}
