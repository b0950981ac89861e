import { z } from "zod";
import { day, instant, localText, smallId } from "./common.js";
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
  code: z.enum([
    "NO_CUSTOMER",
    "UNKNOWN_CUSTOMER",
    "NO_DAY",
    "FUTURE_DAY",
    "BAD_AMOUNT",
    "NO_UNIT",
    "UNKNOWN_UNIT",
    "UNCLEAR_KIND",
    "OTHER_ORDER",
  ]),
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

/** Purchases: by file, looked at before it is taken, or by route. */
export const purchaseRoutes = {
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
};
