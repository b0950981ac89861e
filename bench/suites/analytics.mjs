// Questions of a dashboard to both engines side by side, over the same made-up voices, and to a hand-written loop as the machine's limit.
import { createDuckNode, createPostgresNode, runQuery } from "@manyi/analytics";
import { migrate, openStore, quiet, startEngine } from "@manyi/store";
import { cpuOf, familyOf } from "../lib/processes.mjs";
import { ratio } from "../lib/report.mjs";
import { collectSamples } from "../lib/samples.mjs";

export const about =
  "a dashboard's questions over the whole history and through a narrow filter: 1 M voices × 12 answers on both nodes, 10 M on DuckDB";

const DAYS = 730;
const FIRST = 20_000;

export async function run({ quick, scratch, say }) {
  const [small, large] = quick ? [20_000, 100_000] : [1_000_000, 10_000_000];
  const rounds = quick ? 2 : 7;
  const { measures, keep } = collectSamples();
  const engine = await startEngine({
    dataDir: scratch.folder("data"),
    log: quiet,
    settings: { shared_buffers: "512MB", max_connections: "40" },
  });
  const store = openStore({ ...engine.config, max: 8 });
  const duck = await createDuckNode({ path: scratch.folder("small.duckdb"), memoryLimit: "1GB" });
  try {
    await migrate(store);
    say(`${small} voices into each node`);
    keep(`fill DuckDB, ${small} voices`, "s", await seconds(() => duck.write((connection) => connection.run(fillDuck(small)))));
    keep(`fill PostgreSQL, ${small} voices`, "s", await seconds(() => store.pool.query(fillPostgres(small))));
    await store.pool.query("vacuum analyze voices");
    const postgres = createPostgresNode(
      async (text, values) => (await store.pool.query({ text, values: [...values], rowMode: "array" })).rows,
    );
    const nodes = [
      { name: "DuckDB", node: asked(duck), pids: () => [process.pid] },
      { name: "PostgreSQL", node: postgres, pids: () => familyOf(engine.pid()) },
    ];
    await compareAnswers(nodes);
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds} over ${small} voices`);
      for (const [question, queries] of Object.entries(QUESTIONS)) {
        for (const { name, node, pids } of nodes) await measure(keep, `${question}, ${name}, ${label(small)}`, node, queries, pids());
      }
      keep(`limit: NPS by week, one loop over typed arrays, ${label(small)}`, "ms", loop(small));
    }
    say(`${large} voices into DuckDB`);
    const big = await createDuckNode({ path: scratch.folder("large.duckdb"), memoryLimit: "2GB" });
    try {
      keep(`fill DuckDB, ${large} voices`, "s", await seconds(() => big.write((connection) => connection.run(fillDuck(large)))));
      for (let round = 0; round < Math.ceil(rounds / 2); round++) {
        say(`round ${round + 1} of ${Math.ceil(rounds / 2)} over ${large} voices`);
        for (const [question, queries] of Object.entries(QUESTIONS)) {
          await measure(keep, `${question}, DuckDB, ${label(large)}`, asked(big), queries, [process.pid]);
        }
        keep(`limit: NPS by week, one loop over typed arrays, ${label(large)}`, "ms", loop(large));
      }
    } finally {
      await big.close();
    }
  } finally {
    await duck.close();
    await store.close();
    await engine.stop();
  }
  const ratios = Object.keys(QUESTIONS).map((question) =>
    ratio(
      `${question}: PostgreSQL over DuckDB, ${label(small)}`,
      measures,
      `${question}, PostgreSQL, ${label(small)}`,
      `${question}, DuckDB, ${label(small)}`,
    ),
  );
  for (const size of [small, large]) {
    const limit = `limit: NPS by week, one loop over typed arrays, ${label(size)}`;
    ratios.push(ratio(`NPS by week: DuckDB over the limit, ${label(size)}`, measures, `NPS by week, DuckDB, ${label(size)}`, limit));
  }
  return { measures, ratios };
}

const label = (n) => (n >= 1_000_000 ? `${n / 1_000_000} M` : `${n / 1000} k`);

// whole numbers that look mixed, the same in every engine
const mixed = (salt, below) =>
  `((((i % 1000003) * (i % 999983)) % 1000003 * ${7919 + 104 * salt} + i * ${104729 + 7 * salt}) % 1000003 % ${below})`;
const answer = (salt) => `case when ${mixed(salt, 8)} = 0 then null else 1 + ${mixed(salt + 40, 5)} end`;
const columns = (n) => {
  const day = `${FIRST} + cast(floor(i * ${DAYS}.0 / ${n + 1}) as integer)`;
  return {
    tenant_id: "1",
    source: "'survey'",
    channel: `case ${mixed(1, 3)} when 0 then 'qr' when 1 then 'sms' else 'link' end`,
    survey_id: `case when ${mixed(2, 5)} = 0 then 2 else 1 end`,
    version: "1",
    unit_id: `1 + ${mixed(3, 48)}`,
    touchpoint_id: `1 + ${mixed(4, 6)}`,
    segment_id: `1 + ${mixed(5, 4)}`,
    locale: "'zh-CN'",
    anonymity: "'identified'",
    local_day: day,
    iso_week: `cast(floor((${day} + 3) / 7.0) as integer)`,
    local_month: `24316 + cast(floor((${day} - ${FIRST}) / 30.4375) as integer)`,
    completeness: `case when ${mixed(6, 12)} = 0 then 'partial' else 'complete' end`,
    quality: `case when ${mixed(7, 60)} = 0 then 'excluded' else 'valid' end`,
    weight: `0.5 + ${mixed(8, 100)} / 100.0`,
    nps: mixed(9, 11),
    csat: answer(10),
    ces: `1 + ${mixed(11, 7)}`,
  };
};
const nums = Array.from({ length: 12 }, (_, i) => answer(12 + i)).join(", ");
const fill = (n, more) => {
  const all = { ...columns(n), ...more };
  return `insert into voices (${Object.keys(all).join(", ")}) select ${Object.values(all).join(", ")} from generate_series(1, ${n}) as t(i)`;
};
// the projection keeps answers and lots as columns of their own
const own = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`n${i + 1}`, answer(12 + i)]));
const hash = "md5(cast(i as varchar))";
const fillDuck = (n) => fill(n, { id: `cast(${hash} as uuid)`, lot: `right(${hash}, 2)`, ...own, nums: "cast([] as smallint[])" });
const fillPostgres = (n) =>
  fill(n, {
    id: `cast(${hash} as uuid)`,
    client_key: "cast(i as text)",
    nums: `cast(array[${nums}] as smallint[])`,
    answers: `jsonb_build_object('q1', i % 5, 'q2', i % 7, 'q3', i % 11)`,
    comment: "'上菜快，服务员很热情，就是排队久了点'",
  })
    .replaceAll("(i % ", "(cast(i as bigint) % ")
    .replace("generate_series(1,", "generate_series(1::bigint,");

const everything = [{ from: FIRST, to: FIRST + DAYS }];
const twoYears = [
  { from: FIRST + 365, to: FIRST + DAYS },
  { from: FIRST, to: FIRST + 364 },
];
const halfYear = [{ from: FIRST + 500, to: FIRST + 682 }];
const column = (name) => ({ from: "column", column: name });
const series = (ordinal) => ({ from: "series", places: [1, 2].map((surveyId) => ({ surveyId, ordinals: [ordinal] })) });
const levels = (score, min, max) => ({ kind: "levels", score, scale: { min, max } });
const nps = levels(column("nps"), 0, 10);
const csat = levels(column("csat"), 1, 5);
const ratioOf = (pairs) => ({
  kind: "ratio",
  pairs: pairs.map(([e, p]) => ({ perceived: series(p), expected: null, recalled: series(e) })),
});
const matrix = {
  kind: "moments",
  scores: [{ name: "nps", score: column("nps") }, ...Array.from({ length: 12 }, (_, i) => ({ name: `q${i + 1}`, score: series(i + 1) }))],
};
const query = (measure, by, periods, where = {}, weighted = false) => ({
  tenantId: 1,
  measure,
  by: [...by, "anonymous"],
  where: { periods, ...where },
  weighted,
});
const scores = [nps, csat, levels(column("ces"), 1, 7), { kind: "voices" }].map((measure) => query(measure, ["period"], twoYears));
const trend = query(nps, ["week"], everything);
const crosstab = query(levels(series(3), 1, 5), [{ answer: column("csat") }], everything);
const narrow = { touchpoints: [2], segments: [1] };

/** Over the whole history unless it says otherwise. */
const QUESTIONS = {
  "scores against the year before": scores,
  "NPS by week": [trend],
  "NPS by unit": [query(nps, ["unit"], everything)],
  "NPS by week and unit": [query(nps, ["week", "unit"], everything)],
  "crosstab of two questions": [crosstab],
  "crosstab nested and weighted, with a mean in every cell": [
    query({ kind: "voices" }, [{ answer: column("nps") }, "unit", "segment"], everything, {}, true),
    query(csat, [{ answer: column("nps") }, "unit", "segment"], everything, {}, true),
  ],
  "multiple choice of six options by unit": [
    query({ kind: "picks", options: Array.from({ length: 6 }, (_, i) => ({ name: `${i}`, score: series(i + 1) })) }, ["unit"], everything),
  ],
  "scores, trend and crosstab together": [...scores, trend, crosstab],
  "weighted NPS by week": [query(nps, ["week"], everything, {}, true)],
  "satisfaction ratio over three pairs": [
    query(
      ratioOf([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      ["period"],
      twoYears,
    ),
  ],
  "driver matrix 13 × 13": [query(matrix, [], everything)],
  "driver matrix 13 × 13 in random lots": [query(matrix, ["lot"], everything)],
  "twelve tables of two questions by month": Array.from({ length: 12 }, (_, i) =>
    query(csat, [{ answer: series(i + 1) }, "month"], everything),
  ),
  "narrow filter: NPS, CSAT and ratio by month": [
    nps,
    csat,
    ratioOf([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  ].map((measure) => query(measure, ["month"], halfYear, narrow)),
  "narrow filter: driver matrix": [query(matrix, [], halfYear, narrow)],
};

/** A node that cannot tell its version is asked every time, so that every round counts. */
function asked({ version: _version, ...node }) {
  return node;
}

async function measure(keep, name, node, queries, pids) {
  const cpuBefore = cpuOf(pids);
  const took = await seconds(() => Promise.all(queries.map((one) => runQuery([node], one))));
  keep(name, "ms", 1000 * took);
  keep(`${name}, processor time`, "ms", 1000 * (cpuOf(pids) - cpuBefore));
}

/** The same question has the same answer everywhere, or nothing here means anything. */
async function compareAnswers(nodes) {
  for (const [question, queries] of Object.entries(QUESTIONS)) {
    for (const one of queries) {
      const [a, b] = await Promise.all(nodes.map(async ({ node }) => spelled(await runQuery([node], one))));
      if (a !== b) throw new Error(`the nodes disagree on ${question}:\n${a.slice(0, 300)}\n${b.slice(0, 300)}`);
    }
  }
}

function spelled(cells) {
  const lines = cells.map((cell) =>
    JSON.stringify(cell, (_, value) => (typeof value === "number" && !Number.isInteger(value) ? value.toPrecision(10) : value)),
  );
  return lines.sort().join("\n");
}

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** What the processor needs for the counts alone: answers and weeks ready in memory, one pass. */
function loop(n) {
  const weeks = Math.ceil((DAYS + 8) / 7);
  const week = new Uint8Array(n);
  const score = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    week[i] = Math.floor((i * DAYS) / n / 7);
    score[i] = (i * 7919) % 11;
  }
  const counts = new Uint32Array(weeks * 11);
  const began = performance.now();
  for (let i = 0; i < n; i++) counts[week[i] * 11 + score[i]]++;
  const took = performance.now() - began;
  if (counts.reduce((a, b) => a + b, 0) !== n) throw new Error("the loop lost answers");
  return took;
}
