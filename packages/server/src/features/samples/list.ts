import type { api } from "@manyi/contracts";
import { type SqlBool, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { presentPerson, presentSummary } from "./present.js";
import { findSample, listRows, readDrawn } from "./queries.js";

/** Samples within scope, newest first. */
export async function listSamples(
  ctx: Context,
  { cursor, limit }: z.output<typeof api.samples.list.query>,
): Promise<z.input<typeof api.samples.list.reply>> {
  const rows = await listRows(ctx, limit + 1, decodeCursor<[string, string]>(cursor, ["numeric", "uuid"]));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(presentSummary),
    next: last === undefined ? null : encodeCursor([String(last.created_at.getTime() / 1000), last.id]),
  };
}

/** Who was drawn, masked; of one group of the design, or everybody. @throws {AppError} NOT_FOUND, also out of scope */
export async function listPeople(
  ctx: Context,
  id: string,
  { cursor, limit, group }: z.output<typeof api.samples.people.query>,
): Promise<z.input<typeof api.samples.people.reply>> {
  const { design } = await findSample(ctx, ctx.db, id);
  const by = design !== null && "by" in design ? design.by : null;
  const column = { unit: "u.code", parent: "coalesce(o.code, u.code)", segment: "g.code", stratum: "p.stratum" } as const;
  const where = group === undefined || by === null ? undefined : sql<SqlBool>`coalesce(${sql.raw(column[by])}, '') = ${group}`;
  const after = decodeCursor<[string]>(cursor, ["numeric"])?.[0] ?? "-1";
  const rows = await readDrawn(ctx.db, ctx.tenantId, id, { after, limit: limit + 1, ...(where ? { where } : {}) });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(presentPerson), next: last === undefined ? null : encodeCursor([String(last.position)]) };
}
