import { isoDateOf } from "@manyi/core/calendar";
import { binomialSf } from "@manyi/core/numeric";
import { decide } from "@manyi/core/stats";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Asked } from "../figures/index.js";
import { askingPatterns } from "./asking-patterns.js";
import { employeeTops, ownAnswers } from "./people-patterns.js";
import { countEach, type Pattern, scoredIn, scoredRows } from "./scored.js";

/** A day of fewer answers says nothing; neither does a unit with fewer before it. */
const LEAST_OF_DAY = 8;
const LEAST_BEFORE = 30;
const DAYS_BEFORE = 90;
/** A regular guest answers again and again; this often within a period, always at the top, nobody does. */
const LEAST_OF_DEVICE = 6;
const TOP_OF_DEVICE = 0.9;

/**
 * Signs that scores were helped along: a day, or an employee, whose share of top scores jumps far above its own before; one device that
 * gives top scores again and again; a contact of the house in an answer; answers in somebody's presence, or through an employee's own
 * link, far better than the others of the same unit. Each is a reason to look, never a proof. Anonymous answers take no part.
 */
export async function readPatterns(asked: Asked): Promise<Pattern[]> {
  const looks = [suddenTops, employeeTops, sameDevices, ownAnswers, askingPatterns];
  return (await Promise.all(looks.map((look) => look(asked)))).flat();
}

/** Top scores of a day against the unit's own share of the ninety days before the period; corrected for looking at many days. */
async function suddenTops(asked: Asked): Promise<Pattern[]> {
  const { period, units } = asked;
  const [all, tops] = [scoredIn(asked), scoredIn(asked, 10)];
  const past = { from: period.from - DAYS_BEFORE, to: period.from - 1 };
  const [days, topDays, before, topBefore] = await Promise.all([
    countEach(all, ["unit", "day"], period),
    countEach(tops, ["unit", "day"], period),
    countEach(all, ["unit"], past),
    countEach(tops, ["unit"], past),
  ]);
  const usual = new Map<number, number>();
  for (const [name, n] of before) {
    const [unit] = JSON.parse(name) as [number | null];
    if (unit !== null && n >= LEAST_BEFORE) usual.set(unit, ((topBefore.get(name) ?? 0) + 1) / (n + 2));
  }
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const compared = [...days].flatMap(([key, n]) => {
    if (n < LEAST_OF_DAY) return [];
    const [id, day] = JSON.parse(key) as [number | null, number];
    const [share, name] = [id === null ? undefined : usual.get(id), id === null ? undefined : nameOf.get(id)];
    return id === null || share === undefined || name === undefined ? [] : [{ id, day, n, top: topDays.get(key) ?? 0, share, name }];
  });
  const { isSignificant } = decide(compared.map(({ top, n, share }) => Math.min(1, binomialSf(top - 1, n, share))));
  return compared
    .filter(({ top, n, share }, i) => isSignificant[i] && top / n > share)
    .map(({ id, day, n, top, share, name }) => ({
      kind: "sudden_tops" as const,
      unit: { id, name },
      employee: null,
      on: isoDateOf(day),
      n,
      topShare: top / n,
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
    where ${scoredRows(asked)}
      and v.local_day between ${period.from} and ${period.to} and v.detail ? 'marks'
    group by v.unit_id, u.name, m.mark having count(*) >= ${LEAST_OF_DEVICE}
    order by count(*) desc limit 50`.execute(ctx.db);
  return found.rows
    .filter(({ n, top }) => top / n >= TOP_OF_DEVICE)
    .map(({ unit_id, name, n, top }) => ({
      kind: "same_device" as const,
      unit: { id: unit_id, name },
      employee: null,
      on: null,
      n,
      topShare: top / n,
      usualShare: null,
    }));
}
