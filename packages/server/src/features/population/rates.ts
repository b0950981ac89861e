import type { api, Filters } from "@manyi/contracts";
import { instantOf } from "@manyi/core/calendar";
import type { VoiceCounts } from "@manyi/core/metrics";
import { outcomeRates } from "@manyi/core/sampling";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask, cellAt, count, labelsOf } from "../figures/index.js";

type Rates = z.input<typeof api.population.rates.reply>;
type Frame = NonNullable<Rates["surveys"][number]["frame"]>;

type Invited = {
  readonly survey_id: number;
  readonly invited: number;
  readonly completed: number;
  readonly withdrawn: number;
  /** begun, not sent, and no longer open */
  readonly broken_off: number;
  readonly waiting: number;
};
type Begun = { readonly survey_id: number; readonly begun: number };

/**
 * How many of those asked have answered, by the standard definitions, for surveys that invited people by name; open links have no frame,
 * and so counts and completion only. Who was invited is known to belong to the population: nobody's eligibility is unknown.
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
  const k = ctx.organisation.kThreshold;
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
    const linkComplete = Math.max(0, complete - (asks?.completed ?? 0));
    const started = byLink + unfinished;
    return [
      {
        surveyId: Number(id),
        label,
        frame: asks === undefined ? null : frameOf(asks),
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

function frameOf({ invited, completed, withdrawn, broken_off, waiting }: Invited): Frame {
  const refusal = withdrawn + broken_off;
  const nonContact = Math.max(0, invited - completed - refusal);
  const found = outcomeRates({
    complete: completed,
    partial: 0,
    refusal,
    nonContact,
    other: 0,
    unknown: 0,
    unknownOther: 0,
    ineligible: 0,
  });
  return {
    invited,
    complete: completed,
    partial: 0,
    refusal,
    nonContact,
    waiting,
    rates: [
      { name: "RR1", value: found.rr1 },
      { name: "RR2", value: found.rr2 },
      { name: "COOP1", value: found.coop1 },
      { name: "REF1", value: found.ref1 },
      { name: "CON1", value: found.con1 },
    ],
  };
}

/** Invitations sent in the period, for links in the units looked at. A person asked again counts once, by the last time. */
async function readInvitations({ ctx, period, where, surveys }: Asked): Promise<readonly Invited[]> {
  const zone = ctx.organisation.timeZone;
  const units = where.units ?? null;
  const found = await sql<Invited>`
    with asked as (
      select distinct on (i.survey_id, coalesce(i.customer_id, i.id)) i.survey_id, i.id, i.state, i.expires_at
      from invitations i left join survey_links l on l.tenant_id = i.tenant_id and l.id = i.link_id
      where i.tenant_id = ${ctx.tenantId} and i.created_at >= ${new Date(instantOf(period.from, 0, zone))}
        and i.created_at < ${new Date(instantOf(period.to + 1, 0, zone))}
        and (${surveys === null} or i.survey_id = any(${[...(surveys ?? [])]}::int[]))
        and (${units === null} or l.unit_id = any(${[...(units ?? [])]}::int[]))
      order by i.survey_id, coalesce(i.customer_id, i.id), i.created_at desc, i.id desc
    )
    select a.survey_id, count(*)::int as invited,
      (count(*) filter (where a.state = 'completed'))::int as completed,
      (count(*) filter (where a.state = 'opted_out'))::int as withdrawn,
      (count(*) filter (where a.state not in ('completed', 'opted_out') and a.expires_at <= ${ctx.now()} and d.survey_id is not null))::int as broken_off,
      (count(*) filter (where a.state not in ('completed', 'opted_out') and a.expires_at > ${ctx.now()}))::int as waiting
    from asked a left join lateral (
      select d.survey_id from drafts d where d.tenant_id = ${ctx.tenantId} and d.invitation_id = a.id limit 1
    ) d on true
    group by a.survey_id`.execute(ctx.db);
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
