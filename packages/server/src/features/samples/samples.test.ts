import { api, type Refusal, type SampleDesign, type SampleDetail } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { beforeAll, describe, expect, test } from "vitest";
import writeExcel from "write-excel-file/node";
import type { Caller } from "../../testing/index.js";
import { type Desk, openDesk, SINGLE, visitOf } from "../respond/testing/desk.js";

let desk: Desk;
let analyst: Caller;
let manager: Caller;
/** segments N 515, S 305, W 180: the worked example of the allocation */
const STRATA = [
  { id: 1, code: "N", people: 515 },
  { id: 2, code: "S", people: 305 },
  { id: 3, code: "W", people: 180 },
] as const;
const units: Record<string, number> = {};

beforeAll(async () => {
  desk = await openDesk();
  const { server } = desk;
  manager = desk.manager;
  analyst = await server.person({ roles: ["analyst"] });
  const rows = await server.store.db.selectFrom("org_units").select(["id", "code"]).where("tenant_id", "=", 1).execute();
  for (const { id, code } of rows) units[code] = id;
  await server.store.db
    .insertInto("segments")
    .values(
      STRATA.map(({ id, code }) => ({ tenant_id: 1, id, code, name: JSON.stringify({ "zh-CN": `客群 ${code}`, en: `Segment ${code}` }) })),
    )
    .execute();
  const people = STRATA.flatMap(({ id, code, people: n }) =>
    Array.from({ length: n }, (_, i) => ({
      tenant_id: 1,
      id: server.services.ids.uuid(),
      external_id: `${code}${String(i).padStart(4, "0")}`,
      name: `顾客${code}${i}`,
      phone: `13${id}${String(i).padStart(8, "0")}`,
      segment_id: id,
      created_at: server.clock.now(),
    })),
  );
  await server.store.db.insertInto("customers").values(people).execute();
  // the first twenty of N were heard in store A, the next ten in store B
  const heard = people.slice(0, 30).map(({ id }, i) => aVoice({ unitId: i < 20 ? units.A! : units.B!, customerId: id }));
  await server.services.ingest.submitMany(heard);
});

const register = (
  over: Partial<{ title: string; unit: number; segment: number; contact: "any" | "phone" | "email"; restDays: number }> = {},
  by = analyst,
) => by.call(api.samples.fromCustomers, { body: { title: "样本", ...over } });
const draw = (sample: SampleDetail, design: SampleDesign, seed?: string) =>
  analyst.call(api.samples.draw, { params: { id: sample.id }, body: { design, ...(seed === undefined ? {} : { seed }) } });
const refused = async (call: Promise<unknown>) => {
  const error = (await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )) as Refusal | null;
  return error === null ? null : { code: error.problem.code, at: error.problem.at };
};
const summed = ({ frameN, exclusions }: SampleDetail) => frameN + exclusions.reduce((sum, { n }) => sum + n, 0);
async function everybody(sample: SampleDetail, by = analyst) {
  const items: { position: number; externalId: string | null; probability: number; name: string | null; reach: string | null }[] = [];
  let cursor: string | undefined;
  do {
    const page = await by.call(api.samples.people, { params: { id: sample.id }, query: { limit: 100, ...(cursor ? { cursor } : {}) } });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}
async function bring<T>(
  url: string,
  content: string | Buffer,
  plan?: object,
  by = analyst,
): Promise<{ status: number; body: T & { code?: string; at?: { path: string; en: string; "zh-CN": string }[] } }> {
  const field = plan === undefined ? "" : `--x\r\ncontent-disposition: form-data; name="plan"\r\n\r\n${JSON.stringify(plan)}\r\n`;
  const payload = Buffer.concat([
    Buffer.from(`${field}--x\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n--x--\r\n"),
  ]);
  const reply = await by.inject({
    method: "POST",
    url,
    payload,
    headers: { "content-type": "multipart/form-data; boundary=x", "x-manyi-request": "1" },
  });
  return { status: reply.statusCode, body: reply.json() };
}
const PLAN = { title: "名单", contact: "any", restDays: 30, asOf: "2026-03-01" } as const;
const NO_COLUMNS = { externalId: null, name: null, phone: null, email: null, unit: null, segment: null, stratum: null };

describe("the calculator", () => {
  const size = (query: object) => analyst.call(api.population.sampleSize, { query });
  test("T-02 through the route, 1112 invitations at 25 %, a census offered where the population is at most half of n₀", async () => {
    expect((await size({ margin: "5" })).completes).toBe(385);
    expect((await size({ margin: "3" })).completes).toBe(1068);
    for (const [population, n] of [
      ["5000", 357],
      ["1000", 278],
      ["200", 132],
    ] as const)
      expect((await size({ margin: "5", population })).completes).toBe(n);
    expect((await size({ margin: "5", population: "1000", responseRate: "0.25" })).invitations).toBe(1112);
    expect([(await size({ population: "192" })).isCensusOffered, (await size({ population: "193" })).isCensusOffered]).toEqual([
      true,
      false,
    ]);
  });
  test("a margin of 0 and a share outside 0–1 are refused in words", async () => {
    const found = await refused(size({ margin: "0", share: "1.2" }));
    expect(found?.code).toBe("INVALID_INPUT");
    expect(found?.at.map(({ en }) => en)).toEqual([
      "A margin of error is above 0 and at most 50 points; got 0",
      "A share lies between 0 and 1; got 1.2",
    ]);
  });
  test("the other way round: what one can afford gives its margin; more answers than people are refused", async () => {
    const margin = (query: object) => analyst.call(api.population.marginOfError, { query });
    expect((await margin({ answers: "385" })).margin).toBeCloseTo(4.9945, 4);
    expect(await margin({ answers: "278", population: "1000", responseRate: "0.25" })).toEqual({
      margin: expect.closeTo(4.99668, 4),
      invitations: 1112,
    });
    expect((await margin({ answers: "200", population: "200" })).margin).toBe(0);
    expect((await refused(margin({ answers: "201", population: "200" })))?.at[0]?.en).toBe(
      "There are 200 people; they cannot give 201 answers",
    );
  });
});

describe("a frame", () => {
  test("frame and exclusions add up to the source; those without a contact are counted", async () => {
    const found = await register();
    // five customers of the desk have no contact
    expect([found.sourceN, found.frameN]).toEqual([1005, 1000]);
    expect(found.exclusions).toEqual([{ reason: "no_contact", n: 5 }]);
    expect(summed(found)).toBe(found.sourceN);
    const byMail = await register({ contact: "email" });
    expect([byMail.frameN, byMail.exclusions]).toEqual([0, [{ reason: "no_contact", n: 1005 }]]);
  });

  test("a file: each person is counted once with the first reason that holds", async () => {
    const { db } = desk.server.store;
    const [out, lately, rested] = ["N0100", "N0102", "N0103"] as const;
    const idOf = async (external: string) =>
      (
        await db
          .selectFrom("customers")
          .select("id")
          .where("tenant_id", "=", 1)
          .where("external_id", "=", external)
          .executeTakeFirstOrThrow()
      ).id;
    const invite = async (external: string, state: string, hours: number) =>
      db
        .insertInto("invitations")
        .values({
          tenant_id: 1,
          id: desk.server.services.ids.uuid(),
          survey_id: 900,
          customer_id: await idOf(external),
          token_hash: Buffer.from(`${external} ${state}`),
          state,
          expires_at: desk.server.clock.now(),
          created_at: new Date(desk.server.clock.now().getTime() - hours * 3_600_000),
        })
        .execute();
    await invite(out, "opted_out", 24 * 400);
    // T-07: at 30 × 24 hours a person may be asked again, a minute before not
    await invite(lately, "completed", 30 * 24 - 1 / 60);
    await invite(rested, "completed", 30 * 24);
    await db
      .insertInto("auth_users")
      .values({
        id: "staff",
        name: "Staff",
        email: "staff@example.test",
        email_verified: false,
        created_at: desk.server.clock.now(),
        updated_at: desk.server.clock.now(),
      })
      .execute();
    await db
      .insertInto("memberships")
      .values({
        tenant_id: 1,
        user_id: "staff",
        roles: JSON.stringify(["agent"]),
        unit_ids: "[]",
        active: true,
        created_at: desk.server.clock.now(),
      })
      .execute();
    const lines = [
      "编号,手机,邮箱",
      `${out},,`, // known by number, no contact on the list
      ",13100000100,", // the same by phone: asked to be left alone
      "X1,+86 131-0000-0102,", // invited lately, by phone
      "X2,131 0000 0103,", // rested for 30 days to the hour
      "X3,,staff@example.test",
      "X4,,new@example.test",
      "X5,,NEW@example.test", // twice
      "X6,12345,not an address",
      "X7,13700000001,",
    ];
    const { status, body } = await bring<SampleDetail>("/api/v1/samples/file", lines.join("\n"), {
      ...PLAN,
      columns: { ...NO_COLUMNS, externalId: 0, phone: 1, email: 2 },
    });
    expect(status).toBe(200);
    expect(body.exclusions).toEqual([
      { reason: "no_contact", n: 2 },
      { reason: "employee", n: 1 },
      { reason: "opted_out", n: 1 },
      { reason: "invited", n: 1 },
      { reason: "duplicate", n: 1 },
    ]);
    expect([body.sourceN, body.frameN, summed(body), body.fileName, body.framedOn]).toEqual([9, 3, 9, "people.csv", "2026-03-01"]);
  });

  test("the file is looked into before: columns, rows, and what they seem to hold; XLSX too", async () => {
    const csv = "客户编号;姓名;手机号;门店;地区\n1;张三;13800000001;A;north\n2;李四;13800000002;B;south\n";
    const { body } = await bring<{ rows: number; columns: { name: string; samples: string[] }[]; guess: object }>(
      "/api/v1/samples/read-file",
      csv,
    );
    expect([body.rows, body.columns[1]]).toEqual([2, { name: "姓名", samples: ["张三", "李四"] }]);
    expect(body.guess).toEqual({ externalId: 0, name: 1, phone: 2, email: null, unit: 3, segment: null, stratum: 4 });
    const rows = [
      ["email", "region"],
      ["a@example.test", "north"],
      ["b@example.test", "south"],
    ];
    const book = await writeExcel(rows.map((cells) => cells.map((value) => ({ value })))).toBuffer();
    const sheet = await bring<SampleDetail>("/api/v1/samples/file", book, {
      ...PLAN,
      columns: { ...NO_COLUMNS, email: 0, stratum: 1 },
    });
    expect([sheet.status, sheet.body.frameN, sheet.body.groupings.map(({ by }) => by)]).toEqual([200, 2, ["stratum"]]);
  });

  test("bad files are refused with the row's number in both languages, and store nothing", async () => {
    const before = (await analyst.call(api.samples.list, { query: {} })).items.length;
    const columns = { ...NO_COLUMNS, phone: 0, unit: 1 };
    const unknown = await bring("/api/v1/samples/file", "手机,门店\n13800000001,A\n13800000002,月球店\n13800000003,A,more\n", {
      ...PLAN,
      columns,
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, "UNREADABLE_FILE"]);
    expect(unknown.body.at).toEqual([
      { path: "row 3", "zh-CN": "第 3 行：没有「月球店」这个单元", en: "Row 3: there is no unit “月球店”" },
      { path: "row 4", "zh-CN": "第 4 行：有 3 格，表头只有 2 列", en: "Row 4: 3 cells, the header has 2 columns" },
    ]);
    expect((await bring("/api/v1/samples/file", "", { ...PLAN, columns })).body.code).toBe("UNREADABLE_FILE");
    expect((await bring("/api/v1/samples/file", "手机,门店\n1,A\n", { ...PLAN, columns: NO_COLUMNS })).body.code).toBe("INVALID_INPUT");
    expect((await bring("/api/v1/samples/file", "手机,门店\n1,A\n", { ...PLAN, asOf: "2027-01-01", columns })).body.at?.[0]?.en).toContain(
      "future",
    );
    expect((await bring("/api/v1/samples/file", "手机,门店\n1,A\n")).body.code).toBe("INVALID_INPUT");
    expect((await analyst.call(api.samples.list, { query: {} })).items).toHaveLength(before);
  });

  test("coverage: the frame against known numbers of people; a frame of one unit is not held against segments", async () => {
    await analyst.call(api.population.saveMargin, {
      body: {
        dimension: "segment",
        source: "会员系统",
        asOf: "2026-02-28",
        levels: STRATA.map(({ id, people }) => ({ level: String(id), people: 2 * people })),
      },
    });
    const whole = await register({ restDays: 0 });
    // N0100 asked to be left alone
    expect(whole.coverage.map(({ dimension, outside, levels }) => [dimension, outside, levels.map(({ n, share }) => [n, share])])).toEqual([
      [
        "segment",
        0,
        [
          [514, 514 / 1030],
          [305, 0.5],
          [180, 0.5],
        ],
      ],
    ]);
    const part = await register({ unit: units.A! });
    expect([part.frameN, part.coverage]).toEqual([20, []]);
  });
});

describe("selection", () => {
  test("T-03 stratified in proportion: 143/85/50 as drawn, each with n ÷ N as its chance; the preview says so before", async () => {
    const lines = [
      "手机,地区",
      ...STRATA.flatMap(({ id, code, people }) => Array.from({ length: people }, (_, i) => `19${id}${String(i).padStart(8, "0")},${code}`)),
    ];
    const { body: sample } = await bring<SampleDetail>("/api/v1/samples/file", lines.join("\n"), {
      ...PLAN,
      columns: { ...NO_COLUMNS, phone: 0, stratum: 1 },
    });
    expect(sample.frameN).toBe(1000);
    const design = { method: "stratified", n: 278, by: "stratum", allocation: "proportional" } as const;
    const preview = await analyst.call(api.samples.preview, { params: { id: sample.id }, body: { design } });
    expect(preview.groups.map(({ code, population, exact, n }) => [code, population, Number(exact!.toFixed(2)), n])).toEqual([
      ["N", 515, 143.17, 143],
      ["S", 305, 84.79, 85],
      ["W", 180, 50.04, 50],
    ]);
    const drawn = await draw(sample, design);
    expect(drawn.drawn?.groups.map(({ n }) => n)).toEqual([143, 85, 50]);
    expect(drawn.drawn?.weight).toBeCloseTo(1000, 6);
    const people = await everybody(sample);
    expect(people).toHaveLength(278);
    expect(new Set(people.map(({ probability }) => probability))).toEqual(new Set([143 / 515, 85 / 305, 50 / 180]));
    const equal = { ...design, n: 100, allocation: "equal" } as const;
    // a third each: the one left over goes to the lower code
    expect((await draw(sample, equal)).drawn?.groups.map(({ n }) => n)).toEqual([34, 33, 33]);
    const least = { ...design, n: 50, allocation: "minimum", minimum: 12 } as const;
    expect((await draw(sample, least)).drawn?.groups.map(({ n }) => n)).toEqual([24, 14, 12]);
    const neyman = { ...design, n: 100, allocation: "neyman", deviations: { N: 1, S: 1, W: 10 } } as const;
    expect((await draw(sample, neyman)).drawn?.groups.map(({ n }) => n)).toEqual([20, 11, 69]);
    const missing = await refused(draw(sample, { ...neyman, deviations: { N: 1 } }));
    expect([missing?.code, missing?.at[0]?.en]).toEqual([
      "INVALID_INPUT",
      "To allocate by variance, every stratum needs its standard deviation; missing: S, W",
    ]);
    expect((await refused(draw(sample, { ...least, minimum: 30 })))?.at[0]?.en).toBe(
      "At least 30 in every stratum adds up to 90, more than the 50 to draw",
    );
  });

  test("the same frame and start give the same people, whatever the method; another start gives others", async () => {
    const sample = await register({ restDays: 0 });
    const designs: SampleDesign[] = [
      { method: "simple", n: 50 },
      { method: "systematic", n: 50, order: "segment" },
      { method: "stratified", n: 50, by: "segment", allocation: "equal" },
      { method: "cluster", by: "segment", clusters: 2 },
      { method: "two_stage", by: "segment", clusters: 2, perCluster: 20, chance: "size" },
    ];
    for (const design of designs) {
      const first = await draw(sample, design);
      const people = await everybody(sample);
      expect(first.drawn!.seed).toMatch(/^\d{9}$/);
      await analyst.call(api.samples.undo, { params: { id: sample.id } });
      expect(await everybody(sample)).toEqual([]);
      const again = await draw(sample, design, first.drawn!.seed);
      expect(await everybody(sample)).toEqual(people);
      expect(again.drawn!.start).toBe(first.drawn!.start);
      if (design.method !== "cluster") {
        await draw(sample, design, "1");
        expect(await everybody(sample), design.method).not.toEqual(people);
      }
    }
    expect((await draw(sample, designs[1]!)).drawn!.start).toBeGreaterThanOrEqual(0);
    expect((await draw(sample, designs[0]!)).drawn!.draws).toBe(16);
  });

  test("chances: census 1, simple n ÷ N, a cluster k ÷ K, two stages the product of both", async () => {
    const sample = await register({ restDays: 0 });
    const N = sample.frameN;
    const chances = async (design: SampleDesign) => {
      const drawn = await draw(sample, design, "7");
      return { n: drawn.drawn!.n, chances: [...new Set((await everybody(sample)).map(({ probability }) => probability))] };
    };
    expect(await chances({ method: "census" })).toEqual({ n: N, chances: [1] });
    expect(await chances({ method: "simple", n: 10 })).toEqual({ n: 10, chances: [10 / N] });
    expect(await chances({ method: "systematic", n: 10, order: "frame" })).toEqual({ n: 10, chances: [10 / N] });
    expect((await chances({ method: "cluster", by: "segment", clusters: 1 })).chances).toEqual([1 / 3]);
    const two = await chances({ method: "two_stage", by: "segment", clusters: 3, perCluster: 60, chance: "equal" });
    expect(two.n).toBe(180);
    expect(two.chances.map((p) => Number(p.toFixed(6))).sort()).toEqual(
      [60 / 514, 60 / 305, 60 / 180].map((p) => Number(p.toFixed(6))).sort(),
    );
  });

  test("sizes that do not fit the frame are refused in words", async () => {
    const sample = await register({ unit: units.B! });
    expect(sample.frameN).toBe(10);
    expect((await refused(draw(sample, { method: "simple", n: 11 })))?.at[0]?.["zh-CN"]).toBe("要抽的人数是 1 到 10 的整数，填的是 11");
    expect((await refused(draw(sample, { method: "cluster", by: "segment", clusters: 2 })))?.at[0]?.en).toBe(
      "Clusters to draw are 1 to 1; got 2",
    );
    expect((await refused(draw(sample, { method: "simple", n: 0 })))?.code).toBe("INVALID_INPUT");
  });
});

describe("scope and use", () => {
  test("a reader of one store finds its people only, and no sample of others", async () => {
    const { server } = desk;
    const whole = await register();
    const ofA = await server.person({ roles: ["cx_manager"], units: [units.A!] });
    expect(await refused(ofA.call(api.samples.get, { params: { id: whole.id } }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await refused(ofA.call(api.samples.people, { params: { id: whole.id }, query: {} }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await refused(register({ unit: units.B! }, ofA))).toMatchObject({ code: "NOT_FOUND" });
    const own = await register({ restDays: 0 }, ofA);
    expect([own.sourceN, own.frameN]).toEqual([20, 20]);
    expect((await ofA.call(api.samples.list, { query: {} })).items.map(({ id }) => id)).toEqual([own.id]);
    const ofB = await server.person({ roles: ["cx_manager"], units: [units.B!] });
    expect((await ofB.call(api.samples.list, { query: {} })).items).toEqual([]);
    // a list that is brought may name people of other stores: they are counted, and not kept
    const csv = "手机,门店\n13900000001,A\n13900000002,B\n13900000003,\n";
    const { body } = await bring<SampleDetail>(
      "/api/v1/samples/file",
      csv,
      { ...PLAN, columns: { ...NO_COLUMNS, phone: 0, unit: 1 } },
      ofA,
    );
    expect([body.frameN, body.exclusions]).toEqual([1, [{ reason: "other_unit", n: 2 }]]);
    // a store that does not exist reads the same as one of others; to who sees everything it is a slip of the pen
    const nowhere = csv.replace(",B\n", ",NOWHERE\n");
    const plan = { ...PLAN, columns: { ...NO_COLUMNS, phone: 0, unit: 1 } };
    const unknown = await bring<SampleDetail>("/api/v1/samples/file", nowhere, plan, ofA);
    expect([unknown.body.frameN, unknown.body.exclusions]).toEqual([body.frameN, body.exclusions]);
    expect((await bring("/api/v1/samples/file", nowhere, plan)).body).toMatchObject({
      code: "UNREADABLE_FILE",
      at: [{ path: "row 3", en: "Row 3: there is no unit “NOWHERE”" }],
    });
    const placeless = await bring("/api/v1/samples/file", csv, { ...PLAN, columns: { ...NO_COLUMNS, phone: 0 } }, ofA);
    expect(placeless.body.code).toBe("INVALID_INPUT");
  });

  test("characters that cannot be stored, and a cut in the middle of one, are no failure of the house", async () => {
    const people = [
      { phone: "13700000001", name: `${"长".repeat(99)}👍 and more` },
      { phone: "13700000002", name: "张\u0000\ud800" },
    ];
    const { status, body } = await bring<SampleDetail>("/api/v1/samples/file", JSON.stringify(people), {
      ...PLAN,
      columns: { ...NO_COLUMNS, phone: 0, name: 1 },
    });
    expect([status, body.frameN]).toEqual([200, 2]);
    const names = await desk.server.store.db
      .selectFrom("sample_people")
      .select("name")
      .where("sample_id", "=", body.id)
      .orderBy("position")
      .execute();
    expect(names.map(({ name }) => name)).toEqual(["长".repeat(99), "张\uFFFD\uFFFD"]);
  });

  test("the list is masked; the file has names and contacts, is for those who may identify customers, and leaves an entry", async () => {
    const sample = await register({ unit: units.A!, restDays: 0 });
    await draw(sample, { method: "simple", n: 5 }, "5");
    const people = await everybody(sample);
    expect(people.every(({ name, reach }) => name === "顾**" && /^131\*{4}\d{4}$/.test(reach!))).toBe(true);
    const url = `/api/v1/samples/${sample.id}/file`;
    expect((await analyst.inject({ method: "GET", url })).statusCode).toBe(403);
    const file = await manager.inject({ method: "GET", url });
    expect([file.statusCode, file.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    const lines = file.body
      .replace(/^\uFEFF/, "")
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^\d+,N\d{4},顾客N\d+,131\d{8},,门店 A,客群 N,,0.25,4$/);
    const logged = await desk.server.store.db
      .selectFrom("audit_log")
      .select(["action", "object", "detail"])
      .where("action", "=", "samples.file")
      .execute();
    expect(logged).toEqual([{ action: "samples.file", object: `sample ${sample.id}`, detail: { people: 5 } }]);
  });

  test("personal links know their sample, belong to the person's unit, and hold the sample fast; links made again leave out who answered", async () => {
    const link = await desk.open(SINGLE, { unitId: null });
    const csv = "编号,手机,门店\nF1,13600000001,A\nF2,13600000002,B\nF3,13600000003,\n";
    const { body: sample } = await bring<SampleDetail>("/api/v1/samples/file", csv, {
      ...PLAN,
      columns: { ...NO_COLUMNS, externalId: 0, phone: 1, unit: 2 },
    });
    const invite = () =>
      manager.inject({
        method: "POST",
        url: `/api/v1/samples/${sample.id}/invitations`,
        payload: { surveyId: link.surveyId, linkId: link.id },
        headers: { "x-manyi-request": "1" },
      });
    expect((await invite()).json().code).toBe("INVALID_STATE");
    await draw(sample, { method: "census" });
    const first = await invite();
    expect(first.statusCode).toBe(200);
    const urls = first.body.split(/\r?\n/).flatMap((line) => /(\/s\/[^,"\s]+)/.exec(line)?.[1] ?? []);
    expect(urls).toHaveLength(3);
    const invitations = await desk.invitationsOf(link.surveyId);
    expect(invitations.map(({ sample_id, state }) => [sample_id, state])).toEqual(Array.from({ length: 3 }, () => [sample.id, "sent"]));
    const known = await desk.server.store.db
      .selectFrom("customers")
      .select("phone")
      .where("external_id", "in", ["F1", "F2", "F3"])
      .execute();
    expect(known).toHaveLength(3);
    const d = visitOf((await desk.get(urls[1]!)).body);
    await desk.post(urls[1]!, { d, s: "0", shown: "recommend", "a.recommend": "9" });
    const [voice] = await desk.voicesOf(link.surveyId);
    expect([voice?.unit_id, voice?.nps]).toEqual([units.B, 9]);
    const now = await analyst.call(api.samples.get, { params: { id: sample.id } });
    expect(now.fieldwork).toMatchObject({ invited: 3, answered: 1, share: 1 / 3, optedOut: 0 });
    expect([now.survey?.id, now.invited]).toEqual([link.surveyId, 3]);
    for (const call of [api.samples.undo, api.samples.remove] as const)
      expect(await refused(analyst.call(call, { params: { id: sample.id } }))).toMatchObject({ code: "INVALID_STATE" });
    expect(await refused(draw(sample, { method: "census" }))).toMatchObject({ code: "INVALID_STATE" });
    const again = await invite();
    const words = again.body
      .replace(/^\uFEFF/, "")
      .trim()
      .split(/\r?\n/);
    expect(words.filter((line) => line.includes("/s/"))).toHaveLength(2);
    expect(words[2]).toContain("已经回答");
    // the rates of the survey count everybody once, by the last invitation
    const { surveys } = await analyst.call(api.population.rates, { query: {} });
    expect(surveys.find(({ surveyId }) => surveyId === link.surveyId)?.frame).toMatchObject({ invited: 3, complete: 1 });
    const audited = await desk.server.store.db
      .selectFrom("audit_log")
      .select("detail")
      .where("action", "=", "samples.invite")
      .orderBy("seq")
      .execute();
    expect(audited.map(({ detail }) => detail)).toMatchObject([
      { links: 3, refused: 0 },
      { links: 2, refused: 1 },
    ]);
  });

  test("whoever asked to be left alone since the drawing gets no link; in an anonymous survey the file never says who answered", async () => {
    const link = await desk.open({ ...SINGLE, anonymity: "anonymous", offerCallback: false }, { unitId: units.A! });
    const csv = "手机\n13500000001\n13500000002\n";
    const { body: sample } = await bring<SampleDetail>("/api/v1/samples/file", csv, { ...PLAN, columns: { ...NO_COLUMNS, phone: 0 } });
    await draw(sample, { method: "census" });
    const invite = async () =>
      (
        await manager.inject({
          method: "POST",
          url: `/api/v1/samples/${sample.id}/invitations`,
          payload: { surveyId: link.surveyId, linkId: link.id },
          headers: { "x-manyi-request": "1" },
        })
      ).body;
    const urls = (await invite()).split(/\r?\n/).flatMap((line) => /(\/s\/[^,"\s]+)/.exec(line)?.[1] ?? []);
    const d = visitOf((await desk.get(urls[0]!)).body);
    await desk.post(urls[0]!, { d, s: "0", shown: "recommend", "a.recommend": "9" });
    const lines = (await invite()).trim().split(/\r?\n/).slice(1);
    expect(lines.map((line) => line.split(",").at(-1))).toEqual(["已有链接", "已有链接"]);
    const now = await analyst.call(api.samples.get, { params: { id: sample.id } });
    expect(now.fieldwork).toMatchObject({ invited: 2, answered: null, share: null });
  });

  test("a discarded sample is gone with everybody in it", async () => {
    const sample = await register({ unit: units.A! });
    expect(await analyst.call(api.samples.remove, { params: { id: sample.id } })).toEqual({ removed: true });
    expect(await refused(analyst.call(api.samples.get, { params: { id: sample.id } }))).toMatchObject({ code: "NOT_FOUND" });
    const left = await desk.server.store.db.selectFrom("sample_people").select("position").where("sample_id", "=", sample.id).execute();
    expect(left).toEqual([]);
  });
});
