import type { Features } from "./features.js";

/** A trained model: weights of hashed word pieces and of counted opinions. Score = log-odds of "good". */
export interface LinearModel {
  /** Which training made it, shown beside every label. */
  readonly version: string;
  readonly bias: number;
  readonly opinionWeights: readonly number[];
  /** The score is multiplied by this, so that its logistic is an honest confidence on unseen kinds of text. */
  readonly sharpness: number;
  readonly weights: WeightTable;
}

/** Weights by 32-bit hash in an open table: one look-up costs a few steps whatever the size. */
export class WeightTable {
  readonly #mask: number;
  readonly #keys: Uint32Array;
  readonly #values: Float32Array;
  readonly size: number;

  constructor(entries: readonly (readonly [hash: number, weight: number])[]) {
    this.size = entries.length;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(2, entries.length * 2)));
    this.#mask = slots - 1;
    this.#keys = new Uint32Array(slots);
    this.#values = new Float32Array(slots);
    for (const [hash, weight] of entries) {
      let slot = hash & this.#mask;
      while (this.#values[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#keys[slot] = hash;
      this.#values[slot] = weight;
    }
  }

  /** The weight of a piece, 0 when the model does not know it. */
  get(hash: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const value = this.#values[slot]!;
      if (value === 0 || this.#keys[slot] === hash) return value;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** All entries in rising order of their hash. */
  entries(): (readonly [hash: number, weight: number])[] {
    const hashes = this.#keys.filter((_, slot) => this.#values[slot] !== 0).sort();
    return Array.from(hashes, (hash) => [hash, this.get(hash)] as const);
  }
}

/**
 * Log-odds that a comment is good; 0 when the model knows nothing of it. Sharpness is already applied.
 *
 * @example
 * const model = { ...shippedModel("en"), bias: 0.5, opinionWeights: [2], sharpness: 1 };
 * scoreFeatures(model, { pieces: new Uint32Array(), opinions: [-1] }) // => -1.5
 */
export function scoreFeatures(model: LinearModel, { pieces, opinions }: Features): number {
  let total = 0;
  for (let i = 0; i < pieces.length; i++) total += model.weights.get(pieces[i]!);
  let score = model.bias + (pieces.length === 0 ? 0 : total / Math.sqrt(pieces.length));
  for (let i = 0; i < opinions.length; i++) score += (model.opinionWeights[i] ?? 0) * opinions[i]!;
  return score * model.sharpness;
}
