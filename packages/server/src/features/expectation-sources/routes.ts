import { api, type ExpectationSource } from "@manyi/contracts";
import { sql } from "kysely";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { type Handler, handle } from "../../platform/handler.js";
import { requireInScope } from "../../platform/scope.js";
import { attributeNames } from "../figures/index.js";
import { addEntries } from "./add-entries.js";
import { readTable } from "./read-table.js";
import { summarise } from "./summarise.js";

export const routes: readonly Handler[] = [
  handle(api.expectationSources.list, async (ctx, { query: { cursor, limit, kind, attribute, unmapped } }) => {
    const after = decodeCursor<[string]>(cursor, ["string"]);
    let find = ctx.db
      .selectFrom("expectation_sources as x")
      .leftJoin("segments as s", (join) => join.onRef("s.tenant_id", "=", "x.tenant_id").onRef("s.id", "=", "x.segment_id"))
      .selectAll("x")
      .select("s.name as segment_name")
      .where("x.tenant_id", "=", ctx.tenantId)
      .orderBy("x.id", "desc")
      .limit(limit + 1);
    if (kind !== undefined) find = find.where("x.kind", "=", kind);
    if (attribute !== undefined) find = find.where("x.attribute_code", "=", attribute);
    if (unmapped === "true") find = find.where("x.attribute_code", "is", null);
    if (after !== null) find = find.where(sql<boolean>`x.id::text < ${after[0]}`);
    const [rows, nameOf] = await Promise.all([find.execute(), attributeNames(ctx)]);
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => ({
        id: row.id,
        kind: row.kind as ExpectationSource["kind"],
        label: row.label,
        attribute: row.attribute_code === null ? null : { code: row.attribute_code, name: nameOf(row.attribute_code) },
        mappedBy: row.mapped_by,
        segment: row.segment_name,
        region: row.region,
        from: row.from_day,
        to: row.to_day,
        value: row.value,
        unit: row.unit,
        source: row.source,
        licence: row.licence,
        method: row.method,
        createdAt: row.created_at.toISOString(),
      })),
      next: rows.length > limit ? encodeCursor([page.at(-1)!.id]) : null,
    };
  }),
  handle(api.expectationSources.summary, (ctx, { query }) => summarise(ctx, query)),
  handle(api.expectationSources.add, (ctx, { body }) => addEntries(ctx, body)),
  handle(api.expectationSources.readTable, async (_ctx, { body }) => readTable(body), { audit: false }),
  handle(api.expectationSources.map, async (ctx, { body }) => {
    requireInScope(ctx, null);
    if (body.attribute !== null) {
      const known = await ctx.db
        .selectFrom("attributes")
        .select("id")
        .where("tenant_id", "=", ctx.tenantId)
        .where("code", "=", body.attribute)
        .executeTakeFirst();
      if (known === undefined)
        throw new AppError("INVALID_INPUT", [{ path: "body.attribute", "zh-CN": "没有这个测评要素", en: "No such attribute" }]);
    }
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
];
