/**
 * The state of a random number generator (xoshiro128**) as a plain value: equal states give equal draws on every machine, and a
 * state can be stored and taken up again.
 */
export type Rng = readonly [number, number, number, number];

/**
 * A generator started from a seed.
 *
 * @param seed a whole number within ±2^53, or any text
 * @throws {RangeError} when a numeric seed is not a safe integer
 * @example
 * seedRng(1).length // => 4
 */
export function seedRng(seed: number | string): Rng {
  if (typeof seed === "number" && !Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number within ±2^53, got ${seed}`);
  let hash = typeof seed === "string" ? hashText(seed) : (seed | 0) ^ Math.imul(Math.floor(seed / 4294967296) | 0, 0x9e3779b1);
  const next = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const state: Rng = [next(), next(), next(), next()];
  return state.some((word) => word !== 0) ? state : [1, 0, 0, 0];
}

/**
 * The next 32 random bits and the state after them.
 *
 * @example
 * nextBits([1, 2, 3, 4])[0] // => 11520
 */
export function nextBits([a, b, c, d]: Rng): readonly [bits: number, rng: Rng] {
  const scrambled = Math.imul(b, 5);
  const bits = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  const c2 = c ^ a;
  const d2 = d ^ b;
  const turned = (d2 << 11) | (d2 >>> 21);
  return [bits, [(a ^ d2) >>> 0, (b ^ c2) >>> 0, (c2 ^ (b << 9)) >>> 0, turned >>> 0]];
}

/**
 * The next number evenly spread over [0, 1), with 53 random bits, and the state after it.
 *
 * @example
 * nextUniform([1, 2, 3, 4])[0] // => 0.00000268220901489257
 */
export function nextUniform(rng: Rng): readonly [value: number, rng: Rng] {
  const [high, between] = nextBits(rng);
  const [low, after] = nextBits(between);
  return [((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992, after];
}

/**
 * The next whole number from 0 to n − 1, each equally likely, and the state after it.
 *
 * @param n whole, 1..2^32
 * @throws {RangeError} outside that range
 * @example
 * nextBelow(seedRng(7), 1)[0] // => 0
 */
export function nextBelow(rng: Rng, n: number): readonly [value: number, rng: Rng] {
  if (!Number.isInteger(n) || n < 1 || n > 4294967296) throw new RangeError(`nextBelow needs a whole n from 1 to 2^32, got ${n}`);
  // bits beyond the largest multiple of n would favour the small numbers
  const fair = 4294967296 - (4294967296 % n);
  let [bits, after] = nextBits(rng);
  while (bits >= fair) [bits, after] = nextBits(after);
  return [bits % n, after];
}

/**
 * The same items in random order (Fisher–Yates), every order equally likely, and the state after it.
 *
 * @example
 * shuffle(seedRng(7), [1, 2, 3])[0].length // => 3
 */
export function shuffle<T>(rng: Rng, items: readonly T[]): readonly [items: T[], rng: Rng] {
  const shuffled = [...items];
  let state = rng;
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const [j, after] = nextBelow(state, i + 1);
    state = after;
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return [shuffled, state];
}

/**
 * A function that gives the uniform numbers of a generator one after another, for loops that need many.
 *
 * @example
 * uniformStream([1, 2, 3, 4])() // => 0.00000268220901489257
 */
export function uniformStream(rng: Rng): () => number {
  // the same steps as nextUniform, without a new state for each number
  let [a, b, c, d] = rng;
  const next = () => {
    const scrambled = Math.imul(b, 5);
    const bits = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return bits;
  };
  return () => {
    const high = next() >>> 5;
    return (high * 67108864 + (next() >>> 6)) / 9007199254740992;
  };
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
