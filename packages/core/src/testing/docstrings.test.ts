import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { difference, findExamples, runExample } from "./docstrings.js";

const source = new URL("../", import.meta.url);

const files = readdirSync(fileURLToPath(source), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.includes("/") && path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.endsWith(".d.ts"))
  .filter((path) => !path.split("/").includes("testing"))
  .sort();

type Exports = Readonly<Record<string, unknown>>;
const sources: {
  coreDirectories: (root: string) => string[];
  exportsOf: (root: string, directory: string) => { name: string; doc: string }[];
} = await import(/* @vite-ignore */ new URL("../../../../tools/reference-docs/exports.mjs", import.meta.url).href);
const root = fileURLToPath(source);
const fronts = sources.coreDirectories(root);
const directories: Readonly<Record<string, Exports>> = Object.fromEntries(
  await Promise.all(
    fronts.map(async (name): Promise<[string, Exports]> => [name, await import(/* @vite-ignore */ `${root}${name}/index.ts`)]),
  ),
);

let ran = 0;

for (const file of files) {
  const examples = findExamples(readFileSync(new URL(file, source), "utf8"));
  if (examples.length === 0) continue;
  test(`${file}: its examples are true`, async () => {
    // what the directory exports, and for the inner rooms what the file itself does
    const own: Exports = await import(/* @vite-ignore */ `${root}${file}`);
    const names = { ...own, ...directories[file.split("/")[0]!] };
    const failures = examples.flatMap((example) => runExample(example, names, directories) ?? []);
    expect(failures).toEqual([]);
    ran += examples.length;
  });
}

test("docstrings: examples were found and run", () => {
  console.info(`${ran} docstring examples ran in ${files.length} files`);
  expect(ran).toBeGreaterThan(0);
});

test.each(fronts)("docstrings: every function that %s exports has an example", (directory) => {
  const documented = sources.exportsOf(root, directory);
  const without = Object.entries(directories[directory] ?? {})
    .filter(([, value]) => typeof value === "function")
    .map(([name]) => name)
    .filter((name) => findExamples(`/** ${documented.find((one) => one.name === name)?.doc ?? ""} */`).length === 0);
  expect(without).toEqual([]);
});

test("docstrings: statements stay in force, and what another directory exports can be imported", () => {
  const elsewhere = "@manyi/core/other";
  const text = `/**
 * @example
 * import { base } from "${elsewhere}";
 * const list = [
 *   base,
 * ];
 * list.length // => 1
 * list[0] // => 7
 */`;
  expect(findExamples(text).map((example) => runExample(example, {}, { other: { base: 7 } }))).toEqual([null, null]);
});

test("docstrings: a wrong result, a missing result and a thrown error are told apart", () => {
  const text = "/**\n * @example\n * twice(2) // => 4\n * twice(3)\n * // => 7\n * twice(null) // throws RangeError\n * @returns\n */\n";
  const twice = (n: number | null) => {
    if (n === null) throw new RangeError("no number");
    return 2 * n;
  };
  const [right, wrong, thrown] = findExamples(text).map((example) => runExample(example, { twice }));
  expect(right).toBeNull();
  expect(wrong).toContain("got 6");
  expect(thrown).toBeNull();
  expect(runExample(findExamples("/** @example twice(2) */")[0]!, { twice })).toContain("states no result");
});

test("docstrings: non-null marks are taken out of code and left alone in text", () => {
  const text = '/**\n * @example\n * const first = (list) => list[0]!;\n * first([same("so!, good!")!])!.length // => 10\n */';
  expect(findExamples(text).map((example) => runExample(example, { same: (value: string) => value }))).toEqual([null]);
});

test("docstrings: a number printed with four digits or more may be rounded, a shorter one may not", () => {
  expect(difference(0.123449, 0.1234)).toBeNull();
  expect(difference(0.12346, 0.1234)).not.toBeNull();
  expect(difference(0.123, 0.12)).not.toBeNull();
  expect(difference(10, 10.4)).not.toBeNull();
  expect(difference({ a: 1, b: 2 }, { a: 1 })).not.toBeNull();
  expect(difference([1, 2], [1, 2])).toBeNull();
  expect(difference(null, 0)).not.toBeNull();
});
