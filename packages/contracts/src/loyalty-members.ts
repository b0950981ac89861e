import { z } from "zod";
import { day, instant, localText, pageOf, pageQuery } from "./common.js";
import { basis, cell, group, hidden, tier, where } from "./loyalty-parts.js";
import { route } from "./route.js";

const tierReason = z.enum(["REACHED", "FIRST_BELOW", "SECOND_BELOW", "WITHIN", "NOT_ENOUGH_DATA"]);

const listed = where.extend({
  cell: cell.optional(),
  group: group.optional(),
  tier: tier.optional(),
  order: z.enum(["expected", "value", "alive", "last", "index"]).default("last"),
});
const customer = z.object({
  id: z.uuid(),
  name: z.string(),
  reach: z.string().nullable(),
  segment: localText.nullable(),
  unit: localText.nullable(),
  purchases: z.number().int(),
  spent: z.number().nullable(),
  lastDay: day.nullable(),
  satisfaction: z.number().nullable(),
  index: z.number().nullable(),
  cell: cell.nullable(),
  group: group.nullable(),
  tier: z.object({ tier, was: tier.nullable(), reason: tierReason, belowSince: tier.nullable(), index: z.number().nullable() }).nullable(),
  /** chance of still buying, purchases in the next 12 months and what they bring; null without a model */
  alive: z.number().nullable(),
  expected: z.number().nullable(),
  value: z.number().nullable(),
});
export type LoyalCustomer = z.output<typeof customer>;

/** Tiers, and the customers behind a cell, a group or a tier. */
export const memberRoutes = {
  tiers: route({
    method: "GET",
    path: "/api/v1/loyalty/tiers",
    may: "figures:read",
    summary: "Gold, silver and regular after the last evaluation, and what every evaluation moved.",
    query: where,
    reply: z.object({
      basis,
      silverFrom: z.number(),
      goldFrom: z.number(),
      tiers: z.array(
        z.object({ tier, hidden, n: z.number().int().nullable(), share: z.number().nullable(), warned: z.number().int().nullable() }),
      ),
      evaluations: z.array(
        z.object({
          number: z.number().int(),
          asOf: day,
          modelVersion: z.number().int(),
          madeAt: instant,
          up: z.number().int().nullable(),
          down: z.number().int().nullable(),
          warned: z.number().int().nullable(),
          n: z.number().int().nullable(),
        }),
      ),
    }),
    errors: ["NOT_FOUND"],
  }),
  evaluateTiers: route({
    method: "POST",
    path: "/api/v1/loyalty/tiers",
    may: "targets:write",
    summary: "Evaluate the tiers of all customers with what is known up to a day: up at once, down after two evaluations below.",
    body: z.strictObject({ asOf: day }),
    reply: z.object({
      number: z.number().int(),
      up: z.number().int(),
      down: z.number().int(),
      warned: z.number().int(),
      n: z.number().int(),
    }),
    errors: ["INVALID_INPUT", "NOT_ALLOWED", "INVALID_STATE"],
  }),
  customers: route({
    method: "GET",
    path: "/api/v1/loyalty/customers",
    may: "voices:read",
    summary: "Customers behind a cell, a group or a tier, or by what is expected of them; names and contacts masked.",
    query: listed.extend(pageQuery),
    reply: pageOf(customer).extend({ total: z.number().int(), confidential: z.number().int(), hasModel: z.boolean() }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  exportCustomers: route({
    method: "GET",
    path: "/api/v1/loyalty/customers/export",
    may: "voices:read",
    summary: "The same list as CSV, masked; who took it is on record.",
    query: listed,
    reply: null,
    content: "text/csv",
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
};
