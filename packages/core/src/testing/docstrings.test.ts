import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { difference, findExamples, runExample } from "./docstrings.js";

const source = new URL("../", import.meta.url);

const files = readdirSync(fileURLToPath(source), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.includes("/") && path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.endsWith(".d.ts"))
  .filter((path) => !path.split("/").includes("testing"))
  .sort();

let ran = 0;

for (const file of files) {
  const examples = findExamples(readFileSync(new URL(file, source), "utf8"));
  if (examples.length === 0) continue;
  test(`${file}: its examples are true`, async () => {
    const index = new URL(`${file.split("/")[0]}/index.ts`, source);
    // what the directory exports, and for the inner rooms what the file itself does
    const own: Record<string, unknown> = await import(/* @vite-ignore */ fileURLToPath(new URL(file, source)));
    const front: Record<string, unknown> = existsSync(index) ? await import(/* @vite-ignore */ fileURLToPath(index)) : {};
    const names = { ...own, ...front };
    const failures = examples.flatMap((example) => runExample(example, names) ?? []);
    expect(failures).toEqual([]);
    ran += examples.length;
  });
}

test("docstrings: examples were found and run", () => {
  console.info(`${ran} docstring examples ran in ${files.length} files`);
  expect(ran).toBeGreaterThan(0);
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
