import type { Context } from "../../platform/context.js";

/** What recording an item needs: who acts, for which organisation, by which clock. */
export type Desk = Pick<Context, "tenantId" | "actor" | "now" | "ids">;
