import { fold, normalise, type SearchTerm, searchTerms } from "@manyi/core/text";
import type { Jieba } from "@node-rs/jieba";

let jieba: Promise<Jieba> | undefined;

/** The dictionary is read at the first search, once, and costs a tenth of a second then. */
async function dictionary(): Promise<Jieba> {
  const [{ Jieba }, { dict }] = await Promise.all([import("@node-rs/jieba"), import("@node-rs/jieba/dict.js")]);
  return Jieba.withDict(dict);
}

/** What a person typed, as terms that a comment must all hold; empty when there is nothing to search for. */
export async function termsOfSearch(text: string): Promise<SearchTerm[]> {
  jieba ??= dictionary();
  const cutter = await jieba;
  return searchTerms(text, (run) => cutter.cut(run, true));
}

/** The terms as PostgreSQL writes a tsquery: words next to each other by their distance, all terms together. */
export function tsqueryOf(terms: readonly SearchTerm[]): string {
  return terms
    .map(({ words, isOpen }) => {
      const spelled = words.map(({ word, position }, i) => {
        const quoted = `'${word.replaceAll("'", "''")}'${isOpen && i === words.length - 1 ? ":*" : ""}`;
        return i === 0 ? quoted : `<${position - words[i - 1]!.position}> ${quoted}`;
      });
      return `(${spelled.join(" ")})`;
    })
    .join(" & ");
}

/** Where the terms stand in a comment, to mark them; the beginning of a longer word is marked alone. */
export function placesOf(terms: readonly SearchTerm[], comment: string): [start: number, end: number][] {
  const plain = fold(comment);
  const found: [number, number][] = [];
  for (const { text } of terms) {
    const wanted = normalise(text);
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
      const isLatin = /^[\p{Script=Latin}\p{N}]/u.test(wanted);
      if (!isLatin || !/[\p{Script=Latin}\p{N}]/u.test(plain[at - 1] ?? "")) found.push([at, at + wanted.length]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}
