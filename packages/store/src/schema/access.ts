import type { Generated } from "kysely";
import type { Day, Instant, Json, MaybeInstant } from "./columns.js";

export type ApiKeysTable = {
  tenant_id: number;
  id: string;
  prefix: string;
  secret_hash: Buffer;
  name: string;
  permissions: Json<readonly string[]>;
  unit_id: number | null;
  expires_at: Instant;
  revoked_at: MaybeInstant;
  last_used_on: Day | null;
  created_by: string | null;
  created_at: Instant;
};

export type MembershipsTable = {
  tenant_id: number;
  user_id: string;
  roles: Json<readonly string[]>;
  unit_ids: Json<readonly number[]>;
  active: Generated<boolean>;
  created_at: Instant;
};

export type OneTimeLinksTable = {
  token_hash: Buffer;
  purpose: string;
  payload: Json<{ readonly [key: string]: unknown }>;
  expires_at: Instant;
  used_at: MaybeInstant;
};

export type AuditLogTable = {
  tenant_id: number;
  seq: number;
  at: Instant;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  object: string;
  detail: Json<{ readonly [key: string]: unknown }>;
  reason: string | null;
  origin: string | null;
  hash: Buffer;
};
