import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for a suite's data, removed with all that is in it. */
export function createScratch() {
  const root = mkdtempSync(join(tmpdir(), "manyi-bench-"));
  // the database's account must be able to enter
  chmodSync(root, 0o755);
  return { root, folder: (name) => join(root, name), remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) };
}
