import type { Tx } from "@manyi/store";
import { sql } from "kysely";

/** Who stands in as owner until the organisation has somebody who may work cases. */
export const NOBODY = "nobody";

type Candidate = { user_id: string; roles: readonly string[]; depth: number; load: number };

/**
 * People who may own a case of a unit, nearest first: agents and managers of the unit, then of the units above it, then CX managers.
 */
async function candidates(tx: Tx, tenantId: number, unitId: number): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.user_id, m.roles, coalesce(max(length(above.path)), 0)::int as depth,
      (select count(*) from cases c where c.tenant_id = m.tenant_id and c.owner_id = m.user_id and c.closed_at is null)::int as load
    from memberships m
    join org_units u on u.tenant_id = m.tenant_id and u.id = ${unitId}
    left join org_units above on above.tenant_id = m.tenant_id and m.unit_ids @> to_jsonb(above.id) and u.path like above.path || '%'
    where m.tenant_id = ${tenantId} and m.active and m.roles ?| array['agent','frontline_manager','cx_manager']
      and (m.unit_ids = '[]'::jsonb or above.id is not null)
    group by m.tenant_id, m.user_id, m.roles
    order by depth desc, load, m.user_id`.execute(tx);
  return rows;
}

/**
 * Who takes a case at an escalation level: 0 the nearest agent or manager with the least open work, 1 the next level of managers,
 * 2 and more the CX managers.
 *
 * @param except people who may not take it (the solver of a case that comes back)
 */
export async function ownerFor(tx: Tx, tenantId: number, unitId: number, level: number, except: readonly string[] = []): Promise<string> {
  const people = (await candidates(tx, tenantId, unitId)).filter((person) => !except.includes(person.user_id));
  const leads = people.filter((person) => person.roles.includes("cx_manager"));
  const managers = people.filter((person) => person.roles.includes("frontline_manager"));
  const pick = level === 0 ? people[0] : level === 1 ? (managers[0] ?? leads[0]) : (leads[0] ?? managers.at(-1));
  return (pick ?? people[0])?.user_id ?? NOBODY;
}

/** The manager nearest to a unit: its own, else of a unit above it. @returns `null` when it has none but those of the whole organisation */
export async function managerOf(tx: Tx, tenantId: number, unitId: number): Promise<string | null> {
  const people = await candidates(tx, tenantId, unitId);
  return people.find(({ roles, depth }) => roles.includes("frontline_manager") && depth > 0)?.user_id ?? null;
}

/** Everybody who may be handed a case of this unit. */
export async function possibleOwners(tx: Tx, tenantId: number, unitId: number): Promise<readonly string[]> {
  return (await candidates(tx, tenantId, unitId)).map((person) => person.user_id);
}
