import { z } from "zod";
import { day, instant, localText, pageOf, pageQuery, smallId } from "./common.js";
import { route } from "./route.js";

const fault = z.object({ "zh-CN": z.string(), en: z.string() });
/** What a column of a purchase file may hold. */
const role = z.enum(["customer", "contact", "order", "day", "amount", "unit", "kind"]);
export type PurchaseRole = z.output<typeof role>;
const dateFormat = z.enum(["iso", "ymd", "dmy", "mdy", "excel"]);

const mapping = z.strictObject({
  /** per role the name of its column; customer or contact, and day, are needed */
  columns: z.partialRecord(role, z.string().max(200)),
  dateFormat: dateFormat.default("iso"),
  /** stands for the unit where no column tells it */
  unit: smallId.optional(),
  /** customers nobody has heard of are added to the register instead of being refused */
  addCustomers: z.boolean().default(false),
});
export type PurchaseMapping = z.output<typeof mapping>;

const reject = z.object({
  /** as a person counts: the header is row 1 */
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: z.enum(["NO_CUSTOMER", "UNKNOWN_CUSTOMER", "NO_DAY", "FUTURE_DAY", "BAD_AMOUNT", "NO_UNIT", "UNKNOWN_UNIT", "UNCLEAR_KIND"]),
  message: fault,
});
const file = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(["uploaded", "taken", "undone"]),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()), role: role.nullable() })),
  mapping,
  rowsRead: z.number().int(),
  accepted: z.number().int(),
  /** known by their order number already, not counted twice */
  known: z.number().int(),
  /** of the accepted: returns and refunds */
  returns: z.number().int(),
  rejected: z.number().int(),
  rejects: z.array(reject),
  addedCustomers: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type PurchaseFile = z.output<typeof file>;
const trial = z.object({
  rows: z.number().int(),
  accepted: z.number().int(),
  known: z.number().int(),
  returns: z.number().int(),
  rejected: z.number().int(),
  unknownCustomers: z.number().int(),
  rejects: z.array(reject),
  preview: z.array(
    z.object({
      row: z.number().int(),
      kind: z.enum(["purchase", "return"]),
      day,
      amount: z.number().nullable(),
      unit: localText.nullable(),
      order: z.string().nullable(),
    }),
  ),
});
export type PurchaseTrial = z.output<typeof trial>;

/** What every figure of the page rests on. */
const basis = z.object({
  customers: z.number().int(),
  purchases: z.number().int(),
  /** returned in full, and returns without an order of ours: neither counts */
  returned: z.number().int(),
  from: day.nullable(),
  until: day.nullable(),
  hasAmounts: z.boolean(),
  modelVersion: z.number().int(),
  asOf: instant,
  k: z.number().int(),
});
export type LoyaltyBasis = z.output<typeof basis>;
const ends = z.object({ low: z.number(), high: z.number() });
const where = z.object({ unit: smallId.optional() });

/** `null` figures with a `hidden`: too few customers, or they could be told from the others */
const hidden = z.enum(["SMALL", "COMPLEMENTARY"]).nullable();

const indicatorName = z.enum(["repeatPurchases", "choosingTime", "priceSensitivity", "competitorAttraction", "incidentTolerance"]);
export type LoyaltyIndicatorName = z.output<typeof indicatorName>;
const source = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("purchases") }),
  /** whether the customer came back within so many days of an incident */
  z.strictObject({ from: z.literal("cases"), days: z.number().int().min(7).max(730) }),
  z.strictObject({ from: z.literal("question"), survey: z.number().int().min(1).max(2_000_000_000), part: z.string().min(1).max(120) }),
  z.strictObject({ from: z.literal("attribute"), code: z.string().min(1).max(60) }),
]);
export type LoyaltySource = z.output<typeof source>;
const indicator = z.strictObject({
  weight: z.number().min(0).max(100),
  /** raw values that score 0 and 100 */
  disloyal: z.number().min(-1e6).max(1e6),
  loyal: z.number().min(-1e6).max(1e6),
  source: source.nullable(),
});
const indicators = z.strictObject({
  repeatPurchases: indicator,
  choosingTime: indicator,
  priceSensitivity: indicator,
  competitorAttraction: indicator,
  incidentTolerance: indicator,
});
export const loyaltyModel = z.strictObject({
  /** days looked back for repeat purchases and for answers */
  days: z.number().int().min(28).max(1095),
  satisfaction: z.enum(["csat", "nps"]),
  satisfiedFrom: z.number().min(0).max(10),
  /** what stands for behaviour in the matrix: the index, or repeat purchases alone */
  behaviour: z.enum(["index", "purchases"]),
  loyalFrom: z.number().min(0).max(100),
  silverFrom: z.number().min(0).max(100),
  goldFrom: z.number().min(0).max(100),
  indicators,
});
export type LoyaltyModel = z.output<typeof loyaltyModel>;

const cell = z.enum(["trueLoyalty", "atRisk", "captive", "neither"]);
export type LoyaltyCellName = z.output<typeof cell>;
const group = z.enum(["best", "promising", "needsAttention", "atRisk", "lapsed"]);
export type RfmGroupName = z.output<typeof group>;
const tier = z.enum(["gold", "silver", "regular"]);
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

export const loyalty = {
  addPurchases: route({
    method: "POST",
    path: "/api/v1/loyalty/purchases",
    may: "imports:run",
    summary: "Purchases and returns from another system; one with a known order number is not counted twice.",
    body: z.strictObject({
      purchases: z
        .array(
          z.strictObject({
            orderNumber: z.string().trim().min(1).max(80),
            kind: z.enum(["purchase", "return"]).default("purchase"),
            /** number of the customer in your system, a phone or an e-mail */
            customer: z.string().trim().min(1).max(200),
            on: day,
            amount: z.number().min(0).max(1e12).optional(),
            unitCode: z.string().max(40).optional(),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          orderNumber: z.string(),
          status: z.enum(["stored", "known", "rejected"]),
          message: fault.optional(),
        }),
      ),
    }),
    errors: [],
  }),
  files: route({
    method: "GET",
    path: "/api/v1/loyalty/files",
    may: "imports:run",
    summary: "Files of purchases, newest first.",
    reply: z.object({ items: z.array(file) }),
    errors: [],
  }),
  /** multipart/form-data, one field `file` */
  uploadFile: route({
    method: "POST",
    path: "/api/v1/loyalty/files",
    may: "imports:run",
    summary: "Upload a CSV or XLSX file of purchases; the reply says what was recognised. Nothing is counted yet.",
    reply: file,
    errors: ["UNREADABLE_FILE", "TOO_LARGE", "INVALID_INPUT"],
  }),
  tryFile: route({
    method: "POST",
    path: "/api/v1/loyalty/files/:id/try",
    may: "imports:run",
    summary: "Read the whole file with these columns and store nothing: what would be taken, what refused and why.",
    params: z.object({ id: z.uuid() }),
    body: mapping,
    reply: trial,
    errors: ["NOT_FOUND", "INVALID_INPUT", "INVALID_STATE", "UNREADABLE_FILE"],
  }),
  takeFile: route({
    method: "POST",
    path: "/api/v1/loyalty/files/:id/take",
    may: "imports:run",
    summary: "Take the file in, as a whole or not at all.",
    params: z.object({ id: z.uuid() }),
    body: mapping,
    reply: file,
    errors: ["NOT_FOUND", "INVALID_INPUT", "INVALID_STATE", "UNREADABLE_FILE"],
  }),
  undoFile: route({
    method: "POST",
    path: "/api/v1/loyalty/files/:id/undo",
    may: "imports:run",
    summary: "Take a whole file back: its purchases, and customers that came with it alone.",
    params: z.object({ id: z.uuid() }),
    reply: file,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
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
  model: route({
    method: "GET",
    path: "/api/v1/loyalty/model",
    may: "figures:read",
    summary: "Cut-points, weights, sources and thresholds in force, what may be chosen, and every version before.",
    reply: z.object({
      version: z.number().int(),
      model: loyaltyModel,
      choices: z.array(
        z.object({
          source,
          label: localText,
          survey: localText.nullable(),
          min: z.number(),
          max: z.number(),
          /** answers with a customer; null when too few to tell */
          n: z.number().int().nullable(),
        }),
      ),
      versions: z.array(z.object({ version: z.number().int(), changedBy: z.string().nullable(), changedAt: instant, model: loyaltyModel })),
    }),
    errors: [],
  }),
  saveModel: route({
    method: "POST",
    path: "/api/v1/loyalty/model",
    may: "analysis:write",
    summary: "Save cut-points, weights, sources and thresholds as a new version.",
    body: z.strictObject({ after: z.number().int().min(0).max(2_000_000_000), model: loyaltyModel }),
    reply: z.object({ version: z.number().int() }),
    errors: ["INVALID_INPUT", "CONFLICT", "NOT_ALLOWED"],
  }),
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
