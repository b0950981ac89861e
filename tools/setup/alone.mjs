import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT, SetupFailure } from "./run.mjs";

// not below node_modules, which an installation removes
const FOLDER = join(ROOT, ".manyi");
const LOCK = join(FOLDER, "setup.lock");

/** Runs `work` while no other set-up of this checkout does; waits for one that is under way. */
export async function alone(work) {
  const mine = join(FOLDER, `setup.${process.pid}`);
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(mine, String(process.pid));
  } catch {
    throw new SetupFailure(`Cannot write to ${ROOT}. Run the set-up once as the account that owns it.`);
  }
  try {
    for (let waited = 0; !taken(mine); waited++) {
      if (waited === 4) console.log("Waiting for another set-up of this folder …");
      await sleep(250);
    }
    try {
      return await work();
    } finally {
      rmSync(LOCK, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function taken(mine) {
  try {
    linkSync(mine, LOCK);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isAlive(holder())) dropStale();
    return false;
  }
}

function holder() {
  try {
    return Number(readFileSync(LOCK, "utf8"));
  } catch {
    return process.pid;
  }
}

function dropStale() {
  try {
    unlinkSync(LOCK);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
