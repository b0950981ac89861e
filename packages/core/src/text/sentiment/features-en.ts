import { type ClauseOpinion, distinct, type Features, hashPiece, opinionNumbers } from "./features.js";
import { enContrast, enLexicon, enNegators } from "./lexicon-en.js";
import { enWaits, takeWaits } from "./waits.js";

const phrases = new Map<string, number>();
for (const [valence, list] of enLexicon) for (const phrase of list.split("|")) phrases.set(phrase, valence);
const longest = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
const clauseEnd = /[.!?;:,()\n]+|\s-+\s|\s(?=but\b|however\b|although\b|though\b)/g;
const emoji: readonly (readonly [valence: number, pattern: RegExp])[] = [
  [2, /[😀😁😄😊😍🥰😘👍❤💕🎉👏]|(?:^|\s)[:;]-?[)D](?=\s|$)|<3/gu],
  [-2, /[😠😡🤬👎💩😤😭😢🤮🤢]|(?:^|\s):-?[(/](?=\s|$)/gu],
];

/** Words of a clause: letters, figures and apostrophes. */
export function enWords(text: string): string[] {
  return text.match(/[a-z\d]+(?:'[a-z]+)?(?:\/10)?/g) ?? [];
}

/**
 * The opinions of an English comment, clause by clause. Text must be in normal form.
 *
 * @example
 * enOpinions("great food but slow service").map(({ good, bad }) => good - bad) // => [2, -2]
 */
export function enOpinions(comment: string): ClauseOpinion[] {
  const { rest: text, waits } = takeWaits(comment, enWaits);
  const clauses: ClauseOpinion[] = [];
  let start = 0;
  for (const match of text.matchAll(clauseEnd)) {
    if (match.index > start) clauses.push(readClause(text, start, match.index));
    start = match.index + match[0].length;
  }
  if (start < text.length) clauses.push(readClause(text, start, text.length));
  if (waits.length === 0) return clauses;
  return clauses.map((clause, i) => {
    const own = waits.filter(({ at }) => at < clause.end && at >= (i === 0 ? 0 : clauses[i - 1]!.end));
    const sum = (sign: 1 | -1) => own.reduce((total, { valence }) => total + Math.max(0, sign * valence), 0);
    return { ...clause, good: clause.good + sum(1), bad: clause.bad + sum(-1) };
  });
}

function readClause(text: string, start: number, end: number): ClauseOpinion {
  const clause = text.slice(start, end);
  const words = enWords(clause);
  let good = 0;
  let bad = 0;
  for (let at = 0; at < words.length; ) {
    let step = 1;
    let phrase = "";
    const candidates: string[] = [];
    for (let length = 0; length < longest && at + length < words.length; length++) {
      phrase = length === 0 ? words[at]! : `${phrase} ${words[at + length]!}`;
      candidates.push(phrase);
    }
    for (let length = candidates.length; length > 0; length--) {
      const valence = phrases.get(candidates[length - 1]!);
      if (valence === undefined) continue;
      const isTurned = words.slice(Math.max(0, at - 3), at).some((word) => enNegators.has(word));
      const said = isTurned ? (valence > 0 ? -Math.max(1.5, valence) : -valence * 0.5) : valence;
      if (said > 0) good += said;
      else bad -= said;
      step = length;
      break;
    }
    at += step;
  }
  for (const [valence, pattern] of emoji) {
    const count = clause.match(pattern)?.length ?? 0;
    if (valence > 0) good += valence * Math.min(2, count);
    else bad -= valence * Math.min(2, count);
  }
  return { start, end, good, bad, isAfterContrast: enContrast.test(clause) };
}

/** Single words (turned ones apart), pairs of words, and the opinions. */
export function enFeatures(text: string, clauses: readonly ClauseOpinion[] = enOpinions(text)): Features {
  const hashes: number[] = [];
  for (const { start, end } of clauses) {
    const words = enWords(text.slice(start, end));
    let turnedUntil = -1;
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      hashes.push(enWordHash(word, i <= turnedUntil));
      if (enNegators.has(word)) turnedUntil = i + 3;
      const next = words[i + 1];
      if (next !== undefined) {
        const pair = `${word} ${next}`;
        hashes.push(hashPiece(pair, 0, pair.length, 13));
      }
    }
  }
  return { pieces: distinct(hashes), opinions: opinionNumbers(clauses) };
}

/** The piece of one word, or of the same word after a "not". */
export function enWordHash(word: string, isTurned: boolean): number {
  return hashPiece(word, 0, word.length, isTurned ? 12 : 11);
}
