import { z } from "zod";
import { day, idNumber, instant, localText, narrowedPageQuery, pageOf, productName, shortNumber, smallId } from "./common.js";
import { route } from "./route.js";

export const CONTACT_CHANNELS = ["phone", "visit", "wechat", "chat", "email", "letter", "fax"] as const;
const channel = z.enum(CONTACT_CHANNELS);
const consent = z.enum(["none", "spoken", "written", "recorded"]);
const purpose = z.enum(["enquiry", "request", "care", "sales", "delivery", "complaint", "other"]);

export const contactRecord = z.object({
  id: z.uuid(),
  channel,
  direction: z.enum(["in", "out"]),
  purpose,
  touchpoint: localText.nullable(),
  product: z.string().nullable(),
  /** personal data in it is masked, as in the promise */
  content: z.string(),
  /** masked */
  customer: z.string().nullable(),
  reach: z.string().nullable(),
  /** whether this reader may ask for the original */
  mayUnmask: z.boolean(),
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  employee: z.string().nullable(),
  consent,
  promise: z.string().nullable(),
  promiseDue: day.nullable(),
  promiseDoneAt: instant.nullable(),
  voiceId: z.uuid().nullable(),
  occurredAt: instant,
});
export type ContactRecord = z.output<typeof contactRecord>;

const person = z.strictObject({
  name: z.string().trim().max(100).optional(),
  phone: z.string().trim().max(40).optional(),
  email: z.email().max(200).optional(),
});
const id = z.object({ id: z.uuid() });

export const contacts = {
  list: route({
    method: "GET",
    path: "/api/v1/contacts",
    may: "cases:read",
    summary: "Conversations with customers, newest first; promises still open can be listed alone.",
    query: z.object({
      ...narrowedPageQuery,
      view: z.enum(["all", "promises"]).default("all"),
      channel: channel.optional(),
      /** one record alone */
      record: z.uuid().optional(),
    }),
    reply: pageOf(contactRecord).extend({ promises: z.number().int(), late: z.number().int() }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  customers: route({
    method: "GET",
    path: "/api/v1/contacts/customers",
    may: "cases:work",
    summary: "Look a customer up by number, phone or e-mail, whole; names and numbers come back masked.",
    query: z.object({ text: z.string().trim().min(3).max(200) }),
    reply: z.object({
      items: z.array(z.object({ id: z.uuid(), name: z.string(), reach: z.string().nullable(), segment: localText.nullable() })),
    }),
    errors: ["INVALID_INPUT"],
  }),
  employees: route({
    method: "GET",
    path: "/api/v1/contacts/employees",
    may: "cases:work",
    summary: "Who may have led the conversation: employees of the units in scope.",
    query: z.object({ unit: smallId }),
    reply: z.object({ items: z.array(z.object({ id: z.number().int(), name: z.string() })) }),
    errors: ["NOT_FOUND"],
  }),
  log: route({
    method: "POST",
    path: "/api/v1/contacts",
    may: "cases:work",
    summary: "Log a conversation; what the customer said becomes a voice, a promise a dated next step.",
    body: z.strictObject({
      clientKey: z.string().min(8).max(100),
      unitId: idNumber,
      channel,
      direction: z.enum(["in", "out"]),
      purpose,
      content: z.string().trim().min(1).max(4000),
      /** in the customer's words; becomes a voice */
      said: z.string().max(8000).optional(),
      customerId: z.uuid().optional(),
      person: person.optional(),
      promise: z.string().trim().max(500).optional(),
      promiseDue: day.optional(),
      employeeId: idNumber.optional(),
      touchpointId: shortNumber.optional(),
      product: productName.optional(),
      consent,
      askedForAnswer: z.boolean().default(false),
      occurredAt: instant.optional(),
      locale: z.enum(["zh-CN", "en"]),
    }),
    reply: contactRecord,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  unmask: route({
    method: "POST",
    path: "/api/v1/contacts/:id/unmasked",
    may: "cases:work",
    summary:
      "A conversation as it was logged and how to reach the customer, for who logged it, while a promise is open, or who may identify customers; leaves an entry in the audit log.",
    params: id,
    reply: contactRecord,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  keepPromise: route({
    method: "POST",
    path: "/api/v1/contacts/:id/kept",
    may: "cases:work",
    summary: "The promise has been kept.",
    params: id,
    reply: contactRecord,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  transcript: route({
    method: "POST",
    path: "/api/v1/contacts/transcripts",
    may: "cases:work",
    summary:
      "Bring a transcript in: speakers are told apart, one voice per turn of the customer or per conversation. `try` stores nothing.",
    body: z.strictObject({
      clientKey: z.string().min(8).max(100),
      kind: z.enum(["call", "chat", "email"]),
      text: z.string().min(1).max(200_000),
      customer: z.string().trim().max(60).optional(),
      per: z.enum(["turn", "thread"]),
      unitId: idNumber,
      touchpointId: shortNumber.optional(),
      product: productName.optional(),
      customerId: z.uuid().optional(),
      /** how the customer can be reached; who is known by it is found in the register */
      person: person.optional(),
      occurredAt: instant.optional(),
      locale: z.enum(["zh-CN", "en"]),
      try: z.boolean().default(false),
    }),
    reply: z.object({
      turns: z.array(z.object({ speaker: z.string(), side: z.enum(["customer", "staff", "unknown"]), text: z.string() })),
      voices: z.number().int(),
      stored: z.number().int(),
      unchanged: z.number().int(),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};
