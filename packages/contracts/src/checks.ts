import { z } from "zod";
import { day, idNumber, instant, localText, pageOf, pageQuery, productName, smallId } from "./common.js";
import { route } from "./route.js";

const key = z.string().regex(/^[a-z0-9_-]{1,40}$/);

export const checklistItem = z.strictObject({
  key,
  text: localText,
  weight: z.number().min(0.1).max(1000),
  /** `half` 0, ½ or 1 · `yes_no` 0 or 1 · `five` 1–5 */
  scale: z.enum(["half", "yes_no", "five"]),
  /** found at the lowest, it fails the whole check and caps the score at 59 */
  critical: z.boolean(),
  notApplicable: z.boolean(),
});
export type ChecklistItem = z.output<typeof checklistItem>;

export const checklistDefinition = z.strictObject({
  sections: z.array(z.strictObject({ key, title: localText, items: z.array(checklistItem).max(100) })).max(30),
});
export type ChecklistDefinition = z.output<typeof checklistDefinition>;

export const checklist = z.object({
  id: z.number().int(),
  title: localText,
  currentVersion: z.number().int().nullable(),
  /** checks done with it, within scope */
  runs: z.number().int(),
  isRetired: z.boolean(),
});
export type Checklist = z.output<typeof checklist>;

const result = z.strictObject({
  item: key,
  /** on the item's scale; null: not applicable */
  value: z.number().nullable(),
  note: z.string().trim().max(1000).optional(),
});

export const checkRun = z.object({
  id: z.uuid(),
  checklist: z.object({ id: z.number().int(), title: localText, version: z.number().int() }),
  kind: z.enum(["audit", "mystery", "spot"]),
  unit: z.object({ id: z.number().int(), name: localText }),
  /** null for the checked unit's own people when the check was a mystery shop */
  auditor: z.string().nullable(),
  /** 0–100, at most 59 when a critical item failed; null when no item applied */
  score: z.number().nullable(),
  uncapped: z.number().nullable(),
  itemsN: z.number().int(),
  failedCritical: z.boolean(),
  doneAt: instant,
  appeal: z.enum(["none", "open", "upheld", "rejected"]),
});
export type CheckRun = z.output<typeof checkRun>;

export const checks = {
  lists: route({
    method: "GET",
    path: "/api/v1/checks/lists",
    may: "fieldwork:read",
    summary: "Checklists, with how often each was used within scope.",
    reply: z.object({ items: z.array(checklist) }),
    errors: [],
  }),
  createList: route({
    method: "POST",
    path: "/api/v1/checks/lists",
    may: "fieldwork:write",
    summary: "Start a checklist.",
    body: z.strictObject({ title: localText }),
    reply: z.object({ id: z.number().int() }),
    errors: ["INVALID_INPUT"],
  }),
  list: route({
    method: "GET",
    path: "/api/v1/checks/lists/:id",
    may: "fieldwork:read",
    summary: "A checklist: its draft, and its published version.",
    params: z.object({ id: smallId }),
    reply: checklist.extend({
      draft: checklistDefinition,
      revision: z.number().int(),
      published: checklistDefinition.nullable(),
      versions: z.array(z.object({ number: z.number().int(), publishedAt: instant })),
    }),
    errors: ["NOT_FOUND"],
  }),
  saveList: route({
    method: "PUT",
    path: "/api/v1/checks/lists/:id",
    may: "fieldwork:write",
    summary: "Save the draft; versions in use stay as they are.",
    params: z.object({ id: smallId }),
    body: z.strictObject({ revision: idNumber, title: localText, draft: checklistDefinition }),
    reply: z.object({ revision: z.number().int() }),
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_INPUT"],
  }),
  publishList: route({
    method: "POST",
    path: "/api/v1/checks/lists/:id/publish",
    may: "fieldwork:write",
    summary: "Make the draft the version in force.",
    params: z.object({ id: smallId }),
    body: z.strictObject({ revision: idNumber }),
    reply: z.object({ version: z.number().int() }),
    errors: ["NOT_FOUND", "CONFLICT", "INVALID_INPUT"],
  }),
  runs: route({
    method: "GET",
    path: "/api/v1/checks/runs",
    may: "fieldwork:read",
    summary: "Checks within scope, newest first.",
    query: z.object({ ...pageQuery, list: smallId.optional(), unit: smallId.optional() }),
    reply: pageOf(checkRun),
    errors: ["INVALID_INPUT"],
  }),
  run: route({
    method: "POST",
    path: "/api/v1/checks/runs",
    may: "fieldwork:write",
    summary: "A check as done on the spot. The same `clientKey` again changes nothing. Nobody checks the own unit.",
    body: z.strictObject({
      clientKey: z.uuid(),
      list: idNumber,
      version: idNumber,
      kind: z.enum(["audit", "mystery", "spot"]),
      unitId: idNumber,
      results: z.array(result).min(1).max(1000),
      remark: z.string().trim().max(2000).optional(),
      product: productName.optional(),
      doneAt: instant,
    }),
    reply: checkRun,
    errors: ["NOT_FOUND", "INVALID_INPUT", "OWN_UNIT"],
  }),
  read: route({
    method: "GET",
    path: "/api/v1/checks/runs/:id",
    may: "fieldwork:read",
    summary: "One check with every item, what was found and what was noted.",
    params: z.object({ id: z.uuid() }),
    reply: checkRun.extend({
      definition: checklistDefinition,
      results: z.array(result),
      remark: z.string().nullable(),
      appealed: z
        .object({
          reason: z.string(),
          by: z.string(),
          at: instant,
          decision: z.string().nullable(),
          decidedBy: z.string().nullable(),
          decidedAt: instant.nullable(),
        })
        .nullable(),
    }),
    errors: ["NOT_FOUND"],
  }),
  appeal: route({
    method: "POST",
    path: "/api/v1/checks/runs/:id/appeal",
    may: "fieldwork:read",
    summary: "Object to a check with a reason; its score is held until somebody else has decided.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ reason: z.string().trim().min(3).max(1000) }),
    reply: checkRun,
    errors: ["NOT_FOUND", "INVALID_STATE", "INVALID_INPUT"],
  }),
  decide: route({
    method: "POST",
    path: "/api/v1/checks/runs/:id/decision",
    may: "fieldwork:write",
    summary: "Decide an objection: upheld, and the check no longer counts; rejected, and it stands. Not by the auditor.",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ decision: z.enum(["upheld", "rejected"]), reason: z.string().trim().min(3).max(1000) }),
    reply: checkRun,
    errors: ["NOT_FOUND", "INVALID_STATE", "INVALID_INPUT", "SELF_VERIFICATION"],
  }),
  trend: route({
    method: "GET",
    path: "/api/v1/checks/trend",
    may: "fieldwork:read",
    summary: "Mean score per unit and month with its base; held and struck-out checks are left out.",
    query: z.object({ list: smallId.optional(), months: z.coerce.number().int().min(1).max(24).default(6) }),
    reply: z.object({
      months: z.array(day),
      units: z.array(
        z.object({
          unit: z.object({ id: z.number().int(), name: localText }),
          mean: z.number().nullable(),
          n: z.number().int(),
          failed: z.number().int(),
          byMonth: z.array(z.object({ mean: z.number().nullable(), n: z.number().int() })),
        }),
      ),
      held: z.number().int(),
    }),
    errors: ["INVALID_INPUT"],
  }),
};
