export type StartSearch = { token?: string; next?: string };

/** The one-time token of the console link, and the page to go on to. Only addresses of this site are followed. */
export function startSearch(raw: Record<string, unknown>): StartSearch {
  const { token, next } = raw;
  return {
    ...(typeof token === "string" || typeof token === "number" ? { token: String(token) } : {}),
    ...(typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {}),
  };
}
