import type { api, LoyalCustomer } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { maskContact, maskName } from "../../platform/mask.js";
import { type Buyer, look, readBuyers, readNames } from "./buyers.js";
import type { Outlook } from "./fit-forecast.js";
import { readForecast } from "./forecast.js";
import { type Grouped, readGroups } from "./groups.js";
import { modelInForce } from "./model.js";
import { readStandings, type Standing } from "./standing.js";
import { type Membership, readMemberships } from "./tiers.js";

type Query = z.output<typeof api.loyalty.customers.query>;
export type ListQuery = Omit<Query, "cursor" | "limit">;
type Reply = z.input<typeof api.loyalty.customers.reply>;

export type Candidate = {
  readonly standing: Standing;
  readonly buyer: Buyer | undefined;
  readonly grouped: Grouped | undefined;
  readonly tier: Membership | undefined;
  readonly outlook: Outlook | undefined;
};
export type Listing = { readonly all: readonly Candidate[]; readonly confidential: number; readonly hasModel: boolean };

/**
 * The customers sought, in order. Whoever is in a cell only because of an answer that was promised to be confidential is counted and left
 * out; elsewhere such customers stand without score and cell.
 */
export async function seekCustomers(ctx: Context, query: ListQuery): Promise<Listing> {
  const looked = await look(ctx, query.unit);
  const [buyers, inForce, memberships] = await Promise.all([readBuyers(looked), modelInForce(ctx), readMemberships(ctx)]);
  const [standings, groups] = await Promise.all([readStandings(looked, inForce), readGroups(ctx, buyers)]);
  const needsModel = query.order === "expected" || query.order === "value" || query.order === "alive";
  const fit = needsModel ? (await readForecast(ctx, buyers, "bgNbd")).fit : null;
  const sought = standings
    .map(
      (standing): Candidate => ({
        standing,
        buyer: buyers.byId.get(standing.id),
        grouped: groups.get(standing.id),
        tier: memberships.get(standing.id),
        outlook: fit?.byCustomer.get(standing.id),
      }),
    )
    .filter(
      ({ standing, grouped, tier, outlook }) =>
        (query.cell === undefined || standing.cell === query.cell) &&
        (query.group === undefined || grouped?.group === query.group) &&
        (query.tier === undefined || tier?.tier === query.tier) &&
        (!needsModel || outlook !== undefined),
    );
  const isHeld = ({ standing }: Candidate) => standing.isConfidential && (query.cell !== undefined || query.order === "index");
  const listed = sought.filter((one) => !isHeld(one));
  const key = ({ standing, buyer, outlook }: Candidate): number => {
    if (query.order === "index") return standing.index ?? -1;
    if (query.order === "last") return buyer?.days.at(-1) ?? -1;
    return outlook?.[query.order] ?? -1;
  };
  return {
    all: listed.toSorted((a, b) => key(b) - key(a) || (a.standing.id < b.standing.id ? -1 : 1)),
    confidential: sought.length - listed.length,
    hasModel: fit !== null,
  };
}

/** A page of the list, names and contacts masked. */
export async function listCustomers(ctx: Context, { cursor, limit, ...query }: Query): Promise<Reply> {
  const at = Math.max(0, Math.trunc(decodeCursor<[number]>(cursor, ["number"])?.[0] ?? 0));
  const { all, confidential, hasModel } = await seekCustomers(ctx, query);
  const page = all.slice(at, at + limit);
  return {
    items: await presentCustomers(ctx, page),
    next: at + limit < all.length ? encodeCursor([at + limit]) : null,
    total: all.length,
    confidential,
    hasModel,
  };
}

export async function presentCustomers(ctx: Context, page: readonly Candidate[]): Promise<LoyalCustomer[]> {
  const ids = page.map(({ standing }) => standing.id);
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
  return page.map(({ standing, buyer, grouped, tier, outlook }) => {
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
      group: grouped?.group ?? null,
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
