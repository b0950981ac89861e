import { detectLanguage, type TextLanguage } from "../language.js";
import { enSentimentModel } from "../models/en-sentiment.generated.js";
import { zhSentimentModel } from "../models/zh-sentiment.generated.js";
import { normalise } from "../normalise.js";
import { type ClauseOpinion, clauseSide, type Features } from "./features.js";
import { enFeatures, enOpinions } from "./features-en.js";
import { zhFeatures, zhOpinions } from "./features-zh.js";
import { enNeutral } from "./lexicon-en.js";
import { zhNeutral } from "./lexicon-zh.js";
import { type LinearModel, scoreFeatures } from "./linear-model.js";
import { unpackModel } from "./model-file.js";

/** Bad, mixed or neutral, good. */
export type SentimentSide = -1 | 0 | 1;

export interface Sentiment {
  /** `null` when the model is not sure enough: "uncertain". */
  readonly sentiment: SentimentSide | null;
  /** The likeliest side whatever the confidence; `null` only when the language cannot be read. */
  readonly guess: SentimentSide | null;
  /** Log-odds that the comment is good; 0 when nothing is known. */
  readonly score: number;
  /** How likely the guess is right, 0.5–1. */
  readonly confidence: number;
  readonly language: TextLanguage | null;
  /** Which model said so; empty when none did. */
  readonly version: string;
}

export interface SentimentOptions {
  /** Known from elsewhere; told from the text when left out. */
  readonly language?: TextLanguage | undefined;
  /** An organisation's own model for this language. */
  readonly model?: LinearModel | undefined;
  /** Below this confidence the answer is "uncertain". */
  readonly minConfidence?: number | undefined;
}

/** Below this confidence a label is "uncertain". Chosen on texts of kinds left out of training; see docs/reference/text.md. */
export const defaultMinConfidence = 0.7;

const shipped = new Map<"zh" | "en", LinearModel>();

/**
 * The model that comes with the product, unpacked on first use.
 *
 * @example
 * shippedModel("en").opinionWeights.length // => 5
 * shippedModel("zh") === shippedModel("zh") // => true
 */
export function shippedModel(language: "zh" | "en"): LinearModel {
  const known = shipped.get(language);
  if (known !== undefined) return known;
  const model = unpackModel(language === "zh" ? zhSentimentModel : enSentimentModel);
  shipped.set(language, model);
  return model;
}

/** The opinions of a comment in normal form, clause by clause. */
export function opinionsOf(text: string, language: "zh" | "en"): ClauseOpinion[] {
  return language === "zh" ? zhOpinions(text) : enOpinions(text);
}

/** What a model reads of a comment in normal form. */
export function featuresOf(text: string, language: "zh" | "en", clauses?: readonly ClauseOpinion[]): Features {
  return language === "zh" ? zhFeatures(text, clauses) : enFeatures(text, clauses);
}

/**
 * Whether a comment is good, bad, or mixed and neutral, in Chinese or English.
 *
 * @example
 * sentimentOf("菜很新鲜，服务员也热情").sentiment // => 1
 * sentimentOf("Waited two hours and nobody came").sentiment // => -1
 * sentimentOf("味道一般般，还行吧").sentiment // => 0
 */
export function sentimentOf(text: string, options: SentimentOptions = {}): Sentiment {
  const plain = normalise(text);
  const language = options.language ?? detectLanguage(plain) ?? (/\p{Emoji_Presentation}/u.test(plain) ? "zh" : null);
  if (language !== "zh" && language !== "en") return { sentiment: null, guess: null, score: 0, confidence: 0.5, language, version: "" };
  const model = options.model ?? shippedModel(language);
  const clauses = opinionsOf(plain, language);
  const score = scoreFeatures(model, featuresOf(plain, language, clauses));
  const certainty = 1 / (1 + Math.exp(-Math.abs(score)));
  const isMiddle = isNeutral(plain, language, clauses, score) || isMixed(clauses, score);
  const guess: SentimentSide = isMiddle ? 0 : score >= 0 ? 1 : -1;
  const confidence = isMiddle ? Math.max(defaultMinConfidence, 1.4 - certainty) : certainty;
  const isSure = confidence >= (options.minConfidence ?? defaultMinConfidence);
  return { sentiment: isSure ? guess : null, guess, score, confidence: Math.min(1, confidence), language, version: model.version };
}

/** "还行", "so-so": said so, and nothing stronger was said. */
function isNeutral(text: string, language: "zh" | "en", clauses: readonly ClauseOpinion[], score: number): boolean {
  if (!(language === "zh" ? zhNeutral : enNeutral).test(text)) return false;
  const judged = clauses.filter((clause) => clauseSide(clause) !== 0).length;
  // Where no word judges, the pieces alone have to speak louder against it.
  if (Math.abs(score) > (judged === 0 ? 4 : 2.5)) return false;
  return clauses.every(({ good, bad }) => good < 3 && bad < 3) && judged <= 2;
}

/** As much praise as blame, in different clauses, with a "but" between them. */
function isMixed(clauses: readonly ClauseOpinion[], score: number): boolean {
  if (Math.abs(score) > 1.5) return false;
  const sides = clauses.map(clauseSide);
  const good = sides.filter((side) => side > 0).length;
  const bad = sides.filter((side) => side < 0).length;
  const turns = clauses.some(
    ({ isAfterContrast }, i) =>
      isAfterContrast && sides.slice(i).some((side) => side !== 0 && sides.slice(0, i).includes(side === 1 ? -1 : 1)),
  );
  return turns && good > 0 && bad > 0 && Math.abs(good - bad) <= 1;
}
