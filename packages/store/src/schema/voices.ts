import type { Anonymity, Answers } from "@manyi/core/survey";
import type { Generated } from "kysely";
import type { Instant, JsonWithDefault, MaybeInstant, Xid } from "./columns.js";

export type VoicesTable = {
  tenant_id: number;
  id: string;
  xid: Xid;
  client_key: string;
  source: string;
  channel: string;
  survey_id: number | null;
  version: number | null;
  link_id: string | null;
  unit_id: number | null;
  touchpoint_id: number | null;
  employee_id: number | null;
  customer_id: string | null;
  segment_id: number | null;
  locale: string;
  anonymity: Anonymity;
  occurred_at: MaybeInstant;
  local_day: number;
  iso_week: number;
  local_month: number;
  completeness: "complete" | "partial";
  quality: Generated<"valid" | "flagged" | "excluded">;
  flags: JsonWithDefault<readonly string[]>;
  weight: Generated<number>;
  duration_s: number | null;
  nps: number | null;
  csat: number | null;
  ces: number | null;
  nums: Generated<readonly (number | null)[]>;
  scores: JsonWithDefault<{ readonly [metric: string]: number }>;
  answers: JsonWithDefault<Answers>;
  comment: string | null;
  detail: JsonWithDefault<{ readonly [key: string]: unknown } | null>;
  import_id: string | null;
  case_id: string | null;
};

export type VoiceMarksTable = {
  tenant_id: number;
  id: string;
  voice_id: string;
  kind: "excluded" | "reinstated" | "kept" | "undone" | "erased";
  reason: string;
  by_user: string | null;
  at: Instant;
  batch_id: Generated<string | null>;
  quality_before: Generated<string | null>;
};

export type VoiceNotesTable = {
  tenant_id: number;
  id: string;
  voice_id: string;
  text: string;
  by_user: string | null;
  at: Instant;
};

export type VoiceStepsTable = {
  tenant_id: number;
  voice_id: string;
  survey_id: number | null;
  unit_id: number | null;
  released_day: number | null;
  withheld: JsonWithDefault<readonly (string | number)[]>;
};
