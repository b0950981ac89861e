import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ROOT } from "../setup/run.mjs";

/** Names of the packages, as their folders are called. */
export function packageNames() {
  return readdirSync(join(ROOT, "packages")).filter((name) =>
    statSync(join(ROOT, "packages", name, "package.json"), { throwIfNoEntry: false }),
  );
}

/** Every TypeScript source of a package: its path from the repository with `/`, and its text. */
export function sourcesOf(name) {
  const folder = join(ROOT, "packages", name, "src");
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const path = join(folder, file);
      return { path: relative(ROOT, path).split(sep).join("/"), text: readFileSync(path, "utf8") };
    });
}

/** Tests and their helpers live by looser rules than what is shipped. */
export function isTest(path) {
  return /\.test\.tsx?$/.test(path) || path.includes("/testing/");
}

/** A source without its comments; strings stay, and so do line numbers. */
export function withoutComments(text) {
  let out = "";
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (two === "//") {
      at = endOf(text, "\n", at);
    } else if (two === "/*") {
      const end = endOf(text, "*/", at + 2) + 2;
      out += text.slice(at, end).replace(/[^\n]/g, " ");
      at = end;
    } else if (`"'`.includes(text[at])) {
      const end = endOfString(text, at);
      out += text.slice(at, end);
      at = end;
    } else if (text[at] === "/" && opensRegex(out)) {
      const end = endOfRegex(text, at);
      out += text.slice(at, end);
      at = end;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

function endOf(text, mark, from) {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/** The end of a quoted string; an apostrophe in JSX prose opens none that ends on its line, and is passed over. */
function endOfString(text, from) {
  for (let at = from + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === text[from]) return at + 1;
  }
  return from + 1;
}

function opensRegex(before) {
  return /(?:^|[=(,:[!&|?{};]|=>|\breturn)\s*$/.test(before.slice(-40));
}

function endOfRegex(text, from) {
  let isInClass = false;
  for (let at = from + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "[") isInClass = true;
    else if (text[at] === "]") isInClass = false;
    else if (text[at] === "/" && !isInClass) return at + 1;
  }
  return from + 1;
}

const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*$\s{},]+?\s+from\s+)?["']([^"'\n]+)["']|\bimport\(\s*["'`]([^"'`\n]+)["'`]\s*\)/g;

/** What a source imports, as written, with the line it stands on. */
export function importsOf(text) {
  const bare = withoutComments(text);
  return [...bare.matchAll(IMPORT)].map((found) => ({
    wanted: found[1] ?? found[2],
    line: bare.slice(0, found.index + found[0].length).split("\n").length,
  }));
}
