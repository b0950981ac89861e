/** NUL, which PostgreSQL cannot store, and halves of a surrogate pair, which are no characters. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Any half of a surrogate pair, also of a whole one: told in no time, so that only cells with something special are looked at closely. */
const SUSPECT = /[\0\uD800-\uDFFF]/;

/**
 * A text as it can be stored: what cannot be is �, as where bytes could not be read.
 *
 * @example
 * storableText("a\u0000b 👍") // => "a�b 👍"
 */
export function storableText(text: string): string {
  return SUSPECT.test(text) ? text.replace(/\0|\p{Surrogate}/gu, "\uFFFD") : text;
}

/**
 * The beginning of a text, never ending in half a character.
 *
 * @param most UTF-16 units
 * @example
 * cutText("ab👍", 3) // => "ab"
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most);
}

/**
 * A cell of a file that leaves the house: what a spreadsheet would run as a formula is written as text. A number with its sign, such as
 * that of a phone abroad, is none and stays as it is.
 *
 * @example
 * inertCell("=1+1") // => "'=1+1"
 * inertCell("+8613800000000") // => "+8613800000000"
 */
export function inertCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

/**
 * Where a parsed body, query or parameter holds text that cannot be stored; null when all of it can. Names are looked at as well.
 *
 * @example
 * unstorableText({ name: "ok", tags: ["a\u0000b"] }, "body") // => "body.tags[0]"
 */
export function unstorableText(value: unknown, path: string): string | null {
  if (typeof value === "string") return UNSTORABLE.test(value) ? path : null;
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) return null;
  if (Array.isArray(value)) return firstOf(value, (item, index) => unstorableText(item, `${path}[${index}]`));
  return firstOf(Object.entries(value), ([name, item]) => (UNSTORABLE.test(name) ? path : unstorableText(item, `${path}.${name}`)));
}

function firstOf<T>(items: readonly T[], look: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== null) return found;
  }
  return null;
}
