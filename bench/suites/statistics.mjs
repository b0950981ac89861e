// The heavy statistics beside R and Python doing the same on the same numbers in the same run. A peer that is not installed is left out
// and said; a peer that gets another result ends the suite.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fitBgNbd } from "@manyi/core/customers";
import {
  completeCases,
  correlationOf,
  covarianceMatrix,
  momentsOf,
  relativeWeights,
  resampleAnswers,
  resampleGroups,
  shapleyWeights,
} from "@manyi/core/drivers";
import { bootstrapPls, indexModel, plsModel } from "@manyi/core/models";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import { rake } from "@manyi/core/sampling";
import { ratio } from "../lib/report.mjs";
import { collectSamples } from "../lib/samples.mjs";

export const about = "relative weights, LMG, bootstraps, PLS, raking and BG/NBD beside R and Python (numpy, scipy)";

const PEERS = [
  { name: "R", command: "Rscript", script: fileURLToPath(new URL("../peers/statistics.R", import.meta.url)) },
  { name: "Python", command: "python3", script: fileURLToPath(new URL("../peers/statistics.py", import.meta.url)) },
];
const TASKS = {
  weights: "relative weights of 14 drivers, from correlations",
  relativeWeights: "relative weights of 14 drivers, from answers",
  lmg: "LMG of 14 drivers",
  bootstrap: "bootstrap of relative weights, answers resampled",
  pls: "PLS path model of 24 items with bootstrap",
  raking: "raking to 5 margins",
  bgNbd: "BG/NBD fit on 23 570 customers",
};
const DRIVERS = 14;

export async function run({ quick, scratch, say }) {
  const rounds = quick ? 1 : 5;
  const draws = quick ? 20 : 500;
  const data = makeData(quick);
  const folder = scratch.folder("statistics");
  writeData(folder, data);
  const { measures, keep } = collectSamples();
  const versions = {};
  const absent = new Set();
  if (!quick) for (let i = 0; i < 2; i++) solveAll(data, draws);
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`);
    const ours = solveAll(data, draws);
    for (const [task, { seconds }] of Object.entries(ours)) keep(`${TASKS[task] ?? task}, Manyi`, "ms", 1000 * seconds);
    for (const { name, command, script } of PEERS) {
      if (absent.has(name)) continue;
      const theirs = await askPeer(command, [script, folder, String(draws)]);
      if (theirs === null) {
        absent.add(name);
        say(`${name} is not installed and left out`);
        continue;
      }
      versions[name] = theirs.version;
      for (const task of Object.keys(TASKS)) {
        compare(task, name, ours[task].values, theirs[task].values, quick);
        keep(`${TASKS[task]}, ${name}`, "ms", 1000 * theirs[task].seconds);
      }
    }
  }
  const ratios = PEERS.filter(({ name }) => !absent.has(name)).flatMap(({ name }) =>
    Object.values(TASKS).map((task) => ratio(`${task}: ${name} over Manyi`, measures, `${task}, ${name}`, `${task}, Manyi`)),
  );
  return { measures, ratios, peers: versions };
}

/** Everybody starts with the same answers in memory; making the counts from them is part of the time. */
function solveAll({ drivers, panel, customers, ecsi }, draws) {
  const names = Object.keys(drivers);
  const answers = completeCases(drivers, names);
  const items = ecsi.model.latents.flatMap((latent) => latent.items);
  const ecsiAnswers = completeCases(ecsi.columns, items);
  const scale = { min: 1, max: 10 };
  const uniform = () => uniformStream(seedRng("resample"));
  const correlations = split(answers);
  return {
    weights: timed(() => relativeWeights(...correlations), 200),
    relativeWeights: timed(() => relativeWeightsOf(answers), 20),
    lmg: timed(() => weigh(answers, shapleyWeights)),
    bootstrap: timed(() => spreadOfShares(resampleAnswers(answers, relativeWeights, { draws, uniform: uniform() }))),
    "bootstrap of relative weights, counts of 60 groups resampled": timed(() =>
      spreadOfShares(resampleGroups(groupsOf(answers), relativeWeights, { draws, uniform: uniform() })),
    ),
    pls: timed(() => {
      const fit = plsModel(momentsOf(ecsiAnswers), ecsi.model, { scale, scheme: "path" });
      const spread = bootstrapPls({ answers: ecsiAnswers }, ecsi.model, { scale, scheme: "path", draws, seed: 1 });
      const inOrder = (paths, value) =>
        ecsi.model.latents.flatMap(({ name: to }) =>
          ecsi.model.latents.flatMap(({ name: from }) => paths.filter((path) => path.from === from && path.to === to).map(value)),
        );
      return [...inOrder(fit.paths, (path) => path.estimate), ...inOrder(spread.paths, (path) => path.standardError)];
    }),
    raking: timed(() => rakeRows(panel)),
    bgNbd: timed(() => {
      const { logLikelihood, r, alpha, a, b } = fitBgNbd(customers);
      return [logLikelihood, r, alpha, a, b];
    }),
  };
}

/** Everybody is warm, here as in the peers; what is compiled while it runs has run as often before. */
function timed(work, repeats = 1) {
  for (let i = 0; i < repeats; i++) work();
  const began = performance.now();
  let values;
  for (let i = 0; i < repeats; i++) values = work();
  return { seconds: (performance.now() - began) / 1000 / repeats, values: [...values] };
}

const relativeWeightsOf = (answers) => weigh(answers, relativeWeights);

function weigh(answers, method) {
  return method(...split(answers));
}

/** Correlations among the drivers, and of each with the outcome. */
function split(answers) {
  const q = answers.names.length;
  const p = q - 1;
  const r = correlationOf(covarianceMatrix(momentsOf(answers)), q);
  const among = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) among[i * p + j] = r[i * q + j];
  return [among, Float64Array.from({ length: p }, (_, i) => r[i * q + p])];
}

function spreadOfShares(contributions) {
  const draws = contributions.length / DRIVERS;
  const shares = Array.from({ length: DRIVERS }, () => []);
  for (let d = 0; d < draws; d++) {
    const row = contributions.subarray(d * DRIVERS, (d + 1) * DRIVERS);
    const total = row.reduce((a, b) => a + b, 0);
    row.forEach((value, j) => {
      shares[j].push(value / total);
    });
  }
  return shares.map((column) => {
    const mean = column.reduce((a, b) => a + b, 0) / draws;
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1));
  });
}

/** Answers are in random order, so that every run of rows is a random group. */
function groupsOf({ names, n, columns, available }) {
  return Array.from({ length: 60 }, (_, g) => {
    const [from, to] = [Math.round((g * n) / 60), Math.round(((g + 1) * n) / 60)];
    return momentsOf({ names, n: to - from, columns: columns.map((column) => column.subarray(from, to)), available });
  });
}

function rakeRows(panel) {
  const names = Object.keys(panel);
  const columns = names.map((name) => panel[name]);
  const rows = columns[0].length;
  const sample = cellsOf(names, columns);
  const raked = rake(sample, skewedMargins(names, sample, rows), { tolerance: 1e-9, maxIterations: 500 });
  if (!raked.accepted) throw new Error(`raking was refused: ${raked.reason}`);
  let w = 0;
  let ww = 0;
  raked.factors.forEach((factor, i) => {
    w += factor * sample[i].n;
    ww += factor * factor * sample[i].n;
  });
  return [w ** 2 / ww];
}

/** People by what they answered on every dimension. */
function cellsOf(names, columns) {
  const most = columns.map((column) => largest(column) + 1);
  const cells = new Int32Array(columns[0].length);
  columns.forEach((column, j) => {
    appendDigit(cells, most[j], column);
  });
  const sample = [];
  countsOf(
    cells,
    most.reduce((a, b) => a * b, 1),
  ).forEach((n, cell) => {
    if (n === 0) return;
    const levels = {};
    let rest = cell;
    for (let j = names.length - 1; j >= 0; j--) {
      levels[names[j]] = String(rest % most[j]);
      rest = Math.floor(rest / most[j]);
    }
    sample.push({ levels, n, baseWeight: n });
  });
  return sample;
}

function appendDigit(numbers, base, digits) {
  for (let i = 0; i < numbers.length; i++) numbers[i] = numbers[i] * base + digits[i];
}

function countsOf(cells, many) {
  const counts = new Int32Array(many);
  for (let i = 0; i < cells.length; i++) counts[cells[i]]++;
  return counts;
}

/** Totals that differ from the sample's, as the peers make them. */
function skewedMargins(names, sample, rows) {
  return Object.fromEntries(
    names.map((name) => {
      const counts = new Map();
      for (const { levels, n } of sample) counts.set(levels[name], (counts.get(levels[name]) ?? 0) + n);
      const inOrder = [...counts].sort(([a], [b]) => a - b);
      const wanted = inOrder.map(([level, n], place) => [level, n * (1 + ((place + 1) % 3))]);
      const total = wanted.reduce((sum, [, n]) => sum + n, 0);
      return [name, Object.fromEntries(wanted.map(([level, n]) => [level, (n / total) * rows]))];
    }),
  );
}

function largest(values) {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Point values must be equal; spreads come from other random numbers and must be close. */
function compare(task, peer, ours, theirs, quick) {
  if (ours.length !== theirs.length) throw new Error(`${task}: ${peer} returned ${theirs.length} values, Manyi ${ours.length}`);
  ours.forEach((value, i) => {
    const isSpread = task === "bootstrap" || (task === "pls" && i >= ours.length / 2);
    const tolerance = isSpread ? (quick ? 1.5 : 0.25) : task === "bgNbd" && i > 0 ? 5e-3 : task === "pls" ? 1e-4 : 1e-6;
    if (!(Math.abs(value - theirs[i]) <= tolerance * Math.max(Math.abs(value), task === "pls" ? 0.1 : 0)))
      throw new Error(`${task}: value ${i} is ${theirs[i]} in ${peer} and ${value} in Manyi`);
  });
}

async function askPeer(command, args) {
  try {
    const { stdout } = await promisify(execFile)(command, args, { maxBuffer: 1e8 });
    return JSON.parse(stdout);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

function makeData(quick) {
  const draw = uniformStream(seedRng("statistics"));
  const n = quick ? 2000 : 10_000;
  const columns = Array.from({ length: DRIVERS + 1 }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const mood = draw() + draw() + draw();
    let outcome = 0;
    for (let j = 0; j < DRIVERS; j++) {
      const rating = Math.min(5, Math.max(1, Math.round(mood + 0.2 * j * draw() + 2 * draw())));
      columns[j][i] = rating;
      outcome += rating * (j % 5);
    }
    columns[DRIVERS][i] = Math.min(10, Math.max(0, Math.round(outcome / 12 + 3 * draw() - 1)));
  }
  const drivers = Object.fromEntries(columns.map((column, j) => [j === DRIVERS ? "outcome" : `x${j + 1}`, column]));
  const levels = [2, 5, 4, 3, 8];
  const people = quick ? 5000 : 100_000;
  const panel = Object.fromEntries(
    levels.map((k, j) => [`m${j + 1}`, Int32Array.from({ length: people }, () => 1 + Math.floor(k * draw() ** 1.3))]),
  );
  return { drivers, panel, customers: makeCustomers(draw), ecsi: readEcsi() };
}

/** Buyers of a record shop by the model itself, with the parameters known for the CDNOW data, in days of 78 weeks. */
function makeCustomers(draw) {
  const exponential = (rate) => -Math.log(1 - draw()) / rate;
  const gamma = (shape) => {
    // Ahrens and Dieter, for shapes below 1 as well
    for (;;) {
      if (shape < 1) {
        const u = draw() * (1 + shape / Math.E);
        const x = u <= 1 ? u ** (1 / shape) : -Math.log((1 + shape / Math.E - u) / shape);
        if (draw() <= (u <= 1 ? Math.exp(-x) : x ** (shape - 1))) return x;
      } else {
        const whole = Math.floor(shape);
        let sum = 0;
        for (let i = 0; i < whole; i++) sum += exponential(1);
        return shape === whole ? sum : sum + gamma(shape - whole);
      }
    }
  };
  return Array.from({ length: 23_570 }, () => {
    const rate = gamma(0.243) / 4.414;
    const [ga, gb] = [gamma(0.793), gamma(2.426)];
    const leaves = ga / (ga + gb);
    const T = 66 + Math.floor(12 * draw() * 7) / 7;
    let x = 0;
    let tx = 0;
    for (let at = exponential(rate); at <= T; at += exponential(rate)) {
      x++;
      tx = Math.max(1 / 7, Math.round(7 * at) / 7);
      if (draw() < leaves) break;
    }
    return { x, tx: Math.min(tx, T), T };
  });
}

function readEcsi() {
  const path = fileURLToPath(new URL("../../packages/core/fixtures/reference/data/ecsi_mobi.csv", import.meta.url));
  const [head, ...lines] = readFileSync(path, "utf8").trim().replaceAll('"', "").split("\n");
  const names = head.split(",");
  const rows = lines.map((line) => line.split(",").map(Number));
  const columns = Object.fromEntries(names.map((name, j) => [name, rows.map((row) => row[j])]));
  const itemsOf = (stem) => names.filter((name) => name.replace(/\d+$/, "") === stem);
  const stems = {
    Image: "IMAG",
    Expectation: "CUEX",
    Quality: "PERQ",
    Value: "PERV",
    Satisfaction: "CUSA",
    Complaints: "CUSCO",
    Loyalty: "CUSL",
  };
  return { columns, model: indexModel("ECSI", Object.fromEntries(Object.entries(stems).map(([latent, stem]) => [latent, itemsOf(stem)]))) };
}

function writeData(folder, { drivers, panel, customers, ecsi }) {
  mkdirSync(folder);
  const write = (name, head, rows) =>
    writeFileSync(join(folder, `${name}.csv`), `${[head, ...rows].map((row) => row.join(",")).join("\n")}\n`);
  const byRow = (columns) =>
    Array.from({ length: Object.values(columns)[0].length }, (_, i) => Object.values(columns).map((column) => column[i]));
  write("drivers", Object.keys(drivers), byRow(drivers));
  write("panel", Object.keys(panel), byRow(panel));
  write(
    "customers",
    ["x", "tx", "T"],
    customers.map(({ x, tx, T }) => [x, tx, T]),
  );
  const { latents, paths } = ecsi.model;
  const items = latents.flatMap((latent) => latent.items);
  write("ecsi", items, byRow(Object.fromEntries(items.map((item) => [item, ecsi.columns[item]]))));
  const names = latents.map((latent) => latent.name);
  const padded = (row) => items.map((_, i) => row[i] ?? 0);
  write("model", items, [
    latents.flatMap((latent, at) => latent.items.map(() => at + 1)),
    ...names.map((from) => padded(names.map((to) => (paths.some(([a, b]) => a === from && b === to) ? 1 : 0)))),
  ]);
}
