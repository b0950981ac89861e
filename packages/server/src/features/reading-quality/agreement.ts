import { canAutomate, cohenKappa } from "@manyi/core/agreement";
import type { Db } from "@manyi/store";

type Side = -1 | 0 | 1;
const SIDES: readonly Side[] = [-1, 0, 1];

export type Agreement = {
  /** rows: what people say; columns: bad, neutral, good, uncertain as the machine said */
  readonly table: readonly (readonly number[])[];
  readonly kappa: { readonly value: number; readonly low: number; readonly high: number; readonly n: number } | null;
  /** share of the labelled comments on which both say the same; uncertain ones count as no agreement */
  readonly agreement: number | null;
  readonly isAllowed: boolean;
};

/**
 * How well the machine agrees with people on the comments drawn by chance. Only those count: elsewhere people correct what is wrong, so the
 * rest would look worse than it is. Uncertain comments are left out of κ, because the machine does nothing with them.
 */
export async function sentimentAgreement(db: Db, tenantId: number): Promise<Agreement> {
  const rows = await db
    .selectFrom("label_samples")
    .select(({ fn }) => ["machine", "person", fn.countAll<string>().as("n")])
    .where("tenant_id", "=", tenantId)
    .where("labelled_at", "is not", null)
    .groupBy(["machine", "person"])
    .execute();
  const at = (person: Side, machine: Side | null) => Number(rows.find((row) => row.person === person && row.machine === machine)?.n ?? 0);
  const table = SIDES.map((person) => [...SIDES, null].map((machine) => at(person, machine)));
  const sure = table.map((row) => row.slice(0, 3));
  const found = cohenKappa(sure);
  const labelled = table.flat().reduce((sum, n) => sum + n, 0);
  const same = SIDES.reduce<number>((sum, side) => sum + at(side, side), 0);
  return {
    table,
    kappa: found === null ? null : { value: found.kappa, low: found.interval.low, high: found.interval.high, n: found.n },
    agreement: labelled === 0 ? null : same / labelled,
    isAllowed: found !== null && canAutomate(found),
  };
}
