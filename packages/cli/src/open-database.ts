import type { Config } from "@manyi/server";
import { findEngine, openStore, ownerOf, quiet, type Store, startEngine } from "@manyi/store";
import { Failure } from "./command.js";

/** A database for one command; `close` also stops an engine that was started for it. */
export type OpenDatabase = { readonly store: Store; readonly close: () => Promise<void> };

/**
 * Reaches the data of this configuration: DATABASE_URL, or the engine of the running server, or an engine started for the command.
 *
 * @throws {Failure} when the folder is owned by a process whose engine does not answer
 */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return opened(openStore(config.databaseUrl), async () => {});
  const running = findEngine(config.dataDir);
  if (running !== null) return opened(openStore(running), async () => {});
  const owner = ownerOf(config.dataDir);
  if (owner !== null) {
    throw new Failure({
      "zh-CN": `进程 ${owner} 占用着 ${config.dataDir}，但它的数据库没有应答。它可能正在启动或停止，请稍后再试。`,
      en: `Process ${owner} owns ${config.dataDir}, but its database does not answer. It may be starting or stopping; try again shortly.`,
    });
  }
  const engine = await startEngine({ dataDir: config.dataDir, log: quiet });
  return opened(openStore(engine.config), engine.stop);
}

function opened(store: Store, after: () => Promise<void>): OpenDatabase {
  return {
    store,
    close: async () => {
      await store.close();
      await after();
    },
  };
}
