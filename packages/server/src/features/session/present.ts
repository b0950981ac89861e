import type { OrganisationRow } from "./queries.js";

/** An organisation as the shell shows it. */
export function presentOrganisation(row: OrganisationRow) {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    isDemo: row.is_demo,
    isSetUp: row.is_set_up,
    timeZone: row.time_zone,
    defaultLocale: row.default_locale === "en" ? ("en" as const) : ("zh-CN" as const),
    kThreshold: row.k_threshold,
    units: row.units ?? 0,
    stores: row.stores ?? 0,
  };
}
