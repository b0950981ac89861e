import type { QuotaDimension } from "@manyi/core/quotas";
import type { Generated } from "kysely";
import type { Instant, Json, JsonWithDefault, MaybeInstant } from "./columns.js";

export type QuotaPlansTable = {
  tenant_id: number;
  survey_id: number;
  revision: Generated<number>;
  is_active: boolean;
  counts_from: number | null;
  changed_at: Instant;
};

export type QuotasTable = {
  tenant_id: number;
  id: number;
  survey_id: number;
  position: number;
  mode: "hard" | "soft";
  dimensions: Json<readonly QuotaDimension[]>;
  removed_at: MaybeInstant;
};

export type QuotaCellsTable = {
  tenant_id: number;
  id: number;
  quota_id: number;
  survey_id: number;
  levels: Json<readonly string[]>;
  target: number;
  reached: number | null;
  is_closed: Generated<boolean>;
  removed_at: MaybeInstant;
};

export type ScreenOutsTable = {
  tenant_id: number;
  id: string;
  client_key: string;
  survey_id: number;
  version: number | null;
  quota_id: number;
  cell_id: number;
  reason: "quota_full" | "quota_closed";
  stage: "door" | "page" | "sent";
  link_id: string | null;
  channel: string;
  unit_id: number | null;
  touchpoint_id: number | null;
  segment_id: number | null;
  locale: string;
  anonymity: string;
  answers: JsonWithDefault<{ readonly [question: string]: unknown }>;
  local_day: number;
};
