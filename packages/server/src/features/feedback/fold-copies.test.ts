import { api } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../../testing/index.js";
import { createWork } from "../reading/index.js";
import { applyVoices, feedback, foldCopies, routeNew } from "./index.js";

const WORDS = "这家店上菜慢得离谱，等了四十分钟，催了三次也没有人理，以后再也不会来了。";

test("the same words under another number and author are one item; who asked for an answer keeps an own one", async () => {
  const server = await testServer();
  const { S1 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
  ]);
  const manager = await server.person({ roles: ["cx_manager"] });
  const post = (comment: string, over: object = {}) =>
    aVoice({ unitId: S1!, source: "social", channel: "api", nps: null, nums: [], scores: {}, answers: {}, comment, detail: {}, ...over });
  const asking = { answers: { contact: { email: "guest@example.test" } }, detail: { asked: true } };
  const ids: string[] = [];
  for (const voice of [
    post(WORDS),
    post(`${WORDS}！`),
    post(`转：${WORDS}`),
    post("饺子很好吃，下次还来，服务员也很热情周到。"),
    post(WORDS, asking),
  ]) {
    ids.push((await server.services.ingest.submit(voice)).id);
    // one after the other, as they come
    await server.store.tx(async (tx) => applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().execute()));
    server.clock.advance(1000);
  }
  await createWork(server.services).reader.run();
  expect(await foldCopies(server.services)).toBe(2);
  expect(await foldCopies(server.services)).toBe(0);
  const { items } = await manager.call(api.feedback.list, { query: {} });
  expect(items.map(({ id, copies }) => [ids.indexOf(id), copies]).sort()).toEqual([
    [0, 2],
    [3, 0],
    [4, 0],
  ]);
  const copy = await manager.call(api.feedback.get, { params: { id: ids[1]! } });
  expect(copy).toMatchObject({ state: "archived", ended: true });
  // the voices themselves stay: nothing is deleted
  expect((await server.store.db.selectFrom("voices").select("id").execute()).length).toBe(5);
});

test("every item is looked at once, however many that are no copies came before it; the rules wait for the look, not for ever", async () => {
  const server = await testServer();
  const { S1, S2 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  await server.person({ roles: ["frontline_manager"], units: [S1!] });
  const { reader } = createWork(server.services);
  const bring = async (voices: readonly Parameters<typeof aVoice>[0][]) => {
    const plain = { unitId: S1!, source: "review", channel: "api", nps: null, nums: [], scores: {}, answers: {}, detail: {} };
    const ids: string[] = [];
    for (const over of voices) ids.push((await server.services.ingest.submit(aVoice({ ...plain, ...over }))).id);
    await server.store.tx(async (tx) =>
      applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().where("id", "in", ids).execute()),
    );
    return ids;
  };
  const row = async (id: string) =>
    server.store.db.selectFrom("feedback_items").selectAll().where("voice_id", "=", id).executeTakeFirstOrThrow();

  await bring(
    Array.from({ length: 201 }, (_, i) => ({
      comment: `第 ${i} 位客人说的话各不相同，菜是${String.fromCodePoint(0x4e00 + i * 37).repeat(12)}`,
    })),
  );
  const [first, elsewhere] = await bring([{ comment: WORDS }, { comment: WORDS, unitId: S2! }]);
  server.clock.advance(1000);
  const [copy, short, silent] = await bring([{ comment: WORDS }, { comment: "不错" }, { comment: null }]);
  // the reading lands after the look of this round: the rules leave the item to the next one
  await reader.run();
  await routeNew(server.services);
  expect(await row(copy!)).toMatchObject({ state: "new", routed_at: null });
  expect([(await row(short!)).state, (await row(silent!)).state]).toEqual(["assigned", "assigned"]);
  expect(await foldCopies(server.services)).toBe(0);
  expect(await foldCopies(server.services)).toBe(1);
  // the same words at another store are its own matter: its manager cannot open what this one points to
  expect(await row(elsewhere!)).toMatchObject({ state: "new", copy_of: null });
  expect(await row(copy!)).toMatchObject({ state: "archived", copy_of: first });
  await routeNew(server.services);
  await routeNew(server.services);
  expect((await row(first!)).state).toBe("assigned");
  // words that nobody reads or looks at
  const [unread] = await bring([{ comment: "又来了一次，味道还是和从前一样好" }]);
  await routeNew(server.services);
  expect((await row(unread!)).routed_at).toBeNull();
  server.clock.advance(61_000);
  await routeNew(server.services);
  expect((await row(unread!)).routed_at).not.toBeNull();
});

test("a look at copies that fails keeps nobody from getting an owner", async () => {
  const server = await testServer();
  const { S1 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
  ]);
  await server.person({ roles: ["frontline_manager"], units: [S1!] });
  const { id } = await server.services.ingest.submit(aVoice({ unitId: S1!, source: "chat", channel: "api", comment: null, detail: {} }));
  await server.services.ingest.submit(aVoice({ unitId: S1!, source: "review", channel: "api", comment: WORDS, detail: {} }));
  await createWork(server.services).reader.run();
  await server.store.tx(async (tx) => applyVoices(server.services, tx, await tx.selectFrom("voices").selectAll().execute()));
  await sql`alter table voice_readings rename column alike to elsewhere`.execute(server.store.db);
  await expect(foldCopies(server.services)).rejects.toThrow("alike");
  const stop = await feedback.start!(server.services);
  const stateOf = async () =>
    (await server.store.db.selectFrom("feedback_items").select("state").where("voice_id", "=", id).executeTakeFirstOrThrow()).state;
  await expect.poll(stateOf, { timeout: 20_000 }).toBe("assigned");
  await stop();
});
