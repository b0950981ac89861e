import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findExamples, runExample } from "./docstrings.js";

// What others get of the library: one tarball, packed from what was built, used from a project that knows nothing of this repository.
const home = fileURLToPath(new URL("../../", import.meta.url));
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "manyi-core-"));
let paths: string[] = [];

beforeAll(() => {
  const args = ["pack", "--json", "--offline", "--ignore-scripts", "--pack-destination", project];
  const said = execFileSync("npm", args, { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed] = JSON.parse(said) as { filename: string; files: { path: string }[] }[];
  paths = packed!.files.map(({ path }) => path);
  const target = join(project, "node_modules", "@manyi", "core");
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, packed!.filename), "-C", target, "--strip-components=1"]);
  symlinkSync(join(root, "node_modules", "ml-matrix"), join(project, "node_modules", "ml-matrix"));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test("package: built modules with their types, the licence, the notice and the readme, and nothing else", () => {
  const built = paths.filter((path) => path.startsWith("dist/"));
  expect(paths.filter((path) => !built.includes(path)).sort()).toEqual(["LICENSE", "NOTICE", "README.md", "package.json"]);
  expect(built.filter((path) => !/\.(?:js|d\.ts)$/.test(path))).toEqual([]);
  expect(built.filter((path) => /\.test\.|fixtures|(?:^|\/)testing\//.test(path))).toEqual([]);
  for (const path of ["dist/measures/index.js", "dist/measures/index.d.ts", "dist/drivers/index.js"]) expect(built).toContain(path);
});

test("package: licence and notice are those of the repository", () => {
  for (const name of ["LICENSE", "NOTICE"]) {
    expect(readFileSync(join(home, name), "utf8") === readFileSync(join(root, name), "utf8"), name).toBe(true);
  }
});

test("package: it may be published, under the version and with the Node of the repository", () => {
  const own = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const whole = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(own.private).toBeUndefined();
  const shared = { version: whole.version, license: whole.license, engines: whole.engines };
  expect(own).toMatchObject({ name: "@manyi/core", ...shared, sideEffects: false });
});

test("package: a project elsewhere imports every directory of it and computes", () => {
  const fronts = paths.flatMap((path) => /^dist\/(\w+)\/index\.js$/.exec(path)?.[1] ?? []);
  const script = `
    const core = {};
    for (const name of ${JSON.stringify(fronts)}) core[name] = await import("@manyi/core/" + name);
    const { value } = core.measures.nps([1, 0, 0, 1, 0, 0, 1, 1, 2, 2, 2]);
    console.log(JSON.stringify([value, core.text.sentimentOf("菜很新鲜，服务员也热情").sentiment]));`;
  writeFileSync(join(project, "use.mjs"), script);
  const said = execFileSync(process.execPath, ["use.mjs"], { cwd: project, encoding: "utf8" });
  expect(fronts.length).toBeGreaterThan(20);
  expect(JSON.parse(said)).toEqual([10, 1]);
});

test("package: the examples of its readme are true", async () => {
  const blocks = [...readFileSync(join(home, "README.md"), "utf8").matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!);
  const directories = {
    measures: await import("../measures/index.js"),
    drivers: await import("../drivers/index.js"),
  };
  expect(blocks).toHaveLength(3);
  for (const code of blocks) {
    const examples = findExamples(`/** @example\n${code} */`);
    expect(examples.flatMap((example) => runExample(example, {}, directories) ?? [])).toEqual([]);
  }
});
