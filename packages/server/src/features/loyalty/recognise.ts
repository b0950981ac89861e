import type { PurchaseFile, PurchaseMapping, PurchaseRole } from "@manyi/contracts";
import { guessDateFormat, isEmptyCell, readDate } from "@manyi/core/tabular";

/** What the heads of such columns are called, in both languages; the first that fits decides. */
const HEADS: readonly (readonly [PurchaseRole, RegExp])[] = [
  ["order", /订单|单号|流水|小票|order|receipt|invoice|transaction/i],
  ["kind", /退货|退款|类型|状态|return|refund|kind|type|status/i],
  ["contact", /手机|电话|邮箱|邮件|联系|phone|mobile|mail|contact/i],
  ["customer", /会员|顾客|客户|买家|customer|member|client|buyer/i],
  ["amount", /金额|实付|实收|价|消费额|amount|total|price|paid|value|sum/i],
  ["unit", /门店|店铺|店名|单位|组织|网点|store|shop|unit|branch|outlet/i],
  ["day", /日期|时间|日|date|time|day|\bon\b/i],
];
const SAMPLES = 3;

const FORMATS = ["iso", "ymd", "dmy", "mdy", "excel"] as const;

/** The spelling that reads most of the cells: one bad date does not hide the others. */
function formatOf(cells: readonly string[]): PurchaseMapping["dateFormat"] {
  const read = FORMATS.map((format) => cells.filter((cell) => readDate(cell, format) !== null).length);
  return FORMATS[read.indexOf(Math.max(...read))]!;
}

export type PurchaseColumn = PurchaseFile["columns"][number];

/** What each column of a file seems to hold, by its head; a date column also by what stands in it. */
export function recognise(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): { columns: PurchaseColumn[]; mapping: PurchaseMapping } {
  const filled = names.map((_, at) => rows.map((row) => (row[at] ?? "").trim()).filter((cell) => !isEmptyCell(cell)));
  const roles = new Map<PurchaseRole, number>();
  names.forEach((name, at) => {
    const found = HEADS.find(([role, pattern]) => pattern.test(name) && !roles.has(role));
    if (found !== undefined) roles.set(found[0], at);
  });
  if (!roles.has("day")) {
    const at = filled.findIndex(
      (cells, i) => ![...roles.values()].includes(i) && cells.length > 0 && guessDateFormat(cells, "date") !== null,
    );
    if (at >= 0) roles.set("day", at);
  }
  const dayAt = roles.get("day");
  const dateFormat = dayAt === undefined ? "iso" : formatOf(filled[dayAt]!);
  const roleAt = new Map([...roles].map(([role, at]) => [at, role]));
  return {
    columns: names.map((name, at) => ({ name, samples: [...new Set(filled[at])].slice(0, SAMPLES), role: roleAt.get(at) ?? null })),
    mapping: { columns: Object.fromEntries([...roles].map(([role, at]) => [role, names[at]!])), dateFormat, addCustomers: false },
  };
}
