import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call, type In, type Out, type RouteSpec } from "@manyi/contracts";
import type { Permission, Role } from "@manyi/core/access";
import type { Store } from "@manyi/store";
import { freshStore } from "@manyi/store/testing";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { type Logger, pino } from "pino";
import { afterAll } from "vitest";
import { createApp, startFeatures } from "../app.js";
import { openAnalytics } from "../platform/analytics.js";
import type { Config } from "../platform/config.js";
import type { Context } from "../platform/context.js";
import { createServices } from "../platform/create-services.js";
import { identityOfUser } from "../platform/identify.js";
import { createIds } from "../platform/ids.js";
import { ensureOwnOrganisation } from "../platform/organisation.js";
import { contextOf, type Services, systemContext } from "../platform/services.js";
import { vaultWith } from "../platform/vault.js";
import { addKey, addPerson, addTenant, addUnits, type UnitWanted } from "./seed.js";

/** The clock of a test: it stands still until moved. Starts on Monday 2026-03-02, noon in Shanghai. */
export type Clock = { now(): Date; set(at: string): void; advance(ms: number): void };

/** Somebody who sends requests: a person with a session, an API key, or nobody. */
export type Caller = {
  /** user id, key id, or "" */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** a contract call. @throws {Refusal} when the server refuses */
  call<R extends RouteSpec>(spec: R, input: In<R>): Promise<Out<R>>;
  /** anything else: pages, files, malformed requests */
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
};

export type TestServer = {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly store: Store;
  readonly clock: Clock;
  /** nobody: no cookie, no key */
  readonly nobody: Caller;
  /** makes an organisation besides the own one (1); the demo is 2 */
  addTenant(id: number, options?: { isDemo?: boolean }): Promise<void>;
  /** adds units top down; answers with ids by code */
  addUnits(units: readonly UnitWanted[], tenantId?: number): Promise<Record<string, number>>;
  /** a signed-in person; `units` are subtree roots by id, none = the whole organisation */
  person(who: { roles: readonly Role[]; units?: readonly number[]; tenantId?: number; name?: string }): Promise<Caller>;
  apiKey(key: { permissions: readonly Permission[]; unitId?: number; tenantId?: number; expiresAt?: Date }): Promise<Caller>;
  /** the context a use case gets from this person */
  contextOf(person: Caller): Promise<Context>;
  /** the context of a job */
  system(tenantId?: number): Promise<Context>;
  /** listens on a free port and starts followers and jobs; answers with the address */
  listen(): Promise<string>;
  stop(): Promise<void>;
};

/**
 * A whole server on a fresh database: real routes, real database, in-memory projection, a clock and ids that stand still. Stops by
 * itself after the file's tests.
 *
 * @example
 * const server = await testServer();
 * const { S1 } = await server.addUnits([{ code: "G", type: "group" }, { code: "S1", parent: "G" }]);
 * const agent = await server.person({ roles: ["agent"], units: [S1] });
 * await agent.call(api.cases.list, {});
 */
export async function testServer(over: Partial<Config> = {}, log: Logger = pino({ level: "silent" })): Promise<TestServer> {
  const { store, drop } = await freshStore();
  const clock = createClock("2026-03-02T04:00:00.000Z");
  const analytics = await openAnalytics(":memory:");
  const dataDir = await mkdtemp(join(tmpdir(), "manyi-server-"));
  let address = "http://localhost";
  const config: Config = {
    port: 0,
    host: "127.0.0.1",
    dataDir,
    demo: false,
    databaseUrl: null,
    logLevel: "silent",
    publicUrl: null,
    behindProxy: false,
    strict: true,
    ...over,
  };
  const services = createServices({
    config,
    log,
    store,
    analytics,
    vault: vaultWith(Buffer.alloc(32, 7)),
    now: clock.now,
    publicUrl: () => config.publicUrl ?? address,
    ids: createIds(clock.now, countedBytes()),
  });
  await ensureOwnOrganisation(store, clock.now());
  const app = await createApp(services);
  await app.ready();
  let stopFeatures: (() => Promise<void>) | null = null;
  let stopped: Promise<void> | null = null;

  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      await stopFeatures?.();
      await app.close();
      await services.ingest.drain();
      await analytics.close();
      await drop();
      await rm(dataDir, { recursive: true, force: true });
    })();
    return stopped;
  };
  afterAll(stop);

  const caller = (id: string, headers: Record<string, string>): Caller => ({
    id,
    headers,
    inject: (options) => app.inject({ ...options, headers: { ...headers, ...options.headers } }),
    call: (spec, input) =>
      call(
        async (url, init) => {
          const reply = await app.inject({
            method: init.method as "GET",
            url,
            headers: { ...init.headers, ...headers },
            ...(init.body === undefined ? {} : { payload: init.body }),
          });
          return new Response(reply.rawPayload.length === 0 ? null : new Uint8Array(reply.rawPayload), {
            status: reply.statusCode,
            headers: { "content-type": String(reply.headers["content-type"] ?? "") },
          });
        },
        spec,
        input,
      ),
  });

  return {
    app,
    services,
    store,
    clock,
    nobody: caller("", {}),
    addTenant: (id, options = {}) => addTenant(store, clock, id, options.isDemo ?? false),
    addUnits: (units, tenantId = 1) => addUnits(store, clock, units, tenantId),
    async person({ roles, units = [], tenantId = 1, name = "测试员" }) {
      const { id, cookie } = await addPerson(services, { roles, units, tenantId, name });
      return caller(id, { cookie });
    },
    async apiKey(key) {
      const { id, secret } = await addKey(services, key);
      return caller(id, { authorization: `Bearer ${secret}` });
    },
    async contextOf(person) {
      const identity = await identityOfUser(services, person.id);
      if (identity === null) throw new RangeError("this caller is not a person");
      return contextOf(services, identity, null);
    },
    system: (tenantId = 1) => systemContext(services, tenantId, "test"),
    async listen() {
      address = await app.listen({ port: 0, host: "127.0.0.1" });
      stopFeatures ??= await startFeatures(services);
      return address;
    },
    stop,
  };
}

function createClock(start: string): Clock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    set: (text) => {
      at = new Date(text).getTime();
    },
    advance: (ms) => {
      at += ms;
    },
  };
}

/** Bytes that count up, so that ids of one run are in order and those of two runs are equal. */
function countedBytes(): (bytes: number) => Uint8Array {
  let count = 0;
  return (bytes) => {
    count += 1;
    const made = new Uint8Array(bytes);
    new DataView(made.buffer).setUint32(2, count);
    new DataView(made.buffer).setUint32(bytes - 4, count);
    return made;
  };
}
