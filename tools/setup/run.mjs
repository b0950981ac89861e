import { spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, wherever the command was started. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A step that cannot go on, said in a sentence that ends with what to do. */
export class SetupFailure extends Error {}

/** Runs a program in the repository with its output in sight; returns whether it succeeded. */
export function succeeds(program, args, options = {}) {
  return spawnSync(program, args, { cwd: ROOT, stdio: "inherit", ...options }).status === 0;
}

/** The same without waiting in between: several may run side by side. */
export function ends(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: "inherit", ...options });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

/** Runs a program quietly; returns what it wrote, or null when it failed or is not there. */
export function answerOf(program, args) {
  const asked = spawnSync(program, args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return asked.status === 0 ? asked.stdout.trim() : null;
}
