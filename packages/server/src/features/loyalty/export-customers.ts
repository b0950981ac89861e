import { Readable } from "node:stream";
import type { LoyalCustomer } from "@manyi/contracts";
import { textIn } from "@manyi/core/survey";
import { stringify } from "csv-stringify/sync";
import { inertCell } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import type { RawReply } from "../../platform/handler.js";
import { type Listing, type ListQuery, presentCustomers, seekCustomers } from "./customers.js";

const PAGE = 1000;
const HEADS = {
  "zh-CN": "顾客 联系方式 细分 门店 购买次数 消费额 最近购买 满意度 忠诚指数 等级 仍活跃的把握 未来12个月预期购买 未来12个月预期金额".split(
    " ",
  ),
  en: "customer,contact,segment,unit,purchases,spent,last purchase,satisfaction,loyalty index,tier,chance of being active,expected purchases in 12 months,expected value in 12 months".split(
    ",",
  ),
} as const;

/** The list as a file, masked like the list it comes from. */
export async function exportCustomers(ctx: Context, query: ListQuery): Promise<RawReply> {
  const listing = await seekCustomers(ctx, query);
  return {
    type: "text/csv; charset=utf-8",
    body: Readable.from(linesOf(ctx, listing)),
    fileName: `loyalty-${ctx.now().toISOString().slice(0, 10)}.csv`,
  };
}

async function* linesOf(ctx: Context, listing: Listing): AsyncGenerator<string> {
  const { sought, confidential } = listing;
  yield `\uFEFF${stringify([HEADS[ctx.locale]])}`;
  for (let at = 0; at < sought.length; at += PAGE) {
    const customers = await presentCustomers(ctx, listing, sought.slice(at, at + PAGE));
    yield stringify(customers.map((one) => cellsOf(ctx, one).map(inertCell)));
  }
  const facts =
    ctx.locale === "en"
      ? [
          `n ${sought.length}, names and contacts masked`,
          confidential === 0 ? "" : `${confidential} left out: their answers are confidential`,
        ]
      : [`n ${sought.length}，姓名和联系方式已遮盖`, confidential === 0 ? "" : `${confidential} 位未列出：他们的回答承诺保密`];
  yield stringify([[], ...facts.filter((fact) => fact !== "").map((fact) => [fact]), [ctx.now().toISOString()]]);
}

function cellsOf(ctx: Context, one: LoyalCustomer): string[] {
  const number = (value: number | null, places = 2) => (value === null ? "" : String(Number(value.toFixed(places))));
  const words = (text: LoyalCustomer["unit"]) => (text === null ? "" : textIn(text, ctx.locale));
  return [
    one.name,
    one.reach ?? "",
    words(one.segment),
    words(one.unit),
    number(one.purchases),
    number(one.spent),
    one.lastDay ?? "",
    number(one.satisfaction),
    number(one.index),
    one.tier?.tier ?? "",
    number(one.alive, 3),
    number(one.expected, 3),
    number(one.value),
  ];
}
