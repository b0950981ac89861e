import type { api, RfmGroupName } from "@manyi/contracts";
import { cohorts, type RfmCustomer, repurchase, rfm, rfmGroup } from "@manyi/core/customers";
import { proportionInterval } from "@manyi/core/measures";
import { median } from "@manyi/core/numeric";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Buyers, basisOf, logOf, look, readBuyers, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { remember } from "./remember.js";
import { hide } from "./shown.js";

type Reply = z.input<typeof api.loyalty.groups.reply>;
export const GROUPS: readonly RfmGroupName[] = ["best", "promising", "needsAttention", "atRisk", "lapsed"];
/** Months of first purchases that are shown, and months they are followed. */
const MONTHS = 13;

export type Grouped = RfmCustomer & { readonly group: RfmGroupName };

/** Every buyer with the group of how lately, how often and for how much they buy. */
export function readGroups(ctx: Context, buyers: Buyers): Promise<ReadonlyMap<string, Grouped>> {
  return remember(ctx.store, `rfm ${buyers.name}`, buyers.version, async () => {
    const scored = buyers.until === null ? [] : rfm(logOf(buyers), buyers.until);
    return new Map(scored.map((one) => [one.customer, { ...one, group: rfmGroup(one) }]));
  });
}

export async function groups(ctx: Context, unit: number | undefined): Promise<Reply> {
  const buyers = await readBuyers(await look(ctx, unit));
  const [found, { version }] = await Promise.all([readGroups(ctx, buyers), modelInForce(ctx)]);
  const k = thresholdOf(ctx, buyers);
  const members = GROUPS.map((group) => [...found.values()].filter((one) => one.group === group));
  const { cells } = hide(
    members.map(({ length }) => length),
    k,
  );
  const again = found.size < k ? null : await readRepurchase(ctx, buyers);
  const months = await readCohorts(ctx, buyers);
  const twice = again === null ? 0 : Math.round(again.rate * again.customers);
  return {
    basis: basisOf(ctx, buyers, version),
    groups: GROUPS.map((group, i) => {
      const of = members[i]!;
      const isShown = cells[i] === null && of.length > 0;
      const middle = (value: (one: Grouped) => number) => (isShown ? median(of.map(value)) : null);
      return {
        group,
        hidden: cells[i]!,
        n: cells[i] === null ? of.length : null,
        share: isShown ? of.length / found.size : null,
        recencyDays: middle(({ recencyDays }) => recencyDays),
        frequency: middle(({ frequency }) => frequency),
        monetary: buyers.hasAmounts ? middle(({ monetary }) => monetary) : null,
      };
    }),
    repeatRate: again?.rate ?? null,
    repeatInterval: again === null ? null : proportionInterval(twice, again.customers),
    medianGapDays: again?.medianGapDays ?? null,
    cohorts: months
      .slice(-MONTHS)
      .flatMap(({ month, customers, active }) =>
        customers < k ? [] : [{ month, customers, active: active.slice(0, MONTHS).map((n) => (n > 0 && n < k ? null : n)) }],
      ),
  };
}

const readRepurchase = (ctx: Context, buyers: Buyers) =>
  remember(ctx.store, `repurchase ${buyers.name}`, buyers.version, async () => repurchase(logOf(buyers)));
const readCohorts = (ctx: Context, buyers: Buyers) =>
  remember(ctx.store, `cohorts ${buyers.name}`, buyers.version, async () => cohorts(logOf(buyers)));
