import type { Anonymity, Answers, LocalText, Series, SurveyDefinition } from "@manyi/core/survey";
import type { Generated } from "kysely";
import type { Day, Instant, Json, JsonWithDefault, MaybeInstant } from "./columns.js";

export type SurveysTable = {
  tenant_id: number;
  id: number;
  key: string;
  kind: Generated<"survey" | "import" | "verification">;
  title: Json<LocalText>;
  state: Generated<"draft" | "published" | "closed" | "archived">;
  anonymity: Anonymity;
  draft: Json<SurveyDefinition>;
  draft_revision: Generated<number>;
  draft_saved_at: Instant;
  draft_saved_by: string | null;
  current_version: number | null;
  created_at: Instant;
  created_by: string | null;
};

export type SurveyVersionsTable = {
  tenant_id: number;
  survey_id: number;
  number: number;
  definition: Json<SurveyDefinition>;
  series: Json<readonly Series[]>;
  overrides: JsonWithDefault<readonly { readonly rule: string; readonly questionKey: string | null; readonly reason: string }[]>;
  published_at: Instant;
  published_by: string | null;
  pretest: Json<{ readonly people: number; readonly waiver: string | null } | null> | null;
};

export type PretestsTable = {
  tenant_id: number;
  id: string;
  slug: string;
  survey_id: number;
  definition: Json<SurveyDefinition>;
  draft_revision: number;
  created_by: string | null;
  created_at: Instant;
  closed_at: MaybeInstant;
};

export type PretestAnswersTable = {
  tenant_id: number;
  id: string;
  pretest_id: string;
  visit_key: string;
  locale: string;
  answers: JsonWithDefault<Answers>;
  seconds: JsonWithDefault<Readonly<Record<string, number>>>;
  remarks: JsonWithDefault<Readonly<Record<string, string>>>;
  shown_at: Instant;
  finished_at: MaybeInstant;
};

export type SurveyLinksTable = {
  tenant_id: number;
  id: string;
  slug: string;
  survey_id: number;
  label: string;
  channel: string;
  unit_id: number | null;
  touchpoint_id: number | null;
  employee_id: number | null;
  product: string | null;
  allow: JsonWithDefault<readonly string[]>;
  closed_at: MaybeInstant;
  created_at: Instant;
};

export type InvitationsTable = {
  tenant_id: number;
  id: string;
  survey_id: number;
  link_id: string | null;
  customer_id: string | null;
  case_id: string | null;
  sample_id: string | null;
  token_hash: Buffer;
  salt: Buffer | null;
  state: string;
  reason: string | null;
  expires_at: Instant;
  created_at: Instant;
};

export type DraftsTable = {
  tenant_id: number;
  token_hash: Buffer;
  survey_id: number;
  version: number;
  link_id: string | null;
  invitation_id: string | null;
  page: Generated<number>;
  locale: string;
  answers: JsonWithDefault<Answers>;
  started_at: Instant;
  saved_at: Instant;
};

export type CallbacksTable = {
  tenant_id: number;
  id: string;
  survey_id: number;
  unit_id: number | null;
  contact: Json<unknown>;
  asked_on: Day;
  case_id: string | null;
};

export type ReleasedSetsTable = {
  tenant_id: number;
  id: string;
  survey_id: number;
  filter_hash: string;
  filter: Json<unknown>;
  n: number;
  released_at: Instant;
};
