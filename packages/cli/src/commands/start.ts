import { type Command, EXIT } from "../command.js";
import { readWords } from "../options.js";
import { noteAddress } from "../running-server.js";
import { settingsOf } from "../settings.js";

/** Everything in one process, until Ctrl-C. */
export const start: Command = {
  usage: "",
  help: {
    "zh-CN":
      "启动数据库、服务和页面，直到按下 Ctrl-C。\n设置来自环境变量：MANYI_PORT（默认 3000）、MANYI_HOST（默认仅本机）、MANYI_DATA（数据目录）、\nMANYI_DEMO（1 装入示例企业，0 不装）、DATABASE_URL（自备 PostgreSQL）、MANYI_LOG（日志级别）。",
    en: "Starts database, server and pages, until Ctrl-C.\nSettings come from the environment: MANYI_PORT (3000 unless set), MANYI_HOST (this machine only unless set), MANYI_DATA (the data folder),\nMANYI_DEMO (1 loads the demo organisation, 0 does not), DATABASE_URL (your own PostgreSQL), MANYI_LOG (how much is logged).",
  },
  async run(args, around) {
    readWords(args, [], 0);
    const config = settingsOf(around);
    const interrupted = around.interrupted();
    const { startServer } = await import("@manyi/server");
    const running = await startServer(config);
    const forget = await noteAddress(config.dataDir, running.url);
    around.out(`Manyi is ready at ${running.url}`);
    if (running.adminLink !== null) around.out(`First sign-in, works once 首次登录，仅一次有效: ${running.adminLink}`);
    await interrupted;
    await forget();
    await running.stop();
    return EXIT.done;
  },
};
