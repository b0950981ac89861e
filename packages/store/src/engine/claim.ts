import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StoreRefusal } from "../refusal.js";

/** Proof that this process alone owns a data folder, until `release`. */
export type Claim = { readonly release: () => void };

/**
 * Takes a data folder for this process. The lock names the process and the moment it began, so a lock left by a killed process, or
 * by one whose number has since been given to another, is taken over.
 *
 * @throws {StoreRefusal} DATA_IN_USE when a living process owns the folder
 */
export function claimDataDir(dataDir: string): Claim {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const lock = join(dataDir, "manyi.lock");
  const mine = `${process.pid} ${startedAt(process.pid) ?? "?"} ${randomUUID()}\n`;
  const prepared = `${lock}.${randomUUID()}`;
  writeFileSync(prepared, mine, { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < 50; attempt++) {
      // a link appears with its content or not at all, so nobody ever reads half a lock
      if (attemptTo(() => linkSync(prepared, lock), "EEXIST")) return { release: () => releaseLock(lock, mine) };
      const holder = readLock(lock);
      if (holder === null) continue;
      if (isAlive(holder)) throw inUse(dataDir, holder);
      removeStale(lock, holder);
    }
  } finally {
    unlinkSync(prepared);
  }
  throw inUse(dataDir, readLock(lock) ?? "?");
}

/** Number of the living process that owns the folder, or null when nobody does. */
export function ownerOf(dataDir: string): number | null {
  const holder = readLock(join(dataDir, "manyi.lock"));
  return holder !== null && isAlive(holder) ? Number(holder.split(" ")[0]) : null;
}

function inUse(dataDir: string, holder: string): StoreRefusal {
  const pid = holder.split(" ")[0];
  return new StoreRefusal("DATA_IN_USE", {
    "zh-CN": `数据目录 ${dataDir} 正被另一个 Manyi（进程 ${pid}）使用。请先停止它，或用 MANYI_DATA 指定另一个目录。`,
    en: `The data folder ${dataDir} is in use by another Manyi (process ${pid}). Stop that one first, or choose another folder with MANYI_DATA.`,
  });
}

function removeStale(lock: string, seen: string): void {
  const aside = `${lock}.${randomUUID()}`;
  if (!attemptTo(() => renameSync(lock, aside), "ENOENT")) return;
  // between our look and our move somebody may have taken the lock over: then it goes back
  if (readFileSync(aside, "utf8") !== seen) attemptTo(() => linkSync(aside, lock), "EEXIST");
  unlinkSync(aside);
}

function releaseLock(lock: string, mine: string): void {
  if (readLock(lock) === mine) attemptTo(() => unlinkSync(lock), "ENOENT");
}

function readLock(lock: string): string | null {
  try {
    return readFileSync(lock, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function isAlive(holder: string): boolean {
  const [pid = "", began = ""] = holder.trim().split(" ");
  if (!/^[1-9]\d*$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // EPERM: it lives, but belongs to someone else
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const now = startedAt(Number(pid));
  return now === null || began === "?" || now === began;
}

/** When a process began, in clock ticks since boot, as Linux tells; null elsewhere or when it is gone. */
function startedAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name in brackets may hold anything; the 22nd field is the 20th after it
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "zombie" : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function attemptTo(step: () => void, refusedAs: string): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === refusedAs) return false;
    throw error;
  }
}
