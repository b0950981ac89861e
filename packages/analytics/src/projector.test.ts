import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDuckNode } from "./duckdb-node.js";
import type { AnalyticsNode } from "./node.js";
import { createProjector, type ReadBatch } from "./projector.js";
import { randomVoices } from "./testing/index.js";
import { isUntidy, tidyVoices } from "./tidy.js";
import { appendVoices, type LateChange } from "./write-voices.js";

const folder = mkdtempSync(join(tmpdir(), "manyi-projector-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const voices = randomVoices("projector", 500);
/** An outbox that hands over what has "arrived" so far, then late changes. */
function outbox(arrived: () => number, changes: () => readonly LateChange[] = () => []): ReadBatch {
  return async (position, limit) => {
    const [start = 0, seen = 0] = position?.split(" ").map(Number) ?? [];
    const end = Math.min(arrived(), start + limit);
    const late = end === arrived() ? changes().slice(seen) : [];
    return { voices: voices.slice(start, end), changes: late, position: `${end} ${seen + late.length}`, hasMore: end < arrived() };
  };
}
const ids = async (node: AnalyticsNode) =>
  (await node.run("select cast(id as varchar) from voices order by 1", [])).map(([id]) => String(id));
const wanted = (count: number) => voices.slice(0, count).map(({ id }) => id);

test("projector: rows and position are committed together, so a failure between two batches loses and doubles nothing", async () => {
  const path = join(folder, "crash.duckdb");
  const first = await createDuckNode({ path });
  const read: ReadBatch = async (position, limit) => {
    const batch = await outbox(() => 500)(position, limit);
    if (position !== "200 0") return batch;
    return { ...batch, changes: [{ kind: "quality", tenantId: 1, id: "not a uuid", quality: "valid" }] };
  };
  const failing = await createProjector({ node: first, everyMs: 0, limit: 100, read });
  await expect(failing.catchUp()).rejects.toThrow();
  await failing.stop();
  await first.close();
  const second = await createDuckNode({ path });
  expect(await ids(second)).toEqual(wanted(200));
  const projector = await createProjector({ node: second, everyMs: 0, limit: 100, read: outbox(() => 500) });
  expect(await projector.catchUp()).toBe(300);
  expect(await ids(second)).toEqual(wanted(500));
  expect(projector.taken()).toBe(500);
  await projector.stop();
  await second.close();
});

test("projector: a wake is one look, many wakes at once are no more, and none is missed", async () => {
  const node = await createDuckNode({ path: ":memory:" });
  let arrived = 0;
  let committed = 0;
  const projector = await createProjector({ node, everyMs: 0, read: outbox(() => arrived), onCommitted: () => void committed++ });
  for (arrived = 1; arrived <= 50; arrived++) projector.wake();
  arrived = 50;
  projector.wake();
  await expect.poll(async () => (await ids(node)).length).toBe(50);
  expect(committed).toBeLessThan(50);
  await projector.stop();
  await node.close();
});

test("projector: exclusions, reinstatements, removals and undone imports reach voices already there; again changes nothing", async () => {
  const node = await createDuckNode({ path: ":memory:" });
  const imported = voices.filter((voice) => voice.import_id !== null);
  const [a, b, c] = voices.filter((voice) => voice.import_id === null && voice.quality === "valid");
  const changes: LateChange[] = [];
  const projector = await createProjector({
    node,
    everyMs: 0,
    read: outbox(
      () => 500,
      () => changes,
    ),
  });
  await projector.catchUp();
  changes.push(
    { kind: "quality", tenantId: 1, id: a!.id, quality: "excluded" },
    { kind: "quality", tenantId: 1, id: b!.id, quality: "excluded" },
  );
  changes.push({ kind: "quality", tenantId: 1, id: b!.id, quality: "valid" }, { kind: "removed", tenantId: 1, id: c!.id });
  changes.push({ kind: "quality", tenantId: 2, id: b!.id, quality: "excluded" });
  changes.push({ kind: "import removed", tenantId: 1, importId: imported[0]!.import_id! });
  await projector.catchUp();
  changes.push(...changes);
  await projector.catchUp();
  expect(imported.length).toBeGreaterThan(10);
  expect((await ids(node)).length).toBe(500 - imported.length - 1);
  const quality = async (id: string) => (await node.run("select quality from voices where cast(id as varchar) = $1", [id]))[0]?.[0];
  expect([await quality(a!.id), await quality(b!.id), await quality(c!.id)]).toEqual(["excluded", "valid", undefined]);
  await projector.stop();
  await node.close();
});

test("projector: a rebuild reads from the beginning and leaves what following left", async () => {
  const node = await createDuckNode({ path: ":memory:" });
  const changes: LateChange[] = [{ kind: "removed", tenantId: 1, id: voices[3]!.id }];
  const projector = await createProjector({
    node,
    everyMs: 0,
    limit: 64,
    read: outbox(
      () => 500,
      () => changes,
    ),
  });
  await projector.catchUp();
  const before = await node.run(
    "select * exclude (id, import_id, nums), cast(id as varchar), cast(nums as varchar) from voices order by id",
    [],
  );
  expect(await projector.rebuild()).toBe(500);
  const after = await node.run(
    "select * exclude (id, import_id, nums), cast(id as varchar), cast(nums as varchar) from voices order by id",
    [],
  );
  expect(after).toEqual(before);
  expect(after.length).toBe(499);
  await projector.stop();
  await node.close();
});

test("laying voices in order loses and changes nothing, and readers go on meanwhile", async () => {
  const node = await createDuckNode({ path: ":memory:" });
  const projector = await createProjector({ node, everyMs: 0, limit: 64, read: outbox(() => 500) });
  await projector.catchUp();
  const everything = "select * exclude (id, import_id, nums), cast(id as varchar), cast(nums as varchar) from voices order by id";
  const before = await node.run(everything, []);
  const [, ...meanwhile] = await Promise.all([node.write(tidyVoices), ...Array.from({ length: 20 }, () => node.run(everything, []))]);
  for (const rows of meanwhile) expect(rows).toEqual(before);
  expect(await node.run(everything, [])).toEqual(before);
  const days = (await node.run("select local_day from voices where survey_id = 1", [])).map(([day]) => Number(day));
  expect(days).toEqual([...days].sort((a, b) => a - b));
  await node.write((connection) => appendVoices(connection, randomVoices("later", 3, 2)));
  expect(await node.run("select count(*) from voices", [])).toEqual([[503]]);
  await projector.stop();
  await node.close();
});

test("voices are laid in order when there are many, and again when they are a quarter more", () => {
  expect([isUntidy(99_999, 0), isUntidy(100_000, 0), isUntidy(124_999, 100_000), isUntidy(125_000, 100_000)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test("a projection of another version is read anew, with today's columns", async () => {
  const path = join(folder, "older.duckdb");
  const older = await createDuckNode({ path });
  await older.write(async (connection) => {
    await connection.run("drop table voices");
    await connection.run("create table voices (id uuid)");
    await connection.run("insert into projection (version, position, rows_read) values (0, '500 0', 500)");
  });
  await older.close();
  const node = await createDuckNode({ path });
  const projector = await createProjector({ node, everyMs: 0, read: outbox(() => 500) });
  expect(await projector.catchUp()).toBe(500);
  expect(await ids(node)).toEqual(wanted(500));
  await projector.stop();
  await node.close();
});

test("duckdb node: a damaged file is replaced by an empty one, since the projection can be read anew", async () => {
  const path = join(folder, "damaged.duckdb");
  writeFileSync(path, "not a database".repeat(1000));
  const node = await createDuckNode({ path });
  expect(await ids(node)).toEqual([]);
  await node.close();
});

test("duckdb node: a closed node answers nothing", async () => {
  const node = await createDuckNode({ path: join(folder, "owner.duckdb") });
  await node.close();
  await expect(node.run("select 1", [])).rejects.toThrow("closed");
});
