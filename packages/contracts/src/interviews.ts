import { z } from "zod";
import { day, idNumber, instant, locale, localText, pageOf, pageQuery, productName, shortNumber, smallId } from "./common.js";
import { route } from "./route.js";

const key = z.string().regex(/^[a-z0-9_-]{1,40}$/);

export const guideQuestion = z.strictObject({ key, text: localText, probes: z.array(localText).max(10) });
export type GuideQuestion = z.output<typeof guideQuestion>;

export const guide = z.object({
  id: z.number().int(),
  title: localText,
  purpose: localText,
  questions: z.array(guideQuestion),
  revision: z.number().int(),
  interviews: z.number().int(),
});
export type InterviewGuide = z.output<typeof guide>;

const quote = z.strictObject({ id: key, question: key, text: z.string().trim().min(1).max(2000) });

export const interview = z.object({
  id: z.uuid(),
  guide: z.object({ id: z.number().int(), title: localText }),
  unit: z.object({ id: z.number().int(), name: localText }),
  /** masked */
  who: z.string(),
  purpose: z.string(),
  touchpoint: localText.nullable(),
  product: z.string().nullable(),
  plannedAt: instant,
  interviewer: z.string(),
  locale,
  state: z.enum(["planned", "finished", "cancelled"]),
  consent: z.enum(["given", "refused"]).nullable(),
  minutes: z.number().int().nullable(),
  cost: z.number().nullable(),
  quotesN: z.number().int(),
  finishedAt: instant.nullable(),
});
export type Interview = z.output<typeof interview>;

/** Agreement of two coders: on the quotes both have coded. */
export const agreement = z.object({
  n: z.number().int(),
  coders: z.array(z.string()),
  /** null when nothing was coded twice, or chance alone would agree fully */
  kappa: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  observed: z.number().nullable(),
  expected: z.number().nullable(),
  disagreements: z.array(
    z.object({
      interviewId: z.uuid(),
      quoteId: z.string(),
      text: z.string(),
      codes: z.array(z.object({ coder: z.string(), code: z.string() })),
    }),
  ),
});

const detail = interview.extend({
  questions: z.array(guideQuestion),
  /** personal data in notes and quotes is masked */
  notes: z.record(z.string(), z.string()),
  quotes: z.array(quote),
  /** whether something in them is masked */
  isMasked: z.boolean(),
  /** whether this reader may ask for the original: the interviewer, and who may identify customers */
  mayUnmask: z.boolean(),
  recording: z.string().nullable(),
  revision: z.number().int(),
  myCodes: z.record(z.string(), z.string()),
  codes: z.array(z.string()),
  /** themes of the code book, with the topic each stands for */
  themes: z.array(z.object({ code: z.string(), topic: z.number().int().nullable() })),
});

export const interviews = {
  guides: route({
    method: "GET",
    path: "/api/v1/guides",
    may: "fieldwork:read",
    summary: "Interview guides.",
    reply: z.object({ items: z.array(guide) }),
    errors: [],
  }),
  createGuide: route({
    method: "POST",
    path: "/api/v1/guides",
    may: "fieldwork:write",
    summary: "Write an interview guide.",
    body: z.strictObject({ title: localText, purpose: localText, questions: z.array(guideQuestion).min(1).max(40) }),
    reply: z.object({ id: z.number().int() }),
    errors: ["INVALID_INPUT"],
  }),
  saveGuide: route({
    method: "PUT",
    path: "/api/v1/guides/:id",
    may: "fieldwork:write",
    summary: "Change a guide; interviews already planned keep their questions.",
    params: z.object({ id: smallId }),
    body: z.strictObject({
      revision: idNumber,
      title: localText,
      purpose: localText,
      questions: z.array(guideQuestion).min(1).max(40),
    }),
    reply: z.object({ revision: z.number().int() }),
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_INPUT"],
  }),
  list: route({
    method: "GET",
    path: "/api/v1/interviews",
    may: "fieldwork:read",
    summary: "Interviews within scope, latest plan first.",
    query: z.object({ ...pageQuery, guide: smallId.optional() }),
    reply: pageOf(interview),
    errors: ["INVALID_INPUT"],
  }),
  plan: route({
    method: "POST",
    path: "/api/v1/interviews",
    may: "fieldwork:write",
    summary: "Plan an interview: who, when, where, what for.",
    body: z.strictObject({
      guide: idNumber,
      unitId: idNumber,
      who: z.string().trim().min(1).max(200),
      customer: z.string().trim().max(80).optional(),
      purpose: z.string().trim().min(1).max(500),
      touchpointId: shortNumber.optional(),
      product: productName.optional(),
      plannedAt: instant,
      locale,
    }),
    reply: z.object({ id: z.uuid() }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  read: route({
    method: "GET",
    path: "/api/v1/interviews/:id",
    may: "fieldwork:read",
    summary: "One interview with notes, quotes and what this reader coded.",
    params: z.object({ id: z.uuid() }),
    reply: detail,
    errors: ["NOT_FOUND"],
  }),
  unmask: route({
    method: "POST",
    path: "/api/v1/interviews/:id/unmasked",
    may: "fieldwork:read",
    summary: "An interview as it was written, with who was asked; leaves an entry in the audit log.",
    params: z.object({ id: z.uuid() }),
    reply: detail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  save: route({
    method: "PUT",
    path: "/api/v1/interviews/:id",
    may: "fieldwork:write",
    summary: "Consent, notes, quotes, minutes, cost. A recording is refused without consent.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      revision: idNumber,
      consent: z.enum(["given", "refused"]).nullable(),
      recording: z.string().trim().max(300).nullable(),
      notes: z.record(key, z.string().max(10_000)),
      quotes: z.array(quote).max(200),
      minutes: z.number().int().min(1).max(1440).nullable(),
      cost: z.number().min(0).max(10_000_000).nullable(),
    }),
    reply: z.object({ revision: z.number().int() }),
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_STATE", "INVALID_INPUT", "NO_CONSENT"],
  }),
  finish: route({
    method: "POST",
    path: "/api/v1/interviews/:id/finish",
    may: "fieldwork:write",
    summary: "Finish: the interview becomes one voice of its quotes, or of its notes. Its own text stays as written.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ words: z.enum(["quotes", "notes"]) }),
    reply: z.object({ voiceId: z.uuid() }),
    errors: ["NOT_FOUND", "INVALID_STATE", "INVALID_INPUT"],
  }),
  cancel: route({
    method: "POST",
    path: "/api/v1/interviews/:id/cancel",
    may: "fieldwork:write",
    summary: "Cancel a planned interview.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({}),
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  code: route({
    method: "PUT",
    path: "/api/v1/interviews/:id/codes",
    may: "fieldwork:write",
    summary:
      "This reader's themes, one for each quote; two coders do not see each other's. A theme chosen from the tree of topics counts as a mention of it.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      codes: z.record(key, z.string().trim().min(1).max(60)),
      /** topics that themes among the codes were chosen by */
      topics: z.record(z.string().trim().min(1).max(60), shortNumber).default({}),
    }),
    reply: z.object({ coded: z.number().int() }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  themes: route({
    method: "GET",
    path: "/api/v1/interviews/themes",
    may: "fieldwork:read",
    summary: "The code book: themes in use within scope, the topic each stands for, and how often each was given.",
    reply: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          topic: z.object({ id: z.number().int(), name: localText }).nullable(),
          quotes: z.number().int(),
          interviews: z.number().int(),
          coders: z.number().int(),
        }),
      ),
    }),
    errors: [],
  }),
  changeTheme: route({
    method: "POST",
    path: "/api/v1/interviews/themes",
    may: "fieldwork:write",
    summary: "Rename a theme for all coders, or tie it to a topic. A name that is in use joins the two.",
    body: z.strictObject({
      code: z.string().trim().min(1).max(60),
      name: z.string().trim().min(1).max(60),
      topic: shortNumber.nullable(),
    }),
    reply: z.object({ code: z.string(), merged: z.boolean() }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  report: route({
    method: "GET",
    path: "/api/v1/interviews/report",
    may: "fieldwork:read",
    summary: "Interviews, hours, cost, themes by frequency, and how far two coders agree (Cohen's κ).",
    query: z.object({ guide: smallId.optional(), from: day.optional(), to: day.optional() }),
    reply: z.object({
      planned: z.number().int(),
      finished: z.number().int(),
      hours: z.number(),
      cost: z.number(),
      themes: z.array(z.object({ code: z.string(), quotes: z.number().int(), interviews: z.number().int() })),
      agreement,
    }),
    errors: ["INVALID_INPUT"],
  }),
};
