import { fold } from "../text/index.js";

/**
 * Finds which code a short text such as a search word stands for: the longest known word in it decides, the earlier entry where two are as
 * long.
 *
 * @param entries codes with the words that lead to them
 * @returns a function that answers with the code, or `null` when no word is in the text
 * @example
 * wordMatcher([{ code: "parking", words: ["停车", "parking"] }, { code: "price", words: ["停车费"] }])("附近停车费多少") // => "price"
 * @example
 * wordMatcher([{ code: "parking", words: ["park"] }])("sparkling water") // => null
 */
export function wordMatcher(
  entries: readonly { readonly code: string; readonly words: readonly string[] }[],
): (text: string) => string | null {
  const known = entries
    .flatMap(({ code, words }) => words.map((word) => ({ code, word: fold(word).trim() })))
    .filter(({ word }) => word !== "")
    .sort((a, b) => b.word.length - a.word.length);
  return (text) => {
    const plain = fold(text);
    return known.find(({ word }) => isIn(plain, word))?.code ?? null;
  };
}

/** Latin words count as whole words only; Chinese has no spaces to go by. */
function isIn(text: string, word: string): boolean {
  if (!/[a-z\d]/.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const isLatin = (char: string | undefined) => char !== undefined && /[a-z\d]/.test(char);
    if (!isLatin(text[at - 1]) && !isLatin(text[at + word.length])) return true;
  }
  return false;
}
