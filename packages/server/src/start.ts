import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { type Engine, migrate, openStore, type Store, startEngine } from "@manyi/store";
import type { Logger } from "pino";
import { createApp, startFeatures } from "./app.js";
import { loadDemo } from "./features/demo/index.js";
import { firstAccountLink } from "./features/session/index.js";
import { openAnalytics } from "./platform/analytics.js";
import type { Config } from "./platform/config.js";
import { createServices } from "./platform/create-services.js";
import { createLog } from "./platform/log.js";
import { releaseMemory } from "./platform/memory.js";
import { ensureOwnOrganisation } from "./platform/organisation.js";
import { openVault } from "./platform/vault.js";

/** A server that answers. */
export type Running = {
  /** the address listened on */
  readonly url: string;
  /** the one-time link for the first account; null once somebody has one */
  readonly adminLink: string | null;
  /** ends requests, jobs, followers and the database, in this order */
  stop(): Promise<void>;
};

/**
 * Starts everything: database, migration, projection, routes, followers, jobs.
 *
 * @throws {StoreRefusal} when another process owns the data folder, or the database is newer than this program
 * @example
 * const manyi = await startServer(readConfig(process.env, process.cwd()));
 */
export async function startServer(config: Config): Promise<Running> {
  await mkdir(config.dataDir, { recursive: true });
  const log = createLog(config.logLevel);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const store = await openDatabase(config, log, undo);
    await migrate(store);
    await ensureOwnOrganisation(store, new Date());
    const analytics = await openAnalytics(join(config.dataDir, "analytics.duckdb"));
    undo.push(() => analytics.close());
    let port = config.port;
    const services = createServices({
      config,
      log,
      store,
      analytics,
      vault: await openVault(config.dataDir),
      now: () => new Date(),
      publicUrl: () => config.publicUrl ?? `http://${linkName(config.host)}:${port}`,
    });
    undo.push(() => services.ingest.drain());
    const app = await createApp(services);
    undo.push(() => app.close());
    await app.listen({ port: config.port, host: config.host });
    port = (app.server.address() as AddressInfo).port;
    undo.push(await startFeatures(services));
    if (config.demo && (await loadDemo(services)).voices > 1000) releaseMemory();
    const from = { ids: services.ids, now: services.now(), publicUrl: services.publicUrl() };
    const url = `http://${ownName(config.host)}:${port}`;
    return { url, adminLink: await firstAccountLink(store, from), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(config: Config, log: Logger, undo: (() => Promise<unknown>)[]): Promise<Store> {
  let engine: Engine | null = null;
  if (config.databaseUrl === null) {
    engine = await startEngine({
      dataDir: config.dataDir,
      log: { info: (text) => log.info(text), warn: (text) => log.warn(text), error: (text) => log.error(text) },
    });
    undo.push(engine.stop);
  }
  const store = openStore(engine?.config ?? config.databaseUrl!);
  undo.push(store.close);
  return store;
}

const EVERYWHERE: readonly string[] = ["0.0.0.0", "::"];

/** What a browser on this machine types for a listening address. */
function ownName(host: string): string {
  if (EVERYWHERE.includes(host) || host === "127.0.0.1") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/** What stands in links and QR codes: for a server that listens everywhere, the address a phone in the same network reaches it by. */
function linkName(host: string): string {
  if (!EVERYWHERE.includes(host)) return ownName(host);
  const reachable = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return reachable.find((address) => address.family === "IPv4" && !address.internal)?.address ?? "localhost";
}
