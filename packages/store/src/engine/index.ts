import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PoolConfig } from "pg";
import type { Log } from "../log.js";
import { chooseAccount } from "./account.js";
import { prepareBinaries } from "./binaries.js";
import { type Claim, claimDataDir, ownerOf } from "./claim.js";
import { ensureCluster, SUPERUSER, stopLeftover } from "./cluster.js";
import { choosePlaces, clusterOf } from "./places.js";
import { runPostmaster } from "./postmaster.js";
import { asArguments, ENGINE_SETTINGS } from "./settings.js";

export { type Claim, claimDataDir, ownerOf };

/** A running built-in PostgreSQL. */
export type Engine = {
  /** how a pool reaches it: a unix socket, no port, no password */
  readonly config: PoolConfig;
  /** number of the engine's main process, or null while it is being started again */
  readonly pid: () => number | null;
  /** stops the engine and gives the data folder back */
  readonly stop: () => Promise<void>;
};

export type EngineOptions = {
  /** folder that holds all state; made when missing */
  readonly dataDir: string;
  readonly log: Log;
  /** PostgreSQL settings that win over ours, for example `{ shared_buffers: "1GB" }` */
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * Starts the built-in PostgreSQL on a data folder and becomes its only owner. An engine left over by a killed process is stopped
 * first; one that dies later is started again.
 *
 * @throws {StoreRefusal} DATA_IN_USE when another living process owns the folder; ENGINE_* and DATA_NOT_YOURS with the cure
 * @example
 * const engine = await startEngine({ dataDir: "/srv/manyi", log });
 * const store = openStore(engine.config);
 */
export async function startEngine({ dataDir, log, settings = {} }: EngineOptions): Promise<Engine> {
  const folder = resolve(dataDir);
  const claim = claimDataDir(folder);
  try {
    const account = chooseAccount(clusterOf(folder));
    const places = choosePlaces(folder, account);
    const binaries = prepareBinaries(account, places.programs);
    ensureCluster(binaries, account, places.cluster);
    if (stopLeftover(binaries, account, places.cluster)) log.info("Stopped a database left running by an earlier Manyi.");
    const postmaster = await runPostmaster({
      program: join(binaries.bin, "postgres"),
      args: ["-D", places.cluster, ...asArguments(ENGINE_SETTINGS, { unix_socket_directories: places.socketDir }, settings)],
      account,
      cluster: places.cluster,
      logFile: join(folder, "logs", "postgres.log"),
      log,
    });
    const stop = async () => {
      await postmaster.stop();
      rmSync(places.socketDir, { recursive: true, force: true });
      claim.release();
    };
    return { config: configFor(places.socketDir), pid: postmaster.pid, stop };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/**
 * How to reach the engine another process runs on this folder, so that a backup needs no stop.
 *
 * @returns null when no living process owns the folder or its engine is not up
 */
export function findEngine(dataDir: string): PoolConfig | null {
  const folder = resolve(dataDir);
  const mark = join(clusterOf(folder), "postmaster.pid");
  if (ownerOf(folder) === null || !existsSync(mark)) return null;
  const [, , , port, socketDir] = readFileSync(mark, "utf8").split("\n");
  if (socketDir === undefined || port === undefined) return null;
  return statSync(join(socketDir, `.s.PGSQL.${port}`), { throwIfNoEntry: false }) === undefined ? null : configFor(socketDir);
}

function configFor(socketDir: string): PoolConfig {
  return { host: socketDir, port: 5432, user: SUPERUSER, database: "postgres" };
}
