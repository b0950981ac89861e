import type { LocalText } from "@manyi/core/survey";
import type { Generated } from "kysely";
import type { Instant, Json, MaybeInstant } from "./columns.js";

export type EffectPlansTable = {
  tenant_id: number;
  id: string;
  finding_id: string | null;
  created_by: string | null;
  created_at: Instant;
  stopped_by: string | null;
  stopped_at: MaybeInstant;
  stop_reason: string | null;
};

export type EffectVersionsTable = {
  tenant_id: number;
  plan_id: string;
  number: number;
  name: Json<LocalText>;
  what: Json<LocalText>;
  metric: string;
  survey_id: number | null;
  treated: Json<readonly { readonly unitId: number; readonly startDay: number }[]>;
  comparison: number[];
  scope_units: number[];
  before_days: number;
  after_days: number;
  planned: number | null;
  detectable: number | null;
  reason: Generated<string>;
  fixed_by: string | null;
  fixed_at: Instant;
};
