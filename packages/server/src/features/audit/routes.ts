import { api } from "@manyi/contracts";
import { verifyAudit } from "@manyi/store";
import { handle } from "../../platform/handler.js";
import { listEntries } from "./list-entries.js";

export const routes = [
  handle(api.audit.list, (ctx, { query }) => listEntries(ctx, query)),
  handle(api.audit.check, (ctx) => verifyAudit(ctx.db, ctx.tenantId)),
];
