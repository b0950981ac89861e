import { z } from "zod";
import { day, idNumber, instant, localText } from "./common.js";
import { figure, period, statement } from "./figures.js";
import { route } from "./route.js";

const ends = z.object({ low: z.number(), high: z.number() });
const reason = z.string().trim().min(1).max(500);
const unit = z.object({ id: z.number().int(), name: localText });

/** What judges, where and when. Everything here is frozen once it is agreed on. */
const design = {
  /** the one measure: nps, csat, ces, ratio, ratio:service, p:service */
  metric: z.string().max(60),
  surveyId: idNumber.nullable().default(null),
  /** where something was changed and on which day it began; different days are a roll-out in steps */
  treated: z
    .array(z.strictObject({ unitId: idNumber, startOn: day }))
    .min(1)
    .max(200),
  beforeDays: z.int().min(7).max(365),
  afterDays: z.int().min(7).max(365),
  /** smaller effects are not worth it, in the unit of the measure */
  planned: z.number().positive().max(1000).nullable().default(null),
};
const agreement = {
  ...design,
  name: localText,
  what: localText.default({}),
  comparison: z.array(idNumber).min(1).max(200),
};

/** What stands against believing a comparison, in the order it is told. */
const caution = z.enum([
  "NOT_BEFOREHAND",
  "CHANGED_AFTER_START",
  "QUESTION_CHANGED",
  "ONE_UNIT_EACH",
  "FEW_UNITS",
  "SMALL_BASE",
  "DETECTS_TOO_LITTLE",
  "UNITS_LEFT_OUT",
  "NO_EARLIER_PERIOD",
  "PLACEBO_FAILED",
  "REGRESSION_TO_MEAN",
  "UNEVEN_OVERLAP",
  "SMALLER_THAN_PLANNED",
  "WENT_THE_WRONG_WAY",
]);
export type EffectCautionCode = z.output<typeof caution>;

/** Why a unit takes no part: too few answers in one of its windows, or hidden to protect anonymous customers. */
const leftOut = z.enum(["few", "hidden"]);

const placebo = z.object({ from: period, to: period, effect: z.number(), interval: ends, isFailed: z.boolean() });
const toMean = z.object({ baselineGap: z.number(), reliability: z.number(), expected: z.number(), isWarned: z.boolean() });
/** All answers of a group in one span of days. */
const line = z.object({ group: z.enum(["treated", "comparison"]), points: z.array(figure) });

const candidate = z.object({
  unit,
  /** of the window before */
  figure,
  /** change from the earliest of the periods looked at to the window before */
  trend: z.number().nullable(),
  /** root mean square distance from the course of the treated units; null: cannot be told, and for these themselves */
  distance: z.number().nullable(),
  isProposed: z.boolean(),
  left: leftOut.nullable(),
  /** other comparisons in which something is changed there at the same time */
  busy: z.array(localText),
});
export type EffectCandidate = z.output<typeof candidate>;

const preview = z.object({
  statement,
  window: z.object({ before: period, after: period, earlier: z.array(period) }),
  treated: z.array(candidate),
  /** possible comparison units, the most alike first */
  candidates: z.array(candidate),
  /** those chosen, or proposed when none were sent */
  comparison: z.array(z.number().int()),
  /** smallest effect that would show with 80 % power, from the answers there are; null: nothing can be told */
  detectable: z.number().nullable(),
  /** answers to be expected in the window before and after */
  expected: z.object({
    treated: z.object({ before: z.number().int(), after: z.number().int() }),
    comparison: z.object({ before: z.number().int(), after: z.number().int() }),
  }),
  cautions: z.array(caution),
  placebos: z.array(placebo),
  regressionToMean: toMean.nullable(),
  lines: z.array(line),
});
export type EffectPreview = z.output<typeof preview>;

const state = z.enum(["tooEarly", "running", "ready", "stopped"]);
export type EffectState = z.output<typeof state>;

const version = z.object({
  number: z.number().int(),
  fixedAt: instant,
  fixedBy: z.string().nullable(),
  /** why it was changed; empty for the first */
  reason: z.string(),
  /** what differs from the version before: metric, survey, treated, comparison, before, after, planned, name, what */
  changed: z.array(z.string()),
});

const plan = z.object({
  id: z.uuid(),
  name: localText,
  what: localText,
  metric: z.string(),
  surveyId: z.number().int().nullable(),
  treated: z.array(z.object({ unit, startOn: day })),
  comparison: z.array(unit),
  beforeDays: z.number().int(),
  afterDays: z.number().int(),
  planned: z.number().nullable(),
  /** smallest effect that the answers of the day it was agreed on could show */
  detectable: z.number().nullable(),
  state,
  /** first day of the windows before, last day of the windows after */
  window: period,
  findingId: z.uuid().nullable(),
  stopped: z.object({ by: z.string().nullable(), at: instant, reason: z.string() }).nullable(),
  number: z.number().int(),
  versions: z.array(version),
  mayChange: z.boolean(),
});
export type EffectPlan = z.output<typeof plan>;

const verdict = z.enum(["worked", "noEffect", "unproven", "notEnough", "tooEarly", "afterwards", "incomparable", "stopped"]);
export type EffectVerdictCode = z.output<typeof verdict>;

const cell = z.object({ value: z.number(), n: z.number().int() });
const group = z.object({ units: z.number().int(), before: cell, after: cell, change: z.number() });
const unitResult = z.object({
  unit,
  isTreated: z.boolean(),
  startOn: day.nullable(),
  before: figure,
  after: figure,
  change: z.number().nullable(),
  left: leftOut.nullable(),
});

const result = z.object({
  plan,
  statement,
  verdict,
  cautions: z.array(caution),
  /** null until there are answers on both sides of the change in both groups */
  groups: z.object({ treated: group, comparison: group }).nullable(),
  /** null until the window after is over, and where nothing can be told */
  effect: z.object({ value: z.number(), interval: ends, p: z.number().nullable(), detectable: z.number().nullable() }).nullable(),
  placebos: z.array(placebo),
  regressionToMean: toMean.nullable(),
  overlaps: z.array(
    z.object({
      id: z.uuid(),
      name: localText,
      window: period,
      treatedShare: z.number(),
      comparisonShare: z.number(),
      isUneven: z.boolean(),
    }),
  ),
  units: z.array(unitResult),
  lines: z.array(line),
  /** days on which something began, oldest first */
  starts: z.array(z.object({ on: day, units: z.number().int() })),
  /** by time since the start, for roll-outs in steps; a step has as many days as a point of the lines */
  rollOut: z.array(z.object({ since: z.number().int(), units: z.number().int(), effect: z.number(), interval: ends.nullable() })),
  stepDays: z.number().int(),
  breaks: z.array(z.object({ on: day, label: localText })),
});
export type EffectResult = z.output<typeof result>;

const params = z.object({ id: z.uuid() });

export const effects = {
  list: route({
    method: "GET",
    path: "/api/v1/effects",
    may: "figures:read",
    summary: "Comparisons of before and after whose units all lie within scope, newest first.",
    query: z.object({}),
    reply: z.object({ items: z.array(plan) }),
    errors: [],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/effects/:id",
    may: "figures:read",
    summary: "One comparison: effect against comparable units with interval and bases, judged by the frozen measure.",
    params,
    query: z.object({ version: z.coerce.number().int().min(1).max(10_000).optional() }),
    reply: result,
    errors: ["NOT_FOUND", "SCALE_MISMATCH"],
  }),
  preview: route({
    method: "POST",
    path: "/api/v1/effects/preview",
    may: "findings:write",
    summary: "What a comparison could show with the answers there are, and which units compare best; nothing is kept.",
    body: z.strictObject({ ...design, comparison: z.array(idNumber).max(200).nullable().default(null) }),
    reply: preview,
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  fix: route({
    method: "POST",
    path: "/api/v1/effects",
    may: "findings:write",
    summary: "Agree on measure, windows and comparison units; from then on they are frozen.",
    body: z.strictObject({ ...agreement, findingId: z.uuid().nullable().default(null) }),
    reply: plan,
    errors: ["INVALID_INPUT", "NOT_FOUND", "SCALE_MISMATCH"],
  }),
  change: route({
    method: "POST",
    path: "/api/v1/effects/:id/versions",
    may: "findings:write",
    summary: "Agree anew, with the reason: a version that stays marked as changed after it was agreed on.",
    params,
    body: z.strictObject({ ...agreement, reason }),
    reply: plan,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE", "SCALE_MISMATCH"],
  }),
  stop: route({
    method: "POST",
    path: "/api/v1/effects/:id/stop",
    may: "findings:write",
    summary: "Stop a comparison, with the reason; it stays readable and can be taken up again.",
    params,
    body: z.strictObject({ reason }),
    reply: plan,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE"],
  }),
  resume: route({
    method: "POST",
    path: "/api/v1/effects/:id/resume",
    may: "findings:write",
    summary: "Take a stopped comparison up again.",
    params,
    reply: plan,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
};
