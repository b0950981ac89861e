import type { Generated } from "kysely";
import type { Day, Instant, Json, JsonWithDefault, MaybeInstant, MaybeJson } from "./columns.js";

export type FeedbackItemsTable = {
  tenant_id: number;
  voice_id: string;
  unit_id: number | null;
  source: string;
  state: string;
  owner_id: string | null;
  due_at: MaybeInstant;
  identified: boolean;
  asked_for_answer: boolean;
  contact: MaybeJson<unknown>;
  platform: string | null;
  product: string | null;
  author: string | null;
  source_url: string | null;
  rating: number | null;
  rating_min: number | null;
  rating_max: number | null;
  opened_at: Instant;
  replied_at: MaybeInstant;
  decided_at: MaybeInstant;
  informed_at: MaybeInstant;
  ended_at: MaybeInstant;
  reason: string | null;
  case_id: string | null;
  revision: Generated<number>;
  /** when the routing rules looked at it */
  routed_at: Generated<Date | null>;
  /** the item these are the same words as */
  copy_of: string | null;
  /** when it was looked at for copies */
  copies_looked_at: Generated<Date | null>;
};

export type FeedbackEventsTable = {
  tenant_id: number;
  id: string;
  voice_id: string;
  seq: number;
  type: string;
  actor_kind: "user" | "customer" | "system";
  actor_id: string | null;
  payload: JsonWithDefault<{ readonly [name: string]: unknown }>;
  at: Instant;
};

export type InboundSourcesTable = {
  tenant_id: number;
  id: number;
  name: string;
  kind: string;
  token_hash: Buffer;
  token_end: string;
  signing_secret: string | null;
  paused: Generated<boolean>;
  mapping: Json<unknown>;
  unit_id: number | null;
  touchpoint_id: number | null;
  survey_id: number | null;
  last_payload: string | null;
  last_payload_at: MaybeInstant;
  created_by: string | null;
  created_at: Instant;
};

export type InboundDeliveriesTable = {
  tenant_id: number;
  id: string;
  source_id: number;
  at: Instant;
  outcome: "stored" | "unchanged" | "partly" | "refused";
  stored: Generated<number>;
  unchanged: Generated<number>;
  refused: Generated<number>;
  code: string | null;
  faults: JsonWithDefault<readonly { readonly path: string; readonly "zh-CN": string; readonly en: string }[]>;
  bytes: number;
};

export type ContactRecordsTable = {
  tenant_id: number;
  id: string;
  client_key: string;
  unit_id: number | null;
  customer_id: string | null;
  contact: MaybeJson<unknown>;
  channel: string;
  direction: "in" | "out";
  purpose: string;
  content: string;
  promise: string | null;
  promise_due: Day | null;
  promise_done_at: MaybeInstant;
  consent: "none" | "spoken" | "written" | "recorded";
  employee_id: number | null;
  voice_id: string | null;
  occurred_at: Instant;
  created_by: string | null;
  created_at: Instant;
  touchpoint_id: number | null;
  product: string | null;
};

export type ExpectationSourcesTable = {
  tenant_id: number;
  id: string;
  client_key: string;
  kind: string;
  label: string;
  attribute_code: string | null;
  mapped_by: "dictionary" | "rule" | "hand" | null;
  segment_id: number | null;
  region: string | null;
  from_day: Day;
  to_day: Day;
  value: number;
  unit: string;
  source: string;
  licence: string | null;
  method: string | null;
  created_by: string | null;
  created_at: Instant;
  site_id: number | null;
  base: number | null;
  low: number | null;
  high: number | null;
  knows_both: Generated<boolean>;
  newly_offered: Generated<boolean>;
};

export type BeaconSitesTable = {
  tenant_id: number;
  id: number;
  name: string;
  key: string;
  origins: string[];
  paused: Generated<boolean>;
  last_heard_at: MaybeInstant;
  created_by: string | null;
  created_at: Instant;
};

export type PageRulesTable = {
  tenant_id: number;
  pattern: string;
  attribute_code: string;
  created_by: string | null;
  created_at: Instant;
};

export type ReferenceBandsTable = {
  tenant_id: number;
  id: string;
  name: string;
  metric: string;
  low: number;
  high: number;
  source: string;
  as_of: Day;
  created_by: string | null;
  created_at: Instant;
};

export type SuggestionsTable = {
  tenant_id: number;
  voice_id: string;
  headline: string | null;
  state: Generated<"heard" | "planned" | "done" | "declined">;
  outcome: "rule" | "service" | "product" | null;
  reason: string | null;
  decided_by: string | null;
  decided_at: MaybeInstant;
  revision: Generated<number>;
};

export type SuggestionVotesTable = {
  tenant_id: number;
  voice_id: string;
  voter: string;
  customer_id: string | null;
  locale: string;
  told_at: MaybeInstant;
  at: Instant;
};

export type WatchWordsTable = { tenant_id: number; word: string; created_by: string | null; created_at: Instant };

export type PostAlertsTable = {
  tenant_id: number;
  word: string;
  day: number;
  n: number;
  usual: number;
  upper: number;
  at: Instant;
};
