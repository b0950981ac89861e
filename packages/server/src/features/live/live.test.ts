import { appendEvent } from "@manyi/store";
import { expect, test } from "vitest";
import { testServer } from "../../testing/index.js";
import { spelled } from "./stream-notices.js";

/** Reads an event stream until it holds this text. */
async function until(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = "";
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended with: ${text}`);
    text += Buffer.from(value).toString("utf8");
  }
  return text;
}

test("a notice reaches the pages whose scope holds its unit, and no page of another organisation", async () => {
  const server = await testServer();
  const { S1, S2 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
    { code: "S2", parent: "G" },
  ]);
  await server.addTenant(2);
  const address = await server.listen();
  const open = async (who: { units?: number[]; tenantId?: number }) => {
    const person = await server.person({ roles: ["agent"], ...who });
    const reply = await fetch(`${address}/api/v1/live`, { headers: person.headers });
    expect(reply.headers.get("content-type")).toContain("text/event-stream");
    expect(reply.headers.get("content-security-policy")).toContain("script-src 'self'");
    const reader = reply.body!.getReader();
    await until(reader, "retry");
    return reader;
  };
  const [whole, first, elsewhere] = [await open({}), await open({ units: [S1!] }), await open({ tenantId: 2 })];
  const { live } = server.services;
  expect(live.size()).toBe(3);
  live.publish({ type: "voice", tenantId: 1, unitId: S2!, data: { count: 7 } });
  live.publish({ type: "voice", tenantId: 1, unitId: null, data: { count: 5 } });
  live.publish({ type: "voice", tenantId: 1, unitId: S1!, data: { count: 1 } });
  live.publish({ type: "voice", tenantId: 2, unitId: null, data: { count: 9 } });
  expect(await until(whole, '"count":1}')).toBe(
    [7, 5, 1].map((count) => spelled({ type: "voice", tenantId: 1, unitId: null, data: { count } })).join(""),
  );
  expect(await until(first, '"count":1}')).not.toContain("7");
  expect(await until(elsewhere, '"count":9}')).not.toContain('"count":1}');
  await whole.cancel();
  await expect.poll(() => live.size()).toBe(2);
});

test("a committed change of the tree is announced", async () => {
  const server = await testServer();
  const address = await server.listen();
  const person = await server.person({ roles: ["admin"] });
  const reader = (await fetch(`${address}/api/v1/live`, { headers: person.headers })).body!.getReader();
  await until(reader, "retry");
  const ctx = await server.system();
  const announced = until(reader, "event: organisation");
  // the follower begins at the first look after somebody listens
  const timer = setInterval(() => {
    void ctx.tx((tx) => appendEvent(tx, { tenantId: 1, type: "unit.changed", subjectId: "1", at: ctx.now() }));
  }, 200);
  await announced;
  clearInterval(timer);
});

test("nobody listens without a session, and a stopping server ends the streams", async () => {
  const server = await testServer();
  const address = await server.listen();
  expect((await fetch(`${address}/api/v1/live`)).status).toBe(401);
  const person = await server.person({ roles: ["agent"] });
  const reader = (await fetch(`${address}/api/v1/live`, { headers: person.headers })).body!.getReader();
  await until(reader, "retry");
  await server.stop();
  expect((await reader.read()).done).toBe(true);
});
