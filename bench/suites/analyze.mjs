// `manyi analyze` over made-up answers shaped like a real survey: time, processor time and peak memory must not grow out of hand with the rows.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpuOf, memoryOf } from "../lib/processes.mjs";
import { ratio } from "../lib/report.mjs";
import { collectSamples } from "../lib/samples.mjs";

export const about = "`manyi analyze` of a CSV with 13 columns: 100 k and 1 M rows, report and JSON included";

const COMMAND = fileURLToPath(new URL("../../packages/cli/bin/manyi.js", import.meta.url));
const HEADER = "id,recommend,price,billing,payment,service,online,registration,products,smart,date,fuel,region";

export async function run({ quick, scratch, say }) {
  const sizes = quick ? [5000, 20_000] : [100_000, 1_000_000];
  const rounds = quick ? 1 : 3;
  const { measures, keep } = collectSamples();
  const files = [];
  for (const rows of sizes) {
    const file = `${scratch.folder(`answers-${rows}`)}.csv`;
    await writeAnswers(file, rows);
    files.push({ rows, file });
  }
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`);
    for (const { rows, file } of files) {
      const { seconds, cpu, peak } = await analyze(file, join(scratch.root, "report.html"));
      keep(`time, ${rows} rows`, "s", seconds);
      keep(`processor time, ${rows} rows`, "s", cpu);
      keep(`peak memory, ${rows} rows`, "MB", peak);
    }
  }
  const [small, large] = sizes;
  const ratios = [
    ratio(`peak memory, ${large} over ${small} rows`, measures, `peak memory, ${large} rows`, `peak memory, ${small} rows`),
    ratio(`processor time, ${large} over ${small} rows`, measures, `processor time, ${large} rows`, `processor time, ${small} rows`),
  ];
  return { measures, ratios };
}

async function analyze(file, html) {
  const before = cpuOf([process.pid]);
  const began = performance.now();
  const child = spawn(process.execPath, [COMMAND, "analyze", file, "--html", html, "--json"], { stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf([child.pid]).resident);
  }, 50);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0) throw new Error(`manyi analyze ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, cpu: cpuOf([process.pid]) - before, peak };
}

/** Correlated ratings from a fixed recurrence, so that every run reads the same file. */
async function writeAnswers(file, rows) {
  const out = createWriteStream(file);
  let state = 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  out.write(`${HEADER}\n`);
  let lines = [];
  for (let row = 0; row < rows; row++) {
    const mood = draw() + draw();
    const rate = () => (draw() < 0.05 ? "" : Math.min(5, Math.max(1, Math.round(1 + 2 * mood + 1.6 * draw()))));
    const recommend = Math.min(10, Math.max(0, Math.round(5.5 * mood + 2 * draw())));
    const date = `20${22 + (row % 3)}-${String(1 + (row % 12)).padStart(2, "0")}-${String(1 + (row % 28)).padStart(2, "0")}`;
    const ratings = Array.from({ length: 8 }, rate).join(",");
    lines.push(`${row},${recommend},${ratings},${date},${1 + Math.floor(4 * draw())},region ${1 + Math.floor(6 * draw())}`);
    if (lines.length === 5000) {
      if (!out.write(`${lines.join("\n")}\n`)) await once(out, "drain");
      lines = [];
    }
  }
  out.end(lines.length > 0 ? `${lines.join("\n")}\n` : "");
  await once(out, "finish");
}
