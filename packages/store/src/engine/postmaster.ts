import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.js";
import { StoreRefusal } from "../refusal.js";
import { type Account, runAs } from "./account.js";

/** How to start one engine. */
export type Launch = {
  readonly program: string;
  readonly args: readonly string[];
  readonly account: Account;
  readonly cluster: string;
  readonly logFile: string;
  readonly log: Log;
};

/** A running engine that is started again when it dies on its own. */
export type Postmaster = { readonly stop: () => Promise<void>; readonly pid: () => number | null };

const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * Starts the engine, waits until it takes connections, and watches it: when it dies without being asked to, it is started again.
 *
 * @throws {StoreRefusal} ENGINE_START with the end of the engine's own log when the first start fails
 */
export async function runPostmaster(launch: Launch): Promise<Postmaster> {
  let stopping = false;
  let child = await startOnce(launch);

  const watch = (running: ChildProcess) => {
    running.once("exit", async (code, signal) => {
      if (stopping) return;
      launch.log.warn(`The database stopped by itself (${signal ?? code}); starting it again.`);
      for (let pause = 50; !stopping; pause = Math.min(pause * 2, 5000)) {
        try {
          child = await startOnce(launch);
          if (stopping) child.kill("SIGINT");
          else watch(child);
          return;
        } catch (error) {
          launch.log.error(error instanceof Error ? error.message : String(error));
          await sleep(pause);
        }
      }
    });
  };
  watch(child);

  return {
    pid: () => (child.exitCode === null && child.signalCode === null ? (child.pid ?? null) : null),
    stop: async () => {
      stopping = true;
      await stopChild(child);
    },
  };
}

async function startOnce(launch: Launch): Promise<ChildProcess> {
  rotate(launch.logFile);
  const out = openSync(launch.logFile, "a", 0o640);
  // a session of its own, so that Ctrl-C reaches us first and the engine stops last
  const child = spawn(launch.program, [...launch.args], { ...runAs(launch.account), detached: true, stdio: ["ignore", out, out] });
  closeSync(out);
  child.unref();
  const failed = new Promise<never>((_, refuse) => child.once("error", refuse));
  failed.catch(() => {});
  await Promise.race([failed, untilReady(child, launch)]);
  return child;
}

async function untilReady(child: ChildProcess, launch: Launch): Promise<void> {
  for (let waited = 0; child.exitCode === null && child.signalCode === null; waited += 10) {
    if (isReady(launch.cluster, child.pid)) return;
    if (waited === 5000) launch.log.info("The database is still starting; after a crash it first reads back its log.");
    await sleep(10);
  }
  const tail = readFileSync(launch.logFile, "utf8").trim().split("\n").slice(-5).join("\n");
  throw new StoreRefusal("ENGINE_START", {
    "zh-CN": `数据库没能启动：\n${tail}`,
    en: `The database did not start:\n${tail}`,
  });
}

/** The engine writes its state on the eighth line of this file. */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return lines[0] === String(pid) && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/** Fast shutdown first (open transactions roll back, a checkpoint is written), then by force, which the next start repairs. */
async function stopChild(child: ChildProcess): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.ref();
    child.kill(signal);
    const timer = new AbortController();
    await Promise.race([gone, sleep(patience, undefined, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
  }
}

function rotate(logFile: string): void {
  mkdirSync(dirname(logFile), { recursive: true });
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
}
