import { arePricesRising, PRICE_PARTS, type PricePart } from "../tradeoff/index.js";
import type { AnswerValue, LocalText, PriceQuestion } from "./types.js";

/** Smallest differences between prices a question may ask for. */
export const PRICE_STEPS: readonly number[] = [0.01, 0.1, 0.5, 1, 5, 10, 50, 100, 1000];
export const CURRENCIES: readonly string[] = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "SGD", "AUD", "CAD", "INR"];

/** A price is counted in whole steps, so many that the sum of two fits into a voice's packed numbers. */
const MOST_STEPS = 16_383;

/** The four questions of the price sensitivity meter, word for word for everybody, so that curves can be compared. */
export const PRICE_WORDS: Readonly<Record<PricePart, LocalText>> = {
  tooCheap: { "zh-CN": "低到什么价格，您会担心质量？", en: "At what price would it be so cheap that you doubt its quality?" },
  cheap: { "zh-CN": "什么价格，您会觉得划算？", en: "At what price would it be a bargain?" },
  expensive: {
    "zh-CN": "什么价格，您会觉得有点贵，但还会考虑？",
    en: "At what price would it seem expensive, yet still worth considering?",
  },
  tooExpensive: { "zh-CN": "高到什么价格，您就不会考虑了？", en: "At what price would it be too expensive to consider?" },
};

/**
 * A price in whole steps of its question, rounded to the nearest.
 *
 * @example
 * priceSteps({ step: 0.5 }, 12.3) // => 25
 */
export function priceSteps({ step }: Pick<PriceQuestion, "step">, price: number): number {
  return Math.round((price * 100) / Math.round(step * 100));
}

/**
 * Whole steps as a price, free of rounding dust.
 *
 * @example
 * priceOfSteps({ step: 0.1 }, 3) // => 0.3
 */
export function priceOfSteps({ step }: Pick<PriceQuestion, "step">, steps: number): number {
  return (steps * Math.round(step * 100)) / 100;
}

/**
 * The highest price a question can hold.
 *
 * @example
 * highestPrice({ step: 1 }) // => 16383
 */
export function highestPrice(question: Pick<PriceQuestion, "step">): number {
  return priceOfSteps(question, MOST_STEPS);
}

/**
 * A price as people write it: with or without currency, a comma for thousands or for decimals.
 *
 * @returns the text itself where it is no price
 * @example
 * readPrice(" ¥1,280.5 ") // => 1280.5
 * readPrice("12,5") // => 12.5
 * readPrice("about ten") // => "about ten"
 */
export function readPrice(text: string): number | string {
  const plain = text.normalize("NFKC").replace(/[\s¥$€£₩元]/g, "");
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(plain)) return Number(plain.replaceAll(",", ""));
  return /^\d{1,9}([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(",", ".")) : text;
}

/** What is counted of a price question: the four prices, whether they rise, and cheap and expensive together. */
export const PRICE_SERIES = [...PRICE_PARTS, "order", "sum"] as const;
/** `order` of an answer: the four prices rise, do not rise, or are not all there. */
export const PRICE_ORDER = { rising: 1, falling: 0, incomplete: 2 } as const;

/** One of these as a number: whole steps, or what `PRICE_ORDER` says; `null` when nothing was given. */
export function packPrice(question: PriceQuestion, part: string, value: AnswerValue | undefined): number | null {
  const prices = pricesOf(value);
  const steps = prices.map((price) => (price === null ? null : priceSteps(question, price)));
  if (part === "order") {
    if (steps.every((one) => one === null)) return null;
    if (steps.some((one) => one === null)) return PRICE_ORDER.incomplete;
    return arePricesRising(steps as number[]) ? PRICE_ORDER.rising : PRICE_ORDER.falling;
  }
  const [, cheap = null, expensive = null] = steps;
  if (part === "sum") return cheap === null || expensive === null ? null : cheap + expensive;
  return steps[PRICE_PARTS.indexOf(part as PricePart)] ?? null;
}

/** Whether all four prices were given and do not rise. */
export function isOutOfOrder(value: AnswerValue | undefined): boolean {
  const prices = pricesOf(value).filter((price) => price !== null);
  return prices.length === PRICE_PARTS.length && !arePricesRising(prices);
}

function pricesOf(value: AnswerValue | undefined): (number | null)[] {
  const parts = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { readonly [part: string]: unknown }) : {};
  return PRICE_PARTS.map((part) => (typeof parts[part] === "number" ? parts[part] : null));
}
