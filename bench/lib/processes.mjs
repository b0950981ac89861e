import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** A process and everything it started that still lives, as the kernel tells. */
export function familyOf(pid) {
  const parents = new Map();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = fieldsOf(entry)?.[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** Megabytes that these processes hold: shared pages counted once for each process (resident) and once for all (proportional). */
export function memoryOf(pids) {
  let resident = 0;
  let proportional = 0;
  for (const pid of pids) {
    const text = readQuietly(`/proc/${pid}/smaps_rollup`);
    resident += Number(/^Rss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    proportional += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  }
  return { resident: resident / 1024, proportional: proportional / 1024 };
}

/** Seconds of processor time that these processes and their ended children have used. */
export function cpuOf(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const fields = fieldsOf(pid);
    if (fields !== null) ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  }
  return ticks / TICKS_PER_SECOND;
}

/** Fields of /proc/…/stat after the name: state, parent, … */
function fieldsOf(pid) {
  const text = readQuietly(`/proc/${pid}/stat`);
  return text === "" ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function readQuietly(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
