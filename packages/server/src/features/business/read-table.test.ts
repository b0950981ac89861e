import { expect, test } from "vitest";
import { nameFinder } from "../../platform/name-finder.js";
import { readAmount } from "../../platform/read-amount.js";
import { readMonth } from "./read-cells.js";
import { readTable } from "./read-table.js";

const unitOf = nameFinder([
  { id: 1, code: "S01", name: { "zh-CN": "门店 A", en: "Store A" } },
  { id: 2, code: "S02", name: { "zh-CN": "门店 B", en: "Store B" } },
  { id: 3, code: "S03", name: { "zh-CN": "旗舰店" } },
  { id: 4, code: "S04", name: { "zh-CN": "旗舰店" } },
]);
const MARCH = 2026 * 12 + 2;
const read = (rows: readonly string[], chosen?: number) =>
  readTable(
    rows.map((row, i) => ({ number: i + 1, cells: row.split("|") })),
    { unitOf, thisMonth: MARCH, chosen },
  );
const january = { unitId: 1, month: MARCH - 2, value: 23.5 };

test("months are read as people and spreadsheets write them", () => {
  const spelled = [
    "2026-03",
    "2026/3",
    "202603",
    "2026年3月",
    "２０２６年０３月",
    "3/2026",
    "2026-03-31",
    "Mar 2026",
    "March 2026",
    "Mar-26",
  ];
  expect(spelled.map(readMonth)).toEqual(spelled.map(() => MARCH));
  expect(["2026", "2026-13", "13/2026", "Maybe 2026", "26-03", "1234", ""].map(readMonth)).toEqual(Array(7).fill(null));
});

test("amounts are read with signs, thousands, per cent and 万; words are none", () => {
  expect(["¥1,234.5", "12.5%", "１２", "(30)", "1.2万", "-4", "1 200"].map(readAmount)).toEqual([1234.5, 12.5, 12, -30, 12000, -4, 1200]);
  expect(["1,23", "abc", "", "1.2.3"].map(readAmount)).toEqual([null, null, null, null]);
});

test("long table: unit, month and value in columns, by code or name; totals and empty cells are counted, not taken", () => {
  const found = read([
    "门店|月份|复购率|销售额",
    "S01|2026-01|23.5|100",
    "Store B|2026-01|24|200",
    "门店 B|2026-02|—|300",
    "合计|2026-02|24|600",
  ]);
  expect(found).toMatchObject({ shape: "long", choices: [2, 3], chosen: 2, empty: 1, totals: 1, faults: [] });
  expect(found.values).toEqual([january, { unitId: 2, month: MARCH - 2, value: 24 }]);
  expect(read(["门店|月份|复购率|销售额", "S01|2026-01|23.5|100"], 3).values).toEqual([{ ...january, value: 100 }]);
});

test("a table without a head is read too", () => {
  expect(read(["S01|2026-01|23.5", "S02|2026-01|24"]).values).toHaveLength(2);
});

test("months across and units across give the same values as a long table", () => {
  const across = read(["编号|名称|2026年1月|2026年2月|合计", "S01|门店 A|23.5|22|45.5", "S02|门店 B||24|24", "合计||23.5|46|69.5"]);
  expect(across).toMatchObject({ shape: "months_across", empty: 1, totals: 1, faults: [] });
  expect(across.values).toEqual([january, { unitId: 1, month: MARCH - 1, value: 22 }, { unitId: 2, month: MARCH - 1, value: 24 }]);
  const units = read(["Month|Store A|Store B|Total", "Jan-26|23.5||23.5", "Feb-26|22|24|46"]);
  expect(units.shape).toBe("units_across");
  expect(units.values).toEqual(across.values);
});

test("what cannot be taken is told with its line and column, each place once", () => {
  const found = read(["门店|2026-01|2026-02|2026-13|2026-05", "S01|23.5|abc|1|2", "门店 Z|1|2||", "旗舰店|3|4||", "S01|9|||"]);
  expect(found.faults).toEqual([
    { line: 1, column: 4, text: "2026-13", why: "month" },
    { line: 1, column: 5, text: "2026-05", why: "future" },
    { line: 2, column: 3, text: "abc", why: "number" },
    { line: 3, column: 1, text: "门店 Z", why: "unit" },
    { line: 4, column: 1, text: "旗舰店", why: "ambiguous" },
    { line: 5, column: 2, text: "9", why: "twice" },
  ]);
  expect(found.values).toEqual([january]);
});

test("no table of units and months is no table", () => {
  expect(read(["a|b", "c|d"]).shape).toBe("none");
  expect(read([]).shape).toBe("none");
});
