import { api } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { expect, test } from "vitest";
import { testServer } from "../../testing/index.js";
import { createWork } from "../reading/index.js";
import { applyVoices, foldCopies } from "./index.js";

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
