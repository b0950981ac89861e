/** A piece of HTML that is safe to put into a page as it is. */
export type Html = { readonly html: string };

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text as it may stand between tags and inside quoted attributes.
 *
 * @example
 * escapeHtml(`<b title="x">`) // => "&lt;b title=&quot;x&quot;&gt;"
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template whose values are escaped unless they are HTML themselves; `null`, `undefined` and `false` leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let out = strings[0]!;
  for (const [i, part] of parts.entries()) out += spell(part) + strings[i + 1]!;
  return { html: out };
}

/** HTML that is already spelled out. */
export function raw(text: string): Html {
  return { html: text };
}

function spell(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "object") return "html" in part ? part.html : part.map(spell).join("");
  return escapeHtml(String(part));
}
