import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PoolConfig } from "pg";
import { startEngine } from "../engine/index.js";
import { quiet } from "../log.js";
import { migrate } from "../migrate.js";
import { openStore } from "../store.js";

/** Name of the migrated database that every test clones. */
export const TEMPLATE = "manyi_template";

/** A temporary folder that the engine's account can enter too: `mkdtemp` closes its folders to everybody else. */
export function openFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts one engine for a whole run, with a migrated template in it. Its disk writes need not survive a power cut. */
export async function startTestEngine(): Promise<{ config: PoolConfig; stop: () => Promise<void> }> {
  const dataDir = openFolder("manyi-test-");
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "150", shared_buffers: "128MB" };
  const engine = await startEngine({ dataDir, log: quiet, settings });
  const maintenance = openStore(engine.config);
  await maintenance.pool.query(`create database ${TEMPLATE}`);
  await maintenance.close();
  const template = openStore({ ...engine.config, database: TEMPLATE });
  await migrate(template);
  await template.close();
  return {
    config: engine.config,
    stop: async () => {
      await engine.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
