import type { LoyaltyBasis } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { thresholdSince } from "../../platform/threshold.js";
import { unitsAsked } from "../../platform/units-asked.js";
import { remember } from "./remember.js";

/** One customer's purchases that count, oldest first; amounts less what was given back. */
export type Buyer = {
  readonly id: string;
  /** among all buyers */
  readonly place: number;
  readonly segmentId: number | null;
  readonly days: readonly number[];
  readonly amounts: readonly (number | null)[];
  /** where the last purchase was made */
  readonly unitId: number | null;
};
export type Buyers = {
  /** whose they are: organisation and scope */
  readonly name: string;
  /** of this reading of the purchases: what was worked out for it holds until they change */
  readonly version: string;
  readonly all: readonly Buyer[];
  readonly byId: ReadonlyMap<string, Buyer>;
  readonly purchases: number;
  readonly returned: number;
  readonly from: number | null;
  /** the last day anything is known of: whoever has not bought by then may still */
  readonly until: number | null;
  readonly hasAmounts: boolean;
};
/** Whose customers are looked at: units within scope, or everybody. */
export type Looked = { readonly ctx: Context; readonly units: readonly number[] | null; readonly name: string };

/** @throws {AppError} NOT_FOUND for a unit that is not there or not the reader's */
export async function look(ctx: Context, unit: number | undefined): Promise<Looked> {
  const units = (await unitsAsked(ctx, unit)) ?? ctx.scope.units;
  return { ctx, units, name: `${ctx.tenantId} ${units === null ? "all" : units.join(",")}` };
}

export async function purchasesVersion({ db, tenantId }: Context): Promise<number> {
  const row = await db
    .selectFrom("counters")
    .select("last")
    .where("tenant_id", "=", tenantId)
    .where("kind", "=", "purchases")
    .executeTakeFirst();
  return row?.last ?? 0;
}

type Row = {
  readonly customer_id: string;
  readonly segment_id: number | null;
  readonly days: number[];
  readonly amounts: (number | null)[];
  readonly units: (number | null)[];
};

/** Tells one reading of the purchases from another: what was worked out for one goes by the places of its buyers. */
let readings = 0;

/**
 * Purchases that count, by customer. A return takes its amount off the order whose number it carries; an order given back in full, or
 * without saying how much, does not count, and a return of an order we do not know counts for nothing.
 */
export async function readBuyers({ ctx, units, name }: Looked): Promise<Buyers> {
  const version = `${await purchasesVersion(ctx)}`;
  return remember(ctx.store, `buyers ${name}`, version, async () => {
    const within = units === null ? sql`true` : sql`p.unit_id = any(${[...units]}::int[])`;
    const order = sql`r.tenant_id = p.tenant_id and r.order_key = p.order_key and r.kind = 'return' and r.customer_id = p.customer_id`;
    const [{ rows }, returns] = await Promise.all([
      sql<Row>`
        select p.customer_id, k.segment_id, array_agg(p.local_day order by p.local_day, p.id) as days,
          array_agg(p.amount - coalesce(r.amount, 0) order by p.local_day, p.id) as amounts,
          array_agg(p.unit_id order by p.local_day, p.id) as units
        from purchases p
        left join purchases r on ${order}
        left join customers k on k.tenant_id = p.tenant_id and k.id = p.customer_id
        where p.tenant_id = ${ctx.tenantId} and p.kind = 'purchase' and ${within} and (r.id is null or r.amount < p.amount)
        group by p.customer_id, k.segment_id order by p.customer_id`.execute(ctx.db),
      sql<{ n: number }>`
        select count(*)::int as n from purchases p where p.tenant_id = ${ctx.tenantId} and p.kind = 'return' and ${within}`.execute(ctx.db),
    ]);
    const all = rows.map(
      (row, place): Buyer => ({
        id: row.customer_id,
        place,
        segmentId: row.segment_id,
        days: row.days,
        amounts: row.amounts,
        unitId: row.units.at(-1) ?? null,
      }),
    );
    let [purchases, from, until, hasAmounts] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
    for (const { days, amounts } of all) {
      purchases += days.length;
      from = Math.min(from, days[0]!);
      until = Math.max(until, days.at(-1)!);
      hasAmounts ||= amounts.some((amount) => amount !== null && amount > 0);
    }
    return {
      name,
      version: `${version} ${++readings}`,
      all,
      byId: new Map(all.map((one) => [one.id, one])),
      purchases,
      returned: returns.rows[0]!.n,
      from: purchases === 0 ? null : from,
      until: purchases === 0 ? null : until,
      hasAmounts,
    };
  });
}

/** What every figure stands on. */
export function basisOf(ctx: Context, buyers: Buyers, modelVersion: number): LoyaltyBasis {
  const k = thresholdOf(ctx, buyers);
  const isFew = buyers.all.length < k;
  return {
    customers: isFew ? 0 : buyers.all.length,
    purchases: isFew ? 0 : buyers.purchases,
    returned: isFew ? 0 : buyers.returned,
    from: buyers.from === null || isFew ? null : isoDateOf(buyers.from),
    until: buyers.until === null || isFew ? null : isoDateOf(buyers.until),
    hasAmounts: buyers.hasAmounts,
    modelVersion,
    asOf: ctx.now().toISOString(),
    k,
  };
}

/** How many customers a figure needs: the threshold of answers, also one promised while they were given. */
export function thresholdOf(ctx: Context, { from }: Buyers): number {
  return thresholdSince(ctx.organisation, from ?? 0);
}

export type Names = { readonly segments: ReadonlyMap<number, LocalText>; readonly units: ReadonlyMap<number, LocalText> };

export async function readNames({ db, tenantId }: Context): Promise<Names> {
  const [segments, units] = await Promise.all([
    db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", tenantId).execute(),
    db.selectFrom("org_units").select(["id", "name"]).where("tenant_id", "=", tenantId).execute(),
  ]);
  return { segments: new Map(segments.map(({ id, name }) => [id, name])), units: new Map(units.map(({ id, name }) => [id, name])) };
}
