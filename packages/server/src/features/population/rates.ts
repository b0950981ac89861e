import type { api, Filters } from "@manyi/contracts";
import { instantOf } from "@manyi/core/calendar";
import type { VoiceCounts } from "@manyi/core/metrics";
import { outcomeRates } from "@manyi/core/sampling";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, ask, cellAt, count, labelsOf } from "../figures/index.js";

type Rates = z.input<typeof api.population.rates.reply>;
type Frame = NonNullable<Rates["surveys"][number]["frame"]>;

/** Everybody invited once, by how it ended. */
type Invited = {
  readonly survey_id: number;
  readonly is_anonymous: boolean;
  readonly invited: number;
  readonly completed: number;
  /** of those: sent with half to four fifths answered, and with less */
  readonly partly: number;
  readonly hardly: number;
  readonly withdrawn: number;
  /** begun, never sent, and no longer open */
  readonly left: number;
  readonly other: number;
  readonly unknown: number;
  readonly ineligible: number;
  /** met a full quota: their kind had been heard enough */
  readonly quota_full: number;
  readonly waiting: number;
};
type Begun = { readonly survey_id: number; readonly begun: number };

/**
 * How many of those asked have answered, by the standard definitions, for surveys that invited people by name; open links have no frame,
 * and so counts and completion only. Whoever is on the list is taken to belong to the population until somebody recorded otherwise, so
 * silence is a non-contact and not an unknown: that never flatters a rate.
 */
export async function rates(ctx: Context, filters: Filters): Promise<Rates> {
  const asked = await ask(ctx, { ...filters, compare: "none", weighting: "none" });
  const [cells, titles, own, invited, begun] = await Promise.all([
    count(asked, { kind: "voices" }, ["survey"], [asked.period]),
    labelsOf(asked, "survey"),
    ownSurveys(ctx),
    readInvitations(asked),
    readDrafts(asked),
  ]);
  const k = thresholdSince(ctx.organisation, asked.period.from);
  const surveys = [...titles].flatMap(([id, { label }]): Rates["surveys"] => {
    const { open, anonymous } = cellAt(cells, [id]) as { open: VoiceCounts | null; anonymous: VoiceCounts | null };
    const hidden = anonymous === null || anonymous.n < k;
    const answers = (open?.n ?? 0) + (hidden ? 0 : anonymous.n);
    const complete = answers - (open?.partial ?? 0) - (hidden ? 0 : anonymous.partial);
    const asks = invited.find(({ survey_id }) => survey_id === id);
    const unfinished = begun.find(({ survey_id }) => survey_id === id)?.begun ?? 0;
    if (!own.has(Number(id)) || (answers === 0 && asks === undefined)) return [];
    // answers that came by invitation are counted there
    const byLink = Math.max(0, answers - (asks?.completed ?? 0));
    const linkComplete = Math.min(byLink, Math.max(0, complete - (asks === undefined ? 0 : asks.completed - asks.partly - asks.hardly)));
    const started = byLink + unfinished;
    return [
      {
        surveyId: Number(id),
        label,
        frame: asks === undefined ? null : frameOf(asks, hidden ? 0 : anonymous.partial),
        open: { answers: byLink, complete: linkComplete, begun: started, completion: started === 0 ? null : linkComplete / started },
      },
    ];
  });
  return { surveys: surveys.sort((a, b) => b.open.answers - a.open.answers) };
}

/** What was imported or taken from elsewhere was begun nowhere here. */
async function ownSurveys({ db, tenantId }: Context): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom("surveys").select("id").where("tenant_id", "=", tenantId).where("kind", "=", "survey").execute();
  return new Set(rows.map(({ id }) => id));
}

/** The denominators as they are printed beside each rate. */
const FORMULAS = {
  RR1: "I / (D + U)",
  RR2: "(I + P) / (D + U)",
  RR3: "I / (D + e × U)",
  RR4: "(I + P) / (D + e × U)",
  RR5: "I / D",
  RR6: "(I + P) / D",
  COOP1: "I / (I + P + R + O)",
  REF1: "R / (D + U)",
  CON1: "(I + P + R + O) / (D + U)",
} as const;

/** @param released partial ones among the answers of an anonymous survey that were released; those of the invitations are not known */
function frameOf(asks: Invited, released: number): Frame {
  const { invited, completed, withdrawn, left, other, unknown, quota_full: quotaFull, waiting } = asks;
  // "quota filled" is one of the outcomes of people who were not eligible
  const ineligible = asks.ineligible + quotaFull;
  const partial = asks.is_anonymous ? Math.min(completed, released) : asks.partly;
  const complete = completed - partial - asks.hardly;
  const breakOff = asks.hardly + left;
  const refusal = withdrawn + breakOff;
  const nonContact = invited - completed - withdrawn - left - other - unknown - ineligible;
  const outcomes = { complete, partial, refusal, nonContact, other, unknown, unknownOther: 0, ineligible };
  const { eligibleShare, ...found } = outcomeRates(outcomes);
  const names = Object.keys(FORMULAS) as (keyof typeof FORMULAS)[];
  return {
    invited,
    complete,
    partial,
    breakOff,
    refusal,
    nonContact,
    other,
    unknown,
    ineligible,
    quotaFull,
    waiting,
    eligibleShare,
    rates: names.map((name) => ({
      name,
      formula: FORMULAS[name],
      value: found[name.toLowerCase() as Lowercase<typeof name>],
    })),
  };
}

/** Invitations sent in the period, for links in the units looked at. A person asked again counts once, by the last time. */
async function readInvitations({ ctx, period, where, surveys }: Asked): Promise<readonly Invited[]> {
  const zone = ctx.organisation.timeZone;
  const units = where.units ?? null;
  const found = await sql<Invited>`
    with asked as (
      select distinct on (i.survey_id, coalesce(i.customer_id, i.id)) i.survey_id, i.id, i.state, i.reason, i.expires_at
      from invitations i left join survey_links l on l.tenant_id = i.tenant_id and l.id = i.link_id
      where i.tenant_id = ${ctx.tenantId} and i.created_at >= ${new Date(instantOf(period.from, 0, zone))}
        and i.created_at < ${new Date(instantOf(period.to + 1, 0, zone))}
        and (${surveys === null} or i.survey_id = any(${[...(surveys ?? [])]}::int[]))
        and (${units === null} or l.unit_id = any(${[...(units ?? [])]}::int[]))
      order by i.survey_id, coalesce(i.customer_id, i.id), i.created_at desc, i.id desc
    ), ended as (
      select a.survey_id, a.state, a.reason, a.expires_at, s.anonymity = 'anonymous' as is_anonymous, v.completeness,
        a.state not in ('completed', 'opted_out', 'quota_full') and coalesce(a.reason, '') not in ('OTHER', 'UNKNOWN', 'INELIGIBLE')
          and a.expires_at <= ${ctx.now()} and (a.reason = 'LEFT' or d.survey_id is not null) as has_left
      from asked a
      join surveys s on s.tenant_id = ${ctx.tenantId} and s.id = a.survey_id
      left join voices v on v.tenant_id = ${ctx.tenantId} and v.client_key = 'i:' || a.id and a.state = 'completed'
      left join lateral (
        select d.survey_id from drafts d where d.tenant_id = ${ctx.tenantId} and d.invitation_id = a.id limit 1
      ) d on true
    )
    select survey_id, is_anonymous, count(*)::int as invited,
      (count(*) filter (where state = 'completed'))::int as completed,
      (count(*) filter (where state = 'completed' and (reason = 'PARTIAL' or (completeness = 'partial' and reason is null))))::int as partly,
      (count(*) filter (where state = 'completed' and reason = 'BREAK_OFF'))::int as hardly,
      (count(*) filter (where state = 'opted_out'))::int as withdrawn,
      (count(*) filter (where has_left))::int as left,
      (count(*) filter (where state not in ('completed', 'opted_out') and reason = 'OTHER'))::int as other,
      (count(*) filter (where state not in ('completed', 'opted_out') and reason = 'UNKNOWN'))::int as unknown,
      (count(*) filter (where state not in ('completed', 'opted_out') and reason = 'INELIGIBLE'))::int as ineligible,
      (count(*) filter (where state = 'quota_full' and coalesce(reason, '') not in ('OTHER', 'UNKNOWN', 'INELIGIBLE')))::int as quota_full,
      (count(*) filter (where state not in ('completed', 'opted_out', 'quota_full') and expires_at > ${ctx.now()}
        and coalesce(reason, '') not in ('OTHER', 'UNKNOWN', 'INELIGIBLE', 'BOUNCED')))::int as waiting
    from ended group by survey_id, is_anonymous`.execute(ctx.db);
  return found.rows;
}

/** Pages opened on an open link, saved and never sent. */
async function readDrafts({ ctx, period, where, surveys }: Asked): Promise<readonly Begun[]> {
  const zone = ctx.organisation.timeZone;
  const units = where.units ?? null;
  const found = await sql<Begun>`
    select d.survey_id, count(*)::int as begun
    from drafts d left join survey_links l on l.tenant_id = d.tenant_id and l.id = d.link_id
    where d.tenant_id = ${ctx.tenantId} and d.invitation_id is null
      and d.started_at >= ${new Date(instantOf(period.from, 0, zone))} and d.started_at < ${new Date(instantOf(period.to + 1, 0, zone))}
      and (${surveys === null} or d.survey_id = any(${[...(surveys ?? [])]}::int[]))
      and (${units === null} or l.unit_id = any(${[...(units ?? [])]}::int[]))
    group by d.survey_id`.execute(ctx.db);
  return found.rows;
}
