import { normalise } from "../normalise.js";

/** A word of a full-text index and where it stands: 1, 2, 3 … */
export interface IndexedWord {
  readonly word: string;
  readonly position: number;
}

/** One thing that must be found: its words one after another, by their distance to the first. */
export interface SearchTerm {
  /** As it was asked for, in normal form. */
  readonly text: string;
  readonly words: readonly IndexedWord[];
  /** The last word may go on: a lone Chinese character, the beginning of an English word. */
  readonly isOpen: boolean;
}

/** Cuts a run of Chinese characters into words. */
export type WordCutter = (run: string) => readonly string[];

/** Longer words and later places are left out: an index keeps neither. */
const longestWord = 60;
const lastPosition = 16_000;
/** An English word of so many letters finds the longer ones that begin with it. */
const leastOpen = 3;
const phrases = /["“”「『]([^"“”「」『』]+)["“”」』]/gu;
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:'(?:(?!\p{Script=Han})\p{L})+)?/gu;
const negators = new Set("不没未无别");
const fillers = new Set("的了是在也都就和与吗呢吧啊呀嘛我你他她它们这那个很太");

/**
 * Words of a comment for a full-text index: every pair of neighbouring Chinese characters and the last one of a run by itself, Latin
 * words and figures as they are. Pairs one after another find any Chinese text exactly as a look at every comment would, without a
 * dictionary whose next edition would cut otherwise.
 *
 * @example
 * indexWords("很好吃 WiFi").map(({ word }) => word) // => ["很好", "好吃", "吃", "wifi"]
 */
export function indexWords(text: string): IndexedWord[] {
  const found: IndexedWord[] = [];
  let position = 0;
  for (const [run] of normalise(text).matchAll(runs)) {
    const isHan = /\p{Script=Han}/u.test(run);
    const length = isHan ? run.length : 1;
    if (position + length > lastPosition) break;
    if (!isHan) found.push({ word: run.slice(0, longestWord), position: position + 1 });
    else for (let i = 0; i < run.length; i++) found.push({ word: run.slice(i, i + 2), position: position + i + 1 });
    position += length;
  }
  return found;
}

/**
 * What a person typed, as terms that must all be found. Words in quotation marks stand together as written; a longer run of Chinese is
 * cut into words, so that "上菜慢" finds "上菜太慢了"; a "not" stays with the word it denies.
 *
 * @param cut how to cut a run of three or more Chinese characters
 * @returns no terms when there is nothing to search for
 * @example
 * searchTerms('慢 "very cold"', (run) => [run]).map(({ text }) => text) // => ["very cold", "慢"]
 */
export function searchTerms(query: string, cut: WordCutter): SearchTerm[] {
  const quoted = [...query.matchAll(phrases)].flatMap(([, phrase]) => termOf(phrase!, false));
  const loose = [...normalise(query.replace(phrases, " ")).matchAll(runs)].flatMap(([run]) =>
    /\p{Script=Han}/u.test(run) && run.length > 2 ? wordsOf(run, cut) : [run],
  );
  const terms = [...quoted, ...loose.flatMap((word) => termOf(word, true))];
  return terms.filter((term, i) => terms.findIndex(({ text }) => text === term.text) === i);
}

function wordsOf(run: string, cut: WordCutter): string[] {
  const words: string[] = [];
  let denied = "";
  for (const word of cut(run)) {
    if (negators.has(word)) denied += word;
    else {
      words.push(denied + word);
      denied = "";
    }
  }
  if (denied !== "") words.push(denied);
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : [run];
}

function termOf(text: string, isWord: boolean): SearchTerm[] {
  const words = indexWords(text);
  const last = words.at(-1);
  if (last === undefined) return [];
  const plain = normalise(text).trim();
  if (!/\p{Script=Han}/u.test(last.word)) {
    const isOpen = isWord && new RegExp(`^\\p{L}{${leastOpen},}$`, "u").test(last.word);
    return [{ text: plain, words, isOpen }];
  }
  // a run's last character stands alone only where the comment's run ends too
  const isLone = words.length === 1 || words.at(-2)!.word.length < 2 || !/\p{Script=Han}/u.test(words.at(-2)!.word);
  return [{ text: plain, words: isLone ? words : words.slice(0, -1), isOpen: isLone }];
}
