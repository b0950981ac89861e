import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/run.mjs";
import { packageNames, sourcesOf } from "./sources.mjs";

const bin = (...path) => join(ROOT, "node_modules", ...path);
const REPORT = bin(".manyi", "tests.json");

function ask(program, args) {
  const run = spawnSync(process.execPath, [program, ...args], { cwd: ROOT, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return { ok: run.status === 0, text: `${run.stdout ?? ""}${run.stderr ?? ""}`.trim() };
}

/** Biome: format, imports, lint. */
export function lint() {
  const { ok, text } = ask(bin("@biomejs", "biome", "bin", "biome"), ["check", "--error-on-warnings", "--max-diagnostics=50", "."]);
  const files = Number(/Checked (\d+) files/.exec(text)?.[1] ?? 0);
  const problems = ok ? [] : [text];
  if (files < packageNames().length) problems.push(`biome looked at ${files} files`);
  return { problems, looked: `${files} files` };
}

/** The compiler over every package, then over the tests. */
export function typeCheck() {
  const problems = [];
  const tsc = bin("typescript", "bin", "tsc");
  const packages = ask(tsc, ["-b"]);
  if (!packages.ok) problems.push(packages.text);
  for (const name of packageNames()) {
    const marks = ["dist/.tsbuildinfo", "dist/types/.tsbuildinfo"];
    if (!marks.some((mark) => existsSync(join(ROOT, "packages", name, mark)))) problems.push(`packages/${name} was not compiled`);
  }
  const tests = ask(tsc, ["-p", "tsconfig.tests.json", "--listFiles"]);
  const seen = tests.text.split("\n").filter((line) => /\.test\.tsx?$/.test(line.trim()) && !line.includes("node_modules")).length;
  const there = packageNames()
    .flatMap(sourcesOf)
    .filter(({ path }) => path.endsWith(".test.ts")).length;
  const errors = tests.text.split("\n").filter((line) => /\berror TS\d+/.test(line) || /^\s{2,}/.test(line));
  if (!tests.ok) problems.push(errors.join("\n") || tests.text);
  if (seen < there || seen === 0) problems.push(`the compiler saw ${seen} of ${there} test files`);
  return { problems, looked: `${packageNames().length} packages, ${seen} test files` };
}

/** Knip: files nobody imports, exports nobody uses, dependencies nobody needs. */
export function findDeadCode() {
  const { ok, text } = ask(bin("knip", "bin", "knip.js"), [
    "--config",
    "tools/knip.json",
    "--no-progress",
    "--reporter",
    "./tools/checks/knip-reporter.mjs",
  ]);
  const counted = /^looked at (\d+) files$/m.exec(text);
  const files = Number(counted?.[1] ?? 0);
  const problems = ok ? [] : text.split("\n").filter((line) => line !== "" && !line.startsWith("looked at "));
  const there = packageNames().flatMap(sourcesOf).length;
  if (files < there / 2) problems.push(`knip looked at ${files} files, the packages hold ${there}`);
  return { problems, looked: `${files} files` };
}

/** Vitest with its own output in sight; counts come from its report. */
export function runTests(args) {
  rmSync(REPORT, { force: true });
  const vitest = bin("vitest", "vitest.mjs");
  const run = spawnSync(
    process.execPath,
    [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`, ...args],
    {
      cwd: ROOT,
      stdio: "inherit",
    },
  );
  if (!existsSync(REPORT)) return { passed: 0, failed: 0, problems: ["the test runner left no report"] };
  const report = JSON.parse(readFileSync(REPORT, "utf8"));
  const problems = [];
  const empty = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  for (const file of empty) problems.push(`${file.name}: ${file.message.split("\n")[0]}`);
  if (report.numTotalTests === 0) problems.push("no test ran");
  if (report.numPendingTests + report.numTodoTests > 0) problems.push(`${report.numPendingTests + report.numTodoTests} tests were skipped`);
  if (run.status !== 0 && report.numFailedTests === 0 && problems.length === 0) problems.push("the test runner failed outside its tests");
  return { passed: report.numPassedTests, failed: report.numFailedTests, problems };
}
