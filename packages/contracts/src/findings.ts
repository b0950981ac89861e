import { z } from "zod";
import { day, filters, instant, localText } from "./common.js";
import { statement } from "./figures.js";
import { route } from "./route.js";

const ends = z.object({ low: z.number(), high: z.number() });
const text = (most: number) => z.string().trim().min(1).max(most);

/** What a finding may rest on; the server computes the evidence from this question, nobody sends figures. */
const question = z.object({
  filters,
  outcome: z.string().max(60).default("nps"),
  method: z.enum(["relativeWeights", "shapley", "rankCorrelation"]).default("relativeWeights"),
  /** attribute codes; empty: all asked together with the outcome */
  drivers: z.array(z.string().max(60)).max(60).default([]),
});

/** Figures of one moment, with everything needed to read them later. */
const evidence = z.object({
  asOf: instant,
  statement,
  method: z.string(),
  n: z.number().int(),
  /** share, perPoint, correlation, mean, r2 · e, p, gap, ratio · better, worse, strength, questionable · before, after, chance · benchmark */
  figures: z.array(z.object({ code: z.string(), value: z.number().nullable(), interval: ends.nullable(), n: z.number().int() })),
  /** the words of one customer, masked, where the finding rests on them */
  quote: z.object({ voiceId: z.uuid(), words: z.string(), locale: z.string() }).optional(),
  /** the quadrant of the matrix or the Kano category, where there is one */
  place: z.string().nullable(),
  /** the place could be another one */
  isUncertain: z.boolean(),
  cautions: z.array(z.string()),
});
export type Evidence = z.output<typeof evidence>;

const finding = z.object({
  id: z.uuid(),
  /** voice: one customer said it · shift: indirect evidence changed its level · retest: a competitor newly offers it, so ask again which tier it belongs to */
  kind: z.enum(["driver", "gap", "kano", "shift", "retest", "voice"]),
  attribute: z.string(),
  label: localText,
  title: z.string(),
  unitId: z.number().int().nullable(),
  unitName: localText.nullable(),
  /** of a shift its series and first period, of a re-test the competitor */
  question: question.extend({ series: z.string().optional(), on: day.optional(), competitor: z.string().optional() }),
  evidence,
  note: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueOn: day.nullable(),
  state: z.enum(["proposed", "withdrawn"]),
  createdBy: z.string().nullable(),
  createdAt: instant,
  withdrawn: z.object({ by: z.string().nullable(), at: instant, reason: z.string() }).nullable(),
});
export type Finding = z.output<typeof finding>;

const params = z.object({ id: z.uuid() });
const plan = { note: z.string().max(2000).optional(), ownerId: z.string().max(100).nullish(), dueOn: day.nullish() };

export const findings = {
  list: route({
    method: "GET",
    path: "/api/v1/findings",
    may: "figures:read",
    summary: "Findings whose evidence lies within scope, newest first, with the figures as they stood.",
    query: z.object({ state: z.enum(["proposed", "withdrawn", "all"]).default("proposed") }),
    reply: z.object({ items: z.array(finding) }),
    errors: [],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/findings/:id",
    may: "figures:read",
    summary: "One finding with its frozen evidence, and the same question asked again of as many days that end today.",
    params,
    reply: z.object({ finding, current: evidence.nullable() }),
    errors: ["NOT_FOUND", "SCALE_MISMATCH"],
  }),
  create: route({
    method: "POST",
    path: "/api/v1/findings",
    may: "findings:write",
    summary: "Freeze the evidence for an attribute as a finding to act on.",
    body: z.strictObject({ kind: z.enum(["driver", "gap", "kano"]), attribute: text(60), title: text(200), question, ...plan }),
    reply: finding,
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  ofVoice: route({
    method: "POST",
    path: "/api/v1/voices/:id/finding",
    may: "findings:write",
    summary: "Start from what one customer said: the words, masked, and how many say the same are frozen.",
    params,
    body: z.strictObject({ title: text(200), ...plan }),
    reply: finding,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE"],
  }),
  plan: route({
    method: "PATCH",
    path: "/api/v1/findings/:id",
    may: "findings:write",
    summary: "Name owner, due day and note; the evidence stays as it is.",
    params,
    body: z.strictObject(plan),
    reply: finding,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE"],
  }),
  withdraw: route({
    method: "POST",
    path: "/api/v1/findings/:id/withdraw",
    may: "findings:write",
    summary: "Withdraw a finding, with the reason; it stays readable.",
    params,
    body: z.strictObject({ reason: text(500) }),
    reply: finding,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE"],
  }),
  owners: route({
    method: "GET",
    path: "/api/v1/findings/owners",
    may: "findings:write",
    summary: "People who may own a finding here.",
    reply: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    errors: [],
  }),
};
