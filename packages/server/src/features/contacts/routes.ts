import { api } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { sql } from "kysely";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { type Handler, handle } from "../../platform/handler.js";
import { unitsAsked } from "../../platform/units-asked.js";
import { shownHits } from "../reading/index.js";
import { findCustomers } from "./customers.js";
import { logContact, unitOf } from "./log-contact.js";
import { countPromises, findRecord, findRecords, type ListedRecord, presentRecord, unmaskRecord } from "./queries.js";
import { bringTranscript } from "./transcript.js";

export const routes: readonly Handler[] = [
  handle(api.contacts.list, async (ctx, { query: { cursor, limit, unit, ...filter } }) => {
    const unitIds = await unitsAsked(ctx, unit);
    const after = decodeCursor<[string, string]>(cursor, ["numeric", "uuid"]);
    const today = isoDateOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));
    const hits = shownHits<ListedRecord>(
      filter.text,
      limit + 1,
      (most, last) => findRecords(ctx, { ...filter, unitIds }, most, last === null ? after : [last.sort, last.id]),
      async () => (row) => {
        const { content, promise } = presentRecord(ctx, row);
        return [content, promise];
      },
    );
    const [rows, promises] = await Promise.all([hits, countPromises(ctx, today)]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => presentRecord(ctx, row)),
      next: last === undefined ? null : encodeCursor([last.sort, last.id]),
      ...promises,
    };
  }),
  handle(api.contacts.customers, async (ctx, { query }) => ({ items: await findCustomers(ctx, query.text) }), { audit: true }),
  handle(api.contacts.employees, async (ctx, { query }) => {
    const unit = await unitOf(ctx, query.unit);
    const rows = await ctx.db
      .selectFrom("employees")
      .select(["id", "name"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("unit_id", "=", unit.id)
      .where("left_on", "is", null)
      .orderBy("name")
      .execute();
    return { items: rows };
  }),
  handle(api.contacts.log, (ctx, { body }) => logContact(ctx, body)),
  handle(api.contacts.unmask, (ctx, { params }) => unmaskRecord(ctx, params.id)),
  handle(api.contacts.keepPromise, (ctx, { params }) =>
    ctx.tx(async (tx) => {
      const row = await findRecord(ctx, tx, params.id);
      if (row.promise_due === null || row.promise_done_at !== null) throw new AppError("INVALID_STATE");
      await sql`update contact_records set promise_done_at = ${ctx.now()} where tenant_id = ${ctx.tenantId} and id = ${row.id}::uuid`.execute(
        tx,
      );
      return presentRecord(ctx, await findRecord(ctx, tx, row.id));
    }),
  ),
  handle(api.contacts.transcript, (ctx, { body }) => bringTranscript(ctx, body)),
];
