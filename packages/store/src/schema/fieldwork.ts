import type { Generated } from "kysely";
import type { Instant, Json, JsonWithDefault, MaybeInstant, MaybeJson } from "./columns.js";

type LocalText = { readonly "zh-CN"?: string | undefined; readonly en?: string | undefined };

export type NotesTable = {
  tenant_id: number;
  voice_id: string;
  user_id: string;
  unit_id: number;
  mood: "praise" | "complaint" | "wish" | "question";
  asked: boolean;
  local_day: number;
  iso_week: number;
};

/** One item of a checklist: what is looked at, how it is answered, how much it weighs. */
export type ChecklistItem = {
  readonly key: string;
  readonly text: LocalText;
  readonly weight: number;
  readonly scale: "half" | "yes_no" | "five";
  readonly critical: boolean;
  readonly notApplicable: boolean;
};
export type ChecklistDefinition = {
  readonly sections: readonly { readonly key: string; readonly title: LocalText; readonly items: readonly ChecklistItem[] }[];
};

export type ChecklistsTable = {
  tenant_id: number;
  id: number;
  title: Json<LocalText>;
  draft: Json<ChecklistDefinition>;
  draft_revision: Generated<number>;
  current_version: number | null;
  retired_at: MaybeInstant;
  created_by: string | null;
  created_at: Instant;
};

export type ChecklistVersionsTable = {
  tenant_id: number;
  checklist_id: number;
  number: number;
  title: Json<LocalText>;
  definition: Json<ChecklistDefinition>;
  published_by: string | null;
  published_at: Instant;
};

/** What was found at one item: the answer on its scale, `null` not applicable. */
export type CheckResult = { readonly item: string; readonly value: number | null; readonly note?: string | undefined };

export type CheckRunsTable = {
  tenant_id: number;
  id: string;
  client_key: string;
  checklist_id: number;
  version: number;
  kind: "audit" | "mystery" | "spot";
  unit_id: number;
  auditor_id: string;
  results: Json<readonly CheckResult[]>;
  remark: string | null;
  score: number | null;
  uncapped: number | null;
  items_n: number;
  failed_critical: boolean;
  voice_id: string;
  done_at: Instant;
  local_day: number;
  local_month: number;
  appeal_state: Generated<"none" | "open" | "upheld" | "rejected">;
  appeal: MaybeJson<{
    readonly reason: string;
    readonly by: string;
    readonly at: string;
    readonly decision?: string;
    readonly decidedBy?: string;
    readonly decidedAt?: string;
  }>;
  product: string | null;
};

export type GuideQuestion = { readonly key: string; readonly text: LocalText; readonly probes: readonly LocalText[] };

export type InterviewGuidesTable = {
  tenant_id: number;
  id: number;
  title: Json<LocalText>;
  purpose: Json<LocalText>;
  questions: Json<readonly GuideQuestion[]>;
  revision: Generated<number>;
  created_by: string | null;
  created_at: Instant;
};

/** The customer's own words, marked in the notes of one question. */
export type InterviewQuote = { readonly id: string; readonly question: string; readonly text: string };

export type InterviewsTable = {
  tenant_id: number;
  id: string;
  guide_id: number;
  questions: Json<readonly GuideQuestion[]>;
  unit_id: number;
  customer_id: string | null;
  who: string;
  purpose: string;
  planned_at: Instant;
  interviewer_id: string;
  locale: string;
  state: Generated<"planned" | "finished" | "cancelled">;
  consent: "given" | "refused" | null;
  consent_at: MaybeInstant;
  recording: string | null;
  notes: JsonWithDefault<{ readonly [question: string]: string }>;
  quotes: JsonWithDefault<readonly InterviewQuote[]>;
  minutes: number | null;
  cost: number | null;
  finished_at: MaybeInstant;
  voice_id: string | null;
  revision: Generated<number>;
  created_at: Instant;
  touchpoint_id: number | null;
  product: string | null;
};

export type InterviewCodesTable = {
  tenant_id: number;
  interview_id: string;
  quote_id: string;
  coder_id: string;
  code: string;
  at: Instant;
};

export type InterviewThemesTable = {
  tenant_id: number;
  code: string;
  topic_id: number | null;
  created_by: string | null;
  created_at: Instant;
};

export type InterviewLabelsTable = { tenant_id: number; interview_id: string; topic_id: number; label_id: string };
