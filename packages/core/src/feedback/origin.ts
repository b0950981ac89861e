/** Where a public post comes from. */
export type Origin = { readonly platform: string | null; readonly id: string | null; readonly url: string | null };

const TRACKING = /^(utm_\w+|spm|from|share\w*|fbclid|gclid)=/i;

/**
 * An address as the same page always has it: lower-case host, no fragment, no tracking parameters, no slash at the end.
 *
 * @returns `null` when it is no web address
 * @example
 * plainUrl("HTTPS://Example.com/p/1/?utm_source=x#top") // => "https://example.com/p/1"
 */
export function plainUrl(text: string): string | null {
  const match = /^(https?):\/\/([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(text.trim());
  if (match === null) return null;
  const [, scheme = "", host = "", path = "", query = ""] = match;
  const kept = query.split("&").filter((part) => part !== "" && !TRACKING.test(part));
  const base = `${scheme.toLowerCase()}://${host.toLowerCase()}${path.replace(/\/+$/, "")}`;
  return kept.length === 0 ? base : `${base}?${kept.join("&")}`;
}

/**
 * The name under which a post is known wherever it is sent from: its number on its platform, else its address. The same post arrives
 * once, by file or by call-back.
 *
 * @param scope stands for the platform where none is told (a source, a file)
 * @returns `null` when neither number nor address is given
 * @example
 * originKey({ platform: "点评", id: "r-81", url: null }, "file") // => "post:点评:r-81"
 * @example
 * originKey({ platform: null, id: null, url: "https://example.com/p/1#x" }, "file") // => "post:https://example.com/p/1"
 */
export function originKey({ platform, id, url }: Origin, scope: string): string | null {
  if (id !== null && id.trim() !== "") return `post:${(platform ?? scope).trim().toLowerCase()}:${id.trim()}`;
  const address = url === null ? null : plainUrl(url);
  return address === null ? null : `post:${address}`;
}
