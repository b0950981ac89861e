import { z } from "zod";
import { day, filters, instant, localText, pageOf, pageQuery } from "./common.js";
import { figure, statement } from "./figures.js";
import { route } from "./route.js";

/** Answers by what became of them; `received` is the sum of the other four. */
export const answerCounts = z.object({
  received: z.number().int(),
  valid: z.number().int(),
  flagged: z.number().int(),
  excluded: z.number().int(),
  partial: z.number().int(),
});
export type AnswerCounts = z.output<typeof answerCounts>;

export const cleaningEntry = z.object({
  at: instant,
  by: z.string(),
  kind: z.enum(["excluded", "reinstated", "kept", "undone", "erased"]),
  reason: z.string(),
  voiceId: z.uuid(),
  survey: localText.nullable(),
  unit: localText.nullable(),
  answeredOn: day,
  flags: z.array(z.string()),
});
export type CleaningEntry = z.output<typeof cleaningEntry>;

export const quality = {
  overview: route({
    method: "GET",
    path: "/api/v1/quality",
    may: "figures:read",
    summary: "Survey answers received, valid, flagged, excluded and partial; marks by kind; headline figures with and without them.",
    query: filters,
    reply: z.object({
      statement,
      total: answerCounts,
      surveys: z.array(answerCounts.extend({ survey: z.number().int(), title: localText })),
      /** anonymous surveys too small to be counted apart are left out of every number here */
      hidden: z.number().int(),
      /** met a full quota and were turned away: no answers, in none of the numbers above */
      screenedOut: z.number().int(),
      /** marks on answers that can be looked at one by one, anonymous ones left out; `open` still wait for a person */
      flags: z.array(z.object({ flag: z.string(), n: z.number().int(), open: z.number().int() })),
      /**
       * reasons to look whether scores were helped along: a day or an employee with sudden top scores, one device that gives them again and
       * again, a contact of the house, answers in somebody's presence or through an employee's link far better than the unit's others;
       * at most fifty, those of single days last and the latest of them first
       */
      patterns: z.array(
        z.object({
          kind: z.enum(["sudden_tops", "employee_tops", "same_device", "own_answers", "courtesy", "selective"]),
          unit: z.object({ id: z.number().int(), name: localText }),
          /** whose customers, where it is about one employee */
          employee: z.string().nullable(),
          on: day.nullable(),
          n: z.number().int(),
          topShare: z.number(),
          usualShare: z.number().nullable(),
        }),
      ),
      /** how many further ones there are */
      morePatterns: z.number().int(),
      /** `counted` as everywhere else, `clean` without flagged answers, `all` with excluded ones; anonymous surveys left out of all three */
      figures: z.array(z.object({ counted: figure, clean: figure, all: figure })),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  mark: route({
    method: "POST",
    path: "/api/v1/quality/marks",
    may: "surveys:write",
    summary: "One decision and one reason for many answers; those already so are passed over. The batch can be undone.",
    body: z.strictObject({
      ids: z.array(z.uuid()).min(1).max(200),
      kind: z.enum(["excluded", "kept", "reinstated"]),
      reason: z.string().trim().min(3).max(500),
    }),
    reply: z.object({ batch: z.uuid(), marked: z.number().int(), unchanged: z.number().int() }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  undo: route({
    method: "POST",
    path: "/api/v1/quality/undo",
    may: "surveys:write",
    summary: "Puts a batch back exactly as it was; answers decided anew since stay as they are.",
    body: z.strictObject({ batch: z.uuid() }),
    reply: z.object({ restored: z.number().int() }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  log: route({
    method: "GET",
    path: "/api/v1/quality/log",
    may: "figures:read",
    summary: "The cleaning log: who excluded, kept or reinstated which answer, when and why.",
    query: filters.extend(pageQuery),
    reply: pageOf(cleaningEntry),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  logFile: route({
    method: "GET",
    path: "/api/v1/quality/log.csv",
    may: "figures:read",
    summary: "The cleaning log as a file, with the period and counts it belongs to.",
    query: filters,
    reply: null,
    content: "text/csv",
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};
