import type { Day, Instant, Json, MaybeInstant } from "./columns.js";

type PopulationDimension = "segment" | "unit" | "touchpoint" | "channel" | "locale";

export type PopulationMarginsTable = {
  tenant_id: number;
  id: string;
  dimension: PopulationDimension;
  version: number;
  source: string;
  as_of: Day;
  levels: Json<readonly { readonly level: string; readonly people: number }[]>;
  created_by: string | null;
  created_at: Instant;
};

export type WeightVersionsTable = {
  tenant_id: number;
  id: string;
  survey_id: number;
  number: number;
  state: "applied" | "undone";
  first_day: number;
  last_day: number;
  method: "post_stratification" | "raking";
  targets: Json<{ readonly [part: string]: unknown }>;
  cells: Json<readonly { readonly levels: Readonly<Record<string, string>>; readonly n: number; readonly weight: number }[]>;
  effect: Json<{ readonly [part: string]: number }>;
  answers: number;
  applied_by: string | null;
  applied_at: Instant;
  undone_at: MaybeInstant;
};

export type TimelineNotesTable = {
  tenant_id: number;
  id: string;
  day: number;
  unit_id: number | null;
  kind: "campaign" | "price" | "outage" | "process" | "product" | "staff" | "other";
  text: Json<{ readonly "zh-CN"?: string; readonly en?: string }>;
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  removed_at: MaybeInstant;
};
