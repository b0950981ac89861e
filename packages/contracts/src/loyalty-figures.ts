import { z } from "zod";
import { day, localText } from "./common.js";
import { indicatorName, loyaltyModel } from "./loyalty-model.js";
import { basis, cell, ends, group, hidden, where } from "./loyalty-parts.js";
import { route } from "./route.js";

/** Who comes back, how loyal customers are, and what may be expected of them. */
export const loyaltyFigures = {
  returning: route({
    method: "GET",
    path: "/api/v1/loyalty/returning",
    may: "figures:read",
    summary: "Who comes back, by how satisfied they were: repurchase after the answer, ratio of the top two bands, retention curves.",
    query: where.extend({ by: z.enum(["csat", "nps"]).default("csat"), days: z.coerce.number().int().min(7).max(730).default(90) }),
    reply: z.object({
      basis,
      by: z.enum(["csat", "nps"]),
      days: z.number().int(),
      /** customers with an answer who are not in the table, by reason */
      left: z.object({ notBuyers: z.number().int(), tooRecent: z.number().int() }),
      total: z.number().int().nullable(),
      bands: z.array(
        z.object({
          band: z.string(),
          hidden,
          n: z.number().int().nullable(),
          returned: z.number().int().nullable(),
          rate: z.number().nullable(),
          interval: ends.nullable(),
          /** purchases and spend per customer within the days */
          purchases: z.number().nullable(),
          spend: z.number().nullable(),
          /** share who gave 9 or 10 on recommendation, of those asked */
          promoters: z.number().nullable(),
        }),
      ),
      /** the best band against the next */
      ratio: z
        .object({
          above: z.string(),
          below: z.string(),
          ratio: z.number().nullable(),
          interval: ends.nullable(),
          difference: z.number(),
          differenceInterval: ends,
          p: z.number().nullable(),
        })
        .nullable(),
      curves: z.array(
        z.object({
          band: z.string(),
          n: z.number().int(),
          left: z.number().int(),
          points: z.array(
            z.object({
              day: z.number().int(),
              stayed: z.number(),
              low: z.number().nullable(),
              high: z.number().nullable(),
              atRisk: z.number().int(),
            }),
          ),
        }),
      ),
      /** whether the curves differ by more than chance (log-rank) */
      curvesP: z.number().nullable(),
    }),
    errors: ["NOT_FOUND"],
  }),
  groups: route({
    method: "GET",
    path: "/api/v1/loyalty/groups",
    may: "figures:read",
    summary: "Customers by how lately, how often and for how much they buy.",
    query: where,
    reply: z.object({
      basis,
      groups: z.array(
        z.object({
          group,
          hidden,
          n: z.number().int().nullable(),
          share: z.number().nullable(),
          recencyDays: z.number().nullable(),
          frequency: z.number().nullable(),
          monetary: z.number().nullable(),
        }),
      ),
      /** share with a second purchase day, and days between purchases */
      repeatRate: z.number().nullable(),
      repeatInterval: ends.nullable(),
      medianGapDays: z.number().nullable(),
      cohorts: z.array(z.object({ month: z.string(), customers: z.number().int(), active: z.array(z.number().int().nullable()) })),
    }),
    errors: ["NOT_FOUND"],
  }),
  index: route({
    method: "GET",
    path: "/api/v1/loyalty/index",
    may: "figures:read",
    summary: "The loyalty index: for which indicators there is data, how it is spread, and by segment and unit.",
    query: where,
    reply: z.object({
      basis,
      model: loyaltyModel,
      indicators: z.array(
        z.object({
          name: indicatorName,
          weight: z.number(),
          /** customers it is known of; null when too few to tell */
          n: z.number().int().nullable(),
          mean: z.number().nullable(),
          hasSource: z.boolean(),
        }),
      ),
      scored: z.number().int().nullable(),
      unscored: z.number().int().nullable(),
      mean: z.number().nullable(),
      interval: ends.nullable(),
      /** customers by ten points of the index */
      distribution: z.array(z.object({ from: z.number(), to: z.number(), n: z.number().int().nullable() })),
      rows: z.array(
        z.object({
          by: z.enum(["segment", "unit"]),
          id: z.number().int(),
          label: localText,
          hidden,
          n: z.number().int().nullable(),
          mean: z.number().nullable(),
          interval: ends.nullable(),
        }),
      ),
    }),
    errors: ["NOT_FOUND"],
  }),
  matrix: route({
    method: "GET",
    path: "/api/v1/loyalty/matrix",
    may: "figures:read",
    summary: "Attitude by behaviour: four cells that add up to all scored customers.",
    query: where,
    reply: z.object({
      basis,
      satisfaction: z.enum(["csat", "nps"]),
      satisfiedFrom: z.number(),
      behaviour: z.enum(["index", "purchases"]),
      loyalFrom: z.number(),
      scored: z.number().int().nullable(),
      /** what keeps the others out */
      noSatisfaction: z.number().int().nullable(),
      noBehaviour: z.number().int().nullable(),
      cells: z.array(z.object({ cell, hidden, n: z.number().int().nullable(), share: z.number().nullable(), interval: ends.nullable() })),
    }),
    errors: ["NOT_FOUND"],
  }),
  expected: route({
    method: "GET",
    path: "/api/v1/loyalty/expected",
    may: "figures:read",
    summary:
      "Expected purchases and value of the next 12 months: a buy-till-you-die model of the organisation's own purchases, checked on a hold-out.",
    query: where.extend({ model: z.enum(["bgNbd", "paretoNbd"]).default("bgNbd") }),
    reply: z.object({
      basis,
      model: z.enum(["bgNbd", "paretoNbd"]),
      /** why there is no model */
      refused: z
        .object({
          reason: z.enum(["FEW_BUYERS", "FEW_REPEATS", "SHORT_HISTORY", "NO_FIT"]),
          buyers: z.number().int().nullable(),
          repeatBuyers: z.number().int().nullable(),
          days: z.number().int(),
          needs: z.object({ buyers: z.number().int(), repeatBuyers: z.number().int(), days: z.number().int() }),
        })
        .nullable(),
      fit: z
        .object({
          parameters: z.array(z.object({ name: z.string(), value: z.number() })),
          logLikelihood: z.number(),
          buyers: z.number().int(),
          repeatBuyers: z.number().int(),
          /** buyers the parameters rest on: evenly drawn where there are very many */
          fittedOn: z.number().int(),
          spend: z
            .object({
              parameters: z.array(z.object({ name: z.string(), value: z.number() })),
              meanPerPurchase: z.number().nullable(),
              correlation: z.number().nullable(),
              isDoubtful: z.boolean(),
            })
            .nullable(),
          /** the next 12 months over all buyers */
          expected: z.number(),
          value: z.number().nullable(),
          meanAlive: z.number(),
          active: z.number().int(),
        })
        .nullable(),
      holdout: z
        .object({
          from: day,
          to: day,
          customers: z.number().int(),
          /** repeat purchases added up since the start of the hold-out */
          points: z.array(z.object({ on: day, planned: z.number(), actual: z.number().int() })),
          /** planned less actual, as a share of actual; null when nobody bought */
          error: z.number().nullable(),
        })
        .nullable(),
    }),
    errors: ["NOT_FOUND"],
  }),
};
