import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, type PurchaseFile, type PurchaseMapping, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import writeExcel from "write-excel-file/node";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

let server: TestServer;
let manager: Caller;
let units: Record<string, number>;

beforeAll(async () => {
  server = await testServer();
  units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G", name: "门店 甲" },
    { code: "S2", parent: "G", name: "门店 乙" },
  ]);
  manager = await server.person({ roles: ["cx_manager"] });
  const known = [
    ["M1", "张小满", "13800000001"],
    ["M2", "李大暑", "13800000002"],
    ["M3", "王立冬", null],
  ] as const;
  await server.store.db
    .insertInto("customers")
    .values(
      known.map(([external_id, name, phone]) => ({
        tenant_id: 1,
        id: server.services.ids.uuid(),
        external_id,
        name,
        phone,
        created_at: server.clock.now(),
      })),
    )
    .execute();
});

async function upload(by: Caller, name: string, content: Buffer | string): Promise<PurchaseFile> {
  const payload = Buffer.concat([
    Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n--x--\r\n"),
  ]);
  const headers = { "content-type": "multipart/form-data; boundary=x", "x-manyi-request": "1" };
  const reply = await by.inject({ method: "POST", url: "/api/v1/loyalty/files", payload, headers });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}
const take = ({ id, mapping }: PurchaseFile, over: Partial<PurchaseMapping> = {}) =>
  manager.call(api.loyalty.takeFile, { params: { id }, body: { ...mapping, ...over } });
const stored = () => server.store.db.selectFrom("purchases").selectAll().where("tenant_id", "=", 1).orderBy("local_day").execute();
const refusal = (error: unknown) => (error instanceof Refusal ? error.problem : error);

test("columns are recognised before anything is taken; faulty rows are refused with line and reason; the whole file is taken back", async () => {
  const file = await upload(
    manager,
    "销售.csv",
    [
      "订单号,会员号,消费日期,实付金额,门店,类型",
      "A1,M1,2026/1/5,¥128.00,门店 甲,购买",
      "A2,M2,2026/1/6,90,S2,购买",
      "A2,M2,2026/1/6,90,S2,购买",
      "A3,NOBODY,2026/1/7,50,S1,购买",
      "A4,M1,没有日期,50,S1,购买",
      "A5,M1,2027/1/7,50,S1,购买",
      "A6,M1,2026/1/8,许多,S1,购买",
      "A7,M1,2026/1/8,50,不存在的店,购买",
      "A8,M1,2026/1/8,50,S1,换货",
      "A1,M1,2026/1/9,28,门店 甲,退款",
    ].join("\n"),
  );
  expect(file.state).toBe("uploaded");
  expect(file.mapping).toMatchObject({
    columns: { order: "订单号", customer: "会员号", day: "消费日期", amount: "实付金额", unit: "门店", kind: "类型" },
    dateFormat: "ymd",
  });
  const tried = await manager.call(api.loyalty.tryFile, { params: { id: file.id }, body: file.mapping });
  expect(tried).toMatchObject({ rows: 10, accepted: 3, known: 1, returns: 1, rejected: 6, unknownCustomers: 1 });
  expect(tried.rejects.map(({ row, column, code }) => [row, column, code])).toEqual([
    [5, "会员号", "UNKNOWN_CUSTOMER"],
    [6, "消费日期", "NO_DAY"],
    [7, "消费日期", "FUTURE_DAY"],
    [8, "实付金额", "BAD_AMOUNT"],
    [9, "门店", "UNKNOWN_UNIT"],
    [10, "类型", "UNCLEAR_KIND"],
  ]);
  expect(tried.rejects.every(({ message }) => message["zh-CN"] !== "" && message.en !== "")).toBe(true);
  expect(await stored()).toEqual([]);

  const taken = await take(file);
  expect(taken).toMatchObject({ state: "taken", rowsRead: 10, accepted: 3, known: 1, returns: 1, rejected: 6 });
  expect((await stored()).map(({ order_key, kind, amount, unit_id }) => [order_key, kind, amount, unit_id])).toEqual([
    ["no:A1", "purchase", 128, units.S1],
    ["no:A2", "purchase", 90, units.S2],
    ["no:A1", "return", 28, units.S1],
  ]);
  await expect(take(file)).rejects.toSatisfy((error) => (refusal(error) as { code: string }).code === "INVALID_STATE");

  const undone = await manager.call(api.loyalty.undoFile, { params: { id: file.id } });
  expect(undone.state).toBe("undone");
  expect(await stored()).toEqual([]);
});

test("an order is counted once, by file, by file again and by the route; without order numbers the same file is the same purchases", async () => {
  const rows = "order no,member,date,amount\nB1,M1,2026-01-05,10\nB2,M2,2026-01-06,20\n";
  expect(await take(await upload(manager, "a.csv", rows))).toMatchObject({ accepted: 2, known: 0 });
  expect(await take(await upload(manager, "b.csv", rows))).toMatchObject({ accepted: 0, known: 2 });
  const key = await server.apiKey({ permissions: ["imports:run"] });
  const purchases = [
    { orderNumber: "B2", customer: "M2", on: "2026-01-06", amount: 20 },
    { orderNumber: "B3", customer: "138 0000 0001", on: "2026-01-07", unitCode: "S1" },
    { orderNumber: "B3", customer: "M1", on: "2026-01-07", unitCode: "S1" },
    { orderNumber: "B4", customer: "M9", on: "2026-01-07" },
    { orderNumber: "B2", kind: "return" as const, customer: "M2", on: "2026-01-09" },
  ];
  const first = await key.call(api.loyalty.addPurchases, { body: { purchases } });
  expect(first.items.map(({ status }) => status)).toEqual(["known", "stored", "known", "rejected", "stored"]);
  const again = await key.call(api.loyalty.addPurchases, { body: { purchases } });
  expect(again.items.map(({ status }) => status)).toEqual(["known", "known", "known", "rejected", "known"]);

  const bare = "member,date,amount\nM1,2026-02-01,5\nM1,2026-02-01,5\n";
  expect(await take(await upload(manager, "c.csv", bare))).toMatchObject({ accepted: 2, known: 0 });
  expect(await take(await upload(manager, "d.csv", bare))).toMatchObject({ accepted: 0, known: 2 });
});

test("a number that was given twice is told with its row: another customer, day or amount is not the same again", async () => {
  const rows = [
    "订单号,会员,日期,金额",
    "0001,M1,2026-01-05,10",
    "0001,M2,2026-01-05,20",
    "0001,M1,2026-01-06,30",
    "0001,M1,2026-01-05,10",
    "0001,M1,2026-01-05,5",
  ];
  const file = await upload(manager, "g.csv", rows.join("\n"));
  const tried = await manager.call(api.loyalty.tryFile, { params: { id: file.id }, body: file.mapping });
  const wanted = { accepted: 1, known: 1, rejected: 3 };
  expect(tried).toMatchObject(wanted);
  expect(tried.rejects.map(({ row, code, column, value }) => [row, code, column, value])).toEqual([
    [3, "OTHER_ORDER", "订单号", "0001"],
    [4, "OTHER_ORDER", "订单号", "0001"],
    [6, "OTHER_ORDER", "订单号", "0001"],
  ]);
  expect(await take(file)).toMatchObject(wanted);
  expect(await take(await upload(manager, "h.csv", rows.slice(0, 3).join("\n")))).toMatchObject({ accepted: 0, known: 1, rejected: 1 });
  const purchases = [
    { orderNumber: "0001", customer: "M2", on: "2026-01-05" },
    { orderNumber: "0001", customer: "M1", on: "2026-01-05", amount: 10 },
  ];
  const { items } = await manager.call(api.loyalty.addPurchases, { body: { purchases } });
  expect(items.map(({ status }) => status)).toEqual(["rejected", "known"]);
  expect(items[0]!.message!.en).toMatch(/another customer, day or amount/);
});

test("a workbook is read too; customers nobody had heard of are added when asked, and go with the file", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "manyi purchases ")), "a.xlsx");
  const rows = [
    ["会员", "手机", "日期"],
    ["N1", "13911110000", "2026-01-05"],
    ["N1", "13911110000", "2026-02-05"],
  ];
  await writeExcel(rows.map((row) => row.map((value) => ({ value }))) as never).toFile(path);
  const file = await upload(manager, "会员.xlsx", await readFile(path));
  expect(await manager.call(api.loyalty.tryFile, { params: { id: file.id }, body: file.mapping })).toMatchObject({
    accepted: 0,
    rejected: 2,
    unknownCustomers: 1,
  });
  expect(await take(file, { addCustomers: true })).toMatchObject({ accepted: 2, addedCustomers: 1 });
  const named = () => server.store.db.selectFrom("customers").select("phone").where("external_id", "=", "N1").execute();
  expect(await named()).toEqual([{ phone: "13911110000" }]);
  await manager.call(api.loyalty.undoFile, { params: { id: file.id } });
  expect(await named()).toEqual([]);
});

test("a customer nobody had heard of is one person in a file, by number and by the same phone alone; a phone of two leads to nobody", async () => {
  const rows = [
    "会员,手机,日期",
    "P1,138 6666 0001,2026-01-05",
    ",+8613866660001,2026-01-06",
    "P2,13866660002,2026-01-05",
    "P3,13866660002,2026-01-05",
  ];
  const file = await upload(manager, "new.csv", [...rows, ",13866660002,2026-01-06"].join("\n"));
  const taken = await take(file, { addCustomers: true });
  expect(taken).toMatchObject({ accepted: 4, rejected: 1, addedCustomers: 3 });
  expect(taken.rejects.map(({ row, code, value }) => [row, code, value])).toEqual([[6, "UNKNOWN_CUSTOMER", null]]);
  // cells of customers are there while somebody says what the columns hold, and no longer
  expect(file.columns.flatMap(({ samples }) => samples)).toContain("13866660002");
  expect(taken.columns.flatMap(({ samples }) => samples)).toEqual([]);
});

test("characters that cannot be stored, and a cut in the middle of one, are no failure of the house", async () => {
  const long = `${"长".repeat(79)}👍 and more`;
  const rows = [
    { order: `D1\u0000\ud800`, member: "M1", date: "2026-01-05" },
    { order: long, member: "M2", date: "2026-01-05" },
    { order: "D3", member: long, date: "2026-01-05" },
  ];
  const file = await upload(manager, "a.json", JSON.stringify(rows));
  const taken = await take(file);
  expect(taken).toMatchObject({ accepted: 2, rejected: 1 });
  expect(taken.rejects[0]?.value).toBe("长".repeat(79));
  const keys = (await stored()).map(({ order_key }) => order_key);
  expect(keys).toEqual(expect.arrayContaining(["no:D1\uFFFD\uFFFD", `no:${"长".repeat(79)}`]));
});

test("amounts: thousands, currency and full-width digits are read; a comma that could be a point is refused, never a hundredfold", async () => {
  const rows = [
    "订单号,会员,日期,金额",
    'F1,M1,2026-01-05,"¥1,234.50"',
    "F2,M1,2026-01-05,１２８元",
    'F3,M1,2026-01-05,"12,50"',
    "F4,M1,2026-01-05,(30)",
  ];
  const taken = await take(await upload(manager, "money.csv", rows.join("\n")));
  expect(taken.rejects.map(({ row, code, value }) => [row, code, value])).toEqual([[4, "BAD_AMOUNT", "12,50"]]);
  const amounts = (await stored()).flatMap(({ order_key, kind, amount }) => (/^no:F/.test(order_key) ? [[order_key, kind, amount]] : []));
  expect(amounts.toSorted()).toEqual([
    ["no:F1", "purchase", 1234.5],
    ["no:F2", "purchase", 128],
    ["no:F4", "return", 30],
  ]);
});

test("a store is found whatever the width and case of its letters; a name that two stores have is told, not guessed", async () => {
  const twins = await server.addUnits([
    { code: "T1", parent: "G", name: "双胞店" },
    { code: "T2", parent: "G", name: "双胞店" },
  ]);
  const file = await upload(manager, "t.csv", "订单号,会员,日期,门店\nE1,M1,2026-01-05,ｔ１\nE2,M1,2026-01-05,双胞店\n");
  const taken = await take(file);
  expect(taken).toMatchObject({ accepted: 1, rejected: 1 });
  expect(taken.rejects[0]).toMatchObject({ row: 3, code: "UNKNOWN_UNIT", message: { en: "Two units have this name; write the code" } });
  expect((await stored()).find(({ order_key }) => order_key === "no:E1")?.unit_id).toBe(twins.T1);
  const purchases = [{ orderNumber: "E3", customer: "M1", on: "2026-01-05", unitCode: "双胞店" }];
  const { items } = await manager.call(api.loyalty.addPurchases, { body: { purchases } });
  expect(items[0]).toMatchObject({ status: "rejected", message: { "zh-CN": "有两个单位叫这个名字，请写编号" } });
});

test("whoever sees one store brings purchases of that store only, and does not find the files of others", async () => {
  const local = await server.person({ roles: ["cx_manager"], units: [units.S1!] });
  const file = await upload(local, "mine.csv", "order,member,date,store\nC1,M1,2026-01-05,S1\nC2,M1,2026-01-05,S2\nC3,M1,2026-01-05,\n");
  const tried = await local.call(api.loyalty.tryFile, { params: { id: file.id }, body: file.mapping });
  expect(tried.rejects.map(({ row, code }) => [row, code])).toEqual([
    [3, "UNKNOWN_UNIT"],
    [4, "NO_UNIT"],
  ]);
  expect((await local.call(api.loyalty.files, {})).items.map(({ id }) => id)).toEqual([file.id]);
  const other = await upload(manager, "theirs.csv", "order,member,date\nC9,M1,2026-01-05\n");
  await expect(local.call(api.loyalty.undoFile, { params: { id: other.id } })).rejects.toSatisfy(
    (error) => (refusal(error) as { code: string }).code === "NOT_FOUND",
  );
});
