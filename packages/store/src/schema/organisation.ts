import type { LocalText } from "@manyi/core/survey";
import type { Generated } from "kysely";
import type { Day, Instant, Json, JsonWithDefault, MaybeInstant } from "./columns.js";

export type TenantsTable = {
  id: number;
  code: string;
  name: Json<LocalText>;
  is_demo: Generated<boolean>;
  is_set_up: Generated<boolean>;
  time_zone: Generated<string>;
  default_locale: Generated<string>;
  k_threshold: Generated<number>;
  settings: JsonWithDefault<{ readonly [key: string]: unknown }>;
  created_at: Instant;
};

export type CountersTable = { tenant_id: number; kind: string; last: number };

export type OrgUnitsTable = {
  tenant_id: number;
  id: number;
  parent_id: number | null;
  type: "group" | "company" | "region" | "store" | "team";
  code: string;
  name: Json<LocalText>;
  time_zone: string;
  calendar_id: number | null;
  path: string;
  closed_on: Day | null;
  created_at: Instant;
};

export type OrgUnitMovesTable = {
  tenant_id: number;
  unit_id: number;
  moved_on: Day;
  from_parent_id: number | null;
  to_parent_id: number | null;
  moved_by: string | null;
  reason: string | null;
};

export type CalendarsTable = {
  tenant_id: number;
  id: number;
  version: number;
  name: string;
  rules: Json<unknown>;
  effective_from: Instant;
};

export type EmployeesTable = {
  tenant_id: number;
  id: number;
  code: string;
  name: string;
  unit_id: number;
  position: string | null;
  hired_on: Day | null;
  left_on: Day | null;
  user_id: string | null;
};

export type SegmentsTable = { tenant_id: number; id: number; code: string; name: Json<LocalText> };

export type CustomersTable = {
  tenant_id: number;
  id: string;
  external_id: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  segment_id: number | null;
  tier: string | null;
  locale: string | null;
  created_at: Instant;
};

export type TouchpointsTable = { tenant_id: number; id: number; code: string; name: Json<LocalText>; stage: string };

export type AttributesTable = {
  tenant_id: number;
  id: number;
  code: string;
  parent_code: string | null;
  level: Generated<number>;
  name: Json<LocalText>;
  weight: number | null;
  source: string | null;
};

export type ImportsTable = {
  tenant_id: number;
  id: string;
  file_name: string;
  file_hash: Buffer;
  format: Json<unknown>;
  mapping: Json<unknown>;
  state: "uploaded" | "running" | "done" | "failed" | "undoing" | "undone";
  survey_id: number | null;
  rows_read: Generated<number>;
  rows_accepted: Generated<number>;
  rows_unchanged: Generated<number>;
  rows_rejected: Generated<number>;
  bytes_total: number | null;
  bytes_read: Generated<number>;
  error: string | null;
  created_by: string | null;
  created_at: Instant;
  finished_at: MaybeInstant;
};
