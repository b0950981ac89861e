import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, SetupFailure, succeeds } from "./run.mjs";
import { contentMark, filesBelow, readStamp, writeStamp } from "./stamps.mjs";

/** Installs the locked dependencies unless exactly these are there. */
export async function installDependencies(alone) {
  refuseOldNode();
  if (isInstalled()) return;
  await alone(() => {
    if (isInstalled()) return;
    if (matchesLock()) return writeStamp("dependencies", mark());
    console.log("Installing dependencies …");
    // npm leaves platform packages out of a lock now and then, and then refuses its own lock
    const installed = npm("ci") || npm("install");
    if (!installed)
      throw new SetupFailure(
        "The dependencies could not be installed. Check the network and the registry, then run the same command again.",
      );
    writeStamp("dependencies", mark());
  });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupFailure(`Manyi needs Node 20.19 or later; this is ${process.versions.node}. 满意需要 Node 20.19 或更高版本。`);
}

function mark() {
  return `${process.platform} ${process.arch} ${contentMark(filesBelow(["package-lock.json"]))}`;
}

function isInstalled() {
  return readStamp("dependencies") === mark();
}

/** True when somebody installed by hand and it is the locked versions that are there. */
function matchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
    const there = JSON.parse(readFileSync(join(ROOT, "node_modules", ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(([path, locked]) => {
      if (!path.startsWith("node_modules/") || locked.optional) return true;
      return there[path]?.version === locked.version && there[path]?.link === locked.link;
    });
  } catch {
    return false;
  }
}

function npm(command) {
  const self = process.env.npm_execpath;
  const args = [command, "--no-audit", "--no-fund", "--loglevel=error"];
  return self?.endsWith(".js") ? succeeds(process.execPath, [self, ...args]) : succeeds("npm", args);
}
