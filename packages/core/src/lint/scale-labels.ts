import { enScaleWords, extentWords, frequencyWords, type LabelKind, zhScaleWords } from "./words/scale-words.js";

/** What one answer label says: what it measures, and on which side it stands (−1 bad, 0 middle, +1 good). */
export interface LabelSense {
  readonly kind: LabelKind;
  readonly side: -1 | 0 | 1;
}

const zhMiddle =
  /^(?:一般|中立|普通|中等|无所谓|说不上|还行|还可以|尚可|差不多|一般般|不好不坏|既不.+也不.+|没有变化|无明显变化|不变|及格|适中|持平)$/;
const enMiddle =
  /^(?:neutral|neither.*|average|ok|okay|fair|so-so|undecided|about the same|no change|acceptable|adequate|mixed|same|as expected|met expectations)$/;
const zhNot = /不(?!错)|没|未|无|非(?!常)/g;

/**
 * Reads the words of one answer label; `null` when it is not a word of a scale.
 *
 * @example
 * labelSense("不太满意") // => { kind: "satisfaction", side: -1 }
 * labelSense("Very easy") // => { kind: "ease", side: 1 }
 */
export function labelSense(label: string): LabelSense | null {
  const word = label
    .trim()
    .toLowerCase()
    .replace(/^\d+\s*[.、分:：=-]?\s*(?=\D)/, "")
    .replace(/[（(][^）)]*[）)]$/, "")
    .trim();
  if (/^[-\d.,~至到–—\s%]+$/.test(word)) return { kind: "number", side: 0 };
  if (zhMiddle.test(word) || enMiddle.test(word)) return { kind: "quality", side: 0 };
  if (frequencyWords.test(word)) return { kind: "frequency", side: 0 };
  if (extentWords.test(word)) return { kind: "extent", side: 0 };
  if (/^(?:是(?:的)?|否|有|没有|不是|yes|no)$/.test(word)) return { kind: "yes_no", side: 0 };
  return /\p{Script=Han}/u.test(word) ? zhSense(word) : enSense(word);
}

function zhSense(word: string): LabelSense | null {
  if (word.length > 9) return null;
  const negations = word.match(zhNot)?.length ?? 0;
  for (const [kind, good, bad] of zhScaleWords) {
    if (bad.test(word)) return { kind, side: negations % 2 === 1 && !/不满$|不值$/.test(word) ? 1 : -1 };
    if (good.test(word)) return { kind, side: negations % 2 === 1 ? -1 : 1 };
  }
  return null;
}

function enSense(word: string): LabelSense | null {
  if (word.split(/\s+/).length > 5) return null;
  const negated = /\bnot\b|n't\b|\bno\b/.test(word);
  for (const [kind, good, bad] of enScaleWords) {
    if (bad.test(word)) return { kind, side: negated && !/not\b.*$/.test(bad.exec(word)![0]) ? 1 : -1 };
    if (good.test(word)) return { kind, side: negated ? -1 : 1 };
  }
  return null;
}

/** A list of answers read as a scale; `null` when fewer than two in three labels are scale words. */
export interface ScaleSense {
  readonly kind: LabelKind;
  readonly sides: readonly (-1 | 0 | 1)[];
}

/**
 * Reads a whole list of labels.
 *
 * @example
 * scaleSense(["Poor", "Fair", "Good"]) // => { kind: "quality", sides: [-1, 0, 1] }
 */
export function scaleSense(labels: readonly string[]): ScaleSense | null {
  if (labels.length < 2) return null;
  const senses = labels.map(labelSense).filter((sense) => sense !== null);
  if (senses.length < 2 || senses.length * 3 < labels.length * 2) return null;
  const counts = new Map<LabelKind, number>();
  // A middle word such as "average" belongs to any kind, so it only decides when nothing else does.
  for (const { kind, side } of senses) {
    const isMiddle = side === 0 && kind === "quality";
    counts.set(kind, (counts.get(kind) ?? 0) + (isMiddle ? 0.1 : 1));
  }
  const [kind] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  return { kind, sides: senses.map(({ side }) => side) };
}

/**
 * Which way a scale runs: 1 from bad to good, −1 from good to bad, 0 when it cannot be told.
 *
 * @example
 * scaleDirection(["满意", "一般", "不满意"]) // => -1
 */
export function scaleDirection(labels: readonly string[]): -1 | 0 | 1 {
  const sense = scaleSense(labels);
  if (sense === null) return 0;
  const { sides } = sense;
  const first = sides[0]!;
  const last = sides.at(-1)!;
  if (first === last) return 0;
  return first < last ? 1 : -1;
}
