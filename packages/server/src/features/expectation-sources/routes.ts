import { api } from "@manyi/contracts";
import { sql } from "kysely";
import { AppError } from "../../platform/errors.js";
import { type Handler, handle } from "../../platform/handler.js";
import { requireInScope } from "../../platform/scope.js";
import { addEntries } from "./add-entries.js";
import { requireAttribute } from "./attributes.js";
import { addBand, listBands, removeBand } from "./bands.js";
import { listEntries } from "./list-entries.js";
import { listRules, setRule } from "./page-rules.js";
import { readTable } from "./read-table.js";
import { findShifts } from "./shifts.js";
import { addSite, changeSite, listSites, removeSite } from "./sites.js";
import { startFinding } from "./start-finding.js";
import { summarise } from "./summarise.js";

export const routes: readonly Handler[] = [
  handle(api.expectationSources.list, (ctx, { query }) => listEntries(ctx, query)),
  handle(api.expectationSources.summary, (ctx, { query }) => summarise(ctx, query)),
  handle(api.expectationSources.add, (ctx, { body }) => addEntries(ctx, body)),
  handle(api.expectationSources.readTable, (ctx, { body }) => readTable(ctx, body), { audit: false }),
  handle(api.expectationSources.map, async (ctx, { body }) => {
    requireInScope(ctx, null);
    if (body.attribute !== null) await requireAttribute(ctx, body.attribute);
    const result = await ctx.db
      .updateTable("expectation_sources")
      .set({ attribute_code: body.attribute, mapped_by: "hand" })
      .where("tenant_id", "=", ctx.tenantId)
      .where("kind", "=", body.kind)
      .where(sql<boolean>`lower(label) = lower(${body.label})`)
      .executeTakeFirst();
    return { changed: Number(result.numUpdatedRows) };
  }),
  handle(api.expectationSources.remove, async (ctx, { params }) => {
    requireInScope(ctx, null);
    const result = await ctx.db
      .deleteFrom("expectation_sources")
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", params.id)
      .executeTakeFirst();
    if (Number(result.numDeletedRows) === 0) throw new AppError("NOT_FOUND");
    return { removed: true };
  }),
  handle(api.expectationSources.shifts, (ctx) => findShifts(ctx)),
  handle(api.expectationSources.startFinding, (ctx, { body }) => startFinding(ctx, body)),
  handle(api.expectationSources.rules, (ctx) => listRules(ctx)),
  handle(api.expectationSources.setRule, (ctx, { body }) => setRule(ctx, body)),
  handle(api.expectationSources.sites, (ctx) => listSites(ctx)),
  handle(api.expectationSources.addSite, (ctx, { body }) => addSite(ctx, body)),
  handle(api.expectationSources.changeSite, (ctx, { params, body }) => changeSite(ctx, params.id, body)),
  handle(api.expectationSources.removeSite, (ctx, { params }) => removeSite(ctx, params.id)),
  handle(api.expectationSources.bands, (ctx, { query }) => listBands(ctx, query.metric)),
  handle(api.expectationSources.addBand, (ctx, { body }) => addBand(ctx, body)),
  handle(api.expectationSources.removeBand, (ctx, { params }) => removeBand(ctx, params.id)),
];
