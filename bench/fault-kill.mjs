// node bench/fault-kill.mjs [--rounds 20] [--quick]
// Kills the server and its database under load, again and again, and then counts: every acknowledged answer there once, every case
// opened once, the projection equal to a recount. Ends with exit code 1 when one thing is missing or double. Quick runs are not kept.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDuckNode } from "@manyi/analytics";
import { unhappy } from "@manyi/core/cases";
import { findEngine, followerLags, openStore, quiet, startEngine } from "@manyi/store";
import { describeMachine } from "./lib/machine.mjs";
import { quantile } from "./lib/numbers.mjs";
import { familyOf } from "./lib/processes.mjs";
import { createScratch } from "./lib/scratch.mjs";
import { startManyi } from "./lib/server.mjs";
import { publishSurvey } from "./lib/survey.mjs";

const KINDS = ["server", "database", "server and database", "one database connection"];
const CLIENTS = 24;

const words = process.argv.slice(2);
const rounds = Number(words[words.indexOf("--rounds") + 1] || 20);
const quick = words.includes("--quick");
const scratch = createScratch();
try {
  const report = await run(quick ? 300 : 1200);
  if (!quick) keep(report);
  console.log(JSON.stringify(report.verdict));
  process.exitCode = report.verdict.faults.length === 0 ? 0 : 1;
} finally {
  scratch.remove();
}

async function run(pauseMs) {
  const data = scratch.folder("data");
  const state = { server: await startManyi(data, { MANYI_DEMO: "0" }), sent: new Map(), acked: new Set(), isOver: false, lastAck: 0 };
  const survey = await withStore(findEngine(data), (store) => publishSurvey(store, { keys: CLIENTS }));
  const load = survey.keys.map((key) => client(state, survey.surveyId, key));
  try {
    return await strikeAndCount(state, data, load, pauseMs);
  } catch (error) {
    state.isOver = "given up";
    await state.server.kill();
    throw error;
  }
}

async function strikeAndCount(state, data, load, pauseMs) {
  const log = [];
  for (let round = 0; round < rounds; round++) {
    // some answers first, so that each blow falls into work, then a moment nobody can foresee
    await until(() => state.acked.size >= (log.at(-1)?.ackedBefore ?? 0) + 50);
    await sleep(pauseMs * Math.random());
    log.push(await strike(state, data, KINDS[round % KINDS.length]));
    console.log(`round ${round + 1}: ${json(log.at(-1))}`);
  }
  await sleep(pauseMs);
  state.isOver = true;
  await Promise.all(load);
  await withStore(findEngine(data), settled);
  await state.server.stop();
  return { rounds: log, verdict: await count(state, data) };
}

/** One phone after the other: an answer is sent again under its key until it is acknowledged. */
async function client(state, surveyId, key) {
  while (!state.isOver) {
    const items = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => anItem(state));
    while (!(await send(state, surveyId, key, items))) {
      if (state.isOver === "given up") return;
      await sleep(50);
    }
    await sleep(20);
  }
}

function anItem(state) {
  const clientKey = randomUUID();
  const recommend = Math.floor(Math.random() * 11);
  state.sent.set(clientKey, recommend);
  return { clientKey, locale: "zh-CN", occurredAt: new Date().toISOString(), channel: "qr", unitCode: "S1", answers: { recommend } };
}

async function send(state, surveyId, key, items) {
  try {
    const reply = await fetch(`${state.server.url}/api/v1/surveys/${surveyId}/responses`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "x-manyi-request": "1" },
      body: json({ items }),
      signal: AbortSignal.timeout(20_000),
    });
    if (!reply.ok) {
      state.lastRefusal = `${reply.status} ${await reply.text()}`;
      return false;
    }
    for (const { clientKey, status, message } of (await reply.json()).items) {
      if (status === "rejected") throw new TypeError(`an answer was refused: ${message?.en}`);
      state.acked.add(clientKey);
    }
    state.lastAck = performance.now();
    return true;
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith("an answer")) throw error;
    return false;
  }
}

async function strike(state, data, kind) {
  const ackedBefore = state.acked.size;
  const engine = Number(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  const struckAt = performance.now();
  if (kind === "one database connection") process.kill(familyOf(engine).at(-1), "SIGKILL");
  if (kind === "database" || kind === "server and database") process.kill(engine, "SIGKILL");
  if (kind.startsWith("server")) {
    await state.server.kill();
    state.server = await startManyi(data, { MANYI_DEMO: "0" });
  }
  const backAt = performance.now();
  while (state.lastAck < backAt) {
    if (performance.now() - backAt > 60_000)
      throw new Error(`after killing ${kind}, nothing was acknowledged for a minute: ${state.lastRefusal}\n${state.server.said()}`);
    await sleep(5);
  }
  return { kind, ackedBefore, silentMs: Math.round(state.lastAck - struckAt) };
}

async function until(isSo) {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 12_000) throw new Error("the load came to a standstill");
    await sleep(10);
  }
}

/** Waits until the followers have taken in everything. */
async function settled(store) {
  for (let calm = 0, tries = 0; calm < 5; tries++) {
    if (tries > 600) throw new Error("the followers did not catch up within a minute");
    const lags = await followerLags(store.db).catch(() => [{ behind: 1 }]);
    calm = lags.every(({ behind }) => behind === 0) ? calm + 1 : 0;
    await sleep(100);
  }
  // the projection keeps its place in its own file; it looks at least once a second
  await sleep(2000);
}

async function count(state, data) {
  const engine = await startEngine({ dataDir: data, log: quiet });
  const faults = [];
  const judge = (holds, fault) => holds || faults.push(fault);
  try {
    return await withStore(engine.config, async (store) => {
      const voices = (await store.pool.query("select id, client_key, nps, scores from voices")).rows;
      const keys = voices.map(({ client_key }) => client_key.slice(client_key.lastIndexOf(":") + 1));
      const there = new Set(keys);
      judge(there.size === keys.length, `${keys.length - there.size} answers are there twice`);
      const lost = [...state.acked].filter((key) => !there.has(key));
      judge(lost.length === 0, `${lost.length} acknowledged answers are lost`);
      judge(state.acked.size === state.sent.size, `${state.sent.size - state.acked.size} answers were never acknowledged`);
      judge(there.size === state.sent.size, `${there.size} answers are there, ${state.sent.size} were sent`);
      const changed = voices.filter(({ nps }, place) => state.sent.get(keys[place]) !== nps);
      judge(changed.length === 0, `${changed.length} answers differ from what was sent`);

      const cases = (await store.pool.query("select voice_id, count(*) as n from cases group by voice_id")).rows;
      const opened = new Map(cases.map(({ voice_id, n }) => [voice_id, n]));
      const owed = voices.filter(({ scores }) => unhappy(scores) !== null);
      judge(owed.length > 0, "no answer was unhappy, so the rule was not tried");
      judge(
        owed.every(({ id }) => opened.get(id) === 1) && opened.size === owed.length,
        `${owed.length} cases are owed, ${sum([...opened.values()])} are there`,
      );

      const projected = await readProjection(join(data, "analytics.duckdb"));
      const recount = voices.map(({ id, nps }) => `${id} ${nps}`).sort();
      judge(projected.join() === recount.join(), `the projection holds ${projected.length} answers, a recount ${recount.length}`);
      return {
        rounds,
        sent: state.sent.size,
        acknowledged: state.acked.size,
        stored: voices.length,
        cases: cases.length,
        projected: projected.length,
        faults,
      };
    });
  } finally {
    await engine.stop();
  }
}

async function readProjection(path) {
  const node = await createDuckNode({ path });
  const rows = await node.run("select cast(id as varchar), nps from voices", []);
  await node.close();
  return rows.map(([id, nps]) => `${id} ${nps}`).sort();
}

async function withStore(config, work) {
  const store = openStore(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function keep({ rounds: log, verdict }) {
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  const silent = Object.fromEntries(
    KINDS.map((kind) => [kind, log.filter((round) => round.kind === kind).map((round) => round.silentMs)]).map(([kind, ms]) => [
      kind,
      ms.length === 0 ? null : { medianMs: quantile(ms, 0.5), longestMs: Math.max(...ms) },
    ]),
  );
  const report = {
    about: "kill -9 under load",
    endedAt: new Date().toISOString(),
    machine: describeMachine(),
    verdict,
    silent,
    rounds: log,
  };
  writeFileSync(join(folder, `${report.endedAt.slice(0, 10)}-fault-kill.json`), `${JSON.stringify(report, null, 1)}\n`);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function json(value) {
  return JSON.stringify(value);
}
