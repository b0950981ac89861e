import type { api, BeaconSite } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { BEACON_SCRIPT } from "@manyi/portal";
import { nextId, type Tables } from "@manyi/store";
import { type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";

type Settings = z.output<typeof api.expectationSources.addSite.body>;
export type SiteRow = Selectable<Tables["beacon_sites"]>;

const WEEK = 7;

export async function listSites(ctx: Context): Promise<{ items: BeaconSite[]; script: string }> {
  requireInScope(ctx, null);
  const rows = await ctx.db.selectFrom("beacon_sites").selectAll().where("tenant_id", "=", ctx.tenantId).orderBy("id").execute();
  return { items: await Promise.all(rows.map((row) => present(ctx, row))), script: `${ctx.publicUrl()}${BEACON_SCRIPT.path}` };
}

export async function addSite(ctx: Context, { name, origins }: Settings): Promise<BeaconSite> {
  requireInScope(ctx, null);
  return ctx.tx(async (tx) => {
    const row = await tx
      .insertInto("beacon_sites")
      .values({
        tenant_id: ctx.tenantId,
        id: await nextId(tx, ctx.tenantId, "beacon_sites"),
        name,
        key: ctx.ids.token(),
        origins: plain(origins),
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return present({ ...ctx, db: tx }, row);
  });
}

/** @throws {AppError} NOT_FOUND */
export async function changeSite(ctx: Context, id: number, { name, origins, paused }: Settings & { paused: boolean }): Promise<BeaconSite> {
  requireInScope(ctx, null);
  const row = await ctx.db
    .updateTable("beacon_sites")
    .set({ name, origins: plain(origins), paused })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  return present(ctx, row);
}

/** What the website has told stays. @throws {AppError} NOT_FOUND */
export async function removeSite(ctx: Context, id: number): Promise<{ removed: boolean }> {
  requireInScope(ctx, null);
  const result = await ctx.db.deleteFrom("beacon_sites").where("tenant_id", "=", ctx.tenantId).where("id", "=", id).executeTakeFirst();
  if (Number(result.numDeletedRows) === 0) throw new AppError("NOT_FOUND");
  return { removed: true };
}

async function present({ db, now, organisation }: Context, row: SiteRow): Promise<BeaconSite> {
  const today = localDayOf(now().getTime(), organisation.timeZone);
  const recent = await sql<{ seconds: number; pages: number }>`
    select coalesce(sum(value), 0)::float8 as seconds, count(distinct label)::int as pages from expectation_sources
    where tenant_id = ${row.tenant_id} and site_id = ${row.id} and to_day > ${isoDateOf(today - WEEK)}`.execute(db);
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    origins: row.origins,
    paused: row.paused,
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
    recentSeconds: recent.rows[0]?.seconds ?? 0,
    recentPages: recent.rows[0]?.pages ?? 0,
  };
}

/** Browsers name an origin in lower case. */
function plain(origins: readonly string[]): string[] {
  return [...new Set(origins.map((origin) => origin.toLowerCase()))];
}
