import type { api, ExpectationSource } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { attributeNames } from "../figures/index.js";

type Query = z.output<typeof api.expectationSources.list.query>;

/** Entries as they were added, newest first. */
export async function listEntries(ctx: Context, query: Query): Promise<{ items: ExpectationSource[]; next: string | null }> {
  const { cursor, limit, kind, attribute, unmapped } = query;
  const after = decodeCursor<[string]>(cursor, ["string"]);
  let find = ctx.db
    .selectFrom("expectation_sources as x")
    .leftJoin("segments as s", (join) => join.onRef("s.tenant_id", "=", "x.tenant_id").onRef("s.id", "=", "x.segment_id"))
    .selectAll("x")
    .select("s.name as segment_name")
    .where("x.tenant_id", "=", ctx.tenantId)
    .orderBy("x.id", "desc")
    .limit(limit + 1);
  // a website reports a row a page and day: asked for by its kind, it does not bury what was entered
  find = kind === undefined ? find.where("x.site_id", "is", null) : find.where("x.kind", "=", kind);
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
      ...knownOf(row),
      createdAt: row.created_at.toISOString(),
    })),
    next: rows.length > limit ? encodeCursor([page.at(-1)!.id]) : null,
  };
}

type Known = { base: number | null; low: number | null; high: number | null; knows_both: boolean; newly_offered: boolean };

/** What is known about a benchmark beyond its value. */
export function knownOf({ base, low, high, knows_both: knowsBoth, newly_offered: newlyOffered }: Known) {
  return { base, interval: low === null || high === null ? null : { low, high }, knowsBoth, newlyOffered };
}
