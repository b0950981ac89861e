import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { StoreRefusal } from "../refusal.js";

/** The operating-system account that runs the engine; null = the one we run as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/**
 * PostgreSQL refuses to run as root. As root the engine therefore runs as the owner of the data that is already there, else as
 * `postgres`, else as `nobody`; as an ordinary user it runs as that user.
 *
 * @param cluster the engine's own data directory; it need not exist yet
 * @throws {StoreRefusal} ENGINE_ACCOUNT when we are root and the machine knows neither account
 */
export function chooseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(join(cluster, "PG_VERSION"))) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ["postgres", "nobody"]) {
    const account = accountNamed(name);
    if (account !== null) return account;
  }
  throw new StoreRefusal("ENGINE_ACCOUNT", {
    "zh-CN": "数据库不能以 root 身份运行，本机又没有 postgres 或 nobody 账户。请新建其中一个，或以普通用户启动。",
    en: "The database cannot run as root, and this machine has neither a postgres nor a nobody account. Add one of them, or start as an ordinary user.",
  });
}

function accountNamed(name: string): Account {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) return null;
  return { uid: Number(uid), gid: Number(gid) };
}

/** Options that make a child process run as `account`, away from our working directory, which it may not be allowed to enter. */
export function runAs(account: Account) {
  const env = { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
  return { cwd: "/", env, ...(account === null ? {} : { uid: account.uid, gid: account.gid }) };
}

/** True when `account` can enter the directory and use what `test` asks of it, such as `-w .` or `-x ./postgres`. Asked, not guessed. */
export function canUse(account: Account, directory: string, test: string): boolean {
  const asked = spawnSync("/bin/sh", ["-c", `cd "$0" 2>/dev/null && test ${test}`, directory], { ...runAs(account), stdio: "ignore" });
  return asked.status === 0;
}
