import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { backup as writeBackup } from "@manyi/store";
import { type Command, EXIT } from "../command.js";
import { KEPT_FILES } from "../kept-files.js";
import { openDatabase } from "../open-database.js";
import { readWords } from "../options.js";
import { readPassphrase } from "../passphrase.js";
import { settingsOf } from "../settings.js";

/** One consistent snapshot in one file. */
export const backup: Command = {
  usage: "[<file>] [--passphrase-file <file>]",
  help: {
    "zh-CN":
      "把全部数据写入一个文件，服务运行时也可以，得到的是同一时刻的完整数据。\n不写文件名时放在数据目录的 backups 里。--passphrase-file 的第一行用作口令加密（AES-256-GCM）；\n不加密的备份含有本安装的密钥和客户数据，请妥善保管。",
    en: "Writes everything to one file, also while the server runs: the state of one moment.\nWithout a name it goes to the folder backups beside the data. The first line of --passphrase-file seals it (AES-256-GCM);\nan unsealed backup holds this installation's key and customers' data, so keep it safe.",
  },
  async run(args, around) {
    const { values, words } = readWords(args, ["passphrase-file"], 1);
    const config = settingsOf(around);
    const options = await readPassphrase(values["passphrase-file"]);
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "");
    const file = resolve(around.cwd, words[0] ?? join(config.dataDir, "backups", `manyi-${stamp}.manyi`));
    const { store, close } = await openDatabase(config);
    try {
      await mkdir(dirname(file), { recursive: true });
      const files = Object.fromEntries(KEPT_FILES.map((name) => [name, join(config.dataDir, name)]));
      const made = await writeBackup(store, file, { ...options, files });
      around.out(
        `${file}\n${made.voices} 条客户声音，共 ${made.rows} 行${made.sealed ? "，已加密" : ""}\n${made.voices} voices, ${made.rows} rows${made.sealed ? ", sealed" : ""}`,
      );
      return EXIT.done;
    } finally {
      await close();
    }
  },
};
