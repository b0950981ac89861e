import { type Permission, permissionsOf, type Role } from "@manyi/core/access";
import type { Ingest, Store, Tx } from "@manyi/store";
import type { Logger } from "pino";
import type { Analytics } from "./analytics.js";
import { type AuditEntry, writeAudit } from "./audit.js";
import type { Auth } from "./auth.js";
import type { Config } from "./config.js";
import type { Actor, Context, Ids, Locale, Organisation } from "./context.js";
import type { Limiter } from "./limiter.js";
import type { Live } from "./live.js";
import type { Metrics } from "./metrics.js";
import { type Identity, readOrganisation } from "./organisation.js";
import type { Signal } from "./signal.js";
import type { Vault } from "./vault.js";

/** What lives as long as the process. Contexts are made from it, one for each request, job or followed fact. */
export type Services = {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly analytics: Analytics;
  readonly live: Live;
  readonly auth: Auth;
  readonly vault: Vault;
  readonly metrics: Metrics;
  readonly limiter: Limiter;
  /** fired after every commit of a voice or of a use case; followers listen */
  readonly committed: Signal;
  now(): Date;
  readonly ids: Ids;
  /** the address written into links: MANYI_PUBLIC_URL, else the address listened on */
  publicUrl(): string;
};

type Who = {
  readonly organisation: Organisation;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly units: readonly number[] | null;
  readonly locale: Locale;
  readonly origin?: string | null;
};

/** A context for whoever acts. Features use `contextOf` (requests), `systemContext` (jobs) and `customerContext` (public pages). */
export function makeContext(services: Services, who: Who): Context {
  const { config, log, store, ingest, analytics, live, ids, vault } = services;
  return {
    tenantId: who.organisation.id,
    organisation: who.organisation,
    actor: who.actor,
    permissions: who.permissions,
    scope: { units: who.units },
    locale: who.locale,
    now: () => services.now(),
    ids,
    db: store.db,
    tx: async (fn) => {
      const result = await store.tx(fn);
      services.committed.fire();
      return result;
    },
    store,
    ingest,
    analytics,
    live,
    vault,
    publicUrl: () => services.publicUrl(),
    config,
    log,
    audit: (tx: Tx, entry: AuditEntry) =>
      writeAudit(tx, { tenantId: who.organisation.id, actor: who.actor, at: services.now(), origin: who.origin ?? null }, entry),
  };
}

/** The context of a signed-in person or an API key. */
export function contextOf(services: Services, identity: Identity, origin: string | null): Context {
  return makeContext(services, { ...identity, origin });
}

/** A job or a follower acts for the organisation as a whole: every permission, every unit. @throws {RangeError} when there is no such organisation */
export async function systemContext(services: Services, tenantId: number, name: string): Promise<Context> {
  const organisation = await readOrganisation(services.store.db, tenantId);
  if (organisation === null) throw new RangeError(`there is no organisation ${tenantId}`);
  const roles: readonly Role[] = ["admin", "cx_manager"];
  return makeContext(services, {
    organisation,
    actor: { kind: "system", id: null, name },
    permissions: permissionsOf(roles),
    units: null,
    locale: organisation.defaultLocale,
  });
}

/** The system's contexts of the organisations met in one batch, each made once. */
export function systemContexts(services: Services, name: string): (tenantId: number) => Promise<Context> {
  const made = new Map<number, Promise<Context>>();
  return (tenantId) => {
    const known = made.get(tenantId) ?? systemContext(services, tenantId, name);
    made.set(tenantId, known);
    return known;
  };
}

/** Somebody without an account on a public page: no permission, no unit. The page decides by link or secret what may be touched. */
export async function customerContext(services: Services, tenantId: number, locale: Locale): Promise<Context | null> {
  const organisation = await readOrganisation(services.store.db, tenantId);
  if (organisation === null) return null;
  return makeContext(services, {
    organisation,
    actor: { kind: "customer", id: null, name: "" },
    permissions: new Set(),
    units: [],
    locale,
  });
}
