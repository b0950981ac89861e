// Reading comments: sides, topics, personal data and the whole of `manyi text`, per second of processor time; what the models weigh and how long training takes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
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
import { cpuOf, memoryOf } from "../lib/processes.mjs";
import { ratio } from "../lib/report.mjs";

export const about = "reading comments: core per language, models, training, and `manyi text` of 10 k and 100 k comments";

const COMMAND = fileURLToPath(new URL("../../packages/cli/bin/manyi.js", import.meta.url));

export async function run({ quick, scratch, say }) {
  const rounds = quick ? 1 : 3;
  const size = quick ? 1000 : 10_000;
  const measures = [];
  const keep = (name, unit, value) => {
    const known = measures.find((measure) => measure.name === name);
    if (known === undefined) measures.push({ name, unit, samples: [value] });
    else known.samples.push(value);
  };
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

const PARTS = {
  zh: [
    ["昨天中午", "周末带孩子", "第一次来", "出差路过", "晚上七点多", "和同事聚餐"],
    [
      "等了四十分钟才上菜",
      "服务员态度很热情",
      "停车位不好找",
      "环境安静整洁",
      "味道比上次咸了不少",
      "价格有点贵但是量足",
      "前台一问三不知",
      "空调太冷了",
    ],
    ["，催了两次也没人理", "，下次还会再来", "，希望改进一下", "，总体还可以", "，孩子很喜欢", "，结账倒是很快", "，打电话也没人接"],
    ["。", "！", "，就这样。", "，谢谢。"],
  ],
  en: [
    ["Yesterday at noon ", "On my first visit ", "With the kids ", "After work ", "On a business trip "],
    [
      "we waited forty minutes for the food",
      "the staff were friendly and helpful",
      "parking was hard to find",
      "the room was clean and quiet",
      "the soup was too salty",
      "the price is a bit high",
      "nobody at the desk knew anything",
    ],
    [
      ", and nobody answered our calls",
      ", but we will come back",
      ", please do something about it",
      ", all in all it was okay",
      ", the kids loved it",
    ],
    [".", "!", ", thank you."],
  ],
};

/** Made-up comments from a fixed recurrence: one to three sentences, so that every run reads the same. */
function* comments(language, count) {
  let state = 7;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let i = 0; i < count; i++) {
    let text = "";
    for (let sentence = 0; sentence <= below(3); sentence++)
      text += PARTS[language].map((choices) => choices[below(choices.length)]).join("") + (language === "en" ? " " : "");
    yield `${text.trim()} ${i}`;
  }
}

async function writeComments(file, rows) {
  const out = createWriteStream(file);
  const texts = [comments("zh", rows), comments("en", rows)];
  out.write("推荐意愿,门店,日期,意见\n");
  for (let row = 0; row < rows; row++) {
    const text = texts[row % 4 === 0 ? 1 : 0].next().value;
    const line = `${(row * 7) % 11},店${row % 6},2026-0${1 + (row % 9)}-1${row % 9},"${text}"\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}
