import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../../../bench/fault-kill.mjs", import.meta.url));
const BUILT = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** Runs the script on the built program: what is killed here must be whole processes. */
function kill(rounds: number): Promise<{ code: number | null; last: string; all: string }> {
  if (!existsSync(BUILT)) throw new Error("Build first: npm run build");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, "--rounds", String(rounds), "--quick"], { stdio: ["ignore", "pipe", "pipe"] });
    let all = "";
    const hear = (chunk: Buffer) => {
      all += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, last: all.trim().split("\n").at(-1) ?? "", all }));
  });
}

test("kill -9 of server, database and both under load: every acknowledged answer once, every case once, projection equal to a recount", async () => {
  const { code, last, all } = await kill(3);
  expect(code, all).toBe(0);
  expect(JSON.parse(last)).toMatchObject({ rounds: 3, faults: [] });
}, 240_000);
