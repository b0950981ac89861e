import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, readConfig } from "@manyi/server";
import type { Surroundings } from "./command.js";

/**
 * The configuration of this command: the environment's, with the data folder of the checkout when none is named, so that a command
 * means the same data from whichever folder it is typed in.
 *
 * @throws {ConfigError} naming every fault at once
 */
export function settingsOf({ env, cwd }: Surroundings): Config {
  const data = env.MANYI_DATA?.trim() || join(checkout(), "data");
  return readConfig({ ...env, MANYI_DATA: data }, cwd);
}

/** The folder that holds package.json and packages/, above this file whether it runs from sources or from the build. */
function checkout(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package-lock.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
