import type { InboundMapping, InboundSource } from "@manyi/contracts";
import type { Db, Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import type { SourceRow } from "./receive.js";

const WEEK = 7 * 86_400_000;

export async function presentSource(ctx: Context, row: SourceRow, db: Db | Tx = ctx.db): Promise<InboundSource> {
  const since = new Date(ctx.now().getTime() - WEEK);
  const found = await sql<{ last_at: Date | null; recent: number }>`
    select max(at) as last_at, coalesce(sum(stored) filter (where at > ${since}), 0)::int as recent
    from inbound_deliveries where tenant_id = ${row.tenant_id} and source_id = ${row.id}`.execute(db);
  const { last_at: lastAt, recent } = found.rows[0]!;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as InboundSource["kind"],
    tokenEnd: row.token_end,
    signed: row.signing_secret !== null,
    paused: row.paused,
    mapping: row.mapping as InboundMapping,
    unitId: row.unit_id,
    touchpointId: row.touchpoint_id,
    lastAt: lastAt?.toISOString() ?? null,
    recent,
    createdAt: row.created_at.toISOString(),
  };
}
