import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ownerOf, restore as readBackup } from "@manyi/store";
import { type Command, EXIT, Failure, Misuse, type Surroundings } from "../command.js";
import { KEPT_FILES, PROJECTION_FILES } from "../kept-files.js";
import { openDatabase } from "../open-database.js";
import { readWords } from "../options.js";
import { readPassphrase } from "../passphrase.js";
import { settingsOf } from "../settings.js";

/** Everything back, or nothing. */
export const restore: Command = {
  usage: "<file> [--passphrase-file <file>]",
  help: {
    "zh-CN":
      "把备份恢复到空的数据目录（MANYI_DATA）或空的数据库（DATABASE_URL）。\n逐表核对行数和校验和；只要有一处不符，就什么都不留下。下次启动时重建分析数据。",
    en: "Restores a backup into an empty data folder (MANYI_DATA) or an empty database (DATABASE_URL).\nCounts and checksums of every table are compared; one difference, and nothing stays. The next start rebuilds the analytics file.",
  },
  async run(args, around) {
    const { values, words } = readWords(args, ["passphrase-file"], 1);
    const [name] = words;
    if (name === undefined) throw new Misuse({ "zh-CN": "请写出备份文件。", en: "Name the backup file." });
    const config = settingsOf(around);
    const options = await readPassphrase(values["passphrase-file"]);
    refuseRunning(config.dataDir);
    const { store, close } = await openDatabase(config);
    try {
      const read = await readBackup(store, resolve(around.cwd, name), {
        ...options,
        onFile: (kept, content) => keep(config.dataDir, kept, content),
      });
      for (const stale of PROJECTION_FILES) await rm(join(config.dataDir, stale), { force: true });
      report(around, read.voices, read.rows, read.madeAt);
      return EXIT.done;
    } finally {
      await close();
    }
  },
};

function refuseRunning(dataDir: string): void {
  const owner = ownerOf(dataDir);
  if (owner === null) return;
  throw new Failure({
    "zh-CN": `满意（进程 ${owner}）正在使用 ${dataDir}。请恢复到另一个目录：MANYI_DATA=<新目录> npx manyi restore <文件>。`,
    en: `Manyi (process ${owner}) is using ${dataDir}. Restore into another folder: MANYI_DATA=<new folder> npx manyi restore <file>.`,
  });
}

/** Only files we know: a name from a backup is not a path to trust. */
async function keep(dataDir: string, name: string, content: Buffer): Promise<void> {
  if (!KEPT_FILES.includes(name)) return;
  const file = join(dataDir, name);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, content, { mode: 0o600 });
}

function report(around: Surroundings, voices: number, rows: number, madeAt: Date): void {
  const at = madeAt.toISOString();
  around.out(`已恢复 ${at} 的备份：${voices} 条客户声音，共 ${rows} 行，与备份逐表核对一致。`);
  around.out(`Restored the backup of ${at}: ${voices} voices, ${rows} rows, equal to the backup table by table.`);
}
