import { type BusinessCalendar, OFFICE_HOURS } from "@manyi/core/calendar";
import { DEFAULT_SERVICE_LEVELS, type ServiceLevels } from "@manyi/core/cases";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";

/** What a unit promises, and by which calendar version it counts. */
export type UnitTerms = {
  readonly timeZone: string;
  readonly calendar: BusinessCalendar;
  readonly calendarId: number | null;
  readonly calendarVersion: number | null;
  readonly levels: ServiceLevels;
};

type Row = {
  time_zone: string;
  calendar_id: number | null;
  version: number | null;
  rules: BusinessCalendar | null;
  settings: { serviceLevels?: ServiceLevels };
};

/**
 * The terms in force for a unit at an instant: its own calendar, else the nearest one above it, else office hours.
 *
 * @returns `null` when the unit does not exist
 */
export async function termsOfUnit(tx: Tx, tenantId: number, unitId: number, at: Date): Promise<UnitTerms | null> {
  const { rows } = await sql<Row>`
    select u.time_zone, c.id as calendar_id, c.version, c.rules, t.settings
    from org_units u
    join tenants t on t.id = u.tenant_id
    left join lateral (
      select above.calendar_id from org_units above
      where above.tenant_id = u.tenant_id and above.calendar_id is not null and u.path like above.path || '%'
      order by length(above.path) desc limit 1
    ) nearest on true
    left join lateral (
      select c.id, c.version, c.rules from calendars c
      where c.tenant_id = u.tenant_id and c.id = nearest.calendar_id and c.effective_from <= ${at}
      order by c.version desc limit 1
    ) c on true
    where u.tenant_id = ${tenantId} and u.id = ${unitId}`.execute(tx);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    timeZone: row.time_zone,
    calendar: row.rules ?? OFFICE_HOURS,
    calendarId: row.calendar_id,
    calendarVersion: row.version,
    levels: row.settings.serviceLevels ?? DEFAULT_SERVICE_LEVELS,
  };
}

/** The terms a case was opened under: a later calendar version does not rewrite its past. */
export async function termsOfCase(
  tx: Tx,
  found: { tenant_id: number; unit_id: number; opened_at: Date; calendar_id: number | null; calendar_version: number | null },
): Promise<UnitTerms> {
  const terms = (await termsOfUnit(tx, found.tenant_id, found.unit_id, found.opened_at))!;
  if (found.calendar_id === null) return { ...terms, calendar: OFFICE_HOURS, calendarId: null, calendarVersion: null };
  const kept = await tx
    .selectFrom("calendars")
    .select("rules")
    .where("tenant_id", "=", found.tenant_id)
    .where("id", "=", found.calendar_id)
    .where("version", "=", found.calendar_version!)
    .executeTakeFirst();
  return {
    ...terms,
    calendar: (kept?.rules as BusinessCalendar | undefined) ?? terms.calendar,
    calendarId: found.calendar_id,
    calendarVersion: found.calendar_version,
  };
}
