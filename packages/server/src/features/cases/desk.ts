import type { Context } from "../../platform/context.js";

/** What recording a case needs: who acts, for which organisation, by which clock. A request's context is one; followers make their own. */
export type Desk = Pick<Context, "tenantId" | "actor" | "now" | "ids" | "vault" | "publicUrl">;
