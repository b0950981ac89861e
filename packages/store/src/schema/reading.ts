import type { BenefitType, SignalKind } from "@manyi/core/text";
import type { Generated } from "kysely";
import type { Instant, Json, JsonWithDefault, MaybeInstant, Xid } from "./columns.js";

type Side = -1 | 0 | 1;
type WordLists = { readonly zh: readonly string[]; readonly en: readonly string[] };
/** What a topic is found by, as the text engine takes it. */
type TopicWordLists = {
  readonly terms: WordLists;
  readonly except?: WordLists;
  readonly opinions?: { readonly good: WordLists; readonly bad: WordLists };
  /** what kind of benefit it speaks of; missing where nobody said so */
  readonly benefit?: BenefitType;
};
type Spans = readonly (readonly [start: number, end: number])[];

export type TopicsTable = {
  tenant_id: number;
  id: number;
  code: string;
  parent_code: string | null;
  name: Json<{ readonly "zh-CN": string; readonly en: string }>;
  attribute_code: string | null;
  words: Json<TopicWordLists>;
  position: number;
  retired_at: MaybeInstant;
};

export type TaxonomyVersionsTable = {
  tenant_id: number;
  version: number;
  /** rows of `topics` as they were, without `tenant_id` */
  topics: Json<readonly { readonly [column: string]: unknown }[]>;
  changed_by: string | null;
  changed_at: Instant;
  note: string | null;
};

export type ReadingModelsTable = {
  tenant_id: number;
  language: "zh" | "en";
  version: string;
  /** a `ModelFile` of `@manyi/core/text` */
  file: Json<{ readonly [part: string]: unknown }>;
  figures: JsonWithDefault<{ readonly [figure: string]: unknown }>;
  made_by: string | null;
  made_at: Instant;
  used_from: MaybeInstant;
  used_until: MaybeInstant;
};

export type VoiceReadingsTable = {
  tenant_id: number;
  voice_id: string;
  xid: Xid;
  revision: Generated<number>;
  local_day: number;
  taxonomy_version: number;
  model_version: string;
  language: "zh" | "en" | "other" | null;
  sentiment: Side | null;
  confidence: number;
  signals: JsonWithDefault<readonly { readonly kind: SignalKind; readonly spans: Spans }[]>;
  raised: Generated<readonly SignalKind[]>;
  pii: JsonWithDefault<readonly { readonly type: string; readonly start: number; readonly end: number }[]>;
  topics: JsonWithDefault<readonly { readonly topic: number; readonly sentiment: Side | null; readonly spans: Spans }[]>;
  fingerprint: Buffer | null;
  alike: Generated<readonly number[]>;
  /** `null`: nothing finds it until it is indexed again */
  search: string | null;
  read_at: Instant;
};

export type VoiceTopicsTable = {
  tenant_id: number;
  voice_id: string;
  topic_id: number;
  sentiment: Side | null;
  source: Generated<"machine" | "person">;
  local_day: number;
};

export type VoiceLabelsTable = {
  tenant_id: number;
  id: string;
  voice_id: string;
  kind: "sentiment" | "topic_on" | "topic_off" | "signal_on" | "signal_off" | "not_personal" | "undo";
  topic_id: number | null;
  value: Side | null;
  detail: JsonWithDefault<{ readonly [part: string]: unknown }>;
  undoes: string | null;
  by_user: string;
  at: Instant;
};

export type ReadingRunsTable = {
  tenant_id: number;
  id: string;
  reason: "taxonomy" | "model" | "asked";
  state: "running" | "done";
  total: number;
  done: Generated<number>;
  last_id: Generated<string>;
  asked_by: string | null;
  asked_at: Instant;
  finished_at: MaybeInstant;
};
