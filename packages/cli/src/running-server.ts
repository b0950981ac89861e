import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ownerOf } from "@manyi/store";

const FILE = "server.json";

/** Notes beside the data where this process answers, for the commands that are typed while it runs. @returns takes the note away */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  const file = join(dataDir, FILE);
  await writeFile(file, `${JSON.stringify({ pid: process.pid, url })}\n`, { mode: 0o644 });
  return () => rm(file, { force: true });
}

/** Where the server that owns this data answers; null when none runs. A note left by a killed process counts for nothing. */
export async function runningServer(dataDir: string): Promise<string | null> {
  const note: unknown = await readFile(join(dataDir, FILE), "utf8").then(JSON.parse, () => null);
  if (typeof note !== "object" || note === null || !("pid" in note) || !("url" in note)) return null;
  return note.pid === ownerOf(dataDir) && typeof note.url === "string" ? note.url : null;
}
