import { ROLES } from "@manyi/core/access";
import { z } from "zod";
import { filters, instant, localText } from "./common.js";
import { figure, statement } from "./figures.js";
import { route } from "./route.js";

const visibleTo = z.enum(["me", "role", "everyone"]);
const role = z.enum(ROLES);
/** Parameters as they stand in the address of the page. */
const search = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,30}$/), z.union([z.string().max(200), z.number(), z.boolean()]))
  .refine((given) => Object.keys(given).length <= 30);

export const savedView = z.object({
  id: z.uuid(),
  name: localText,
  page: z.string(),
  search,
  visibleTo,
  role: role.nullable(),
  /** who saved it; null when it came with the organisation */
  owner: z.string().nullable(),
  isOwn: z.boolean(),
  mayChange: z.boolean(),
  /** when the reader last opened it */
  lastUsedAt: instant.nullable(),
});
export type SavedView = z.output<typeof savedView>;

const params = z.object({ id: z.uuid() });
const name = z.string().trim().min(1).max(60);
const page = z
  .string()
  .max(80)
  .regex(/^\/(?:understand|prove|listen)\/[a-z-]+$/);

export const views = {
  list: route({
    method: "GET",
    path: "/api/v1/views",
    may: "figures:read",
    summary: "Saved views the caller may see: own ones, those of a role the caller holds, everybody's; last used first.",
    query: z.object({ page: page.optional() }),
    reply: z.object({ items: z.array(savedView) }),
    errors: ["INVALID_INPUT"],
  }),
  save: route({
    method: "POST",
    path: "/api/v1/views",
    may: "figures:read",
    summary: "Save the address of a page under a name. What a reader sees there follows from the reader's own scope.",
    body: z.strictObject({ name, page, search, visibleTo: visibleTo.default("me"), role: role.nullable().default(null) }),
    reply: z.object({ id: z.uuid() }),
    errors: ["INVALID_INPUT", "NOT_ALLOWED"],
  }),
  change: route({
    method: "PATCH",
    path: "/api/v1/views/:id",
    may: "figures:read",
    summary: "Rename a saved view, share it with others, or give it another address.",
    params,
    body: z.strictObject({
      name: name.optional(),
      search: search.optional(),
      visibleTo: visibleTo.optional(),
      role: role.nullable().optional(),
    }),
    reply: savedView,
    errors: ["INVALID_INPUT", "NOT_FOUND", "NOT_ALLOWED"],
  }),
  remove: route({
    method: "DELETE",
    path: "/api/v1/views/:id",
    may: "figures:read",
    summary: "Remove a saved view; it can be put back.",
    params,
    reply: z.object({ ok: z.literal(true) }),
    errors: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  restore: route({
    method: "POST",
    path: "/api/v1/views/:id/restore",
    may: "figures:read",
    summary: "Put a removed view back.",
    params,
    reply: savedView,
    errors: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  open: route({
    method: "POST",
    path: "/api/v1/views/:id/open",
    may: "figures:read",
    summary: "Say that a view was opened, so that it stands first next time.",
    params,
    reply: savedView,
    errors: ["NOT_FOUND"],
  }),
  compare: route({
    method: "POST",
    path: "/api/v1/views/compare",
    may: "figures:read",
    summary: "The same metrics for two sets of filters side by side, with the difference tested where nobody is in both.",
    body: z.strictObject({ a: filters, b: filters }),
    reply: z.object({
      a: statement,
      b: statement,
      /** whether some voices are in both: their difference is not tested */
      overlaps: z.boolean(),
      rows: z.array(
        z.object({
          metric: z.string(),
          attribute: z.string().nullable(),
          label: localText.nullable(),
          a: figure,
          b: figure,
          /** the question or its scale became another one between the two periods: not tested */
          incomparable: z.boolean(),
          difference: z
            .object({
              value: z.number(),
              low: z.number().nullable(),
              high: z.number().nullable(),
              p: z.number().nullable(),
              significant: z.boolean(),
            })
            .nullable(),
        }),
      ),
      compared: z.number().int(),
      rule: z.enum(["each-at-0.05", "benjamini-hochberg-at-0.10"]),
    }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
};
