// Everything that must hold before a change is shared: format and lint, types, architecture, languages, dead code, tests.
// `npm test` and `npm run check` run this; words after `--` go to the test runner: npm test -- packages/core
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkArchitecture } from "./checks/architecture.mjs";
import { checkLocales } from "./checks/locales.mjs";
import { findDeadCode, lint, runTests, typeCheck } from "./checks/programs.mjs";
import { ROOT } from "./setup/run.mjs";

const STEPS = [
  ["format and lint", lint],
  ["architecture", checkArchitecture],
  ["languages", checkLocales],
  ["dead code", findDeadCode],
  ["types", typeCheck],
];

mkdirSync(join(ROOT, "node_modules", ".manyi"), { recursive: true });
const results = [];
for (const [name, step] of STEPS) {
  const began = performance.now();
  const { problems, looked } = await step();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  results.push({ name, problems });
  console.log(`${problems.length === 0 ? "✓" : "✗"} ${name} (${looked}, ${seconds} s)`);
  for (const problem of problems) console.log(`    ${problem.replaceAll("\n", "\n    ")}`);
}

const tests = runTests(process.argv.slice(2));
const failedSteps = results.filter((result) => result.problems.length > 0);

console.log("");
for (const { name, problems } of results)
  console.log(`${problems.length === 0 ? "✓" : "✗"} ${name}${problems.length === 0 ? "" : `: ${problems.length}`}`);
for (const problem of tests.problems) console.log(`✗ tests: ${problem}`);
const passed = tests.passed + results.length - failedSteps.length;
const failed = tests.failed + tests.problems.length + failedSteps.length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
