import type { Permission } from "@manyi/core/access";
import type { Ingest, Store, Tables, Tx } from "@manyi/store";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { Analytics } from "./analytics.js";
import type { AuditEntry } from "./audit.js";
import type { Config } from "./config.js";
import type { Live } from "./live.js";
import type { Scope } from "./scope.js";
import type { Promised } from "./threshold.js";
import type { Vault } from "./vault.js";

export type Locale = "zh-CN" | "en";

/** The installation's own organisation, made unnamed at the first start. */
export const OWN_ORGANISATION = 1;

/** Who acts. `id` is the sign-in library's user id, the key's uuid, or null for a customer without account and for the system. */
export type Actor = { readonly kind: "user" | "key" | "customer" | "system"; readonly id: string | null; readonly name: string };

/** Where ids and secrets come from, so that a test can hold them still. */
export type Ids = {
  /** time-ordered (version 7): voices, customers, cases, links, events */
  uuid(): string;
  /** without time (version 4): anonymous voices */
  anonymousUuid(): string;
  /** 192 random bits, base64url: links, secrets, sessions */
  token(): string;
};

/** What the organisation has decided and every use case may need. */
export type Organisation = {
  readonly id: number;
  readonly timeZone: string;
  readonly defaultLocale: Locale;
  readonly kThreshold: number;
  /** higher thresholds of the past, and until when they held */
  readonly promised: readonly Promised[];
  readonly isDemo: boolean;
  readonly isSetUp: boolean;
};

/** Everything a use case may touch. It never reads a clock, a random source, an environment or a request by itself. */
export type Context = {
  readonly tenantId: number;
  readonly organisation: Organisation;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly scope: Scope;
  readonly locale: Locale;
  now(): Date;
  readonly ids: Ids;
  readonly db: Kysely<Tables>;
  tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly analytics: Analytics;
  readonly live: Live;
  /** seals what must not lie readable in the database: passwords of mail servers, contacts */
  readonly vault: Vault;
  readonly config: Config;
  readonly log: Logger;
  /** the address written into links, without a slash at the end */
  publicUrl(): string;
  /** writes one entry of the audit log under the caller's name, in the transaction of the change itself */
  audit(tx: Tx, entry: AuditEntry): Promise<void>;
};
