import { createHash } from "node:crypto";

/** A file that pages load: its address carries a hash of its content, so it may be kept for ever. */
export type Asset = { readonly path: string; readonly type: string; readonly body: string };

/** @param name `survey.css`: the hash goes before the ending */
export function asset(name: string, type: string, body: string): Asset {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
  return { path: `/portal/${name.replace(/(\.\w+)$/, `.${hash}$1`)}`, type, body };
}

/** Style sheets without comments, line ends and the blanks that mean nothing. */
export function squeezeCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>~]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}

/** Scripts without comment lines and indentation. */
export function squeezeScript(script: string): string {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("//"))
    .join("\n");
}
