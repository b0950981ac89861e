/** A page's form as a browser without scripts has it: where it goes, what it sends along by itself, and what may be chosen. */
export type Form = {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly choices: ReadonlyMap<string, readonly string[]>;
};

/** The page's first form that is sent by post, without what is switched off; null when there is none. */
export function readForm(page: string): Form | null {
  const form = /<form\b[^>]*\bmethod="post"[^>]*>(.*?)<\/form>/s.exec(page);
  if (form === null) return null;
  const inner = form[1]!.replaceAll(/<fieldset\b[^>]*\sdisabled\b[^>]*>.*?<\/fieldset>/gs, "");
  const fields: [string, string][] = [];
  const choices = new Map<string, string[]>();
  for (const [tag] of inner.matchAll(/<(?:input|textarea)\b[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name === null) continue;
    const value = attribute(tag, "value") ?? "";
    const type = attribute(tag, "type");
    if (type === "radio") choices.set(name, [...(choices.get(name) ?? []), value]);
    else if (type !== "checkbox") fields.push([name, value]);
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
