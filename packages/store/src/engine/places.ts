import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StoreRefusal } from "../refusal.js";
import { type Account, canUse } from "./account.js";

/** Where the engine keeps its files, and the short directory its socket lives in. */
export type Places = { readonly cluster: string; readonly socketDir: string; readonly programs: string };

/** Root's place for what an unprivileged account must reach when the data folder is closed to it. */
const SHARED = "/var/lib/manyi";
/** Linux keeps 108 bytes for a socket's address, one of them for the end mark. */
const SOCKET_LIMIT = 107;

/** The engine's data directory inside a data folder; a link when the engine's account cannot enter the folder itself. */
export function clusterOf(dataDir: string): string {
  return join(dataDir, "postgres");
}

/**
 * Chooses the places and makes sure the engine's account can use them.
 *
 * @param dataDir absolute path of the data folder
 * @throws {StoreRefusal} DATA_NOT_YOURS when the data belongs to an account we may not act for
 */
export function choosePlaces(dataDir: string, account: Account): Places {
  const key = keyOf(dataDir);
  const wanted = clusterOf(dataDir);
  if (account === null) {
    refuseForeign(wanted);
    return { cluster: wanted, socketDir: socketDirFor(key, account), programs: dataDir };
  }
  const parent = existsSync(wanted) ? dirname(realpathSync(wanted)) : dataDir;
  if (canUse(account, parent, "-x .")) {
    const cluster = existsSync(wanted) ? realpathSync(wanted) : wanted;
    return { cluster, socketDir: socketDirFor(key, account), programs: canUse(account, dataDir, "-x .") ? dataDir : SHARED };
  }
  const moved = join(SHARED, key, "postgres");
  mkdirSync(dirname(moved), { recursive: true, mode: 0o711 });
  moveCluster(wanted, moved);
  return { cluster: moved, socketDir: socketDirFor(key, account), programs: SHARED };
}

function moveCluster(wanted: string, moved: string): void {
  const there = lstatSync(wanted, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() && readlinkSync(wanted) === moved) return;
  // the data folder is new (its owner removed the old one): what lies there belongs to no folder any more, and must not come back
  if (existsSync(moved)) renameSync(moved, `${moved}.left-${Date.now()}`);
  if (there?.isSymbolicLink()) rmSync(wanted);
  else if (there !== undefined) renameSync(wanted, moved);
  symlinkSync(moved, wanted);
}

function refuseForeign(cluster: string): void {
  const there = existsSync(cluster) ? lstatSync(realpathSync(cluster)) : undefined;
  if (there === undefined || there.uid === process.getuid?.()) return;
  throw new StoreRefusal("DATA_NOT_YOURS", {
    "zh-CN": `${cluster} 里的数据属于另一个账户（uid ${there.uid}）。请以该账户或 root 启动，或用 MANYI_DATA 指定另一个目录。`,
    en: `The data in ${cluster} belongs to another account (uid ${there.uid}). Start as that account or as root, or choose another folder with MANYI_DATA.`,
  });
}

/** Twelve characters that stand for a data folder, the same at every start. */
export function keyOf(dataDir: string): string {
  return createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
}

function socketDirFor(key: string, account: Account): string {
  const owner = account?.uid ?? process.getuid?.() ?? 0;
  for (const base of [tmpdir(), "/tmp", "/var/tmp"]) {
    const directory = join(base, `manyi-${owner}-${key}`);
    if (Buffer.byteLength(join(directory, ".s.PGSQL.5432.lock")) > SOCKET_LIMIT) continue;
    if (ownDirectory(directory, account, owner)) return directory;
  }
  throw new StoreRefusal("NO_SOCKET_PLACE", {
    "zh-CN": "找不到可放数据库套接字的临时目录。请用 TMPDIR 指定一个短路径的可写目录。",
    en: "There is no temporary folder for the database socket. Name a short, writable one in TMPDIR.",
  });
}

/** In a folder everybody may write to, a directory somebody else made first is not ours to trust. */
function ownDirectory(directory: string, account: Account, owner: number): boolean {
  try {
    mkdirSync(directory, { mode: 0o700 });
    if (account !== null) chownSync(directory, account.uid, account.gid);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) return false;
  }
  const there = lstatSync(directory);
  if (!there.isDirectory() || there.uid !== owner) return false;
  if ((there.mode & 0o077) !== 0) chmodSync(directory, 0o700);
  return canUse(account, directory, "-w .");
}
