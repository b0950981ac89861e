// node tools/reference-docs/generate.mjs
// Writes docs/reference/core from the docstrings of packages/core. A test fails when the pages are older than the sources.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { corePages } from "./pages.mjs";

const root = join(import.meta.dirname, "..", "..");
const target = join(root, "docs", "reference", "core");
const pages = corePages(join(root, "packages", "core", "src"));
mkdirSync(target, { recursive: true });
for (const file of readdirSync(target)) if (!pages.some(({ path }) => path === file)) rmSync(join(target, file));
for (const { path, text } of pages) writeFileSync(join(target, path), text);
console.log(`${pages.length} pages in docs/reference/core`);
