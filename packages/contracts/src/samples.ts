import { z } from "zod";
import { day, idNumber, instant, localText, pageOf, pageQuery } from "./common.js";
import { route } from "./route.js";

/** By which the people of a frame can be told apart; `parent` is the unit above theirs, `stratum` a column of the file. */
const grouping = z.enum(["unit", "parent", "segment", "stratum"]);
export type SampleGrouping = z.output<typeof grouping>;

/** Why somebody of the source is not in the frame; the first that holds is counted. */
const exclusionReason = z.enum(["other_unit", "no_contact", "employee", "opted_out", "open_case", "invited", "duplicate"]);
export type SampleExclusion = z.output<typeof exclusionReason>;

const contact = z.enum(["any", "phone", "email"]);
const people = z.int().min(0).max(1_000_000);

/** How people are drawn. Numbers that do not fit the frame are refused in words. */
export const sampleDesign = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("census") }),
  z.strictObject({ method: z.literal("simple"), n: people }),
  /** every k-th of the frame put in this order */
  z.strictObject({ method: z.literal("systematic"), n: people, order: z.union([z.literal("frame"), grouping]) }),
  z.strictObject({
    method: z.literal("stratified"),
    n: people,
    by: grouping,
    /** `minimum` is in proportion, with at least so many in every stratum */
    allocation: z.enum(["proportional", "equal", "minimum", "neyman"]),
    minimum: people.optional(),
    /** how much answers vary in each stratum, by its code; for `neyman` */
    deviations: z.record(z.string().max(80), z.number()).optional(),
  }),
  z.strictObject({ method: z.literal("cluster"), by: grouping, clusters: people }),
  z.strictObject({
    method: z.literal("two_stage"),
    by: grouping,
    clusters: people,
    perCluster: people,
    /** `size`: a cluster's chance follows its people */
    chance: z.enum(["equal", "size"]),
  }),
]);
export type SampleDesign = z.output<typeof sampleDesign>;

const drawing = z.strictObject({
  design: sampleDesign,
  /** the random start; without one a new one is made */
  seed: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
});

const group = z.object({
  code: z.string(),
  /** null: people of whom it is not known */
  label: localText.nullable(),
  /** people of the frame */
  population: z.number().int(),
  /** before rounding; null where the method does not allocate */
  exact: z.number().nullable(),
  /** people drawn; null where chance decides it */
  n: z.number().int().nullable(),
  rate: z.number().nullable(),
});
export type SampleGroup = z.output<typeof group>;

const summary = z.object({
  id: z.uuid(),
  title: z.string(),
  source: z.enum(["customers", "file"]),
  framedOn: day,
  frameN: z.number().int(),
  method: z.string().nullable(),
  drawnN: z.number().int().nullable(),
  survey: z.object({ id: z.number().int(), title: localText }).nullable(),
  invited: z.number().int(),
  createdAt: instant,
});
export type SampleSummary = z.output<typeof summary>;

const coverage = z.object({
  dimension: z.enum(["unit", "segment"]),
  source: z.string(),
  version: z.number().int(),
  asOf: day,
  levels: z.array(
    z.object({
      label: localText,
      /** people known to be there */
      people: z.number(),
      n: z.number().int(),
      share: z.number().nullable(),
    }),
  ),
  /** people of the frame that fall under none of them */
  outside: z.number().int(),
});

const detail = summary.extend({
  fileName: z.string().nullable(),
  createdBy: z.string().nullable(),
  filters: z.object({ unit: localText.nullable(), segment: localText.nullable(), contact, restDays: z.number().int() }),
  sourceN: z.number().int(),
  /** with the frame they add up to the source */
  exclusions: z.array(z.object({ reason: exclusionReason, n: z.number().int() })),
  /** what the frame can be told apart by, and into how many parts */
  groupings: z.array(z.object({ by: grouping, groups: z.array(group.pick({ code: true, label: true, population: true })) })),
  coverage: z.array(coverage),
  drawn: z
    .object({
      design: sampleDesign,
      seed: z.string(),
      /** of systematic selection, in positions from 0 */
      start: z.number().nullable(),
      n: z.number().int(),
      at: instant,
      by: z.string().nullable(),
      /** how often this frame was drawn from */
      draws: z.number().int(),
      lowest: z.number(),
      highest: z.number(),
      /** Σ 1/probability: how many people the sample stands for */
      weight: z.number(),
      grouping: grouping.nullable(),
      groups: z.array(group),
    })
    .nullable(),
  /** how the invitations of this sample stand; null until somebody was invited */
  fieldwork: z
    .object({
      linkId: z.uuid().nullable(),
      since: instant,
      invited: z.number().int(),
      /** null where an anonymous survey hides fewer than the threshold */
      answered: z.number().int().nullable(),
      /** answers / invited */
      share: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
      optedOut: z.number().int(),
      /** turned away, because enough people like them had answered */
      quotaFull: z.number().int(),
    })
    .nullable(),
});
export type SampleDetail = z.output<typeof detail>;

const person = z.object({
  position: z.number().int(),
  externalId: z.string().nullable(),
  /** masked */
  name: z.string().nullable(),
  /** masked */
  reach: z.string().nullable(),
  unit: localText.nullable(),
  segment: localText.nullable(),
  stratum: z.string().nullable(),
  probability: z.number(),
  invited: z.boolean(),
});
export type SamplePerson = z.output<typeof person>;

const column = z.object({ name: z.string(), samples: z.array(z.string()) });
/** Which column of the file holds what, by the column's place from 0. */
const columns = z.strictObject({
  externalId: z.int().min(0).max(200).nullable().default(null),
  name: z.int().min(0).max(200).nullable().default(null),
  phone: z.int().min(0).max(200).nullable().default(null),
  email: z.int().min(0).max(200).nullable().default(null),
  unit: z.int().min(0).max(200).nullable().default(null),
  segment: z.int().min(0).max(200).nullable().default(null),
  stratum: z.int().min(0).max(200).nullable().default(null),
});
export type SampleColumns = z.output<typeof columns>;

const asked = {
  title: z.string().trim().min(1).max(100),
  /** how they are to be reached; whoever cannot be is counted and left out */
  contact: contact.default("any"),
  /** whoever was invited within so many days is left out; 0 asks nobody to rest */
  restDays: z.int().min(0).max(365).default(30),
};
/** The field `plan` of the form that brings a file, as JSON. */
export const sampleFilePlan = z.strictObject({ ...asked, asOf: day, columns });
export type SampleFilePlan = z.output<typeof sampleFilePlan>;

const id = z.object({ id: z.uuid() });
const refusals = ["INVALID_INPUT", "NOT_FOUND"] as const;
const fileRefusals = ["INVALID_INPUT", "UNREADABLE_FILE", "TOO_LARGE"] as const;

export const samples = {
  list: route({
    method: "GET",
    path: "/api/v1/samples",
    may: "fieldwork:read",
    summary: "Samples, newest first.",
    query: z.object(pageQuery),
    reply: pageOf(summary),
    errors: [],
  }),
  fromCustomers: route({
    method: "POST",
    path: "/api/v1/samples",
    may: "fieldwork:write",
    summary: "A frame from the register of customers, as of today; everybody left out is counted with the reason.",
    body: z.strictObject({ ...asked, unit: idNumber.nullable().default(null), segment: z.int().max(32_767).nullable().default(null) }),
    reply: detail,
    errors: refusals,
  }),
  /** multipart/form-data, one field `file` */
  readFile: route({
    method: "POST",
    path: "/api/v1/samples/read-file",
    may: "fieldwork:write",
    summary: "The columns of a list of people and what they seem to hold; stores nothing.",
    reply: z.object({ fileName: z.string(), rows: z.number().int(), columns: z.array(column), guess: columns }),
    errors: fileRefusals,
  }),
  /** multipart/form-data: a field `plan` as JSON, then the field `file` */
  fromFile: route({
    method: "POST",
    path: "/api/v1/samples/file",
    may: "fieldwork:write",
    summary: "A frame from a list of people; a file with a bad row is refused with the row's number.",
    reply: detail,
    errors: fileRefusals,
  }),
  get: route({
    method: "GET",
    path: "/api/v1/samples/:id",
    may: "fieldwork:read",
    summary: "One sample: its frame, who was left out, coverage, how it was drawn, how its invitations stand.",
    params: id,
    reply: detail,
    errors: ["NOT_FOUND"],
  }),
  preview: route({
    method: "POST",
    path: "/api/v1/samples/:id/preview",
    may: "fieldwork:read",
    summary: "What a design would draw from each stratum; draws nobody.",
    params: id,
    body: z.strictObject({ design: sampleDesign }),
    reply: z.object({ frameN: z.number().int(), n: z.number(), isExpected: z.boolean(), groups: z.array(group) }),
    errors: refusals,
  }),
  draw: route({
    method: "POST",
    path: "/api/v1/samples/:id/draw",
    may: "fieldwork:write",
    summary: "Draw people from the frame; the same frame and start give the same people. Not after somebody was invited.",
    params: id,
    body: drawing,
    reply: detail,
    errors: [...refusals, "INVALID_STATE"],
  }),
  undo: route({
    method: "POST",
    path: "/api/v1/samples/:id/undo",
    may: "fieldwork:write",
    summary: "Take the drawing back; the frame stays. Not after somebody was invited.",
    params: id,
    reply: detail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  remove: route({
    method: "DELETE",
    path: "/api/v1/samples/:id",
    may: "fieldwork:write",
    summary: "Discard a sample with its frame and the people in it. Not after somebody was invited.",
    params: id,
    reply: z.object({ removed: z.boolean() }),
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  people: route({
    method: "GET",
    path: "/api/v1/samples/:id/people",
    may: "fieldwork:read",
    summary: "Who was drawn, in the order of the frame, names and contacts masked.",
    params: id,
    query: z.object({ ...pageQuery, group: z.string().max(80).optional() }),
    reply: pageOf(person),
    errors: ["NOT_FOUND"],
  }),
  file: route({
    method: "GET",
    path: "/api/v1/samples/:id/file",
    may: "voices:identify",
    summary: "The drawn people with names, contacts, chances and weights as CSV; leaves an entry in the audit log.",
    params: id,
    reply: null,
    content: "text/csv",
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  invite: route({
    method: "POST",
    path: "/api/v1/samples/:id/invitations",
    may: "surveys:publish",
    summary:
      "A personal survey link for everybody drawn who may still be asked, as CSV; a link made again replaces the open one, in an anonymous survey there is one for each.",
    params: id,
    body: z.strictObject({ surveyId: idNumber, linkId: z.uuid() }),
    reply: null,
    content: "text/csv",
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
};
