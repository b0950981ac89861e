import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = new URL("../../../../", import.meta.url);
const generator: { corePages: (root: string) => { path: string; text: string }[] } = await import(
  /* @vite-ignore */ new URL("tools/reference-docs/pages.mjs", root).href
);
const pages = generator.corePages(fileURLToPath(new URL("packages/core/src", root)));

test("reference: the pages of core are as new as its docstrings (node tools/reference-docs/generate.mjs)", () => {
  const folder = new URL("docs/reference/core/", root);
  expect(readdirSync(folder).sort()).toEqual(pages.map(({ path }) => path).sort());
  for (const { path, text } of pages) expect(readFileSync(new URL(path, folder), "utf8") === text, path).toBe(true);
});

test("reference: every exported function has its signature; what a directory exports at run time is on its page", async () => {
  for (const { path, text } of pages) {
    if (path === "README.md") continue;
    const exported: Record<string, unknown> = await import(
      /* @vite-ignore */ fileURLToPath(new URL(`packages/core/src/${path.slice(0, -3)}/index.ts`, root))
    );
    const missing = Object.keys(exported).filter((name) => !new RegExp(`^##+ ${name}$`, "m").test(text));
    expect(missing, path).toEqual([]);
  }
});
