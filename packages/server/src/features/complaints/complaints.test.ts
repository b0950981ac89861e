import { api } from "@manyi/contracts";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
let manager: Caller;
let store: number;

beforeAll(async () => {
  server = await testServer();
  const units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G", name: "门店 甲" },
  ]);
  store = units.S1!;
  manager = await server.person({ roles: ["frontline_manager"], units: [store], name: "店长" });
});

const form = (fields: Record<string, string>) => ({
  payload: new URLSearchParams(fields).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});
const post = (url: string, fields: Record<string, string>) => server.nobody.inject({ method: "POST", url, ...form(fields) });
const get = (url: string) => server.nobody.inject({ method: "GET", url });

let made = 0;
async function complained(over: Record<string, string> = {}): Promise<{ url: string; c: string; k: string; id: string }> {
  made++;
  const reply = await post("/complain", {
    key: `0123456789abcdef${made}`,
    lang: "zh-CN",
    unit: String(store),
    what: "热菜等了 52 分钟。没人解释。",
    phone: "19900001234",
    ...over,
  });
  expect(reply.statusCode).toBe(303);
  const url = String(reply.headers.location);
  const query = new URL(url, "http://x").searchParams;
  const row = await server.store.db.selectFrom("cases").select("id").where("reference", "=", query.get("c")!).executeTakeFirstOrThrow();
  return { url, c: query.get("c")!, k: query.get("k")!, id: row.id };
}

describe("intake without an account", () => {
  test("the form is there in both languages and names the places", async () => {
    const zh = await get("/complain?lang=zh-CN");
    expect(zh.statusCode).toBe(200);
    expect(zh.body).toContain("门店 甲");
    expect(zh.body).not.toContain("<script");
    expect((await get("/complain?lang=en")).body).toContain("Tell us what went wrong");
  });

  test("a complaint gets its reference at once, is a voice and a case, and the second press changes nothing", async () => {
    const first = await complained({ key: "pressed-twice-0123" });
    const again = await post("/complain", {
      key: "pressed-twice-0123",
      lang: "zh-CN",
      unit: String(store),
      what: "热菜等了 52 分钟。没人解释。",
    });
    expect(String(again.headers.location)).toContain(first.c);
    const page = await get(first.url);
    expect(page.body).toContain(first.c);
    expect(page.body).toContain("已收到，很快有人接手");
    const voices = await server.store.db
      .selectFrom("voices")
      .select(["source", "comment", "id"])
      .where("client_key", "like", "complaint:%pressed-twice%")
      .execute();
    expect(voices).toHaveLength(1);
    const row = await server.store.db
      .selectFrom("cases")
      .select(["voice_id", "title"])
      .where("id", "=", first.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ voice_id: voices[0]!.id, title: "热菜等了 52 分钟" });
  });

  test("what is missing is named in words beside its field, and nothing written is lost", async () => {
    const reply = await post("/complain", { key: "missing-things-012", lang: "zh-CN", unit: "", what: "", email: "nonsense", name: "甲" });
    expect(reply.statusCode).toBe(422);
    for (const words of ["请写一下发生了什么", "请选择门店", "邮箱看起来不对"]) expect(reply.body).toContain(words);
    expect(reply.body).toContain('value="甲"');
    expect(
      (await post("/complain", { key: "a-machine-filled-it", unit: String(store), what: "x", website: "http://spam" })).statusCode,
    ).toBe(422);
  });

  test("forms of the wrong shape are refused in words, never with a failure", async () => {
    for (const payload of ["unit[]=1&what[]=x", "unit=999999999999999999999&what=x", "what=%00%00", "key=x".repeat(500)]) {
      const reply = await server.nobody.inject({
        method: "POST",
        url: "/complain",
        payload,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      expect(reply.statusCode).toBeLessThan(500);
    }
  });
});

describe("tracking by reference and secret", () => {
  test("a wrong secret answers like an unknown number, and is slowed down", async () => {
    const { c } = await complained();
    const wrong = await get(`/track?c=${c}&k=${"0".repeat(32)}`);
    const unknown = await get(`/track?c=C-0101-999&k=${"0".repeat(32)}`);
    expect([wrong.statusCode, unknown.statusCode]).toEqual([404, 404]);
    expect(wrong.body.replaceAll(c, "…")).toBe(unknown.body.replaceAll("C-0101-999", "…"));
    for (let i = 0; i < 15; i++) await get(`/track?c=${c}&k=${"0".repeat(32)}`);
    expect((await get(`/track?c=${c}&k=${"0".repeat(32)}`)).statusCode).toBe(429);
  });

  test("the customer adds facts, accepts, and has the last word: solved closes the case", async () => {
    const { c, k, id, url } = await complained();
    const params = { id };
    let found = await manager.call(api.cases.get, { params });
    found = await manager.call(api.cases.acknowledge, { params, body: { revision: found.revision } });
    found = await manager.call(api.cases.askCustomer, { params, body: { revision: found.revision, note: "请问是几号桌？" } });
    expect((await get(url)).body).toContain("请问是几号桌？");
    await post("/track", { c, k, do: "facts", facts: "23 号桌" });
    found = await manager.call(api.cases.get, { params });
    expect(found.state).toBe("acknowledged");
    found = await manager.call(api.cases.respond, {
      params,
      body: { revision: found.revision, cause: "传菜口只有一人", remedy: "退菜", apology: "很抱歉" },
    });
    expect((await get(url)).body).toContain("传菜口只有一人");
    await post("/track", { c, k, do: "accept" });
    found = await manager.call(api.cases.get, { params });
    found = await manager.call(api.cases.implement, { params, body: { revision: found.revision } });
    const asked = await get(url);
    expect(asked.body).toContain("这件事解决了吗？");
    expect(asked.body).not.toContain("checked");
    const reply = await post("/track", { c, k, do: "solved", score: "5", note: "谢谢" });
    expect(reply.statusCode).toBe(303);
    found = await manager.call(api.cases.get, { params });
    expect(found).toMatchObject({ state: "closed", outcome: "satisfied", verification: { score: 5 } });
    await post("/track", { c, k, do: "not_solved" });
    expect((await manager.call(api.cases.get, { params })).revision).toBe(found.revision);
    await post("/track", { c, k, do: "reopen", note: "又出现了" });
    expect((await manager.call(api.cases.get, { params })).state).toBe("investigating");
  });

  test("inner notes are not shown to the customer", async () => {
    const { id, url } = await complained();
    const found = await manager.call(api.cases.get, { params: { id } });
    await manager.call(api.cases.note, { params: { id }, body: { revision: found.revision, note: "内部：此客户常来" } });
    expect((await get(url)).body).not.toContain("内部");
  });
});
