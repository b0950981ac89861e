import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./run.mjs";

const STAMPS = join(ROOT, "node_modules", ".manyi");

/** What the last successful run of a step left as its mark, or null. */
export function readStamp(name) {
  try {
    return readFileSync(join(STAMPS, name), "utf8");
  } catch {
    return null;
  }
}

/** Marks a step as done for this state of its inputs. */
export function writeStamp(name, mark) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), mark);
}

/** Files below the given paths, build results and dependencies left out, in a fixed order. Paths that do not exist hold none. */
export function filesBelow(paths) {
  const found = [];
  const walk = (path) => {
    const about = statSync(path, { throwIfNoEntry: false });
    if (about === undefined) return;
    if (about.isFile()) return void found.push({ path, size: about.size, changed: about.mtimeMs });
    for (const entry of readdirSync(path).sort()) {
      if (entry !== "node_modules" && entry !== "dist") walk(join(path, entry));
    }
  };
  for (const path of paths) walk(join(ROOT, path));
  return found;
}

/** A mark over names, sizes and times: cheap, changes with every save. */
export function quickMark(files) {
  return digest(files.map(({ path, size, changed }) => `${relative(ROOT, path)} ${size} ${changed}`));
}

/** A mark over names and contents: the same on every machine and after every checkout. */
export function contentMark(files) {
  return digest(files.map(({ path }) => `${relative(ROOT, path)} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`));
}

function digest(lines) {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
