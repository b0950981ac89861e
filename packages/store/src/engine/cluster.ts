import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StoreRefusal } from "../refusal.js";
import { type Account, runAs } from "./account.js";
import type { Binaries } from "./binaries.js";

/** The database superuser of the built-in engine; reachable through the socket only. */
export const SUPERUSER = "manyi";

/**
 * Makes a new cluster beside its final place and moves it there when whole, so that a kill in between leaves nothing half.
 * Does nothing when there is one already.
 *
 * @throws {StoreRefusal} ENGINE_VERSION when the data was written by another major release of PostgreSQL
 */
export function ensureCluster(binaries: Binaries, account: Account, cluster: string): void {
  const versionFile = join(cluster, "PG_VERSION");
  if (existsSync(versionFile)) {
    refuseOtherVersion(readFileSync(versionFile, "utf8").trim(), binaries.version);
    return;
  }

  const parent = dirname(cluster);
  for (const left of readdirSync(parent)) {
    if (left.startsWith(`${basename(cluster)}.new-`)) rmSync(join(parent, left), { recursive: true, force: true });
  }
  const fresh = `${cluster}.new-${process.pid}`;
  mkdirSync(fresh, { mode: 0o700 });
  if (account !== null) chownSync(fresh, account.uid, account.gid);
  const made = spawnSync(
    join(binaries.bin, "initdb"),
    ["-D", fresh, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    { ...runAs(account), encoding: "utf8" },
  );
  if (made.status !== 0) {
    const why = (made.stderr || made.error?.message || "").trim();
    throw new StoreRefusal("ENGINE_INIT", {
      "zh-CN": `无法新建数据库：${why}`,
      en: `The database could not be created: ${why}`,
    });
  }
  renameSync(fresh, cluster);
}

function refuseOtherVersion(found: string, version: string): void {
  const major = version.split(".")[0];
  if (found === major) return;
  throw new StoreRefusal("ENGINE_VERSION", {
    "zh-CN": `数据由 PostgreSQL ${found} 写成，内置的是 ${major}。请用写入它的版本备份，再恢复到新目录。`,
    en: `The data was written by PostgreSQL ${found}, this installation brings ${major}. Back it up with the version that wrote it and restore into a new folder.`,
  });
}

/** Stops an engine that outlived its owner (the owner was killed), and clears the mark a killed engine leaves. */
export function stopLeftover(binaries: Binaries, account: Account, cluster: string): boolean {
  const mark = join(cluster, "postmaster.pid");
  if (!existsSync(mark)) return false;
  const pid = Number(readFileSync(mark, "utf8").split("\n")[0]);
  const control = (...words: string[]) =>
    spawnSync(join(binaries.bin, "pg_ctl"), [...words, "-D", cluster], { ...runAs(account), stdio: "ignore" });
  // after a reboot the number may be somebody else's; only a process that works in this directory is our engine
  if (control("status").status !== 0 || !worksIn(pid, cluster)) {
    rmSync(mark, { force: true });
    return false;
  }
  if (control("stop", "-m", "fast", "-w", "-t", "20").status !== 0) control("stop", "-m", "immediate", "-w", "-t", "10");
  return true;
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return existsSync(`/proc/${pid}`);
  }
}
