import { normalise } from "../normalise.js";
import { hashPiece } from "./features.js";
import { type LinearModel, scoreFeatures } from "./linear-model.js";
import { featuresOf } from "./sentiment.js";
import { type TrainingExample, trainLinear } from "./train.js";

/** A comment with the side that a person or the customer's own score gave it. */
export interface RatedComment {
  readonly text: string;
  readonly isGood: boolean;
  /** Survey, channel or unit it comes from; kinds count the same however many comments each has. */
  readonly source?: string | undefined;
}

/** How two models do on the same comments that neither learnt from. */
export interface RetrainFigures {
  readonly trainedOn: number;
  readonly heldBack: number;
  readonly before: number;
  readonly after: number;
  readonly corrected: number;
  readonly broken: number;
}

export type Retrained =
  | { readonly accepted: true; readonly model: LinearModel; readonly figures: RetrainFigures }
  | { readonly accepted: false; readonly reason: "TOO_FEW" | "ONE_SIDED" | "NOT_BETTER"; readonly figures: RetrainFigures | null };

/** Fewer rated comments than this teach nothing that lasts. */
export const leastComments = 200;
const leastPerSide = 30;

/**
 * Adapts a sentiment model to one organisation's own comments. A fifth of them, chosen by their text, is held back;
 * the new model is only handed out when it judges those better than the old one (sign test, one-sided 5 %).
 *
 * @param current the model in use; its weights are the starting point and the pull
 * @param version the name of the new model, unique in its organisation
 * @returns the new model, or why the old one stays
 * @example
 * const comments = [{ text: "打绿勾", isGood: true }, { text: "打红勾", isGood: false }];
 * retrainSentiment(comments, shippedModel("zh"), { language: "zh", version: "own-1", seed: 1 })
 * // => { accepted: false, reason: "TOO_FEW", figures: null }
 */
export function retrainSentiment(
  comments: readonly RatedComment[],
  current: LinearModel,
  { language, version, seed }: { readonly language: "zh" | "en"; readonly version: string; readonly seed: number },
): Retrained {
  const unique = new Map<string, TrainingExample>();
  for (const { text, isGood, source } of comments) {
    const plain = normalise(text);
    if (plain !== "") unique.set(plain, { features: featuresOf(plain, language), isGood, domain: source ?? "" });
  }
  if (unique.size < leastComments) return { accepted: false, reason: "TOO_FEW", figures: null };
  const good = [...unique.values()].filter(({ isGood }) => isGood).length;
  if (Math.min(good, unique.size - good) < leastPerSide) return { accepted: false, reason: "ONE_SIDED", figures: null };

  const heldBack: TrainingExample[] = [];
  const learnt: TrainingExample[] = [];
  for (const [text, example] of unique) (hashPiece(text, 0, text.length, 29) % 5 === 0 ? heldBack : learnt).push(example);
  const model = trainLinear(learnt, {
    version,
    epochs: 6,
    rate: 0.15,
    pull: 5e-3,
    hidden: 0.1,
    minComments: 2,
    minDomains: 1,
    maxPieces: 120_000,
    seed,
    sharpness: current.sharpness,
    priors: new Map(current.weights.entries()),
    opinionPriors: current.opinionWeights,
    biasPrior: current.bias,
  });
  const figures = compare(heldBack, current, model, learnt.length);
  const { corrected, broken } = figures;
  const isBetter = corrected > broken && corrected - broken >= 1.645 * Math.sqrt(corrected + broken);
  return isBetter ? { accepted: true, model, figures } : { accepted: false, reason: "NOT_BETTER", figures };
}

function compare(comments: readonly TrainingExample[], before: LinearModel, after: LinearModel, trainedOn: number): RetrainFigures {
  let beforeRight = 0;
  let afterRight = 0;
  let corrected = 0;
  let broken = 0;
  for (const { features, isGood } of comments) {
    const was = scoreFeatures(before, features) > 0 === isGood;
    const is = scoreFeatures(after, features) > 0 === isGood;
    if (was) beforeRight++;
    if (is) afterRight++;
    if (is && !was) corrected++;
    if (was && !is) broken++;
  }
  const heldBack = comments.length;
  return { trainedOn, heldBack, before: beforeRight / heldBack, after: afterRight / heldBack, corrected, broken };
}
