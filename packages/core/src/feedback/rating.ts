import type { LocalText, RatingQuestion, Scale } from "../survey/index.js";

/**
 * Under which attribute a public rating is followed over time. It is a measure of its own, never a CSAT: other people give it, unasked, on
 * another scale.
 *
 * @returns `null` for scales that are kept as they are and not followed: anything but 1–5 and 1–10
 * @example
 * ratingAttribute({ min: 1, max: 5 }) // => "rating_5"
 * @example
 * ratingAttribute({ min: 0, max: 100 }) // => null
 */
export function ratingAttribute({ min, max }: Scale): "rating_5" | "rating_10" | null {
  if (min !== 1) return null;
  return max === 5 ? "rating_5" : max === 10 ? "rating_10" : null;
}

/**
 * What the rating of a scale is called.
 *
 * @example
 * ratingName({ min: 1, max: 5 })["zh-CN"] // => "网上评分（1–5）"
 */
export function ratingName({ min, max }: Scale): LocalText {
  return { "zh-CN": `网上评分（${min}–${max}）`, en: `Public rating (${min}–${max})` };
}

/**
 * A public rating as a question, so that figures read it like any other answer.
 *
 * @returns `null` where `ratingAttribute` is
 * @example
 * ratingQuestion({ min: 1, max: 5 })?.attribute // => "rating_5"
 */
export function ratingQuestion(scale: Scale): RatingQuestion | null {
  const attribute = ratingAttribute(scale);
  if (attribute === null) return null;
  const text = (value: number): LocalText => ({ "zh-CN": String(value), en: String(value) });
  return {
    key: "rating",
    type: "rating",
    scale: { min: scale.min, max: scale.max },
    low: text(scale.min),
    high: text(scale.max),
    display: "star",
    role: "perception",
    attribute,
    notApplicable: true,
    text: ratingName(scale),
  };
}
