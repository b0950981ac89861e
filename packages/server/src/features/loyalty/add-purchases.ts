import type { api } from "@manyi/contracts";
import { dayOfIsoDate, localDayOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { buyerFinder } from "./find-buyers.js";
import { unitsToName } from "./units.js";
import { insertPurchases, isSameOrder, knownPurchases, type NewPurchase, OTHER_ORDER, purchaseKey, touchPurchases } from "./writes.js";

type Given = z.output<typeof api.loyalty.addPurchases.body>["purchases"];
type Item = z.input<typeof api.loyalty.addPurchases.reply>["items"][number];
type Refusal = { readonly "zh-CN": string; readonly en: string };

/** Purchases from another system. Each stands for itself: a wrong one is refused in words, the others are stored. */
export async function addPurchases(ctx: Context, given: Given): Promise<{ items: Item[] }> {
  const [finder, units] = [await buyerFinder(ctx, false), await unitsToName(ctx)];
  const today = localDayOf(ctx.now().getTime(), ctx.organisation.timeZone);
  const customers = await finder.find(given.map(({ customer }) => ({ customer, contact: null })));
  const places = given.map(({ unitCode }) => (unitCode === undefined ? null : units.find(unitCode)));
  const refusals = given.map(({ on, unitCode }, i): Refusal | null => {
    if (customers[i] === null) return { "zh-CN": "顾客名单里没有这个人", en: "Nobody in the register goes by this" };
    if (dayOfIsoDate(on) > today) return { "zh-CN": "日期在将来", en: "The date lies in the future" };
    if (places[i] === "unknown") return { "zh-CN": "没有这个门店或单位", en: "There is no such unit" };
    if (places[i] === "ambiguous") return { "zh-CN": "有两个单位叫这个名字，请写编号", en: "Two units have this name; write the code" };
    if (unitCode === undefined && units.isNarrowed) return { "zh-CN": "没有写门店", en: "No unit is given" };
    return null;
  });
  const rows = given.flatMap((one, i): NewPurchase[] =>
    refusals[i] !== null
      ? []
      : [
          {
            id: ctx.ids.uuid(),
            orderKey: `no:${one.orderNumber}`,
            kind: one.kind,
            customerId: customers[i]!,
            unitId: places[i] as number | null,
            day: dayOfIsoDate(one.on),
            amount: one.amount ?? null,
          },
        ],
  );
  const keyOf = ({ orderNumber, kind }: Pick<Given[number], "orderNumber" | "kind">) => purchaseKey(`no:${orderNumber}`, kind);
  const { fresh, held } = await ctx.tx(async (tx) => {
    const stored = await insertPurchases(tx, { tenantId: ctx.tenantId, fileId: null, at: ctx.now() }, rows);
    if (stored.size > 0) await touchPurchases(tx, ctx.tenantId);
    await ctx.audit(tx, { action: "loyalty.addPurchases", object: "", detail: { sent: given.length, stored: stored.size } });
    const orders = rows.map(({ orderKey }) => orderKey);
    return { fresh: new Set(stored), held: await knownPurchases(tx, ctx.tenantId, orders) };
  });
  return {
    items: given.map(({ orderNumber, kind, on, amount = null }, i) => {
      const before = held.get(keyOf({ orderNumber, kind }));
      const isOther = refusals[i] === null && before && !isSameOrder(before, { customerId: customers[i]!, day: dayOfIsoDate(on), amount });
      const refusal = isOther ? OTHER_ORDER : refusals[i];
      if (refusal !== null && refusal !== undefined) return { orderNumber, status: "rejected", message: refusal };
      // of the same order sent twice in one go, the first is the new one
      return { orderNumber, status: fresh.delete(keyOf({ orderNumber, kind })) ? "stored" : "known" };
    }),
  };
}
