import { binomialSf } from "@manyi/core/numeric";
import { decide } from "@manyi/core/stats";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Asked } from "../figures/index.js";
import { contactMark } from "../respond/index.js";
import { type Pattern, scoredRows } from "./scored.js";

const DAYS_BEFORE = 90;
const LEAST_NOW = 12;
const LEAST_BEFORE = 30;
/** Whoever serves better gains some; this much at once is worth a question, in shares. */
const WORTH = 0.2;

type Served = {
  readonly employee_id: number;
  readonly employee: string;
  readonly unit_id: number;
  readonly name: LocalText;
  readonly n: number;
  readonly top: number;
  readonly before_n: number;
  readonly before_top: number;
};

/** Top scores of one employee's customers at one unit against the employee's own ninety days before; corrected for looking at many people. */
export async function employeeTops(asked: Asked): Promise<Pattern[]> {
  const { ctx, period } = asked;
  const found = await sql<Served>`
    select e.id as employee_id, e.name as employee, t.unit_id, u.name, t.n, t.top, t.before_n, t.before_top
    from (
      select v.employee_id, v.unit_id,
        (count(*) filter (where v.local_day >= ${period.from}))::int as n,
        (count(*) filter (where v.local_day >= ${period.from} and v.nps = 10))::int as top,
        (count(*) filter (where v.local_day < ${period.from}))::int as before_n,
        (count(*) filter (where v.local_day < ${period.from} and v.nps = 10))::int as before_top
      from voices v
      where ${scoredRows(asked)} and v.employee_id is not null and v.local_day between ${period.from - DAYS_BEFORE} and ${period.to}
      group by v.employee_id, v.unit_id
    ) t
    join employees e on e.tenant_id = ${ctx.tenantId} and e.id = t.employee_id
    join org_units u on u.tenant_id = e.tenant_id and u.id = t.unit_id
    where t.n >= ${LEAST_NOW} and t.before_n >= ${LEAST_BEFORE}`.execute(ctx.db);
  const compared = found.rows.map((row) => ({ row, usual: (row.before_top + 1) / (row.before_n + 2) }));
  const { isSignificant } = decide(compared.map(({ row, usual }) => Math.min(1, binomialSf(row.top - 1, row.n, usual))));
  return compared
    .filter(({ row, usual }, i) => isSignificant[i] && row.top / row.n - usual >= WORTH)
    .map(({ row, usual }) => ({
      kind: "employee_tops" as const,
      unit: { id: row.unit_id, name: row.name },
      employee: row.employee,
      on: null,
      n: row.n,
      topShare: row.top / row.n,
      usualShare: usual,
    }));
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
