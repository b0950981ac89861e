import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ownerOf } from "@manyi/store";
import { type Command, EXIT, Failure } from "../command.js";
import { PROJECTION_FILES } from "../kept-files.js";
import { readWords } from "../options.js";
import { settingsOf } from "../settings.js";

/** The gauge of the server that says how many voices the projection has yet to take. */
const LAG = /^manyi_projection_lag_voices (\d+)/m;

/** The projection anew, from the stored answers. */
export const rebuild: Command = {
  usage: "",
  help: {
    "zh-CN": "删除分析文件，从数据库里的原始回答重新建立。数据库不变；服务须先停止。",
    en: "Removes the analytics file and makes it again from the answers in the database, which stays as it is. The server has to be stopped first.",
  },
  async run(args, around) {
    readWords(args, [], 0);
    const config = settingsOf(around);
    const owner = ownerOf(config.dataDir);
    if (owner !== null) {
      throw new Failure({
        "zh-CN": `满意（进程 ${owner}）正在使用 ${config.dataDir}。请先停止它。`,
        en: `Manyi (process ${owner}) is using ${config.dataDir}. Stop it first.`,
      });
    }
    for (const file of PROJECTION_FILES) await rm(join(config.dataDir, file), { force: true });
    const began = performance.now();
    const { startServer } = await import("@manyi/server");
    const server = await startServer({ ...config, port: 0, host: "127.0.0.1", demo: false, logLevel: "silent" });
    try {
      for (let left = await lagAt(server.url); left > 0; left = await lagAt(server.url)) await sleep(200);
    } finally {
      await server.stop();
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    around.out(`分析文件已重建，用时 ${seconds} 秒\nThe analytics file is rebuilt, in ${seconds} s`);
    return EXIT.done;
  },
};

async function lagAt(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lag = LAG.exec(text)?.[1];
  if (lag === undefined) throw new Error("the server does not tell how far its projection is");
  return Number(lag);
}
