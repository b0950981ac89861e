import { z } from "zod";
import { expectationTier } from "./analysis-drivers.js";
import { localText } from "./common.js";
import { route } from "./route.js";

const code = z.string().trim().min(1).max(60);
const bothNames = z.strictObject({ "zh-CN": z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });
/** among its siblings, which together weigh 1; null where nobody has set weights */
const weight = z.number().positive().max(1).nullable();

export const attributes = {
  list: route({
    method: "GET",
    path: "/api/v1/attributes",
    may: "figures:read",
    summary: "The attributes that are measured, as a tree: names, weights among siblings, tiers set by hand, and who asks them.",
    query: z.object({}),
    reply: z.object({
      /** changes with every change of the tree; to be sent back when saving */
      version: z.string(),
      /** parents before what stands below them */
      items: z.array(
        z.object({
          code,
          name: localText,
          parentCode: code.nullable(),
          level: z.number().int(),
          weight: z.number().nullable(),
          /** set by hand; null where the answers say */
          tier: expectationTier.nullable(),
          /** surveys that ask about it */
          surveys: z.number().int(),
        }),
      ),
      /** asked by surveys, but not in the tree yet: they show their code instead of a name */
      unlisted: z.array(code),
    }),
    errors: [],
  }),
  save: route({
    method: "PUT",
    path: "/api/v1/attributes",
    may: "analysis:write",
    summary: "Save the whole tree of attributes: up to three levels, weights of siblings together 1 or none.",
    body: z.strictObject({
      version: z.string().max(80),
      items: z.array(z.strictObject({ code, name: bothNames, parentCode: code.nullable(), weight })).max(300),
    }),
    reply: z.object({ version: z.string() }),
    errors: ["INVALID_INPUT", "CONFLICT"],
  }),
};
