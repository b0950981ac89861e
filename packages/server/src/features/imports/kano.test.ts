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
  server = await testServer({ dataDir: await mkdtemp(join(tmpdir(), "manyi kano ")) });
  await server.addUnits([{ code: "G", type: "group" }]);
  analyst = await server.person({ roles: ["analyst"] });
});

async function upload(lines: readonly string[]): Promise<ImportJob> {
  const boundary = "----manyi";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="kano.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  const reply = await analyst.inject({
    method: "POST",
    url: "/api/v1/imports",
    payload: Buffer.from(`${head}${lines.join("\n")}\r\n--${boundary}--\r\n`),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "x-manyi-request": "1" },
  });
  return reply.json();
}

const mappingOf = (job: ImportJob): Mapping => ({
  title: job.fileName,
  source: "survey",
  handling: "all",
  columns: Object.fromEntries(job.columns.map(({ name, target }) => [name, target])),
});

/** Thirty-six answers: 27 delighted by a treat and indifferent to its lack, nine who want it as much as they get; numbers for the speed. */
const LINES = [
  "日期,生日惊喜（具备）,生日惊喜（不具备）,speed_functional,speed_dysfunctional",
  ...Array.from({ length: 27 }, () => "2026-02-20,我喜欢,无所谓,3,1"),
  ...Array.from({ length: 9 }, () => "2026-02-20,很喜欢,不喜欢,5,1"),
];

test("U3.4: pairs of columns are recognised as an analysis recognises them, previewed, imported, and read on the Kano page", async () => {
  const projection = await startProjection(server.services);
  const job = await upload(LINES);
  expect(job.columns.map(({ target }) => target)).toEqual([
    { to: "date", format: "iso" },
    { to: "kano", attribute: "生日惊喜", side: "functional", order: "likeFirst" },
    { to: "kano", attribute: "生日惊喜", side: "dysfunctional", order: "likeFirst" },
    { to: "kano", attribute: "speed", side: "functional", order: "likeFirst" },
    { to: "kano", attribute: "speed", side: "dysfunctional", order: "likeFirst" },
  ]);
  const mapping = mappingOf(job);
  for (const name of ["speed_functional", "speed_dysfunctional"]) {
    const target = mapping.columns[name]!;
    if (target.to === "kano") mapping.columns[name] = { ...target, order: "likeLast" };
  }
  const params = { id: job.id };
  const { preview, rejects } = await analyst.call(api.imports.check, { params, body: mapping });
  expect(rejects).toEqual([]);
  expect(preview[0]!.scores).toEqual({ "kf:生日惊喜": 1, "kd:生日惊喜": 3, "kf:speed": 3, "kd:speed": 5 });
  await analyst.call(api.imports.run, { params, body: mapping });
  await expect.poll(async () => (await analyst.call(api.imports.get, { params })).state, { timeout: 20_000 }).toBe("done");
  await projection.catchUp();
  const { rows } = await analyst.call(api.analysis.kano, { query: { from: "2026-02-01", to: "2026-02-28" } });
  expect(rows.map(({ attribute, source, tier, kano }) => [attribute, source, tier, kano?.counts])).toEqual([
    ["生日惊喜", "kano", "delight", { A: 27, O: 9, M: 0, I: 0, R: 0, Q: 0 }],
    ["speed", "kano", "basic", { A: 0, O: 9, M: 27, I: 0, R: 0, Q: 0 }],
  ]);
});

test("half a Kano pair is refused by name; a cell that is no Kano answer refuses its row", async () => {
  const job = await upload([...LINES, "2026-02-20,好吃,无所谓,3,1"]);
  const whole = mappingOf(job);
  whole.columns["生日惊喜（具备）"] = { to: "kano", attribute: "生日惊喜", side: "functional", order: "likeFirst" };
  whole.columns["生日惊喜（不具备）"] = { to: "kano", attribute: "生日惊喜", side: "dysfunctional", order: "likeFirst" };
  const params = { id: job.id };
  const { rejects } = await analyst.call(api.imports.check, { params, body: whole });
  expect(rejects.map(({ code, value }) => [code, value])).toEqual([["NOT_KANO", "好吃"]]);
  const half = { ...whole, columns: { ...whole.columns, speed_dysfunctional: { to: "ignore" as const } } };
  const refused = await analyst.call(api.imports.check, { params, body: half }).catch((error) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect((refused as Refusal).problem.at.map(({ path }) => path)).toEqual(["body.columns.speed_functional"]);
});
