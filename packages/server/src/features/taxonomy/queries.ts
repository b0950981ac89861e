import type { api } from "@manyi/contracts";
import { starterTaxonomy } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { latestRun, treeOf } from "../reading/index.js";
import { faultsOf } from "./drafts.js";
import { presentRun, presentTopic } from "./present.js";

/** The tree in force; an organisation without one is given a starter tree. */
export async function readTree(ctx: Context): Promise<z.input<typeof api.taxonomy.get.reply>> {
  const tree = await ctx.tx((tx) => treeOf(tx, ctx.tenantId, ctx.now()));
  const topics = tree.topics.filter(({ retired_at }) => retired_at === null).map(presentTopic);
  const run = await latestRun(ctx.db, ctx.tenantId);
  const drafts = topics.map(({ isRetired: _, ...topic }) => topic);
  return { version: tree.version, topics, run: run === null ? null : presentRun(run), faults: await faultsOf(ctx, drafts) };
}

export async function listVersions(ctx: Context): Promise<z.input<typeof api.taxonomy.versions.reply>> {
  const found = await sql<{ version: number; topics: number; changed_by: string | null; changed_at: Date; note: string | null }>`
    select v.version, (select count(*) from jsonb_array_elements(v.topics) as one where one ->> 'retired_at' is null)::int as topics,
      coalesce(u.name, v.changed_by) as changed_by, v.changed_at, v.note
    from taxonomy_versions v left join auth_users u on u.id = v.changed_by
    where v.tenant_id = ${ctx.tenantId} order by v.version desc limit 200`.execute(ctx.db);
  return {
    items: found.rows.map(({ version, topics, changed_by, changed_at, note }) => ({
      version,
      topics,
      changedBy: changed_by,
      changedAt: changed_at.toISOString(),
      // the tree an organisation began with carries the code of its starter set
      note: changed_by === null && note !== null ? (starterTaxonomy(note)?.name[ctx.locale] ?? note) : note,
    })),
  };
}

/** @throws {AppError} NOT_FOUND when there is no such version */
export async function readVersion(ctx: Context, version: number): Promise<z.input<typeof api.taxonomy.version.reply>> {
  const row = await ctx.db
    .selectFrom("taxonomy_versions")
    .select("topics")
    .where("tenant_id", "=", ctx.tenantId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  const topics = (row.topics as unknown as Parameters<typeof presentTopic>[0][]).filter(({ retired_at }) => retired_at === null);
  return { version, topics: topics.map(presentTopic) };
}

type Drawn = { readonly id: string; readonly text: string; readonly day: number };

/** Comments to try a tree on, drawn evenly by the random end of their ids; within scope, never from anonymous surveys. */
export async function drawForTrial(ctx: Context, limit: number): Promise<{ drawn: readonly Drawn[]; comments: number }> {
  const units = ctx.scope.units;
  const where = sql`r.tenant_id = ${ctx.tenantId} and v.anonymity <> 'anonymous' and v.quality <> 'excluded'
    and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))`;
  const from = sql`voice_readings r join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id`;
  const [drawn, counted] = await Promise.all([
    sql<Drawn>`select v.id, v.comment as text, v.local_day as day from ${from} where ${where} order by right(v.id::text, 10) limit ${limit}`.execute(
      ctx.db,
    ),
    sql<{ n: number }>`select count(*)::int as n from ${from} where ${where}`.execute(ctx.db),
  ]);
  return { drawn: drawn.rows, comments: counted.rows[0]!.n };
}
