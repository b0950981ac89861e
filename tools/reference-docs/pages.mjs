// Turns what core exports into Markdown: one page per directory, and an index.
import { coreDirectories, exportsOf } from "./exports.mjs";

const TAGS = { param: "Takes", returns: "Returns", throws: "Throws", see: "See", remarks: "Note" };

/** `{ path, text }` of every page, from the sources in `root` (packages/core/src). */
export function corePages(root) {
  const pages = coreDirectories(root).map((directory) => ({ directory, entries: exportsOf(root, directory) }));
  return [
    { path: "README.md", text: indexPage(pages) },
    ...pages.map(({ directory, entries }) => ({ path: `${directory}.md`, text: page(directory, entries) })),
  ];
}

function indexPage(pages) {
  const functions = pages.flatMap(({ entries }) => entries.filter(({ kind }) => kind === "function"));
  const rows = pages.map(({ directory, entries }) => {
    const names = entries.filter(({ kind }) => kind === "function").map(({ name }) => `\`${name}\``);
    return `| [${directory}](${directory}.md) | ${names.join(", ") || "types and constants"} |`;
  });
  return `# @manyi/core

${functions.length} functions without input, output, clock or chance, made from the docstrings in \`packages/core/src\` by \`node tools/reference-docs/generate.mjs\`. The tests run every example. Import by directory:

\`\`\`ts
import { nps } from "@manyi/core/measures";
\`\`\`

| directory | functions |
|---|---|
${rows.join("\n")}
`;
}

function page(directory, entries) {
  const functions = entries.filter(({ kind }) => kind === "function" || kind === "class");
  const constants = entries.filter(({ kind }) => kind === "const");
  const types = entries.filter(({ kind }) => kind === "interface" || kind === "type");
  const parts = [`# ${directory}`, `\`import { … } from "@manyi/core/${directory}"\``];
  if (functions.length > 1) parts.push(functions.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(" · "));
  for (const one of functions) parts.push(`## ${one.name}`, fenced(one.declaration), ...prose(one.doc));
  if (constants.length > 0) parts.push("## Constants");
  for (const one of constants) parts.push(`### ${one.name}`, fenced(one.declaration), ...prose(one.doc));
  if (types.length > 0) parts.push("## Types");
  for (const one of types) parts.push(`### ${one.name}`, ...prose(one.doc), fenced(one.declaration));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function fenced(code) {
  return `\`\`\`ts\n${code}\n\`\`\``;
}

/** A docstring as paragraphs: what it is, a list of what goes in and out, then the examples. */
function prose(doc) {
  if (doc === "") return [];
  const [said, ...tagged] = doc.split(/^@(?=\w)/m);
  const tags = tagged.map((part) => {
    const [, tag, text] = /^(\w+)\s*([\s\S]*)$/.exec(part);
    return { tag, text: text.trim() };
  });
  const facts = tags.filter(({ tag }) => tag !== "example").map(({ tag, text }) => `- **${TAGS[tag] ?? tag}** ${fact(tag, text)}`);
  const examples = tags.filter(({ tag }) => tag === "example").map(({ text }) => text.replace(/^```\w*\n|\n?```$/g, ""));
  return [linked(said.trim()), facts.join("\n"), examples.length === 0 ? "" : fenced(examples.join("\n\n"))];
}

function fact(tag, text) {
  const plain = linked(text).replace(/\s*\n\s*/g, " ");
  if (tag === "param") return plain.replace(/^(\S+)\s*(?:-\s*)?/, "`$1` ");
  return tag === "throws" ? plain.replace(/^\{(\w+)\}/, "`$1`") : plain;
}

function linked(text) {
  return text.replace(/\{@link (\w+)\}/g, "`$1`");
}
