import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { binomialSf } from "@manyi/core/numeric";
import { decide } from "@manyi/core/stats";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Asked } from "../figures/index.js";

type Pattern = z.input<typeof api.quality.overview.reply>["patterns"][number];

/** A day of fewer answers says nothing; neither does a unit with fewer before it. */
const LEAST_OF_DAY = 8;
const LEAST_BEFORE = 30;
const DAYS_BEFORE = 90;
/** A regular guest answers again and again; this often within a period, always at the top, nobody does. */
const LEAST_OF_DEVICE = 6;
const TOP_OF_DEVICE = 0.9;

type DayRow = { readonly unit_id: number; readonly name: LocalText; readonly day: number; readonly n: number; readonly top: number };

/**
 * Signs that scores were helped along: a day on which a unit's share of top scores jumps far above its own before, and one device that gives
 * top scores again and again. Each is a reason to look, never a proof. Anonymous answers take no part.
 */
export async function readPatterns(asked: Asked): Promise<Pattern[]> {
  return [...(await suddenTops(asked)), ...(await sameDevices(asked))];
}

function scored({ ctx, where, filters }: Asked) {
  const units = where.units ?? null;
  return sql`v.tenant_id = ${ctx.tenantId} and v.source = 'survey' and v.anonymity <> 'anonymous' and v.quality <> 'excluded'
    and v.nps is not null and v.unit_id is not null and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
    and (${filters.survey ?? null}::int is null or v.survey_id = ${filters.survey ?? null}::int)`;
}

/** Top scores of a day against the unit's own share of the ninety days before the period; corrected for looking at many days. */
async function suddenTops(asked: Asked): Promise<Pattern[]> {
  const { ctx, period } = asked;
  const [days, before] = await Promise.all([
    sql<DayRow>`
      select v.unit_id, u.name, v.local_day as day, count(*)::int as n, (count(*) filter (where v.nps = 10))::int as top
      from voices v join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
      where ${scored(asked)} and v.local_day between ${period.from} and ${period.to}
      group by v.unit_id, u.name, v.local_day having count(*) >= ${LEAST_OF_DAY}`.execute(ctx.db),
    sql<{ unit_id: number; n: number; top: number }>`
      select v.unit_id, count(*)::int as n, (count(*) filter (where v.nps = 10))::int as top from voices v
      where ${scored(asked)} and v.local_day between ${period.from - DAYS_BEFORE} and ${period.from - 1}
      group by v.unit_id having count(*) >= ${LEAST_BEFORE}`.execute(ctx.db),
  ]);
  const usual = new Map(before.rows.map(({ unit_id, n, top }) => [unit_id, (top + 1) / (n + 2)]));
  const compared = days.rows.flatMap((row) => {
    const share = usual.get(row.unit_id);
    return share === undefined ? [] : [{ row, share }];
  });
  const { isSignificant } = decide(compared.map(({ row, share }) => Math.min(1, binomialSf(row.top - 1, row.n, share))));
  return compared
    .filter(({ row, share }, i) => isSignificant[i] && row.top / row.n > share)
    .map(({ row, share }) => ({
      kind: "sudden_tops" as const,
      unit: { id: row.unit_id, name: row.name },
      on: isoDateOf(row.day),
      n: row.n,
      topShare: row.top / row.n,
      usualShare: share,
    }));
}

async function sameDevices(asked: Asked): Promise<Pattern[]> {
  const { ctx, period } = asked;
  const found = await sql<{ unit_id: number; name: LocalText; n: number; top: number }>`
    select v.unit_id, u.name, count(*)::int as n, (count(*) filter (where v.nps >= 9))::int as top
    from voices v
    join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
    cross join lateral jsonb_array_elements_text(v.detail -> 'marks') as m (mark)
    where ${scored(asked)} and v.local_day between ${period.from} and ${period.to} and v.detail ? 'marks'
    group by v.unit_id, u.name, m.mark having count(*) >= ${LEAST_OF_DEVICE}
    order by count(*) desc limit 50`.execute(ctx.db);
  return found.rows
    .filter(({ n, top }) => top / n >= TOP_OF_DEVICE)
    .map(({ unit_id, name, n, top }) => ({
      kind: "same_device" as const,
      unit: { id: unit_id, name },
      on: null,
      n,
      topShare: top / n,
      usualShare: null,
    }));
}
