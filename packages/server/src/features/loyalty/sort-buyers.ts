import { type Cohort, cohorts, type RfmGroup, repurchase, rfm, rfmGroup } from "@manyi/core/customers";
import { median } from "@manyi/core/numeric";
import { logOf, type PurchaseColumns } from "./purchase-log.js";

export const GROUPS: readonly RfmGroup[] = ["best", "promising", "needsAttention", "atRisk", "lapsed"];

/** Middle values of a group; null of an empty one. */
export type GroupMiddle = {
  readonly n: number;
  readonly recencyDays: number | null;
  readonly frequency: number | null;
  readonly monetary: number | null;
};
/** What is worked out of all purchases at once; plain values, so that it can be done in a thread of its own. */
export type SortedBuyers = {
  /** per customer the place of their group in `GROUPS` */
  readonly groups: Uint8Array;
  readonly middles: readonly GroupMiddle[];
  readonly again: { readonly customers: number; readonly rate: number; readonly medianGapDays: number | null } | null;
  readonly months: readonly Cohort[];
};

/** How lately, how often and for how much everybody buys, who comes back, and the months they first came in. */
export function sortBuyers({ columns, until }: { readonly columns: PurchaseColumns; readonly until: number }): SortedBuyers {
  const log = logOf(columns);
  const scored = rfm(log, until);
  const groups = Uint8Array.from(scored, (one) => GROUPS.indexOf(rfmGroup(one)));
  const again = repurchase(log);
  return {
    groups,
    middles: GROUPS.map((_, group) => {
      const members = scored.filter((_, i) => groups[i] === group);
      return {
        n: members.length,
        recencyDays: median(members.map(({ recencyDays }) => recencyDays)),
        frequency: median(members.map(({ frequency }) => frequency)),
        monetary: median(members.map(({ monetary }) => monetary)),
      };
    }),
    again: again === null ? null : { customers: again.customers, rate: again.rate, medianGapDays: again.medianGapDays },
    months: cohorts(log),
  };
}
