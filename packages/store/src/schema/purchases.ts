import type { Generated } from "kysely";
import type { Instant, Json, JsonWithDefault, MaybeInstant } from "./columns.js";

export type PurchasesTable = {
  tenant_id: number;
  id: string;
  order_key: string;
  kind: "purchase" | "return";
  customer_id: string;
  unit_id: number | null;
  local_day: number;
  amount: number | null;
  file_id: string | null;
  created_at: Instant;
};

export type PurchaseFilesTable = {
  tenant_id: number;
  id: string;
  file_name: string;
  format: Json<unknown>;
  mapping: Json<unknown>;
  state: "uploaded" | "taken" | "undone";
  rows_read: Generated<number>;
  rows_accepted: Generated<number>;
  rows_known: Generated<number>;
  rows_returns: Generated<number>;
  rows_rejected: Generated<number>;
  rejects: JsonWithDefault<unknown>;
  added: Generated<readonly string[]>;
  created_by: string | null;
  created_at: Instant;
  finished_at: MaybeInstant;
};

export type LoyaltyModelsTable = {
  tenant_id: number;
  version: number;
  definition: Json<unknown>;
  changed_by: string | null;
  changed_at: Instant;
};

export type TierEvaluationsTable = {
  tenant_id: number;
  number: number;
  as_of: number;
  model_version: number;
  made_by: string | null;
  made_at: Instant;
};

export type MemberTiersTable = {
  tenant_id: number;
  evaluation: number;
  customer_id: string;
  tier: "regular" | "silver" | "gold";
  below_since: "regular" | "silver" | null;
  change: "up" | "down" | "kept";
  reason: "REACHED" | "FIRST_BELOW" | "SECOND_BELOW" | "WITHIN" | "NOT_ENOUGH_DATA";
  index: number | null;
};
