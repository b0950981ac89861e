import { binomialSf } from "@manyi/core/numeric";
import { decide } from "@manyi/core/stats";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Asked } from "../figures/index.js";
import { contactMark } from "../respond/index.js";
import { countEach, type Pattern, scoredIn, scoredRows } from "./scored.js";

const DAYS_BEFORE = 90;
const LEAST_NOW = 12;
const LEAST_BEFORE = 30;
/** Whoever serves better gains some; this much at once is worth a question, in shares. */
const WORTH = 0.2;

/** Top scores of one employee's customers at one unit against the employee's own ninety days before; corrected for looking at many people. */
export async function employeeTops(asked: Asked): Promise<Pattern[]> {
  const { period } = asked;
  const [all, tops] = [scoredIn(asked), scoredIn(asked, 10)];
  const past = { from: period.from - DAYS_BEFORE, to: period.from - 1 };
  const by = ["unit", "employee"] as const;
  const [now, topNow, before, topBefore] = await Promise.all([
    countEach(all, by, period),
    countEach(tops, by, period),
    countEach(all, by, past),
    countEach(tops, by, past),
  ]);
  const nameOf = new Map(asked.units.map(({ id, name }) => [id, name]));
  const compared = [...now].flatMap(([key, n]) => {
    const [unit, employee] = JSON.parse(key) as [number | null, number | null];
    const [name, beforeN] = [unit === null ? undefined : nameOf.get(unit), before.get(key) ?? 0];
    if (unit === null || employee === null || name === undefined || n < LEAST_NOW || beforeN < LEAST_BEFORE) return [];
    return [{ unit: { id: unit, name }, employee, n, top: topNow.get(key) ?? 0, usual: ((topBefore.get(key) ?? 0) + 1) / (beforeN + 2) }];
  });
  const { isSignificant } = decide(compared.map(({ n, top, usual }) => Math.min(1, binomialSf(top - 1, n, usual))));
  const told = compared.filter(({ n, top, usual }, i) => isSignificant[i] && top / n - usual >= WORTH);
  const names = await readEmployees(
    asked,
    told.map(({ employee }) => employee),
  );
  return told.map(({ unit, employee, n, top, usual }) => ({
    kind: "employee_tops" as const,
    unit,
    employee: names.get(employee) ?? null,
    on: null,
    n,
    topShare: top / n,
    usualShare: usual,
  }));
}

async function readEmployees({ ctx }: Asked, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const found = await ctx.db
    .selectFrom("employees")
    .select(["id", "name"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "in", ids)
    .execute();
  return new Map(found.map(({ id, name }) => [id, name]));
}

type Own = { readonly unit_id: number; readonly name: LocalText; readonly n: number; readonly top: number };

/**
 * Answers in which a contact of the house itself was left: the keyed marks of staff e-mail addresses among those of the answers. Only
 * identified surveys, and only how many in which unit: whoever answered as a customer is not named.
 */
export async function ownAnswers(asked: Asked): Promise<Pattern[]> {
  const { ctx, period } = asked;
  const [staff, surveys] = await Promise.all([
    ctx.db
      .selectFrom("memberships as m")
      .innerJoin("auth_users as u", "u.id", "m.user_id")
      .select("u.email")
      .distinct()
      .where("m.tenant_id", "=", ctx.tenantId)
      .execute(),
    ctx.db.selectFrom("surveys").select("id").where("tenant_id", "=", ctx.tenantId).where("anonymity", "=", "identified").execute(),
  ]);
  const wanted = surveys.filter(({ id }) => asked.surveys === null || asked.surveys.includes(id));
  const marks = wanted.flatMap(({ id }) => staff.map(({ email }) => contactMark(ctx.vault, ctx.tenantId, id, email)));
  if (marks.length === 0) return [];
  const found = await sql<Own>`
    select v.unit_id, u.name, count(*)::int as n, (count(*) filter (where v.nps >= 9))::int as top
    from voices v join org_units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
    where ${scoredRows(asked)} and v.anonymity = 'identified' and v.local_day between ${period.from} and ${period.to}
      and v.detail ? 'marks' and v.detail -> 'marks' ?| ${marks}::text[]
    group by v.unit_id, u.name order by count(*) desc limit 50`.execute(ctx.db);
  return found.rows.map(({ unit_id, name, n, top }) => ({
    kind: "own_answers" as const,
    unit: { id: unit_id, name },
    employee: null,
    on: null,
    n,
    topShare: top / n,
    usualShare: null,
  }));
}
