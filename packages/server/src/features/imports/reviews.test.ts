import { api, type ImportJob, type Mapping } from "@manyi/contracts";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { projectionOf } from "../figures/index.js";

let server: TestServer;
let manager: Caller;

beforeAll(async () => {
  server = await testServer();
  await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
  ]);
  manager = await server.person({ roles: ["cx_manager"] });
  await server.listen();
});

async function upload(
  name: string,
  content: string,
): Promise<{ status: number; job: ImportJob & { code?: string; at?: { en: string }[] } }> {
  const payload = [
    `--x`,
    `content-disposition: form-data; name="file"; filename="${name}"`,
    "content-type: text/plain",
    "",
    content,
    "--x--",
    "",
  ].join("\r\n");
  const headers = { "content-type": "multipart/form-data; boundary=x", "x-manyi-request": "1" };
  const reply = await manager.inject({ method: "POST", url: "/api/v1/imports", payload, headers });
  return { status: reply.statusCode, job: reply.json() };
}
async function finished(id: string): Promise<ImportJob> {
  for (;;) {
    const job = await manager.call(api.imports.get, { params: { id } });
    if (!["running", "undoing"].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
async function imported(name: string, content: string, columns: Mapping["columns"], over: Partial<Mapping> = {}): Promise<ImportJob> {
  const { job } = await upload(name, content);
  await manager.call(api.imports.run, { params: { id: job.id }, body: { title: name, source: "review", columns, ...over } });
  return finished(job.id);
}
const voices = async () =>
  (
    await sql<{ comment: string | null; scores: object; detail: Record<string, unknown> | null; locale: string }>`
      select comment, scores, detail, locale from voices order by local_day, id`.execute(server.store.db)
  ).rows;
const inbox = async () => (await manager.call(api.feedback.list, { query: { view: "all" } })).items;

const COLUMNS: Mapping["columns"] = {
  stars: { to: "stars", min: 1, max: 5 },
  text: { to: "comment" },
  site: { to: "platform" },
  dish: { to: "product" },
  who: { to: "author" },
  link: { to: "url" },
  date: { to: "date", format: "iso" },
  shop: { to: "unit" },
  id: { to: "key" },
};
const ROWS = [
  {
    id: "1",
    stars: 2,
    text: "  上菜慢，等了 40 分钟 ",
    site: "食评网",
    dish: "红烧肉",
    who: "小丸子",
    link: "https://food.example/r/1",
    date: "2026-02-01",
    shop: "S1",
  },
  {
    id: "2",
    stars: 4.5,
    text: "Fresh fish, kind staff.",
    site: "食评网",
    dish: "",
    who: "Ann",
    link: "https://food.example/r/2",
    date: "2026-02-03",
    shop: "S1",
  },
  {
    id: "3",
    stars: 5,
    text: "好吃",
    site: "食评网",
    dish: "",
    who: "阿强",
    link: "https://food.example/r/3",
    date: "2026-02-05",
    shop: "S1",
  },
];
const csv = (rows: readonly object[]) =>
  [
    Object.keys(rows[0]!).join(","),
    ...rows.map((row) =>
      Object.values(row)
        .map((cell) => `"${String(cell)}"`)
        .join(","),
    ),
  ].join("\n");

describe("a file of reviews", () => {
  test("JSON array, NDJSON and CSV of the same reviews arrive once; rating, platform and author are kept", async () => {
    const json = await imported("a.json", JSON.stringify(ROWS), COLUMNS);
    expect(json).toMatchObject({ state: "done", accepted: 3, rejected: 0, format: { kind: "json" } });
    const lines = await imported("b.ndjson", ROWS.map((row) => JSON.stringify(row)).join("\n"), COLUMNS);
    expect(lines).toMatchObject({ accepted: 0, unchanged: 3, format: { kind: "ndjson" } });
    expect(await imported("c.csv", csv(ROWS), COLUMNS)).toMatchObject({ accepted: 0, unchanged: 3 });
    expect(await voices()).toEqual([
      {
        comment: "  上菜慢，等了 40 分钟 ",
        scores: { "p:rating_5": 2 },
        locale: "zh-CN",
        detail: {
          platform: "食评网",
          product: "红烧肉",
          author: "小丸子",
          url: "https://food.example/r/1",
          rating: 2,
          ratingMin: 1,
          ratingMax: 5,
        },
      },
      { comment: "Fresh fish, kind staff.", scores: {}, locale: "en", detail: expect.objectContaining({ rating: 4.5 }) },
      { comment: "好吃", scores: { "p:rating_5": 5 }, locale: "zh-CN", detail: expect.objectContaining({ rating: 5 }) },
    ]);
    await expect.poll(async () => (await inbox()).length).toBe(3);
  });

  test("without numbers the address makes a review arrive once, with or without its decoration", async () => {
    const { id: _, ...first } = ROWS[0]!;
    const { id: _column, ...columns } = COLUMNS as Record<string, never>;
    const plain = { ...first, link: "https://food.example/r/9" };
    expect(await imported("d.json", JSON.stringify([plain]), columns)).toMatchObject({ accepted: 1 });
    const decorated = { ...plain, link: "https://FOOD.example/r/9/?utm_source=mail#top" };
    expect(await imported("e.json", JSON.stringify([decorated]), columns)).toMatchObject({ accepted: 0, unchanged: 1 });
  });

  test("the rating trend equals the file, month by month", async () => {
    await projectionOf(server.services.analytics)!.catchUp();
    const trend = await manager.call(api.figures.trend, {
      query: { metric: "p:rating_5", by: "month", periods: 2, from: "2026-02-01", to: "2026-02-28" },
    });
    // 2, 5 and once more 2; 4.5 is no whole number and stays beside
    expect(trend.points.at(-1)!.figure).toMatchObject({ value: 3, n: 3 });
  });

  test("history opens nothing in the inbox, and what is taken back leaves it", async () => {
    const before = (await voices()).length;
    await expect.poll(async () => (await inbox()).length).toBe(before);
    const past = [{ ...ROWS[0]!, id: "77", link: "https://food.example/r/77", date: "2024-02-01" }];
    await imported("f.json", JSON.stringify(past), COLUMNS, { handling: "none" });
    const now = [{ ...ROWS[0]!, id: "78", link: "https://food.example/r/78" }];
    const job = await imported("g.json", JSON.stringify(now), COLUMNS);
    await expect.poll(async () => (await inbox()).length).toBe(before + 1);
    await manager.call(api.imports.undo, { params: { id: job.id } });
    expect((await finished(job.id)).state).toBe("undone");
    await expect
      .poll(async () => (await sql<{ n: number }>`select count(*)::int as n from feedback_items`.execute(server.store.db)).rows[0]!.n)
      .toBe(before);
  });

  test("an author who asked and left an address is one who must be told", async () => {
    const columns = { ...COLUMNS, mail: { to: "email" }, reply: { to: "asked" } } as const;
    const row = { ...ROWS[1]!, id: "90", link: "https://food.example/r/90", mail: "ann@example.test", reply: "yes" };
    await imported("h.json", JSON.stringify([row]), columns);
    await expect.poll(async () => (await inbox()).filter(({ identified, askedForAnswer }) => identified && askedForAnswer).length).toBe(1);
  });

  test("faulty rows are named with their place; a broken file says where it breaks off", async () => {
    const rows = [
      { ...ROWS[0]!, id: "a", stars: 7 },
      { ...ROWS[0]!, id: "b", link: "no address" },
      { ...ROWS[0]!, id: "c", text: "", stars: "" },
    ];
    const { job } = await upload("i.json", JSON.stringify(rows));
    const trial = await manager.call(api.imports.check, {
      params: { id: job.id },
      body: { title: "i", source: "review", columns: COLUMNS },
    });
    expect(trial.rejects.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, "stars", "OUT_OF_RANGE"],
      [2, "link", "NOT_AN_ADDRESS"],
      [3, null, "NOTHING_ANSWERED"],
    ]);
    const broken = await upload("j.json", '[{"a": 1},\n {"a": }]');
    expect([broken.status, broken.job.code, broken.job.at?.[0]?.en]).toEqual([422, "UNREADABLE_FILE", "No JSON at line 2, character 8"]);
    const line = await upload("k.ndjson", '{"a": 1}\n{"a" 2}\n');
    expect(line.job.at?.[0]?.en).toBe("No JSON at line 2, character 6");
  });

  test("nested fields are columns by their path", async () => {
    const { job } = await upload("l.json", JSON.stringify([{ review: { body: "好吃", user: { name: "甲" } } }]));
    expect(job.columns.map(({ name }) => name)).toEqual(["review.body", "review.user.name"]);
  });
});
