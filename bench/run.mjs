// npm run bench [-- <suite> …] [--quick]
// Runs the suites of bench/suites and keeps what was measured, raw, in bench/results. Quick runs show that a suite works; they are not kept.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeMachine } from "./lib/machine.mjs";
import { print } from "./lib/report.mjs";
import { createScratch } from "./lib/scratch.mjs";

const here = import.meta.dirname;
const words = process.argv.slice(2);
const quick = words.includes("--quick");
const asked = words.filter((word) => !word.startsWith("-"));
const known = readdirSync(join(here, "suites"))
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.slice(0, -4));
const unknown = asked.find((name) => !known.includes(name));
if (unknown !== undefined) {
  console.error(`There is no suite ${unknown}; there are: ${known.join(", ")}`);
  process.exit(2);
}

for (const name of asked.length > 0 ? asked : known) {
  const suite = await import(`./suites/${name}.mjs`);
  console.log(`\n== ${name}: ${suite.about}`);
  const scratch = createScratch();
  const machine = describeMachine();
  const beganAt = new Date().toISOString();
  try {
    const results = await suite.run({ quick, scratch, say: (line) => console.log(`   ${line}`) });
    print(results);
    if (quick) continue;
    mkdirSync(join(here, "results"), { recursive: true });
    const file = join(here, "results", `${beganAt.slice(0, 10)}-${name}.json`);
    writeFileSync(
      file,
      `${JSON.stringify({ suite: name, about: suite.about, beganAt, endedAt: new Date().toISOString(), machine, ...results }, null, 1)}\n`,
    );
    console.log(`   kept in ${file}`);
  } finally {
    scratch.remove();
  }
}
