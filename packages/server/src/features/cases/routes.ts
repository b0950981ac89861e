import { api, type CaseDetail } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { handle } from "../../platform/handler.js";
import { inScope } from "../../platform/scope.js";
import { unitsAsked } from "../../platform/units-asked.js";
import { maskedWords, notPersonalOf, shownHits } from "../reading/index.js";
import { openCase } from "./open-case.js";
import { possibleOwners } from "./owners.js";
import { presentSummary, shownTitle } from "./present.js";
import { countQueue, findQueue, type ListedRow, namesOf, type QueueRow } from "./queries.js";
import { readCase, unmaskCase } from "./read-case.js";
import { type CaseRow, lockCase } from "./record.js";
import * as steps from "./steps.js";

async function knownOf(ctx: Context, rows: readonly QueueRow[]) {
  const voices = rows.map((row) => row.voice_id);
  const known = await notPersonalOf(ctx.db, ctx.tenantId, voices);
  return (row: QueueRow) => known.get(row.voice_id ?? "");
}

/** The words a case is found by. */
async function shownOf(ctx: Context, rows: readonly QueueRow[]) {
  const known = await knownOf(ctx, rows);
  return (row: QueueRow) => [row.reference, shownTitle(row, known(row)), maskedWords(row.description, known(row))];
}

/** A step of a person: lock, check scope and revision, do it, read it again. */
async function act(ctx: Context, id: string, revision: number, step: (tx: Tx, row: CaseRow) => Promise<CaseRow>): Promise<CaseDetail> {
  return ctx.tx(async (tx) => {
    const row = await lockCase(tx, ctx.tenantId, id);
    if (row === null || !inScope(ctx, row.unit_id) || (row.restricted && row.owner_id !== ctx.actor.id)) throw new AppError("NOT_FOUND");
    if (row.revision !== revision) throw new AppError("CONFLICT");
    await step(tx, row);
    return readCase(ctx, tx, id);
  });
}

export const routes = [
  handle(api.cases.list, async (ctx, { query }) => {
    const unitIds = await unitsAsked(ctx, query.unit);
    const cursor = decodeCursor<[number, string, string]>(query.cursor, ["number", "string", "string"]);
    const filter = { view: query.view, unitIds, severity: query.severity, text: query.text };
    const rows = await shownHits<ListedRow>(
      query.text,
      query.limit + 1,
      (most, after) => findQueue(ctx, filter, most, after === null ? cursor : [after.rank, after.sort_due, after.id]),
      (found) => shownOf(ctx, found),
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const known = await knownOf(ctx, page);
    return {
      items: page.map((row) => presentSummary(row, ctx.now(), known(row))),
      next: last === undefined ? null : encodeCursor([last.rank, last.sort_due, last.id]),
      counts: await countQueue(ctx),
    };
  }),
  handle(api.cases.owners, async (ctx, { query }) => {
    const unitId =
      query.unit ??
      (
        await ctx.db
          .selectFrom("org_units")
          .select("id")
          .where("tenant_id", "=", ctx.tenantId)
          .where("parent_id", "is", null)
          .executeTakeFirst()
      )?.id;
    if (unitId === undefined || (query.unit !== undefined && !inScope(ctx, query.unit))) return { items: [] };
    const ids = await ctx.tx((tx) => possibleOwners(tx, ctx.tenantId, unitId));
    const names = await namesOf(ctx.db, ids);
    return { items: ids.map((id) => ({ id, name: names.get(id) ?? id })) };
  }),
  handle(api.cases.get, (ctx, { params }) => readCase(ctx, ctx.db, params.id), { audit: true }),
  handle(api.cases.unmask, (ctx, { params }) => unmaskCase(ctx, params.id)),
  handle(api.cases.open, (ctx, { body }) => {
    if (!inScope(ctx, body.unitId)) throw new AppError("NOT_FOUND");
    const { clientKey, contact, ...rest } = body;
    return ctx.tx(async (tx) => {
      const opened = await openCase(tx, ctx, { ...rest, contact, triggerKey: `desk:${clientKey}` });
      return { id: opened.id, reference: opened.reference, trackUrl: `${ctx.publicUrl()}/track?c=${opened.reference}` };
    });
  }),
  handle(api.cases.acknowledge, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.acknowledge(tx, ctx, row, body.note ?? "")),
  ),
  handle(api.cases.assess, (ctx, { params, body: { revision, ...assessment } }) =>
    act(ctx, params.id, revision, (tx, row) => steps.assess(tx, ctx, row, assessment)),
  ),
  handle(api.cases.assign, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, async (tx, row) => {
      if (!(await possibleOwners(tx, ctx.tenantId, row.unit_id)).includes(body.ownerId)) {
        throw new AppError("INVALID_INPUT", [
          { path: "body.ownerId", "zh-CN": "这位同事不能处理这家单位的工单", en: "This person cannot work cases of this unit" },
        ]);
      }
      return steps.assign(tx, ctx, row, body.ownerId, body.note ?? "");
    }),
  ),
  handle(api.cases.note, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.addNote(tx, ctx, row, body.note, body.kind)),
  ),
  handle(api.cases.askCustomer, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.askCustomer(tx, ctx, row, body.note)),
  ),
  handle(api.cases.resume, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.resume(tx, ctx, row, body.note ?? "")),
  ),
  handle(api.cases.respond, (ctx, { params, body: { revision, ...answer } }) =>
    act(ctx, params.id, revision, (tx, row) => steps.respond(tx, ctx, row, answer)),
  ),
  handle(api.cases.implement, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.implement(tx, ctx, row, body.note ?? "")),
  ),
  handle(api.cases.escalate, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.escalate(tx, ctx, row, body.reason)),
  ),
  handle(api.cases.verify, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => {
      const note = body.note ?? "";
      if (body.result === "no_answer") return steps.recordAttempt(tx, ctx, row, body.channel, note);
      if (body.result === "unaccepted") return steps.refuseForGood(tx, ctx, row, note);
      return steps.verify(tx, ctx, row, { solved: body.result === "solved", score: body.score ?? null, channel: body.channel, note });
    }),
  ),
  handle(api.cases.close, (ctx, { params, body }) => act(ctx, params.id, body.revision, (tx, row) => steps.closeUnverified(tx, ctx, row))),
  handle(api.cases.reopen, (ctx, { params, body }) =>
    act(ctx, params.id, body.revision, (tx, row) => steps.reopen(tx, ctx, row, body.reason)),
  ),
];
