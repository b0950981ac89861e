import { z } from "zod";
import { day, idNumber, instant, localText, smallId } from "./common.js";
import { route } from "./route.js";

/** By which the people of a quota are told apart; `unit` means the unit with everything below it, `answer` the option of a single choice. */
const dimension = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["unit", "channel", "touchpoint", "segment", "locale"]) }),
  z.strictObject({ kind: z.literal("answer"), question: z.string().min(1).max(60) }),
]);
export type QuotaDimensionName = z.output<typeof dimension>;

const level = z.string().min(1).max(60);
const mode = z.enum(["hard", "soft"]);

const wantedCell = z.strictObject({
  /** of a cell that is there already; without it a new one is made */
  id: idNumber.optional(),
  /** one level for each dimension, in the same order; none for the total */
  levels: z.array(level).max(3),
  target: z.int().min(0).max(1_000_000),
  /** closed by hand: nobody more, whatever the target */
  isClosed: z.boolean().default(false),
});
const wantedQuota = z.strictObject({
  id: idNumber.optional(),
  /** `hard` takes no answer beyond a target, `soft` only counts and tells */
  mode,
  /** none: the total of the survey; several are crossed */
  dimensions: z.array(dimension).max(3),
  cells: z.array(wantedCell).min(1).max(500),
});
const wantedQuotas = z.strictObject({
  revision: idNumber,
  /** answers of earlier days do not count; null: all do */
  countsFrom: day.nullable(),
  quotas: z.array(wantedQuota).max(20),
});
export type WantedQuotas = z.output<typeof wantedQuotas>;

/** Who was turned away: before the first question, on the way, or when it was sent. Nothing of them counts in any figure. */
const screenedOut = z.object({ door: z.number().int(), page: z.number().int(), sent: z.number().int() });

const cell = z.object({
  id: z.number().int(),
  levels: z.array(z.string()),
  labels: z.array(localText),
  target: z.number().int(),
  /** answers counted; in an anonymous survey, where answers decide the cell, in whole steps of the threshold */
  reached: z.number().int(),
  /** reached / target, at most 1; null for a target of 0 */
  share: z.number().nullable(),
  state: z.enum(["open", "full", "over", "closed"]),
  screenedOut,
});
export type QuotaCellProgress = z.output<typeof cell>;

const quota = z.object({
  id: z.number().int(),
  mode,
  dimensions: z.array(dimension),
  labels: z.array(localText),
  /** why answers to one of its questions decide nothing any more, after a new version was published */
  fault: z.enum(["missing"]).nullable(),
  cells: z.array(cell),
});
export type QuotaProgress = z.output<typeof quota>;

/** What quotas may be set on, and why not on the rest. */
const choice = z.object({
  dimension,
  label: localText,
  refusal: z.enum(["outcome", "after_outcome"]).nullable(),
  /** `people` where it is known how many there are */
  levels: z.array(z.object({ level: z.string(), label: localText, parent: z.string().nullable(), people: z.number().nullable() })),
});
export type QuotaChoice = z.output<typeof choice>;

const plan = z.object({
  revision: z.number().int(),
  countsFrom: day.nullable(),
  /** the threshold in whose steps answers are shown; null where they are shown as they are */
  step: z.number().int().nullable(),
  quotas: z.array(quota),
  /** cells that are not the reader's to see */
  hidden: z.number().int(),
  /** everybody who was turned away, cells that have been removed included */
  screenedOut,
  choices: z.array(choice),
  /** what was changed, newest first */
  history: z.array(
    z.object({
      at: instant,
      by: z.string().nullable(),
      action: z.enum(["added", "removed", "target", "mode", "closed", "opened", "counts_from"]),
      /** names of the levels; none for the total */
      labels: z.array(localText),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
});
export type QuotaPlanView = z.output<typeof plan>;

const id = z.object({ id: smallId });

export const quotas = {
  get: route({
    method: "GET",
    path: "/api/v1/surveys/:id/quotas",
    may: "surveys:read",
    summary: "Quotas of a survey with how far each cell is, who was turned away by it, and what quotas may be set on.",
    params: id,
    reply: plan,
    errors: ["NOT_FOUND"],
  }),
  /** cells that are left out are removed; refused with CONFLICT when `revision` is not the stored one */
  save: route({
    method: "PUT",
    path: "/api/v1/surveys/:id/quotas",
    may: "surveys:publish",
    summary:
      "Set the quotas of a survey, also while it runs. Never on how satisfied somebody is; every change is in the audit log with from and to.",
    params: id,
    body: wantedQuotas,
    reply: plan,
    errors: ["INVALID_INPUT", "NOT_FOUND", "NOT_ALLOWED", "CONFLICT", "INVALID_STATE"],
  }),
};
