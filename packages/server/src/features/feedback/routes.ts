import { api } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { type Handler, handle } from "../../platform/handler.js";
import { unitsAsked } from "../../platform/units-asked.js";
import { notPersonalOf, shownHits } from "../reading/index.js";
import { presentItem } from "./present.js";
import { countInbox, findInbox, type InboxRow, type ListedItem } from "./queries.js";
import { readItem, unmaskItem } from "./read-item.js";
import { readRouting, saveRouting } from "./routing.js";
import * as steps from "./steps.js";
import { summarise } from "./summary.js";

async function presented(ctx: Context, rows: readonly InboxRow[]) {
  const known = await notPersonalOf(
    ctx.db,
    ctx.tenantId,
    rows.map((row) => row.voice_id),
  );
  return (row: InboxRow) => presentItem(row, known.get(row.voice_id));
}

export const routes: readonly Handler[] = [
  handle(api.feedback.list, async (ctx, { query: { cursor, limit, unit, ...filter } }) => {
    const unitIds = await unitsAsked(ctx, unit);
    const after = decodeCursor<[number, string, string]>(cursor, ["number", "numeric", "uuid"]);
    const hits = shownHits<ListedItem>(
      filter.text,
      limit + 1,
      (most, last) => findInbox(ctx, { ...filter, unitIds }, most, last === null ? after : [last.rank, last.sort, last.voice_id]),
      async (found) => {
        const item = await presented(ctx, found);
        return (row) => [item(row).text];
      },
    );
    const [rows, counts] = await Promise.all([hits, countInbox(ctx)]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(await presented(ctx, page)),
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
