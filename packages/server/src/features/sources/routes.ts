import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { coverage } from "./coverage.js";
import { lastPayload } from "./deliveries.js";
import { preview } from "./preview.js";
import { changeSource, createSource, findSource, listSources, removeSource, renewSource } from "./settings.js";
import { readSpikes } from "./spikes.js";
import { saveWatchWords, watchWords } from "./watch-words.js";

export const routes: readonly Handler[] = [
  handle(api.sources.list, async (ctx) => ({ items: await listSources(ctx) })),
  handle(api.sources.create, (ctx, { body }) => createSource(ctx, body)),
  handle(api.sources.preview, (ctx, { body }) => preview(ctx, body), { audit: false }),
  handle(api.sources.change, (ctx, { params, body }) => changeSource(ctx, params.id, body)),
  handle(api.sources.renew, (ctx, { params, body }) => renewSource(ctx, params.id, body.signed)),
  handle(
    api.sources.deliveries,
    async (ctx, { params, services }) => {
      const source = await findSource(ctx, params.id);
      const rows = await ctx.db
        .selectFrom("inbound_deliveries")
        .selectAll()
        .where("tenant_id", "=", ctx.tenantId)
        .where("source_id", "=", source.id)
        .orderBy("id", "desc")
        .limit(50)
        .execute();
      return {
        items: rows.map(({ id, at, outcome, stored, unchanged, refused, code, faults, bytes }) => ({
          id,
          at: at.toISOString(),
          outcome,
          stored,
          unchanged,
          refused,
          code,
          faults: faults.map((fault) => ({ ...fault })),
          bytes,
        })),
        // names and numbers of customers may stand in it
        lastPayload: ctx.permissions.has("voices:identify") ? lastPayload(services, source) : null,
      };
    },
    { audit: true },
  ),
  handle(api.sources.remove, async (ctx, { params }) => {
    await removeSource(ctx, params.id);
    return { removed: true };
  }),
  handle(api.sources.spikes, (ctx) => readSpikes(ctx)),
  handle(api.sources.watchWords, async (ctx) => ({ items: await watchWords(ctx.db, ctx.tenantId) })),
  handle(api.sources.saveWatchWords, async (ctx, { body }) => ({ items: await saveWatchWords(ctx, body.items) })),
  handle(api.sources.coverage, (ctx, { query }) => coverage(ctx, query)),
];
