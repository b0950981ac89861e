import type { api, RfmGroupName } from "@manyi/contracts";
import { proportionInterval } from "@manyi/core/measures";
import type { z } from "zod";
import { apart } from "../../platform/apart.js";
import type { Context } from "../../platform/context.js";
import { type Buyers, basisOf, look, readBuyers, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { columnsOf } from "./purchase-log.js";
import { remember } from "./remember.js";
import { hide } from "./shown.js";
import { GROUPS, type SortedBuyers, sortBuyers } from "./sort-buyers.js";

type Reply = z.input<typeof api.loyalty.groups.reply>;
/** Months of first purchases that are shown, and months they are followed. */
const MONTHS = 13;

/** Everybody by how lately, how often and for how much they buy; null while nobody has bought. */
function readSorted({ store }: Pick<Context, "store">, buyers: Buyers): Promise<SortedBuyers | null> {
  const { until, name, version } = buyers;
  return remember(store, `sorted ${name}`, version, async () =>
    until === null ? null : apart(new URL("./sort-worker.js", import.meta.url), { columns: columnsOf(buyers), until }, sortBuyers),
  );
}

/** The group of every buyer. */
export async function readGroups(ctx: Pick<Context, "store">, buyers: Buyers): Promise<(id: string) => RfmGroupName | undefined> {
  const sorted = await readSorted(ctx, buyers);
  return (id) => {
    const place = buyers.byId.get(id)?.place;
    return sorted === null || place === undefined ? undefined : GROUPS[sorted.groups[place]!];
  };
}

export async function groups(ctx: Context, unit: number | undefined): Promise<Reply> {
  const buyers = await readBuyers(await look(ctx, unit));
  const [sorted, { version }] = await Promise.all([readSorted(ctx, buyers), modelInForce(ctx)]);
  const k = thresholdOf(ctx, buyers);
  const total = buyers.all.length;
  const { cells } = hide(
    GROUPS.map((_, i) => sorted?.middles[i]?.n ?? 0),
    k,
  );
  const again = sorted === null || total < k ? null : sorted.again;
  const twice = again === null ? 0 : Math.round(again.rate * again.customers);
  return {
    basis: basisOf(ctx, buyers, version),
    groups: GROUPS.map((group, i) => {
      const of = sorted?.middles[i] ?? { n: 0, recencyDays: null, frequency: null, monetary: null };
      const isShown = cells[i] === null && of.n > 0;
      return {
        group,
        hidden: cells[i]!,
        n: cells[i] === null ? of.n : null,
        share: isShown ? of.n / total : null,
        recencyDays: isShown ? of.recencyDays : null,
        frequency: isShown ? of.frequency : null,
        monetary: isShown && buyers.hasAmounts ? of.monetary : null,
      };
    }),
    repeatRate: again?.rate ?? null,
    repeatInterval: again === null ? null : proportionInterval(twice, again.customers),
    medianGapDays: again?.medianGapDays ?? null,
    cohorts: (sorted?.months ?? [])
      .slice(-MONTHS)
      .flatMap(({ month, customers, active }) =>
        customers < k ? [] : [{ month, customers, active: active.slice(0, MONTHS).map((n) => (n > 0 && n < k ? null : n)) }],
      ),
  };
}
