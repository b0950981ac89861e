import { type ClauseOpinion, distinct, type Features, hashPiece, opinionNumbers } from "./features.js";
import { zhContrast, zhLexicon, zhNegators, zhPatterns, zhPlainWords } from "./lexicon-zh.js";
import { takeWaits, zhWaits } from "./waits.js";

/** A word held in the lookup without judging anything. */
const plain = 0;
const words = new Map<string, number>();
for (const [valence, list] of zhLexicon) for (const word of list.split(" ")) words.set(word, valence);
for (const word of zhPlainWords) words.set(word, plain);
const longest = Math.max(...[...words.keys()].map((word) => word.length));
const firstCharacters = new Set([...words.keys()].map((word) => word[0]!));
const negated = new RegExp(
  `(?:${[...zhNegators].sort((a, b) => b.length - a.length).join("|")})(?:很|太|那么|怎么|特别|非常|多|什么|是|有|够|觉得|感觉|想象(?:中)?(?:的)?)?$`,
);
const clauseEnd = /[,，。.!！;；、?？\n~～…：:()（）]+|\s+(?=\S)/g;

/**
 * The opinions of a Chinese comment, clause by clause. Text must be in normal form.
 *
 * @example
 * zhOpinions("味道不错，就是太慢").map(({ good, bad }) => good - bad) // => [2, -3]
 */
export function zhOpinions(comment: string): ClauseOpinion[] {
  const { rest: text, waits } = takeWaits(comment, zhWaits);
  const clauses: ClauseOpinion[] = [];
  let start = 0;
  for (const match of text.matchAll(clauseEnd)) {
    if (match.index > start) clauses.push(readClause(text, start, match.index));
    start = match.index + match[0].length;
  }
  if (start < text.length) clauses.push(readClause(text, start, text.length));
  return addPatterns(text, clauses, waits);
}

function readClause(text: string, start: number, end: number): ClauseOpinion {
  let good = 0;
  let bad = 0;
  let at = start;
  while (at < end) {
    let step = 1;
    if (firstCharacters.has(text[at]!)) {
      for (let length = Math.min(longest, end - at); length > 0; length--) {
        const valence = words.get(text.slice(at, at + length));
        if (valence === undefined) continue;
        if (valence !== plain) {
          const isTurned = negated.test(text.slice(Math.max(start, at - 6), at));
          // "不难吃" is a little good, "不好吃" is bad through and through.
          const said = isTurned ? (valence > 0 ? -Math.max(1.5, valence) : -valence * 0.7) : valence;
          if (said > 0) good += said;
          else bad -= said;
        }
        step = length;
        break;
      }
    }
    at += step;
  }
  const isAfterContrast = zhContrast.test(text.slice(start, Math.min(end, start + 6)));
  return { start, end, good, bad, isAfterContrast };
}

function addPatterns(text: string, clauses: ClauseOpinion[], waits: readonly { at: number; valence: number }[]): ClauseOpinion[] {
  const sums = clauses.map(({ good, bad }) => ({ good, bad }));
  let isChanged = false;
  const add = (at: number, valence: number) => {
    const index = clauses.findIndex(({ end }) => at < end);
    const sum = sums[index < 0 ? sums.length - 1 : index];
    if (sum === undefined) return;
    if (valence > 0) sum.good += valence;
    else sum.bad -= valence;
    isChanged = true;
  };
  for (const [valence, pattern] of zhPatterns) for (const match of text.matchAll(pattern)) add(match.index, valence);
  for (const { at, valence } of waits) add(at, valence);
  return isChanged ? clauses.map((clause, i) => ({ ...clause, ...sums[i]! })) : clauses;
}

/** One, two and three characters in a row within a clause, and the opinions. */
export function zhFeatures(text: string, clauses: readonly ClauseOpinion[] = zhOpinions(text)): Features {
  const hashes: number[] = [];
  for (const { start, end } of clauses) {
    for (let i = start; i < end; i++) {
      hashes.push(hashPiece(text, i, i + 1, 1));
      if (i + 2 <= end) hashes.push(hashPiece(text, i, i + 2, 2));
      if (i + 3 <= end) hashes.push(hashPiece(text, i, i + 3, 3));
    }
  }
  return { pieces: distinct(hashes), opinions: opinionNumbers(clauses) };
}
