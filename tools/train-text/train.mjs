// Trains the shipped sentiment models: node tools/train-text/train.mjs <folder with the training files>
// Needs packages/core built (npm run build). The same files always give the same models.
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { zhDomain } from "./domains.mjs";
import { fitModel } from "./fit.mjs";
import { agreement, calibrate, report } from "./measure.mjs";
import { topicFigures } from "./topics.mjs";

const core = new URL("../../packages/core/", import.meta.url);
const sentiment = (file) => import(new URL(`dist/text/sentiment/${file}.js`, core).href);
const { normalise } = await import(new URL("dist/text/normalise.js", core).href);
const { zhFeatures } = await sentiment("features-zh");
const { enFeatures, enWordHash } = await sentiment("features-en");
const { trainLinear } = await sentiment("train");
const { packModel, unpackModel } = await sentiment("model-file");
const { scoreFeatures } = await sentiment("linear-model");

const folder = process.argv[2];
if (folder === undefined) {
  console.error("Which folder holds the training files? node tools/train-text/train.mjs <folder>");
  process.exit(1);
}
const rows = (file) =>
  gunzipSync(readFileSync(`${folder}/${file}`))
    .toString("utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

const shared = {
  epochs: 4,
  rate: 0.3,
  minComments: 3,
  minDomains: 2,
  maxPieces: 120_000,
  seed: 7,
  sharpness: 1,
  opinionPriors: [0.6, 0.6, 0.3, 0.3, 0.3],
};
const started = process.cpuUsage();

function chinese() {
  const reviews = rows("zh-sentiment-train.jsonl.gz").map(({ text, label }) => ({ text: normalise(text), isGood: label === "pos" }));
  const examples = reviews.map(({ text, isGood }) => ({ text, isGood, domain: zhDomain(text), features: zhFeatures(text) }));
  // Three stars say neither, so they only take part where three sides are told apart.
  const restaurants = rows("zh-asap-sample.jsonl.gz")
    .filter(({ star }) => star !== 3)
    .map(({ text, star }) => ({ text: normalise(text), isGood: star > 3, domain: "restaurant" }))
    .map((example) => ({ ...example, features: zhFeatures(example.text) }));
  return {
    language: "zh",
    options: { ...shared, version: "zh-2", pull: 1e-3, hidden: 0.15, isCounted: true },
    examples: [...examples, ...restaurants],
  };
}

function english() {
  const examples = rows("en-sentiment-train.jsonl.gz")
    .map(({ text, label, domain }) => ({ text: normalise(text), isGood: label === "pos", domain }))
    .map((example) => ({ ...example, features: enFeatures(example.text) }));
  const valences = new Map();
  for (const { word, valence, polarity } of rows("en-lexicons.jsonl.gz")) {
    if (!/^[a-z']+$/.test(word)) continue;
    const value = valence ?? (polarity === "pos" ? 1.8 : -1.8);
    valences.set(word, valences.has(word) ? (valences.get(word) + value) / 2 : value);
  }
  const priors = new Map();
  for (const [word, value] of valences) {
    priors.set(enWordHash(word, false), 1.5 * value);
    priors.set(enWordHash(word, true), -0.9 * value);
  }
  return { language: "en", options: { ...shared, version: "en-2", pull: 2e-3, hidden: 0.5, isCounted: false, priors }, examples };
}

const train = (examples, options) => fitModel({ trainLinear, scoreFeatures }, examples, options);

const lines = [];
for (const { language, options, examples } of [chinese(), english()]) {
  const heldOut = examples.filter(({ text }) => hash(text) % 10 === 0);
  const rest = examples.filter(({ text }) => hash(text) % 10 !== 0);
  const scored = (model, set) => set.map(({ features, isGood }) => ({ score: scoreFeatures(model, features), isGood }));
  const checks = [{ name: "held out by hash (10 %)", results: scored(train(rest, options), heldOut) }];
  const left = [...new Set(examples.map(({ domain }) => domain))].sort();
  for (const domain of left) {
    const model = train(
      examples.filter((example) => example.domain !== domain),
      options,
    );
    checks.push({
      name: `left out: ${domain}`,
      results: scored(
        model,
        examples.filter((example) => example.domain === domain),
      ),
    });
  }
  // Confidence must be honest on kinds of text never seen, so it is fitted on the kinds left out.
  const sharpness = calibrate(checks.slice(1).flatMap(({ results }) => results));
  const model = train(examples, { ...options, sharpness });
  const file = packModel(model);
  const packed = unpackModel(file);
  const agree = agreement(scored(model, heldOut), scored(packed, heldOut));
  const target = new URL(`src/text/models/${language}-sentiment.generated.ts`, core);
  writeFileSync(
    target,
    `// Written by tools/train-text/train.mjs.\nimport type { ModelFile } from "../sentiment/model-file.js";\n\nexport const ${language}SentimentModel: ModelFile = ${JSON.stringify(file, null, 2)};\n`,
  );
  lines.push(...report(language, checks, sharpness, { pieces: packed.weights.size, bytes: JSON.stringify(file).length, agree }));
}
const used = process.cpuUsage(started);
const { topicFinder } = await import(new URL("dist/text/topics/find-topics.js", core).href);
const { starterTaxonomy } = await import(new URL("dist/text/topics/starter-taxonomies.js", core).href);
const reviews = rows("zh-asap-sample.jsonl.gz");
const topics = topicFigures(reviews, topicFinder(starterTaxonomy("catering")));
const topicReviews = Object.fromEntries(["dev", "train"].map((part) => [part, reviews.filter(({ split }) => split === part).length]));
const cpuSeconds = Number(((used.user + used.system) / 1e6).toFixed(1));
writeFileSync(new URL("./figures.json", import.meta.url), `${JSON.stringify({ sentiment: lines, topics, topicReviews }, null, 2)}\n`);
for (const line of [...lines, ...topics]) console.log(JSON.stringify(line));
console.log(`${cpuSeconds} CPU seconds`);

function hash(text) {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}
