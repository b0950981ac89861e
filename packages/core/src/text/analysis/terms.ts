import { detectLanguage } from "../language.js";
import { fold, normalise } from "../normalise.js";
import { enWords } from "../sentiment/features-en.js";

const zhStop = new Set(
  "的了是在我有和就不人都一个上也很到说要去你会着没看好自己这那他她它们我们你们还又把被让给跟与及或但而且如果因为所以可以这个那个什么怎么".split(
    "",
  ),
);
const enStop = new Set(
  "the a an and or but is are was were be been being it its it's i i'm i've we we're you they he she my our your their this that these those to of in on at for with from by as if so then than too very just also not no do did does have has had will would can could should there here when what which who how all any some more most other into out up down over again only own same s t don't didn't wasn't isn't".split(
    " ",
  ),
);

/**
 * Search words of a comment, for a full-text index and for queries alike: every pair of neighbouring Chinese characters
 * (a lone one by itself), Latin words and figures as they are.
 *
 * @example
 * searchTokens("服务很好 WiFi") // => ["服务", "务很", "很好", "wifi"]
 */
export function searchTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of normalise(text).matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+(?:'\p{L}+)?/gu)) {
    if (!/\p{Script=Han}/u.test(run)) tokens.push(run);
    else if (run.length === 1) tokens.push(run);
    else for (let i = 0; i + 2 <= run.length; i++) tokens.push(run.slice(i, i + 2));
  }
  return tokens;
}

/**
 * The different expressions of a comment that could say what it is about: Chinese runs of two to four characters that
 * do not begin or end in a function word, English words and pairs of words.
 *
 * @example
 * termsOf("the cold soup") // => ["cold", "soup", "cold soup"]
 */
export function termsOf(text: string): string[] {
  const plain = fold(text);
  const terms = new Set<string>();
  if (detectLanguage(plain) === "zh") {
    for (const [run] of plain.matchAll(/\p{Script=Han}+/gu)) {
      for (let length = 2; length <= 4; length++) {
        for (let i = 0; i + length <= run.length; i++) {
          if (!zhStop.has(run[i]!) && !zhStop.has(run[i + length - 1]!)) terms.add(run.slice(i, i + length));
        }
      }
    }
    return [...terms];
  }
  const pairs: string[] = [];
  for (const clause of plain.split(/[.!?;:,()\n]+/)) {
    const words = enWords(clause);
    for (const [i, word] of words.entries()) {
      if (enStop.has(word) || word.length < 2) continue;
      terms.add(word);
      const next = words[i + 1];
      if (next !== undefined && !enStop.has(next)) pairs.push(`${word} ${next}`);
    }
  }
  for (const pair of pairs) terms.add(pair);
  return [...terms];
}

/**
 * In how many comments each term stands.
 *
 * @example
 * [...countTerms(["cold soup", "soup was cold", "good soup"])]
 * // => [["cold", 2], ["soup", 3], ["cold soup", 1], ["good", 1], ["good soup", 1]]
 */
export function countTerms(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
