import { createHash } from "node:crypto";
import type { PurchaseMapping, PurchaseRole, PurchaseTrial } from "@manyi/contracts";
import { isEmptyCell, readDate } from "@manyi/core/tabular";
import { cutText } from "../../platform/clean-text.js";
import { readAmount } from "../../platform/read-amount.js";
import type { OpenUnits } from "./units.js";

export type Reject = PurchaseTrial["rejects"][number];
/** A row that can be understood; the customer is looked up afterwards. */
export type ReadRow = {
  readonly row: number;
  readonly orderKey: string;
  readonly order: string | null;
  readonly kind: "purchase" | "return";
  readonly customer: string | null;
  readonly contact: string | null;
  readonly day: number;
  readonly amount: number | null;
  readonly unitId: number | null;
};

/** Of the number of a customer. */
const LONGEST_NUMBER = 80;
const RETURNS = /^(退货|退款|退|已退货|已退款|是|return(ed)?|refund(ed)?|r|yes|y|true|1)$/i;
const SALES =
  /^(购买|销售|消费|订单|正常|否|已完成|完成|已付款|sale|sold|purchase|purchased|order|buy|bought|normal|paid|completed?|done|no|n|false|0)$/i;

export type RowReader = {
  readonly at: ReadonlyMap<PurchaseRole, number>;
  readonly mapping: PurchaseMapping;
  readonly units: OpenUnits;
  readonly names: readonly string[];
  /** the last day that can be: today */
  readonly today: number;
  /** rows alike that were met before, for keys of rows without order number */
  readonly seen: Map<string, number>;
};

/** Reads one row, or says in words what is wrong with it. */
export function readRow(reader: RowReader, number: number, cells: readonly string[]): ReadRow | { readonly reject: Reject } {
  const { at, mapping, units, today } = reader;
  const cell = (role: PurchaseRole): string | null => {
    const place = at.get(role);
    const text = place === undefined ? "" : (cells[place] ?? "").trim();
    return isEmptyCell(text) ? null : text;
  };
  const refuse = (code: Reject["code"], role: PurchaseRole, zh: string, en: string) => ({
    reject: {
      row: number,
      column: at.has(role) ? (reader.names[at.get(role)!] ?? null) : null,
      value: cutText(cell(role) ?? "", 80) || null,
      code,
      message: { "zh-CN": zh, en },
    },
  });
  const [customer, contact, order] = [cutText(cell("customer") ?? "", LONGEST_NUMBER) || null, cell("contact"), cell("order")];
  if (customer === null && contact === null)
    return refuse("NO_CUSTOMER", at.has("customer") ? "customer" : "contact", "没有写是哪位顾客", "No customer is given");
  const written = cell("day");
  const date = written === null ? null : readDate(written, mapping.dateFormat);
  if (date === null) return refuse("NO_DAY", "day", "日期缺失或读不懂", "The date is missing or cannot be read");
  if (date.day > today) return refuse("FUTURE_DAY", "day", "日期在将来", "The date lies in the future");
  const money = cell("amount");
  const amount = money === null ? null : readAmount(money);
  if (money !== null && amount === null) return refuse("BAD_AMOUNT", "amount", "金额读不懂", "The amount cannot be read");
  const marked = cell("kind");
  if (marked !== null && !RETURNS.test(marked) && !SALES.test(marked))
    return refuse("UNCLEAR_KIND", "kind", "看不出是购买还是退货", "Unclear whether bought or returned");
  const kind = (marked !== null && RETURNS.test(marked)) || (amount ?? 0) < 0 ? "return" : "purchase";
  const place = cell("unit");
  const unitId = place === null ? (mapping.unit ?? null) : units.find(place);
  if (unitId === "unknown") return refuse("UNKNOWN_UNIT", "unit", "没有这个门店或单位", "There is no such unit");
  if (unitId === "ambiguous")
    return refuse("UNKNOWN_UNIT", "unit", "有两个单位叫这个名字，请写编号", "Two units have this name; write the code");
  if (unitId === null && units.isNarrowed)
    return refuse("NO_UNIT", "unit", "没有写门店，请选一个默认门店", "No unit is given; choose one that stands for it");
  const size = amount === null ? null : Math.abs(amount);
  const content = [customer ?? contact, date.day, size, unitId, kind].join("|");
  return {
    row: number,
    orderKey: order === null ? keyOf(content, reader.seen) : `no:${cutText(order, 80)}`,
    order,
    kind,
    customer,
    contact,
    day: date.day,
    amount: size,
    unitId,
  };
}

/** Two rows alike are two purchases; the same file again is the same two. */
function keyOf(content: string, seen: Map<string, number>): string {
  const nth = (seen.get(content) ?? 0) + 1;
  seen.set(content, nth);
  return `row:${createHash("sha256").update(`${content}|${nth}`).digest("hex").slice(0, 32)}`;
}
