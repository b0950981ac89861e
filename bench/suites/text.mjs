// Reading comments: sides, topics, personal data and the whole of `manyi text`, per second of processor time; what the models weigh and how long training takes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  createTextTally,
  findPii,
  minHash,
  packModel,
  retrainSentiment,
  sentimentOf,
  shippedModel,
  starterTaxonomy,
  termsOf,
  topicFinder,
} from "../../packages/core/dist/text/index.js";
import { comments, writeComments } from "../lib/comments.mjs";
import { cpuOf, memoryOf } from "../lib/processes.mjs";
import { ratio } from "../lib/report.mjs";
import { collectSamples } from "../lib/samples.mjs";

export const about = "reading comments: core per language, models, training, and `manyi text` of 10 k and 100 k comments";

const COMMAND = fileURLToPath(new URL("../../packages/cli/bin/manyi.js", import.meta.url));

export async function run({ quick, scratch, say }) {
  const rounds = quick ? 1 : 3;
  const size = quick ? 1000 : 10_000;
  const { measures, keep } = collectSamples();
  const find = topicFinder(starterTaxonomy("catering"));
  const parts = {
    side: (text) => sentimentOf(text),
    topics: (text) => find(text),
    "personal data": (text) => findPii(text),
    terms: (text) => termsOf(text),
    fingerprint: (text) => minHash(text),
  };
  for (const language of ["zh", "en"]) {
    const texts = Array.from(comments(language, size));
    keep(`${language}, letters a comment`, "", texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
    keep(`${language}, model as shipped`, "KB", packModel(shippedModel(language)).data.length / 1024);
    for (let round = 0; round < rounds; round++) {
      say(`${language}, round ${round + 1} of ${rounds}`);
      for (const [name, read] of Object.entries(parts)) {
        keep(
          `${language}, ${name}`,
          "comments/s of processor",
          perSecond(size, () => texts.forEach(read)),
        );
      }
      keep(
        `${language}, everything counted`,
        "comments/s of processor",
        perSecond(size, () => {
          const tally = createTextTally({ taxonomy: starterTaxonomy("catering"), scale: { kind: "nps", min: 0, max: 10 } });
          for (const [i, text] of texts.entries()) tally.add({ text, score: i % 11, group: `g${i % 5}`, month: 24300 + (i % 12) });
          tally.done();
        }),
      );
      const rated = texts.slice(0, quick ? 500 : 5000).map((text, i) => ({ text, isGood: i % 2 === 0, source: `s${i % 4}` }));
      const began = process.cpuUsage();
      retrainSentiment(rated, shippedModel(language), { language, version: "bench", seed: 1 });
      keep(`${language}, training on ${rated.length} rated comments`, "s of processor", secondsSince(began));
    }
  }
  const sizes = quick ? [1000, 5000] : [10_000, 100_000];
  for (const rows of sizes) {
    const file = `${scratch.folder(`comments-${rows}`)}.csv`;
    await writeComments(file, rows);
    for (let round = 0; round < rounds; round++) {
      say(`manyi text, ${rows} rows, round ${round + 1} of ${rounds}`);
      const { seconds, cpu, peak } = await readFileWithCommand(file);
      keep(`manyi text, time, ${rows} rows`, "s", seconds);
      keep(`manyi text, processor time, ${rows} rows`, "s", cpu);
      keep(`manyi text, peak memory, ${rows} rows`, "MB", peak);
    }
  }
  const [small, large] = sizes;
  const of = (rows) => `manyi text, peak memory, ${rows} rows`;
  return { measures, ratios: [ratio(`peak memory, ${large} over ${small} rows`, measures, of(large), of(small))] };
}

const secondsSince = (began) => {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
};

function perSecond(count, work) {
  const began = process.cpuUsage();
  work();
  return count / secondsSince(began);
}

async function readFileWithCommand(file) {
  const before = cpuOf([process.pid]);
  const began = performance.now();
  const child = spawn(process.execPath, [COMMAND, "text", file, "--json"], { stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf([child.pid]).resident);
  }, 50);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0) throw new Error(`manyi text ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, cpu: cpuOf([process.pid]) - before, peak };
}
