import { api } from "@manyi/contracts";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { type Handler, handle } from "../../platform/handler.js";
import { unitsAsked } from "../../platform/units-asked.js";
import { notPersonalOf } from "../reading/index.js";
import { presentItem } from "./present.js";
import { countInbox, findInbox } from "./queries.js";
import { readItem, unmaskItem } from "./read-item.js";
import { readRouting, saveRouting } from "./routing.js";
import * as steps from "./steps.js";
import { summarise } from "./summary.js";

export const routes: readonly Handler[] = [
  handle(api.feedback.list, async (ctx, { query: { cursor, limit, unit, ...filter } }) => {
    const unitIds = await unitsAsked(ctx, unit);
    const after = decodeCursor<[number, string, string]>(cursor, ["number", "numeric", "uuid"]);
    const [rows, counts] = await Promise.all([findInbox(ctx, { ...filter, unitIds }, limit + 1, after), countInbox(ctx)]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const known = await notPersonalOf(
      ctx.db,
      ctx.tenantId,
      page.map((row) => row.voice_id),
    );
    return {
      items: page.map((row) => presentItem(row, known.get(row.voice_id))),
      next: last === undefined ? null : encodeCursor([last.rank, last.sort, last.voice_id]),
      counts,
    };
  }),
  handle(api.feedback.routing, (ctx) => readRouting(ctx)),
  handle(api.feedback.saveRouting, (ctx, { body }) => saveRouting(ctx, body)),
  handle(api.feedback.summary, (ctx, { query }) => summarise(ctx, query)),
  handle(api.feedback.get, (ctx, { params }) => readItem(ctx, ctx.db, params.id), { audit: true }),
  handle(api.feedback.unmask, (ctx, { params }) => unmaskItem(ctx, params.id)),
  handle(api.feedback.add, (ctx, { body }) => steps.addItem(ctx, body.voiceId)),
  handle(api.feedback.assign, (ctx, { body }) => steps.assignItems(ctx, body)),
  handle(api.feedback.putAway, (ctx, { body }) => steps.putAway(ctx, body)),
  handle(api.feedback.step, (ctx, { params, body }) => steps.takeStep(ctx, params.id, body)),
  handle(api.feedback.reply, (ctx, { params, body }) => steps.reply(ctx, params.id, body)),
  handle(api.feedback.openCase, (ctx, { params }) => steps.openCaseFrom(ctx, params.id)),
];
