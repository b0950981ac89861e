import type { api, LoyalCustomer, RfmGroupName } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { maskContact, maskName } from "../../platform/mask.js";
import { inTurns } from "../../platform/turns.js";
import { type Buyer, type Buyers, look, readBuyers, readNames } from "./buyers.js";
import type { Outlooks } from "./fit-forecast.js";
import { readForecast } from "./forecast.js";
import { readGroups } from "./groups.js";
import { modelInForce } from "./model.js";
import { readStandings, type Standing } from "./standing.js";
import { type Membership, readMemberships } from "./tiers.js";

/** What only the model of the purchases tells. */
const BY_MODEL: readonly string[] = ["expected", "value", "alive"];

type Query = z.output<typeof api.loyalty.customers.query>;
export type ListQuery = Omit<Query, "cursor" | "limit">;
type Reply = z.input<typeof api.loyalty.customers.reply>;

/** The customers sought, in order, and what is known of each. */
export type Listing = {
  readonly sought: readonly Standing[];
  readonly confidential: number;
  readonly hasModel: boolean;
  of(standing: Standing): Candidate;
};
type Candidate = {
  readonly standing: Standing;
  readonly buyer: Buyer | undefined;
  readonly group: RfmGroupName | undefined;
  readonly tier: Membership | undefined;
  readonly outlook: { readonly alive: number; readonly expected: number; readonly value: number | null } | null;
};

/**
 * The customers sought, in order. Whoever is in a cell only because of an answer that was promised to be confidential is counted and left
 * out; elsewhere such customers stand without score and cell.
 */
export async function seekCustomers(ctx: Context, query: ListQuery): Promise<Listing> {
  const looked = await look(ctx, query.unit);
  const [buyers, inForce, memberships] = await Promise.all([readBuyers(looked), modelInForce(ctx), readMemberships(ctx)]);
  const [standings, groupOf] = await Promise.all([readStandings(looked, inForce), readGroups(ctx, buyers)]);
  const fit = BY_MODEL.includes(query.order) ? (await readForecast(ctx, buyers, "bgNbd")).fit : null;
  const known = { buyers, groupOf, memberships, outlooks: fit?.outlooks ?? null };
  return {
    ...(await ordered(standings, memberships, query, () => putInOrder(standings, query, known))),
    hasModel: fit !== null,
    of: (standing) => {
      const buyer = buyers.byId.get(standing.id);
      return {
        standing,
        buyer,
        group: groupOf(standing.id),
        tier: memberships.get(standing.id),
        outlook: fit === null || buyer === undefined ? null : outlookOf(fit.outlooks, buyer),
      };
    },
  };
}

type Ordered = Pick<Listing, "sought" | "confidential">;
/** Lists that were put in order for these standings and tiers: the next page of the same list is there at once. */
const lists = new WeakMap<readonly Standing[], WeakMap<object, Map<string, Promise<Ordered>>>>();
const MOST_LISTS = 20;

function ordered(standings: readonly Standing[], memberships: object, query: ListQuery, work: () => Promise<Ordered>): Promise<Ordered> {
  const byTiers = lists.get(standings) ?? new WeakMap<object, Map<string, Promise<Ordered>>>();
  lists.set(standings, byTiers);
  const known = byTiers.get(memberships) ?? new Map<string, Promise<Ordered>>();
  byTiers.set(memberships, known);
  const name = JSON.stringify([query.unit, query.cell, query.group, query.tier, query.order]);
  const found = known.get(name) ?? work();
  if (known.size >= MOST_LISTS) known.clear();
  known.set(name, found);
  found.catch(() => known.delete(name));
  return found;
}

type Known = {
  readonly buyers: Buyers;
  readonly groupOf: (id: string) => RfmGroupName | undefined;
  readonly memberships: ReadonlyMap<string, Membership>;
  readonly outlooks: Outlooks | null;
};

async function putInOrder(
  standings: readonly Standing[],
  { cell, group, tier, order }: ListQuery,
  { buyers, groupOf, memberships, outlooks }: Known,
): Promise<Ordered> {
  const needsModel = BY_MODEL.includes(order);
  const isHeld = ({ isConfidential }: Standing) => isConfidential && (cell !== undefined || order === "index");
  const keyed: { readonly standing: Standing; readonly key: number }[] = [];
  let confidential = 0;
  await inTurns(standings, (standing) => {
    const buyer = buyers.byId.get(standing.id);
    if (cell !== undefined && standing.cell !== cell) return;
    if (group !== undefined && groupOf(standing.id) !== group) return;
    if (tier !== undefined && memberships.get(standing.id)?.tier !== tier) return;
    if (needsModel && (outlooks === null || buyer === undefined)) return;
    if (isHeld(standing)) confidential++;
    else keyed.push({ standing, key: keyOf(order, standing, buyer, outlooks) });
  });
  keyed.sort((a, b) => b.key - a.key || (a.standing.id < b.standing.id ? -1 : 1));
  return { sought: keyed.map(({ standing }) => standing), confidential };
}

/** By what the list is ordered, the largest first. */
function keyOf(order: Query["order"], standing: Standing, buyer: Buyer | undefined, outlooks: Outlooks | null): number {
  if (order === "index") return standing.index ?? -1;
  if (order === "last") return buyer?.days.at(-1) ?? -1;
  return outlooks === null || buyer === undefined ? -1 : (outlookOf(outlooks, buyer)[order] ?? -1);
}

function outlookOf({ alive, expected, value }: Outlooks, { place }: Buyer) {
  const worth = value?.[place] ?? Number.NaN;
  return { alive: alive[place]!, expected: expected[place]!, value: Number.isNaN(worth) ? null : worth };
}

/** A page of the list, names and contacts masked. */
export async function listCustomers(ctx: Context, { cursor, limit, ...query }: Query): Promise<Reply> {
  const at = Math.max(0, Math.trunc(decodeCursor<[number]>(cursor, ["number"])?.[0] ?? 0));
  const listing = await seekCustomers(ctx, query);
  const { sought, confidential, hasModel } = listing;
  return {
    items: await presentCustomers(ctx, listing, sought.slice(at, at + limit)),
    next: at + limit < sought.length ? encodeCursor([at + limit]) : null,
    total: sought.length,
    confidential,
    hasModel,
  };
}

export async function presentCustomers(ctx: Context, listing: Listing, page: readonly Standing[]): Promise<LoyalCustomer[]> {
  const ids = page.map(({ id }) => id);
  const [rows, names] = await Promise.all([
    ids.length === 0
      ? []
      : ctx.db
          .selectFrom("customers")
          .select(["id", "name", "phone", "email", "external_id"])
          .where("tenant_id", "=", ctx.tenantId)
          .where("id", "in", ids)
          .execute(),
    readNames(ctx),
  ]);
  const people = new Map(rows.map((row) => [row.id, row]));
  return page.map((one) => {
    const { standing, buyer, group, tier, outlook } = listing.of(one);
    const person = people.get(standing.id);
    const reach = person?.phone ?? person?.email ?? null;
    const isTold = !standing.isConfidential;
    const spent = buyer?.amounts.some((amount) => amount !== null)
      ? buyer.amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
      : null;
    return {
      id: standing.id,
      name: maskName(person?.name ?? person?.external_id ?? ""),
      reach: reach === null ? null : maskContact(reach),
      segment: standing.segmentId === null ? null : (names.segments.get(standing.segmentId) ?? null),
      unit: standing.unitId === null ? null : (names.units.get(standing.unitId) ?? null),
      purchases: buyer?.days.length ?? 0,
      spent,
      lastDay: buyer === undefined ? null : isoDateOf(buyer.days.at(-1)!),
      satisfaction: isTold ? standing.satisfaction : null,
      index: isTold ? standing.index : null,
      cell: isTold ? standing.cell : null,
      group: group ?? null,
      tier:
        tier === undefined
          ? null
          : {
              tier: tier.tier,
              was: tier.was,
              reason: tier.reason,
              belowSince: tier.belowSince,
              // an index over the whole organisation is for those who see the whole
              index: isTold && ctx.scope.units === null ? tier.index : null,
            },
      alive: outlook?.alive ?? null,
      expected: outlook?.expected ?? null,
      value: outlook?.value ?? null,
    };
  });
}
