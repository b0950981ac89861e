import { compareProportions, decide, type Proportion } from "@manyi/core/stats";
import { sql } from "kysely";
import type { Asked } from "../figures/index.js";
import { countEach, type Pattern, scoredIn, scoredRows } from "./scored.js";

/** Somebody of the house stands by, or holds the device, while these are answered. */
const IN_PERSON = new Set(["kiosk", "tablet", "pos", "phone", "in_person", "face_to_face", "interview"]);
/** Fewer answers on either side say nothing. */
const LEAST = 20;
/** A difference below this is real at times and never worth a talk, in shares. */
const WORTH = 0.15;

type Sides = { present: Proportion; alone: Proportion };
const NOBODY: Proportion = { successes: 0, n: 0 };

/**
 * Signs in how people were asked, within one unit: answers given in somebody's presence far better than those given alone (politeness),
 * and answers that came through an employee's own link far better than the others given alone (only the pleased were invited).
 */
export async function askingPatterns(asked: Asked): Promise<Pattern[]> {
  const [byUnit, invited] = await Promise.all([readSides(asked), readInvited(asked)]);
  const pairs = [...byUnit].flatMap(([unit, { present, alone }]) => {
    const own = invited.get(unit) ?? NOBODY;
    const rest = { successes: Math.max(0, alone.successes - own.successes), n: Math.max(0, alone.n - own.n) };
    return [
      { kind: "courtesy" as const, unit, a: present, b: alone },
      { kind: "selective" as const, unit, a: own, b: rest },
    ];
  });
  const told = pairs.filter(({ a, b }) => a.n >= LEAST && b.n >= LEAST && b.successes <= b.n);
  const { isSignificant } = decide(told.map(({ a, b }) => compareProportions(a, b)?.p ?? 1));
  const nameOf = new Map(asked.units.map(({ id, name }) => [id, name]));
  return told.flatMap(({ kind, unit, a, b }, i) => {
    const [topShare, usualShare, name] = [a.successes / a.n, b.successes / b.n, nameOf.get(unit)];
    if (!isSignificant[i] || topShare - usualShare < WORTH || name === undefined) return [];
    return [{ kind, unit: { id: unit, name }, employee: null, on: null, n: a.n, topShare, usualShare }];
  });
}

async function readSides(asked: Asked): Promise<ReadonlyMap<number, Sides>> {
  const [all, tops] = await Promise.all([
    countEach(scoredIn(asked), ["unit", "channel"], asked.period),
    countEach(scoredIn(asked, 9), ["unit", "channel"], asked.period),
  ]);
  const found = new Map<number, Sides>();
  for (const [name, n] of all) {
    const [unit, channel] = JSON.parse(name) as [number | null, string];
    if (unit === null) continue;
    const sides = found.get(unit) ?? { present: NOBODY, alone: NOBODY };
    const side = IN_PERSON.has(channel) ? "present" : "alone";
    const { successes, n: before } = sides[side];
    found.set(unit, { ...sides, [side]: { successes: successes + (tops.get(name) ?? 0), n: before + n } });
  }
  return found;
}

/** Answers given alone through links that belong to one employee. */
async function readInvited(asked: Asked): Promise<ReadonlyMap<number, Proportion>> {
  const { ctx, period } = asked;
  const found = await sql<{ unit_id: number; n: number; top: number }>`
    select v.unit_id, count(*)::int as n, (count(*) filter (where v.nps >= 9))::int as top
    from survey_links l join voices v on v.tenant_id = l.tenant_id and v.link_id = l.id
    where l.tenant_id = ${ctx.tenantId} and l.employee_id is not null and ${scoredRows(asked)}
      and v.channel <> all(${[...IN_PERSON]}::text[]) and v.local_day between ${period.from} and ${period.to}
    group by v.unit_id`.execute(ctx.db);
  return new Map(found.rows.map(({ unit_id, n, top }) => [unit_id, { successes: top, n }]));
}
