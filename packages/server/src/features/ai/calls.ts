import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";

type List = z.input<typeof api.ai.calls.reply>;
type Outcome = List["items"][number]["outcome"];
export type Purpose = List["items"][number]["purpose"];

/** What is kept of a call: never its text. */
export type Call = {
  readonly purpose: Purpose;
  readonly model: string;
  readonly outcome: Outcome;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cost: number;
  readonly ms: number;
};

export async function logCall(ctx: Context, call: Call): Promise<void> {
  await ctx.db
    .insertInto("ai_calls")
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.ids.uuid(),
      purpose: call.purpose,
      model: call.model,
      outcome: call.outcome,
      tokens_in: call.tokensIn,
      tokens_out: call.tokensOut,
      cost: call.cost.toFixed(6),
      ms: Math.round(call.ms),
      made_by: ctx.actor.id,
      made_at: ctx.now(),
    })
    .execute();
}

/** Calls of the running month, in the organisation's time zone. */
export async function usedThisMonth(ctx: Context): Promise<{ calls: number; tokens: number; cost: number }> {
  const found = await sql<{ calls: number; tokens: number; cost: number }>`
    select count(*)::int as calls, coalesce(sum(tokens_in + tokens_out), 0)::int as tokens, coalesce(sum(cost), 0)::float8 as cost
    from ai_calls where tenant_id = ${ctx.tenantId}
      and made_at >= date_trunc('month', ${ctx.now()}::timestamptz at time zone ${ctx.organisation.timeZone}) at time zone ${ctx.organisation.timeZone}`.execute(
    ctx.db,
  );
  return found.rows[0]!;
}

export async function listCalls(ctx: Context, { cursor, limit }: z.output<typeof api.ai.calls.query>): Promise<List> {
  const after = decodeCursor<[string, string]>(cursor, ["string", "string"]);
  const below = after === null ? sql`` : sql`and (c.made_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const found = await sql<{
    id: string;
    purpose: Purpose;
    model: string;
    outcome: Outcome;
    tokens_in: number;
    tokens_out: number;
    cost: string;
    ms: number;
    made_by: string | null;
    made_at: Date;
  }>`
    select c.id, c.purpose, c.model, c.outcome, c.tokens_in, c.tokens_out, c.cost, c.ms, u.name as made_by, c.made_at
    from ai_calls c left join auth_users u on u.id = c.made_by
    where c.tenant_id = ${ctx.tenantId} ${below} order by c.made_at desc, c.id desc limit ${limit + 1}`.execute(ctx.db);
  const rows = found.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => ({
      id: row.id,
      purpose: row.purpose,
      model: row.model,
      outcome: row.outcome,
      tokensIn: row.tokens_in,
      tokensOut: row.tokens_out,
      cost: Number(row.cost),
      ms: row.ms,
      by: row.made_by,
      at: row.made_at.toISOString(),
    })),
    next: found.rows.length > limit && last !== undefined ? encodeCursor([last.made_at.toISOString(), last.id]) : null,
  };
}
