/** What may name a person or a purchase: mail addresses, long numbers, keys. */
const NAMING = [/@|%40/i, /\d{4,}/, /^[\da-f]{8}-[\da-f-]{27}$/i, /^(?=.*\d)[\w-]{16,}$/];
const LONGEST = 200;

/**
 * A page as it is kept: its path alone, without what could name who looked at it.
 *
 * @example
 * pagePath("/orders/20261122001?from=mail#top") // => "/orders/…"
 * @example
 * pagePath("/menu/") // => "/menu"
 * @example
 * pagePath("/guests/%31%33%38%30%30") // => "/guests/…"
 */
export function pagePath(path: string): string {
  const bare = path.split(/[?#]/, 1)[0]!.replace(/\/{2,}/g, "/");
  const kept = bare.split("/").map((part) => (isNaming(part) ? "…" : readable(part)));
  return kept
    .join("/")
    .slice(0, LONGEST)
    .replace(/(?<=.)\/$/, "");
}

/** Digits and signs may hide behind `%31`, more than once, and beside what does not decode. */
function isNaming(part: string): boolean {
  const plain = readable(part.replace(/%([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  return NAMING.some((naming) => naming.test(part) || naming.test(plain)) || (plain !== part && isNaming(plain));
}

/** `%E8%8F%9C` as the word it stands for; what does not decode stays. */
function readable(part: string): string {
  try {
    return decodeURIComponent(part).replace(/[\p{Cc}\p{Cs}/?#]/gu, "");
  } catch {
    return part;
  }
}

export type PageRule = { readonly pattern: string; readonly code: string };

/**
 * Which attribute a page stands for by rules: the page itself before everything below a path, the longer path before the shorter. A whole
 * address is looked at by its path.
 *
 * @example
 * ruleMatcher([{ pattern: "/menu/*", code: "taste" }, { pattern: "/menu/prices", code: "price" }])("/menu/prices") // => "price"
 * @example
 * ruleMatcher([{ pattern: "/menu/*", code: "taste" }])("https://example.com/menu/soup") // => "taste"
 * @example
 * ruleMatcher([{ pattern: "/menu/*", code: "taste" }])("/menus") // => null
 */
export function ruleMatcher(rules: readonly PageRule[]): (page: string) => string | null {
  const exact = new Map(rules.filter(({ pattern }) => !pattern.endsWith("*")).map(({ pattern, code }) => [pattern, code]));
  const below = rules
    .filter(({ pattern }) => pattern.endsWith("*"))
    .map(({ pattern, code }) => ({ start: pattern.slice(0, -1), code }))
    .sort((a, b) => b.start.length - a.start.length);
  return (page) => {
    const path = page.replace(/^https?:\/\/[^/]+/i, "").split(/[?#]/, 1)[0]!;
    if (!path.startsWith("/")) return null;
    return exact.get(path) ?? below.find(({ start }) => path.startsWith(start) || `${path}/` === start)?.code ?? null;
  };
}
