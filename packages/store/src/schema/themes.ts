import type { Generated } from "kysely";
import type { Instant, MaybeInstant, MaybeJson } from "./columns.js";

type Side = -1 | 0 | 1;

export type LabelSamplesTable = {
  tenant_id: number;
  voice_id: string;
  drawn_by: string;
  drawn_at: Instant;
  labelled_at: MaybeInstant;
  machine: Side | null;
  person: Side | null;
  machine_topics: Generated<readonly number[]>;
  person_topics: Generated<readonly number[]>;
};

export type TextTrainingsTable = {
  tenant_id: number;
  id: string;
  language: "zh" | "en";
  state: "waiting" | "running" | "accepted" | "refused" | "failed";
  reason: string | null;
  comments: Generated<number>;
  figures: MaybeJson<{ readonly [figure: string]: number }>;
  version: string | null;
  asked_by: string | null;
  asked_at: Instant;
  finished_at: MaybeInstant;
};

export type ThemeTextsTable = {
  tenant_id: number;
  id: string;
  topic_id: number;
  locale: string;
  period_from: string;
  period_to: string;
  quotes: number;
  body: string;
  model: string;
  made_by: string;
  made_at: Instant;
  edited_by: string | null;
  edited_at: MaybeInstant;
  units: readonly number[] | null;
};

export type AiCallsTable = {
  tenant_id: number;
  id: string;
  purpose: "summary" | "name" | "test";
  model: string;
  outcome: string;
  tokens_in: Generated<number>;
  tokens_out: Generated<number>;
  cost: Generated<string>;
  ms: Generated<number>;
  made_by: string | null;
  made_at: Instant;
};
