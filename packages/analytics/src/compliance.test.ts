import type { Score, VoiceFilter } from "@manyi/core/metrics";
import { createIngest, type NewVoice, type Store } from "@manyi/store";
import { freshStore } from "@manyi/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawVoices } from "./draw.js";
import { createDuckNode } from "./duckdb-node.js";
import { runQuery } from "./merge.js";
import { type AnalyticsNode, createPostgresNode } from "./node.js";
import type { ProjectedReading, ProjectedVoice } from "./projection.js";
import { createProjector } from "./projector.js";
import { findChdbNode } from "./testing/chdb-node.js";
import { differences, questions, randomReadings, randomVoices, recount, shuffled } from "./testing/index.js";

const ROUNDS = 12;
const worlds = Array.from({ length: ROUNDS }, (_, i) => {
  const voices = randomVoices(`world ${i}`, 30 + 40 * i, i + 1);
  return { tenantId: i + 1, voices, readings: randomReadings(`words ${i}`, voices) };
});
const everything = worlds.flatMap(({ voices }) => voices);
const everySaying = worlds.flatMap(({ readings }) => readings);
const nodes: AnalyticsNode[] = [];
const shards: AnalyticsNode[] = [];
let drop = async () => {};

beforeAll(async () => {
  const fresh = await freshStore();
  drop = fresh.drop;
  // delivered out of order and some of them twice: the store keeps each once
  const delivered = shuffled([...everything, ...everything.slice(0, 200)], "delivery").map(asNewVoice);
  await createIngest(fresh.store).submitMany(delivered);
  await storeMentions(fresh.store);
  nodes.push(
    createPostgresNode(async (text, values) => (await fresh.store.pool.query({ text, values: [...values], rowMode: "array" })).rows),
    await duckNodeWith(shuffled(everything, "projection"), everySaying),
  );
  const clickhouse = await findChdbNode(everything, everySaying);
  if (clickhouse !== null) nodes.push(clickhouse);
  for (const half of [0, 1]) {
    const voices = everything.filter((_, i) => i % 2 === half);
    const ids = new Set(voices.map(({ id }) => id));
    const own = everySaying.filter(({ voice_id }) => ids.has(voice_id));
    shards.push(await duckNodeWith(voices, own));
  }
});
afterAll(async () => {
  for (const node of [...nodes, ...shards]) await node.close();
  await drop();
});

async function storeMentions(store: Store): Promise<void> {
  const rows = everySaying.flatMap(({ tenant_id, voice_id, topics }) =>
    topics.map(([topic_id, sentiment]) => ({ tenant_id, voice_id, topic_id, sentiment: sentiment as -1 | 0 | 1 | null, local_day: 0 })),
  );
  for (let start = 0; start < rows.length; start += 1000) {
    await store.db
      .insertInto("voice_topics")
      .values(rows.slice(start, start + 1000))
      .execute();
  }
}

/** Half of what was said was first read otherwise: the later reading counts. */
async function duckNodeWith(voices: readonly ProjectedVoice[], readings: readonly ProjectedReading[]): Promise<AnalyticsNode> {
  const node = await createDuckNode({ path: ":memory:" });
  const read = async (position: string | null, limit: number) => {
    const start = Number(position ?? 0);
    const taken = voices.slice(start, start + limit);
    const isLast = start + taken.length >= voices.length;
    const earlier = readings.filter((_, i) => i % 2 === 0).map((reading) => ({ ...reading, topics: [[0, 1] as const, [7, -1] as const] }));
    const later = readings.map((reading, i) => ({ ...reading, isAnew: i % 2 === 0 }));
    const said = start === 0 ? earlier : isLast ? later : [];
    return { voices: taken, readings: said, changes: [], position: String(start + taken.length), hasMore: !isLast };
  };
  const projector = await createProjector({ node, read, limit: 777, everyMs: 0 });
  await projector.catchUp();
  return node;
}

function asNewVoice(voice: ProjectedVoice): NewVoice {
  return {
    tenantId: voice.tenant_id,
    id: voice.id,
    clientKey: voice.id,
    source: voice.source,
    channel: voice.channel,
    surveyId: voice.survey_id,
    version: voice.version,
    unitId: voice.unit_id,
    touchpointId: voice.touchpoint_id,
    segmentId: voice.segment_id,
    employeeId: voice.employee_id,
    locale: voice.locale,
    anonymity: voice.anonymity as NewVoice["anonymity"],
    localDay: voice.local_day,
    isoWeek: voice.iso_week,
    localMonth: voice.local_month,
    completeness: voice.completeness as NewVoice["completeness"],
    quality: voice.quality as "valid" | "flagged" | "excluded",
    weight: voice.weight,
    nps: voice.nps,
    csat: voice.csat,
    ces: voice.ces,
    nums: voice.nums,
    importId: voice.import_id,
  };
}

test("suite: it looks at two kinds of engine at least", () => {
  const kinds = new Set(nodes.map((node) => node.kind));
  console.info(`compliance suite on ${[...kinds].join(", ")}; ${everything.length} voices`);
  expect(kinds.size).toBeGreaterThanOrEqual(2);
});

for (const { tenantId, voices, readings } of worlds) {
  test(`every engine equals the recount from raw answers, in any order and with duplicates (${voices.length} voices)`, async () => {
    const found: string[] = [];
    let compared = 0;
    for (const { name, query } of [...questions(`a ${tenantId}`, tenantId), ...questions(`b ${tenantId}`, tenantId)]) {
      const expected = recount(voices, query, readings);
      for (const node of nodes) {
        const cells = await runQuery([node], query);
        compared += cells.length;
        found.push(
          ...differences(cells, expected).map((difference) => `${node.kind}, ${name} by ${JSON.stringify(query.by)} ${difference}`),
        );
      }
    }
    expect(found.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
}

test("shards: two halves added up are the whole", async () => {
  const found: string[] = [];
  for (const { tenantId, voices, readings } of worlds) {
    for (const { name, query } of questions(`shards ${tenantId}`, tenantId)) {
      found.push(
        ...differences(await runQuery(shards, query), recount(voices, query, readings)).map((difference) => `${name} ${difference}`),
      );
    }
  }
  expect(found.slice(0, 5)).toEqual([]);
});

test("a draw takes the same voices on every engine and from shards: the smallest ends of their ids, so many of each week", async () => {
  const nps: Score = { from: "column", column: "nps" };
  for (const { tenantId, voices, readings } of worlds) {
    const where: VoiceFilter = { topics: [0], mentions: [{ topics: [1, 2] }], scored: [{ score: nps, min: 1 }], anonymous: "without" };
    const ids = new Set(
      readings
        .filter(({ topics }) => topics.some(([topic]) => topic === 0) && topics.some(([topic]) => topic === 1 || topic === 2))
        .map(({ voice_id }) => voice_id),
    );
    const among = voices.filter(
      ({ id, anonymity, quality, nps: score }) =>
        ids.has(id) && anonymity !== "anonymous" && quality !== "excluded" && score !== null && score >= 1,
    );
    const expected = [...new Set(among.map(({ iso_week }) => iso_week))]
      .sort((a, b) => a - b)
      .flatMap((week) =>
        among
          .filter(({ iso_week }) => iso_week === week)
          .sort((a, b) => (a.id.slice(26) < b.id.slice(26) ? -1 : 1))
          .slice(0, 2)
          .map(({ id }) => ({ id, span: week })),
      );
    const draw = { tenantId, where, per: "week", most: 2 } as const;
    for (const from of [...nodes.map((node) => [node]), shards]) expect(await drawVoices(from, draw)).toEqual(expected);
    const few = await drawVoices(shards, { ...draw, per: null, most: 3 });
    expect([few.length, few.every(({ span }) => span === null)]).toEqual([Math.min(3, among.length), true]);
  }
});

test("one question is one text: no engine has a dialect of its own", async () => {
  const texts = new Map<string, Set<string>>();
  const spies = nodes.map(
    (node): AnalyticsNode => ({
      ...node,
      run: (sql, params) => {
        texts.set(sql, (texts.get(sql) ?? new Set()).add(node.kind));
        return node.run(sql, params);
      },
    }),
  );
  for (const { query } of questions("texts", 1)) for (const spy of spies) await runQuery([spy], query);
  expect([...texts.values()].every((kinds) => kinds.size === nodes.length)).toBe(true);
});
