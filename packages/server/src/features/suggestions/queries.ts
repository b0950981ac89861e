import type { Suggestion, SuggestionState } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Tables, Tx } from "@manyi/store";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";
import { maskedWords } from "../reading/index.js";

type Db = Kysely<Tables> | Tx;
export type SuggestionRow = {
  readonly id: string;
  readonly comment: string | null;
  readonly locale: string;
  readonly unit_id: number | null;
  readonly unit_name: LocalText | null;
  readonly product: string | null;
  readonly customer_id: string | null;
  readonly occurred_at: Date | null;
  readonly topics: readonly number[];
  readonly headline: string | null;
  readonly state: SuggestionState;
  readonly outcome: Suggestion["outcome"];
  readonly reason: string | null;
  readonly decided_at: Date | null;
  readonly revision: number;
  readonly votes: number;
  readonly told: number;
  readonly informed_at: Date | null;
  readonly is_owed: boolean;
};

const STATE = sql`coalesce(s.state, 'heard')`;
/** Only ideas that are in this state. */
export const inState = (state: SuggestionState) => sql`${STATE} = ${state}`;
/** Ideas `v` within scope that the condition holds for. */
const among = (ctx: Context, where: RawBuilder<unknown>) => sql`
  ${scopeWhere(ctx, { tenant: "v.tenant_id", unit: "v.unit_id" })} and v.source = 'suggestion' and v.anonymity <> 'anonymous'
    and v.quality <> 'excluded' and ${where}`;

/** The 500 most wanted ideas within scope, most wanted first; an idea nobody has looked at is heard, in its first revision. */
export async function findSuggestions(ctx: Context, db: Db, where: RawBuilder<unknown> = sql`true`): Promise<readonly SuggestionRow[]> {
  const { rows } = await sql<SuggestionRow>`
    select v.id, v.comment, v.locale, v.unit_id, u.name as unit_name, nullif(trim(v.detail ->> 'product'), '') as product, v.customer_id,
      v.occurred_at, array(select m.topic_id from voice_topics m where m.tenant_id = v.tenant_id and m.voice_id = v.id and m.topic_id > 0
        order by m.topic_id)::int[] as topics,
      s.headline, ${STATE} as state, s.outcome, s.reason, s.decided_at, coalesce(s.revision, 0) as revision,
      coalesce(o.votes, 0)::int as votes, coalesce(o.told, 0)::int as told, f.informed_at,
      coalesce(f.identified and f.asked_for_answer and f.informed_at is null, false) as is_owed
    from voices v
    left join suggestions s on s.tenant_id = v.tenant_id and s.voice_id = v.id
    left join lateral (select count(*) as votes, count(o.told_at) as told from suggestion_votes o
      where o.tenant_id = v.tenant_id and o.voice_id = v.id) o on true
    left join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
    left join feedback_items f on f.tenant_id = v.tenant_id and f.voice_id = v.id
    where ${among(ctx, where)}
    order by o.votes desc nulls last, v.local_day desc, v.id desc limit 500`.execute(db);
  return rows;
}

/** How many ideas within scope are in each state, and the median days from one to its end; `null` before one ended. */
export async function countSuggestions(ctx: Context, db: Db, where: RawBuilder<unknown>) {
  const { rows } = await sql<Readonly<Record<SuggestionState, number>> & { readonly days: number | null }>`
    select count(*) filter (where ${inState("heard")})::int as heard, count(*) filter (where ${inState("planned")})::int as planned,
      count(*) filter (where ${inState("done")})::int as done, count(*) filter (where ${inState("declined")})::int as declined,
      percentile_cont(0.5) within group (order by greatest(0, extract(epoch from s.decided_at - v.occurred_at)::float8 / 86400))
        filter (where s.state in ('done', 'declined') and s.decided_at is not null and v.occurred_at is not null) as days
    from voices v
    left join suggestions s on s.tenant_id = v.tenant_id and s.voice_id = v.id
    where ${among(ctx, where)}`.execute(db);
  return rows[0]!;
}

export function presentSuggestion(row: SuggestionRow): Suggestion {
  return {
    id: row.id,
    headline: row.headline,
    text: row.comment === null || row.comment.trim() === "" ? null : maskedWords(row.comment),
    locale: row.locale,
    unit: row.unit_id === null || row.unit_name === null ? null : { id: row.unit_id, name: row.unit_name },
    product: row.product,
    topics: [...row.topics],
    occurredAt: row.occurred_at?.toISOString() ?? null,
    state: row.state,
    outcome: row.outcome,
    answer: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
    votes: row.votes,
    author: row.informed_at !== null ? "told" : row.is_owed ? "owed" : "nobody",
    told: row.told,
    revision: row.revision,
  };
}
