import type { Generated } from "kysely";
import type { Instant, MaybeInstant } from "./columns.js";

/** Users and sessions belong to the sign-in library and to the whole installation, not to one organisation. */
export type AuthUsersTable = {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: string | null;
  locale: Generated<string>;
  /** the organisation looked at last */
  last_tenant_id: number | null;
  created_at: Instant;
  updated_at: Instant;
};

export type AuthSessionsTable = {
  id: string;
  token: string;
  user_id: string;
  expires_at: Instant;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Instant;
  updated_at: Instant;
};

export type AuthAccountsTable = {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: MaybeInstant;
  refresh_token_expires_at: MaybeInstant;
  scope: string | null;
  password: string | null;
  created_at: Instant;
  updated_at: Instant;
};

export type AuthVerificationsTable = {
  id: string;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: Instant;
  updated_at: Instant;
};

export type SignInGuardsTable = { mark: string; failures: number; last_failed_at: Instant; locked_until: MaybeInstant };
