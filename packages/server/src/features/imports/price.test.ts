import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, type ImportJob, type Mapping, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { startProjection } from "../figures/index.js";

let server: TestServer;
let analyst: Caller;

beforeAll(async () => {
  server = await testServer({ dataDir: await mkdtemp(join(tmpdir(), "manyi prices ")) });
  await server.addUnits([{ code: "G", type: "group" }]);
  analyst = await server.person({ roles: ["analyst"] });
});

async function upload(lines: readonly string[]): Promise<ImportJob> {
  const boundary = "----manyi";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="prices.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  const reply = await analyst.inject({
    method: "POST",
    url: "/api/v1/imports",
    payload: Buffer.from(`${head}${lines.join("\n")}\r\n--${boundary}--\r\n`),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "x-manyi-request": "1" },
  });
  return reply.json();
}

const PARTS = { 太便宜: "tooCheap", 便宜: "cheap", 贵: "expensive", 太贵: "tooExpensive" } as const;
const mappingOf = (job: ImportJob): Mapping => ({
  title: job.fileName,
  source: "survey",
  handling: "all",
  columns: {
    日期: { to: "date", format: "iso" },
    ...Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, { to: "price" as const, part, currency: "CNY", step: 0.5 }])),
  },
});
const LINES = [
  "日期,太便宜,便宜,贵,太贵",
  ...Array.from({ length: 20 }, (_, i) => `2026-02-20,${20 + (i % 3)},¥${30 + (i % 5)}.5,"${40 + (i % 4)}元",${60 + i}`),
  "2026-02-20,30,20,40,50",
];

test("four columns of a file become one price question and are read as curves, whoever is out of order counted apart", async () => {
  const projection = await startProjection(server.services);
  const job = await upload(LINES);
  const params = { id: job.id };
  const body = mappingOf(job);
  expect((await analyst.call(api.imports.check, { params, body })).rejects).toEqual([]);
  await analyst.call(api.imports.run, { params, body });
  await expect.poll(async () => (await analyst.call(api.imports.get, { params })).state, { timeout: 20_000 }).toBe("done");
  await projection.catchUp();
  const found = await analyst.call(api.analysis.price, { query: { from: "2026-02-01", to: "2026-02-28" } });
  expect(found).toMatchObject({ n: 20, outOfOrder: 1, questions: [{ currency: "CNY", step: 0.5, current: null }] });
  expect(found.curves[0]!.price).toBe(20);
  expect(found.points!.indifference!.price).toBeGreaterThan(30);
});

test("three prices of four, two currencies, or a cell that is no price are refused by name", async () => {
  const job = await upload([...LINES, "2026-02-20,20,about thirty,40,50"]);
  const params = { id: job.id };
  const refusal = (body: Mapping) =>
    analyst.call(api.imports.check, { params, body }).then(
      () => null,
      (error: unknown) => (error instanceof Refusal ? error.problem.at?.map(({ path, en }) => [path, en]) : error),
    );
  const whole = mappingOf(job);
  expect(await refusal({ ...whole, columns: { ...whole.columns, 贵: { to: "ignore" } } })).toEqual([
    ["body.columns.太便宜", "All four prices are needed: too cheap, cheap, expensive and too expensive, one column each"],
  ]);
  const other = { to: "price", part: "expensive", currency: "EUR", step: 0.5 } as const;
  expect(await refusal({ ...whole, columns: { ...whole.columns, 贵: other } })).toEqual([
    ["body.columns.贵", "The four prices need one currency and one step"],
  ]);
  const { rejects } = await analyst.call(api.imports.check, { params, body: whole });
  expect(rejects.map(({ column, code }) => [column, code])).toEqual([["便宜", "NOT_A_PRICE"]]);
});
