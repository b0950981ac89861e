import { readWhole } from "../tabular/index.js";

const SCALES: readonly (readonly (readonly string[])[])[] = [
  [
    ["非常不满意", "很不满意", "十分不满意", "very dissatisfied", "very unsatisfied"],
    ["不满意", "不太满意", "比较不满意", "dissatisfied", "somewhat dissatisfied", "unsatisfied"],
    ["一般", "中立", "说不清", "neutral", "neither satisfied nor dissatisfied"],
    ["满意", "比较满意", "基本满意", "satisfied", "somewhat satisfied"],
    ["非常满意", "很满意", "十分满意", "very satisfied"],
  ],
  [
    ["非常不同意", "完全不同意", "strongly disagree"],
    ["不同意", "不太同意", "比较不同意", "disagree", "somewhat disagree"],
    ["一般", "中立", "不确定", "neutral", "neither agree nor disagree"],
    ["同意", "比较同意", "agree", "somewhat agree"],
    ["非常同意", "完全同意", "strongly agree"],
  ],
  [
    ["很差", "非常差", "very poor", "very bad"],
    ["差", "较差", "比较差", "poor", "bad"],
    ["一般", "尚可", "fair", "average"],
    ["好", "较好", "比较好", "good"],
    ["很好", "非常好", "very good", "excellent"],
  ],
];

const PLACES = SCALES.map((scale) => new Map(scale.flatMap((words, place) => words.map((word) => [word, place + 1] as const))));

/**
 * An answer on a rating scale as survey tools write it: a whole number, a number with its label, or one of the usual five-point labels
 * of satisfaction, agreement and quality in Chinese or English (1 = worst, 5 = best).
 *
 * @returns `null` when it is none of these
 * @example
 * readAnswer("9 - Extremely important") // => 9
 * readAnswer("比较满意") // => 4
 * readAnswer("Apples") // => null
 */
export function readAnswer(text: string): number | null {
  const whole = readWhole(text);
  if (whole !== null) return whole;
  const plain = text.trim().toLowerCase();
  const numbered = /^(\d{1,2})\s*[-–—:：.、)）]\s*\D/.exec(plain);
  if (numbered !== null) return Number(numbered[1]);
  for (const places of PLACES) {
    const place = places.get(plain);
    if (place !== undefined) return place;
  }
  return null;
}

/**
 * Whether a column's values are labels of one five-point scale.
 *
 * @param values different values of the column
 * @example
 * isLabelScale(["满意", "一般", "非常满意"]) // => true
 * isLabelScale(["男", "女"]) // => false
 */
export function isLabelScale(values: readonly string[]): boolean {
  const plain = values.map((value) => value.trim().toLowerCase());
  return plain.length >= 2 && PLACES.some((places) => plain.every((value) => places.has(value)));
}

// the order matters: "I dislike it, but I can live with it" is 4, and "不喜欢" holds "喜欢"
const KANO: readonly (readonly [number, RegExp])[] = [
  [4, /live with|tolerate|minor inconvenience|put up with|勉强|忍受|能接受|可以接受|可接受/i],
  [5, /dislike|can.?t accept|cannot accept|major problem|不喜欢|讨厌|不能接受|无法接受/i],
  [3, /neutral|not affect|do(n.?t| not) care|indifferent|无所谓|不在意|没感觉|中立/i],
  [2, /must be|expect it|basic (necessity|requirement)|必须|理应|应该|应当|理所当然/i],
  [1, /\blike\b|enjoy|very helpful|delight|喜欢|满意/i],
];

/**
 * One half of a Kano pair: 1 like, 2 must-be, 3 neutral, 4 live with, 5 dislike; by number, or by the wordings in use in Chinese and
 * English.
 *
 * @returns `null` when it is no such answer
 * @example
 * readKanoAnswer("I dislike it, but I can live with it that way") // => 4
 * readKanoAnswer("理应如此") // => 2
 * readKanoAnswer("6") // => null
 */
export function readKanoAnswer(text: string): number | null {
  const whole = readWhole(text);
  if (whole !== null) return whole >= 1 && whole <= 5 ? whole : null;
  return KANO.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
