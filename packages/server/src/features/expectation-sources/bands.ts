import type { api, ReferenceBand } from "@manyi/contracts";
import type { Tables } from "@manyi/store";
import { type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { metricOf } from "../figures/index.js";

type Body = z.output<typeof api.expectationSources.addBand.body>;
type Row = Selectable<Tables["reference_bands"]> & { readonly author: string | null };

async function read(ctx: Context, where = sql<boolean>`true`): Promise<ReferenceBand[]> {
  const { rows } = await sql<Row>`
    select b.*, b.as_of::text as as_of, u.name as author from reference_bands b left join auth_users u on u.id = b.created_by
    where b.tenant_id = ${ctx.tenantId} and ${where} order by b.metric, b.as_of desc, b.id`.execute(ctx.db);
  return rows.map(({ id, name, metric, low, high, source, as_of: asOf, author }) => ({
    id,
    name,
    metric,
    low,
    high,
    source,
    asOf,
    createdBy: author,
  }));
}

/** Of one metric, or all of them. */
export async function listBands(ctx: Context, metric: string | undefined): Promise<{ items: ReferenceBand[] }> {
  return { items: await read(ctx, metric === undefined ? undefined : sql<boolean>`b.metric = ${metric}`) };
}

/**
 * @throws {AppError} NOT_FOUND for somebody who does not see the whole organisation; INVALID_INPUT for a metric there is none of, or a
 *   lower end above the upper
 */
export async function addBand(ctx: Context, body: Body): Promise<ReferenceBand> {
  requireInScope(ctx, null);
  metricOf(body.metric, "body.metric");
  if (body.low > body.high)
    throw new AppError("INVALID_INPUT", [{ path: "body.high", "zh-CN": "上限低于下限", en: "The upper end lies below the lower" }]);
  const { asOf, ...columns } = body;
  const id = ctx.ids.uuid();
  await ctx.db
    .insertInto("reference_bands")
    .values({ tenant_id: ctx.tenantId, id, ...columns, as_of: asOf, created_by: ctx.actor.id, created_at: ctx.now() })
    .execute();
  const [made] = await read(ctx, sql<boolean>`b.id = ${id}::uuid`);
  return made!;
}

/** @throws {AppError} NOT_FOUND */
export async function removeBand(ctx: Context, id: string): Promise<{ removed: boolean }> {
  requireInScope(ctx, null);
  const result = await ctx.db.deleteFrom("reference_bands").where("tenant_id", "=", ctx.tenantId).where("id", "=", id).executeTakeFirst();
  if (Number(result.numDeletedRows) === 0) throw new AppError("NOT_FOUND");
  return { removed: true };
}
