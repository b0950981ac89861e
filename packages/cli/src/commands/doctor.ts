import type { Config } from "@manyi/server";
import { type Command, EXIT, type Surroundings } from "../command.js";
import { databaseChecks } from "../doctor/database.js";
import { everydayChecks } from "../doctor/everyday.js";
import type { Check, Finding } from "../doctor/finding.js";
import { loopCheck } from "../doctor/loop.js";
import { machineChecks } from "../doctor/machine.js";
import { openDatabase } from "../open-database.js";
import { readWords } from "../options.js";
import { runningServer } from "../running-server.js";
import { settingsOf } from "../settings.js";

const SIGN = { ok: "✓", warning: "!", failure: "✗" } as const;

/** Looks at everything and says what to do about what is wrong. */
export const doctor: Command = {
  usage: "",
  help: {
    "zh-CN":
      "检查环境和数据，并让一份问卷走一圈：在一个临时的组织里发布、作答、读回，然后全部删除。\n服务在运行时检查它；没有运行时临时启动一个。有一项不合格时退出码为 1。",
    en: "Looks at the machine and the data, and sends one survey once around: published, answered and read back in a throwaway organisation that is removed again.\nA running server is examined; without one, one is started for the purpose. One failure, and the exit code is 1.",
  },
  async run(args, around) {
    readWords(args, [], 0);
    const config = settingsOf(around);
    let failures = await examine(machineChecks(config.dataDir), around);
    const { url, stop } = await reachServer(config);
    try {
      const { store, close } = await openDatabase(config);
      const now = () => new Date();
      try {
        failures += await examine(
          [...databaseChecks(store, now), loopCheck(store, url, now), ...everydayChecks(store, config.dataDir, now)],
          around,
        );
      } finally {
        await close();
      }
    } finally {
      await stop();
    }
    around.out(failures === 0 ? "\n一切正常 All is well" : `\n${failures} 项不合格 ${failures} failed`);
    return failures === 0 ? EXIT.done : EXIT.failed;
  },
};

async function reachServer(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = await runningServer(config.dataDir);
  if (url !== null) return { url, stop: async () => {} };
  const { startServer } = await import("@manyi/server");
  return startServer({ ...config, port: 0, host: "127.0.0.1", demo: false, logLevel: "silent" });
}

async function examine(checks: readonly Check[], around: Surroundings): Promise<number> {
  let failures = 0;
  for (const { name, look } of checks) {
    const finding = await look().catch(broken);
    if (finding.state === "failure") failures += 1;
    around.out(`${SIGN[finding.state]} ${name["zh-CN"]} ${name.en}: ${finding.saw["zh-CN"]} · ${finding.saw.en}`);
    if (finding.state === "ok") continue;
    around.out(`    原因 ${finding.cause["zh-CN"]}\n    办法 ${finding.cure["zh-CN"]}`);
    around.out(`    Cause: ${finding.cause.en}\n    Cure: ${finding.cure.en}`);
  }
  return failures;
}

function broken(error: unknown): Finding {
  const why = error instanceof Error ? error.message : String(error);
  return {
    state: "failure",
    saw: { "zh-CN": "这一项没能检查", en: "this could not be examined" },
    cause: { "zh-CN": why, en: why },
    cure: {
      "zh-CN": "请按原因处理后再运行一次；仍不行时带上这段文字反馈。",
      en: "Deal with the cause and run the doctor again; if it stays, report this text.",
    },
  };
}
