import type { Generated } from "kysely";
import type { Instant, Json, JsonWithDefault, MaybeInstant, MaybeJson, Xid } from "./columns.js";

export type CasesTable = {
  tenant_id: number;
  id: string;
  reference: string;
  secret_hash: Buffer;
  state: string;
  escalation: Generated<number>;
  severity: "safety" | "high" | "normal" | "low";
  channel: string;
  title: string;
  description: string;
  requested_remedy: string | null;
  cause_code: string | null;
  caused_by: string | null;
  answer: MaybeJson<{ readonly cause: string; readonly remedy: string; readonly apology: string; readonly sentAt: string }>;
  unit_id: number;
  touchpoint_id: number | null;
  attribute_code: string | null;
  customer_id: string | null;
  contact: MaybeJson<{ readonly [key: string]: string }>;
  locale: string;
  owner_id: string;
  solver_id: string | null;
  verifier_id: string | null;
  trigger_key: string;
  voice_id: string | null;
  first_score: MaybeJson<{ readonly [metric: string]: number }>;
  calendar_id: number | null;
  calendar_version: number | null;
  opened_at: Instant;
  acknowledge_due: Instant;
  answer_due: Instant;
  resolve_due: Instant;
  verify_due: MaybeInstant;
  next_due: MaybeInstant;
  next_check: MaybeInstant;
  acknowledged_at: MaybeInstant;
  answered_at: MaybeInstant;
  implemented_at: MaybeInstant;
  closed_at: MaybeInstant;
  outcome: "satisfied" | "not_satisfied" | "unaccepted" | "unverified" | "withdrawn" | "merged" | null;
  verification_voice_id: string | null;
  restricted: Generated<boolean>;
  merged_into: string | null;
  reopened_count: Generated<number>;
  revision: Generated<number>;
};

export type CaseEventsTable = {
  tenant_id: number;
  id: string;
  case_id: string;
  seq: number;
  type: string;
  actor_kind: "user" | "customer" | "system";
  actor_id: string | null;
  payload: JsonWithDefault<{ readonly [key: string]: unknown }>;
  at: Instant;
};

export type RulesTable = {
  tenant_id: number;
  id: number;
  code: string;
  kind: string;
  enabled: Generated<boolean>;
  definition: Json<unknown>;
  version: Generated<number>;
};

export type MessagesTable = {
  tenant_id: number;
  id: string;
  channel: "email" | "sms" | "phone" | "in_app";
  recipient: string;
  template: string;
  locale: string;
  subject: string;
  body: string;
  state: "waiting" | "sending" | "sent" | "failed" | "cancelled";
  error: string | null;
  attempts: Generated<number>;
  /** while waiting: not before; while sending: whoever sends has until then */
  next_at: MaybeInstant;
  case_id: string | null;
  dedupe_key: string;
  created_at: Instant;
  sent_at: MaybeInstant;
};

export type EventsTable = {
  tenant_id: number;
  id: string;
  xid: Xid;
  type: string;
  subject_id: string;
  payload: Json<{ readonly [key: string]: unknown }>;
  at: Instant;
};

export type FollowersTable = {
  name: string;
  source: "voices" | "events";
  xid: Generated<string>;
  last_id: Generated<string>;
  updated_at: MaybeInstant;
};
