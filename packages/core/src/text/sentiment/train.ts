import { seedRng, uniformStream } from "../../numeric/index.js";
import type { Features } from "./features.js";
import { type LinearModel, WeightTable } from "./linear-model.js";

/** One comment to learn from. */
export interface TrainingExample {
  readonly features: Features;
  readonly isGood: boolean;
  /** Where it comes from; kinds count the same however many comments each has. */
  readonly domain: string;
}

export interface TrainingOptions {
  readonly version: string;
  readonly epochs: number;
  readonly rate: number;
  /** Pull of every piece's weight towards its prior. */
  readonly pull: number;
  /** Share of comments whose pieces are hidden in a pass, so that the counted opinions learn to stand alone. */
  readonly hidden: number;
  /** A piece must stand in so many comments … */
  readonly minComments: number;
  /** … and in so many kinds of comments. */
  readonly minDomains: number;
  readonly maxPieces: number;
  readonly seed: number;
  readonly sharpness: number;
  /** Weights known beforehand, by piece. */
  readonly priors?: ReadonlyMap<number, number>;
  readonly opinionPriors: readonly number[];
  /** Where the bias starts from; 0 when left out. */
  readonly biasPrior?: number;
}

/**
 * Logistic regression by adaptive gradient steps. Kinds of comments and the two sides are balanced; weights are pulled
 * towards their priors, so that little evidence changes little.
 *
 * @throws {RangeError} when one of the two sides has no example
 */
export function trainLinear(examples: readonly TrainingExample[], options: TrainingOptions): LinearModel {
  const share = balance(examples);
  const pieceIndex = choosePieces(examples, options);
  const hashes = [...pieceIndex.keys()];
  const prior = Float64Array.from(hashes, (hash) => options.priors?.get(hash) ?? 0);
  const weights = Float64Array.from(prior);
  const pieceSteps = new Float64Array(hashes.length).fill(1e-6);
  const opinions = Float64Array.from(options.opinionPriors);
  const opinionSteps = new Float64Array(opinions.length).fill(1e-6);
  let bias = options.biasPrior ?? 0;
  let biasSteps = 1e-6;
  const indexed = examples.map(({ features }) => {
    const known: number[] = [];
    for (const hash of features.pieces) {
      const index = pieceIndex.get(hash);
      if (index !== undefined) known.push(index);
    }
    return Int32Array.from(known);
  });
  const random = uniformStream(seedRng(options.seed));
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const { features, isGood } = examples[at]!;
      const isHidden = random() < options.hidden;
      const pieces = isHidden ? [] : indexed[at]!;
      const value = isHidden ? 0 : 1 / Math.sqrt(Math.max(1, features.pieces.length));
      let score = bias;
      for (const index of pieces) score += weights[index]! * value;
      for (let i = 0; i < opinions.length; i++) score += opinions[i]! * features.opinions[i]!;
      const slope = (1 / (1 + Math.exp(-score)) - (isGood ? 1 : 0)) * share[at]!;
      biasSteps += slope * slope;
      bias -= (options.rate * slope) / Math.sqrt(biasSteps);
      for (const index of pieces) {
        const step = slope * value + options.pull * (weights[index]! - prior[index]!);
        pieceSteps[index]! += step * step;
        weights[index]! -= (options.rate * step) / Math.sqrt(pieceSteps[index]!);
      }
      for (let i = 0; i < opinions.length; i++) {
        const step = slope * features.opinions[i]! + 0.001 * (opinions[i]! - options.opinionPriors[i]!);
        opinionSteps[i]! += step * step;
        // More praise never makes a comment worse, nor what follows a "but".
        opinions[i] = Math.max(0, opinions[i]! - (options.rate * 0.2 * step) / Math.sqrt(opinionSteps[i]!));
      }
    }
  }
  const learnt = hashes.map((hash, i) => [hash, weights[i]!] as const).filter(([, weight]) => Math.abs(weight) > 1e-3);
  learnt.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || a[0] - b[0]);
  return {
    version: options.version,
    bias,
    opinionWeights: [...opinions],
    sharpness: options.sharpness,
    weights: new WeightTable(learnt.slice(0, options.maxPieces)),
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
}

/** Every kind, and within it every side, weighs the same; a very small kind is not blown up beyond five times. */
function balance(examples: readonly TrainingExample[]): Float64Array {
  const counts = new Map<string, number>();
  const keyOf = ({ domain, isGood }: TrainingExample) => `${domain} ${isGood}`;
  for (const example of examples) counts.set(keyOf(example), (counts.get(keyOf(example)) ?? 0) + 1);
  if (!examples.some(({ isGood }) => isGood) || examples.every(({ isGood }) => isGood))
    throw new RangeError("training needs good and bad comments");
  const mean = examples.length / counts.size;
  return Float64Array.from(examples, (example) => Math.min(5, mean / counts.get(keyOf(example))!));
}

function choosePieces(examples: readonly TrainingExample[], { minComments, minDomains, priors }: TrainingOptions): Map<number, number> {
  const domains = [...new Set(examples.map(({ domain }) => domain))];
  // One number per piece holds both: how many comments, and below that one bit per kind. Objects would be three times slower.
  const kinds = Math.min(12, domains.length);
  const bit = new Map(domains.map((domain, i) => [domain, 2 ** (i % kinds)]));
  const unit = 2 ** kinds;
  const seen = new Map<number, number>();
  for (const { features, domain } of examples) {
    const own = bit.get(domain)!;
    for (const hash of features.pieces) {
      const packed = seen.get(hash) ?? 0;
      seen.set(hash, packed + unit + ((packed & own) === 0 ? own : 0));
    }
  }
  const bits = (mask: number) => mask.toString(2).replaceAll("0", "").length;
  const index = new Map<number, number>();
  for (const hash of priors?.keys() ?? []) index.set(hash, index.size);
  for (const [hash, packed] of seen) {
    const comments = Math.floor(packed / unit);
    if (!index.has(hash) && comments >= minComments && bits(packed % unit) >= Math.min(minDomains, kinds)) index.set(hash, index.size);
  }
  return index;
}
