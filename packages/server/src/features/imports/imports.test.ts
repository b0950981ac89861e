import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { api, type ImportJob, type Mapping, Refusal } from "@manyi/contracts";
import iconv from "iconv-lite";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import writeExcel from "write-excel-file/node";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { importFile } from "./index.js";

const UTILITY = new URL("../../../../core/fixtures/reference/data/nps_utility.csv", import.meta.url);
let server: TestServer;
let analyst: Caller;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "manyi imports "));
  server = await testServer({ dataDir: folder });
  await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G", name: "门店 甲" },
    { code: "S2", parent: "G", name: "门店 乙" },
  ]);
  analyst = await server.person({ roles: ["analyst"] });
});

async function upload(
  name: string,
  content: Buffer | string,
): Promise<{ status: number; body: ImportJob & { code?: string; at?: { en: string }[] } }> {
  const boundary = "----manyi";
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const reply = await analyst.inject({
    method: "POST",
    url: "/api/v1/imports",
    payload,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "x-manyi-request": "1" },
  });
  return { status: reply.statusCode, body: reply.json() };
}

const suggested = (job: ImportJob, over: Partial<Mapping> = {}): Mapping => ({
  title: job.fileName,
  source: "survey",
  handling: "all",
  columns: Object.fromEntries(job.columns.map((column) => [column.name, column.target])),
  ...over,
});

async function finished(id: string): Promise<ImportJob> {
  for (;;) {
    const job = await analyst.call(api.imports.get, { params: { id } });
    if (!["running", "undoing"].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
async function imported(name: string, content: Buffer | string, over: Partial<Mapping> = {}): Promise<ImportJob> {
  const { body } = await upload(name, content);
  await analyst.call(api.imports.run, { params: { id: body.id }, body: suggested(body, over) });
  return finished(body.id);
}
const count = async (where: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from voices where ${sql.raw(where)}`.execute(server.store.db)).rows[0]!.n;

describe("real answers of a utility", () => {
  test("10,408 rows go in with what was recognised; NPS counts per year equal the file; again changes nothing", async () => {
    const job = await imported("nps_utility.csv", await readFile(UTILITY));
    expect(job).toMatchObject({ state: "done", rowsRead: 10_408, accepted: 10_408, rejected: 0, progress: 1 });
    const lines = (await readFile(UTILITY, "utf8"))
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    for (const year of [2021, 2022]) {
      const inFile = lines.filter((cells) => cells[10] === String(year) && cells[1] !== "").length;
      expect(await count(`nps is not null and local_month / 12 = ${year}`)).toBe(inFile);
    }
    const again = await imported("nps_utility.csv", await readFile(UTILITY));
    expect(again).toMatchObject({ accepted: 0, unchanged: 10_408, surveyId: job.surveyId });
    const undone = await analyst.call(api.imports.undo, { params: { id: job.id } });
    expect(["undoing", "undone"]).toContain(undone.state);
    expect((await finished(job.id)).state).toBe("undone");
    expect(await count("true")).toBe(0);
    const events = await server.store.db.selectFrom("events").select("subject_id").where("type", "=", "import.undone").execute();
    expect(events.map((event) => event.subject_id)).toEqual([job.id]);
  });

  test("the command line's way in does the same", async () => {
    const ctx = await server.system();
    const row = await importFile(ctx, fileURLToPath(UTILITY), "nps_utility.csv", (_, mapping) => mapping);
    expect(row).toMatchObject({ state: "done", rows_accepted: 10_408 });
  });
});

test("a GB18030 file with Chinese headers, a unit per row and two faulty rows", async () => {
  const text = [
    "门店,提交时间,您愿意推荐我们吗,总体满意度,意见",
    "门店 甲,2026/2/3 12:30,9,5,很好，下次还来",
    "S2,2026/2/4,3,2,上菜太慢了，等了 52 分钟",
    "不存在的店,2026/2/4,3,2,x",
    "门店 乙,2026/2/5,11,4,",
  ].join("\r\n");
  const { body } = await upload(
    "满意度.csv",
    iconv.encode(
      text
        .replace("还来", "还来")
        .replace("9,5,很好，下次还来", '9,5,"很好，下次还来"')
        .replace("上菜太慢了，等了 52 分钟", '"上菜太慢了，等了 52 分钟"'),
      "gb18030",
    ),
  );
  expect(body.format).toMatchObject({ encoding: "gb18030", separator: ",", header: true });
  const tried = await analyst.call(api.imports.check, { params: { id: body.id }, body: suggested(body) });
  expect(tried).toMatchObject({ rows: 4, accepted: 2 });
  expect(tried.rejects.map((reject) => [reject.row, reject.column, reject.code])).toEqual([
    [4, "门店", "UNKNOWN_UNIT"],
    [5, "您愿意推荐我们吗", "OUT_OF_RANGE"],
  ]);
  await analyst.call(api.imports.run, { params: { id: body.id }, body: suggested(body) });
  const job = await finished(body.id);
  expect(job).toMatchObject({ state: "done", accepted: 2, rejected: 2 });
  const rows = await server.store.db
    .selectFrom("voices")
    .select(["nps", "csat", "comment", "unit_id"])
    .where("import_id", "=", job.id)
    .orderBy("nps")
    .execute();
  expect(rows).toEqual([
    { nps: 3, csat: 2, comment: "上菜太慢了，等了 52 分钟", unit_id: 3 },
    { nps: 9, csat: 5, comment: "很好，下次还来", unit_id: 2 },
  ]);
  const file = await analyst.inject({ method: "GET", url: `/api/v1/imports/${job.id}/rejects` });
  expect(file.body.split("\n")[1]).toContain("UNKNOWN_UNIT");
  expect(file.body.charCodeAt(0)).toBe(0xfeff);
});

test("an XLSX with pairs of expectation and perception", async () => {
  const data = [
    ["日期", "期望 上菜速度", "感受 上菜速度"],
    ...Array.from({ length: 30 }, (_, i) => [new Date(Date.UTC(2026, 0, 1 + (i % 28))), 3 + (i % 3), 2 + (i % 4)]),
  ];
  const path = join(folder, "pairs.xlsx");
  await writeExcel(
    data.map((row) => row.map((value) => (value instanceof Date ? { value, type: Date, format: "yyyy-mm-dd" } : { value }))) as never,
  ).toFile(path);
  const job = await imported("pairs.xlsx", await readFile(path));
  expect(job).toMatchObject({ state: "done", accepted: 30, format: { kind: "xlsx" } });
  const { rows } = await sql<{
    scores: Record<string, number>;
  }>`select scores from voices where import_id = ${job.id} order by client_key limit 1`.execute(server.store.db);
  expect(Object.keys(rows[0]!.scores).sort()).toEqual(["e:上菜速度", "p:上菜速度"]);
});

describe("what cannot be taken in is refused in words", () => {
  test("empty files, binary files, broken workbooks", async () => {
    expect(await upload("empty.csv", "")).toMatchObject({ status: 422, body: { code: "UNREADABLE_FILE" } });
    expect(await upload("photo.csv", Buffer.from([1, 0, 2, 0, 255, 254, 0, 0]))).toMatchObject({
      status: 422,
      body: { code: "UNREADABLE_FILE" },
    });
    expect(await upload("broken.xlsx", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(200)]))).toMatchObject({
      status: 422,
      body: { code: "UNREADABLE_FILE" },
    });
    expect(await upload("huge.xlsx", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(21 * 1024 * 1024)]))).toMatchObject({
      status: 413,
      body: { code: "TOO_LARGE" },
    });
  });

  test("a mapping that makes no sense names its columns; another scale for a known metric is refused", async () => {
    const { body } = await upload("two.csv", "a,b,when\n1,2,2026-01-01\n5,4,2026-01-02\n3,3,2026-01-02\n2,1,2026-01-02");
    const wrong = (over: Partial<Mapping>) =>
      analyst
        .call(api.imports.run, { params: { id: body.id }, body: suggested(body, over) })
        .catch((error: unknown) => (error as Refusal).problem);
    expect(
      await wrong({
        columns: { a: { to: "metric", metric: "nps" }, b: { to: "metric", metric: "nps" }, when: { to: "date", format: "iso" } },
      }),
    ).toMatchObject({ code: "INVALID_INPUT", at: [{ path: "body.columns.b" }] });
    expect(await wrong({ columns: { a: { to: "comment" } } })).toMatchObject({ at: [{ path: "body.defaultDay" }] });
    await imported("speed.csv", "speed_score,when\n1,2026-01-01\n5,2026-01-02\n3,2026-01-02\n2,2026-01-02\n4,2026-01-02");
    expect(
      await wrong({
        columns: {
          a: { to: "rating", attribute: "speed_score", role: "perception", min: 1, max: 10 },
          when: { to: "date", format: "iso" },
        },
      }),
    ).toMatchObject({ code: "SCALE_MISMATCH", at: [{ path: "body.columns.a" }] });
  });

  test("a quotation mark that never ends fails with the row, and what was read before can be undone", async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `${i % 11},2026-01-0${(i % 9) + 1}`);
    const { body } = await upload("quote.csv", `nps,when\n${rows.join("\n")}\n"5,2026-01-01\n`);
    await analyst.call(api.imports.run, { params: { id: body.id }, body: suggested(body) });
    const job = await finished(body.id);
    expect(job.state).toBe("failed");
    expect(job.error).toContain("引号");
    await analyst.call(api.imports.undo, { params: { id: job.id } });
    expect(await finished(job.id)).toMatchObject({ state: "undone" });
    expect(await count(`import_id = '${job.id}'`)).toBe(0);
  });

  test("somebody else's import is not there", async () => {
    const { body } = await upload("mine.csv", "nps,when\n5,2026-01-01\n");
    await server.addTenant(7);
    const stranger = await server.person({ roles: ["analyst"], tenantId: 7 });
    const refusal = await stranger.call(api.imports.get, { params: { id: body.id } }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).problem.code).toBe("NOT_FOUND");
  });
});

test("an import that a killed process left running goes on at the next start", async () => {
  const { body } = await upload("left.csv", `nps,when\n${Array.from({ length: 50 }, (_, i) => `${i % 11},2026-01-01`).join("\n")}\n`);
  await server.store.db
    .updateTable("imports")
    .set({ state: "running", mapping: JSON.stringify(suggested(body)) })
    .where("id", "=", body.id)
    .execute();
  await server.listen();
  expect(await finished(body.id)).toMatchObject({ state: "done", accepted: 50 });
});
