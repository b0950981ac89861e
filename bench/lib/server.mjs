import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MANYI = join(import.meta.dirname, "..", "..", "packages", "cli", "bin", "manyi.js");

/** Starts `manyi start` as a person would and waits for its line. */
export async function startManyi(dataDir, env = {}) {
  const began = performance.now();
  const child = spawn(process.execPath, [MANYI, "start"], {
    env: { ...process.env, MANYI_DATA: dataDir, MANYI_PORT: "0", MANYI_LOG: "error", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const gone = once(child, "exit");
  const ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      said += `${line}\n`;
      const url = /^Manyi is ready at (\S+)$/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([
    ready,
    gone.then(() => {
      throw new Error(`manyi start ended early:\n${said}`);
    }),
  ]);
  return {
    url,
    pid: child.pid,
    seconds: (performance.now() - began) / 1000,
    said: () => said,
    /** as Ctrl-C does; resolves with the seconds it took */
    stop: async () => {
      const asked = performance.now();
      child.kill("SIGINT");
      await gone;
      return (performance.now() - asked) / 1000;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    gone,
  };
}
