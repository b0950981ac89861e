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
const ORIGIN = /^https?:\/\/[a-z\d.-]+(:\d{1,5})?\/?$/i;

export async function listSites(ctx: Context): Promise<{ items: BeaconSite[]; script: string }> {
  requireInScope(ctx, null);
  const rows = await ctx.db.selectFrom("beacon_sites").selectAll().where("tenant_id", "=", ctx.tenantId).orderBy("id").execute();
  return { items: await Promise.all(rows.map((row) => present(ctx, row))), script: `${ctx.publicUrl()}${BEACON_SCRIPT.path}` };
}

/** @throws {AppError} INVALID_INPUT for what is no origin */
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

/** @throws {AppError} NOT_FOUND; INVALID_INPUT for what is no origin */
export async function changeSite(ctx: Context, id: number, { name, origins, paused }: Settings & { paused: boolean }): Promise<BeaconSite> {
  requireInScope(ctx, null);
  const isIt = { tenant_id: ctx.tenantId, id };
  const known = await ctx.db
    .selectFrom("beacon_sites")
    .select("id")
    .where((e) => e.and(isIt))
    .executeTakeFirst();
  if (known === undefined) throw new AppError("NOT_FOUND");
  const row = await ctx.db
    .updateTable("beacon_sites")
    .set({ name, origins: plain(origins), paused })
    .where((e) => e.and(isIt))
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

/** Browsers name an origin in lower case, without a path. @throws {AppError} INVALID_INPUT */
function plain(origins: readonly string[]): string[] {
  const faults = origins.flatMap((origin, index) => {
    const path = `body.origins[${index}]`;
    return ORIGIN.test(origin)
      ? []
      : [
          {
            path,
            "zh-CN": `「${origin}」不是网站地址，例如 https://www.example.com`,
            en: `“${origin}” is no address such as https://www.example.com`,
          },
        ];
  });
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults);
  return [...new Set(origins.map((origin) => origin.toLowerCase().replace(/\/$/, "")))];
}
