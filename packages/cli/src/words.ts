/** A sentence in both languages. */
export type Words = { readonly "zh-CN": string; readonly en: string };

/** Both languages, each on lines of its own: whoever sits at the terminal reads one of them. */
export function bothLanguages(words: Words): string {
  return `${words["zh-CN"]}\n${words.en}`;
}
