// Reads what a directory of packages/core exports: names in its index.ts, then their docstrings and declarations in the files they come from.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Directories of core that have a front door, in alphabetical order. */
export function coreDirectories(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "testing" && readdirSync(join(root, entry.name)).includes("index.ts"))
    .map((entry) => entry.name)
    .sort();
}

/** `{ name, doc, declaration, kind }` of everything a directory exports, in the order of its index. */
export function exportsOf(root, directory) {
  return followed(join(root, directory, "index.ts"));
}

function followed(file) {
  const text = readFileSync(file, "utf8");
  const found = [];
  for (const [, names, from] of text.matchAll(/export (?:type )?(\*|\{[^}]*\}) from "(\.[^"]+)\.js"/g)) {
    const source = join(dirname(file), `${from}.ts`);
    const inside = source.endsWith("index.ts") ? followed(source) : declarationsOf(readFileSync(source, "utf8"));
    if (names === "*") {
      found.push(...inside);
      continue;
    }
    for (const part of names.slice(1, -1).split(",")) {
      const [wanted, shown] = part
        .trim()
        .replace(/^type /, "")
        .split(" as ");
      if (wanted === "") continue;
      const one = inside.find(({ name }) => name === wanted) ?? passedOn(source, wanted);
      if (one !== undefined) found.push({ ...one, name: shown ?? wanted });
    }
  }
  return [...found, ...declarationsOf(text)];
}

/** A file that passes a name on from another. */
function passedOn(source, wanted) {
  return followed(source).find(({ name }) => name === wanted);
}

/** Top-level exported declarations of a source text with the docstring right above each. */
export function declarationsOf(text) {
  const lines = text.split("\n");
  const found = [];
  for (let at = 0; at < lines.length; at++) {
    const head = /^export (?:async )?(function\*?|const|interface|type|class) (\w+)/.exec(lines[at]);
    if (head === null) continue;
    const kind = head[1].startsWith("function") ? "function" : head[1];
    found.push({ name: head[2], kind, doc: docAbove(lines, at), declaration: declarationAt(lines, at, kind) });
  }
  return found;
}

function docAbove(lines, at) {
  if (lines[at - 1]?.trimEnd().endsWith("*/") !== true) return "";
  let from = at - 1;
  while (from >= 0 && !lines[from].trimStart().startsWith("/**")) from--;
  return lines
    .slice(from, at)
    .join("\n")
    .replace(/^\s*\/\*\*/, "")
    .replace(/\*\/\s*$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}

/** A function up to its body, anything else up to its end; formatted sources make both visible in the lines. */
function declarationAt(lines, at, kind) {
  const first = lines[at].replace(/^export /, "");
  if (kind === "function") {
    const taken = [];
    for (let i = at; i < lines.length; i++) {
      taken.push(i === at ? first : lines[i]);
      const text = taken.join("\n");
      if (lines[i].endsWith("{") && balanced(text.slice(0, -1))) return text.slice(0, -1).trimEnd();
      if (lines[i].endsWith(";") && balanced(text)) return text.slice(0, -1);
    }
    return first;
  }
  if (kind === "const") return constant(lines, at);
  const taken = [];
  for (let i = at; i < lines.length; i++) {
    taken.push(i === at ? first : lines[i]);
    if (balanced(taken.join("\n")) && (kind === "type" ? lines[i].endsWith(";") : lines[i] === "}" || lines[i].endsWith("}"))) break;
  }
  return taken.join("\n");
}

/** A constant in full when it is short, else its name and type. */
function constant(lines, at) {
  const line = lines[at].replace(/^export /, "");
  return line.endsWith(";") ? line : `${line.replace(/\s*=.*$/, "")} = …`;
}

function balanced(text) {
  const plain = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "").replace(/=>/g, "");
  const depth = (open, close) => plain.split(open).length - plain.split(close).length;
  return depth("(", ")") === 0 && depth("{", "}") === 0 && depth("[", "]") === 0;
}
