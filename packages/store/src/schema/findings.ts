import type { Generated } from "kysely";
import type { Day, Instant, Json, MaybeInstant, MaybeJson } from "./columns.js";

export type FindingsTable = {
  tenant_id: number;
  id: string;
  kind: "driver" | "gap" | "kano" | "shift" | "retest" | "voice";
  attribute: string;
  title: string;
  unit_id: number | null;
  scope_units: number[] | null;
  question: Json<unknown>;
  evidence: Json<unknown>;
  note: Generated<string>;
  owner_id: string | null;
  due_on: Day | null;
  state: Generated<"proposed" | "withdrawn">;
  created_by: string | null;
  created_at: Instant;
  withdrawn_by: string | null;
  withdrawn_at: MaybeInstant;
  withdraw_reason: string | null;
};

export type AttributeTiersTable = {
  tenant_id: number;
  id: string;
  attribute: string;
  tier: "basic" | "expected" | "delight" | null;
  reason: string;
  set_by: string | null;
  set_at: Instant;
};

export type IndexModelsTable = {
  tenant_id: number;
  version: number;
  survey_id: number;
  kind: "CCSI" | "ECSI" | "ACSI";
  items: Json<{ readonly [latent: string]: readonly string[] }>;
  tree: MaybeJson<unknown>;
  created_by: string | null;
  created_at: Instant;
};
