/** A page as a browser without scripts has it: where its form goes, and what it sends along by itself. */
export type Form = {
  readonly action: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly choices: ReadonlyMap<string, readonly string[]>;
};

/** The page's first form that is sent by post, or null when there is none. */
export function readForm(page: string): Form | null {
  const form = /<form\b[^>]*\bmethod="post"[^>]*>(.*?)<\/form>/s.exec(page);
  if (form === null) return null;
  const fields = new Map<string, string>();
  const choices = new Map<string, string[]>();
  for (const [tag] of form[1]!.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, "name");
    const value = attribute(tag, "value") ?? "";
    if (name === null) continue;
    const type = attribute(tag, "type");
    if (type === "hidden") fields.set(name, value);
    if (type === "radio") choices.set(name, [...(choices.get(name) ?? []), value]);
  }
  return { action: attribute(form[0].slice(0, form[0].indexOf(">") + 1), "action") ?? "", fields, choices };
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return (
    found?.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#39;", "'").replaceAll("&amp;", "&") ??
    null
  );
}
