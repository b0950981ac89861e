import type { Command } from "../command.js";
import type { Words } from "../words.js";

type Listed = { readonly about: Words; readonly load: () => Promise<Command> };

/** Every command, in the order the help lists them. Each module is read only when its command is asked for. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  start: {
    about: { "zh-CN": "启动满意", en: "Start Manyi" },
    load: async () => (await import("./start.js")).start,
  },
  doctor: {
    about: {
      "zh-CN": "自检：发一份问卷、答一次、读回来，并检查环境",
      en: "Check itself: publish a survey, answer it, read it back; look at the machine",
    },
    load: async () => (await import("./doctor.js")).doctor,
  },
  import: {
    about: { "zh-CN": "导入 CSV 或 XLSX 的答卷", en: "Import answers from CSV or XLSX" },
    load: async () => (await import("./import.js")).importCommand,
  },
  analyze: {
    about: { "zh-CN": "不启动服务，分析一份 CSV 或 XLSX 答卷", en: "Analyse a CSV or XLSX of answers without a server" },
    load: async () => (await import("./analyze.js")).analyze,
  },
  text: {
    about: {
      "zh-CN": "不启动服务，读一批文字意见：话题、褒贬、用词差别",
      en: "Read a file of comments without a server: topics, sides, words that differ",
    },
    load: async () => (await import("./text.js")).text,
  },
  backup: {
    about: { "zh-CN": "备份全部数据，运行中也可以", en: "Back everything up, also while it runs" },
    load: async () => (await import("./backup.js")).backup,
  },
  restore: {
    about: { "zh-CN": "把备份恢复到空的数据目录", en: "Restore a backup into an empty data folder" },
    load: async () => (await import("./restore.js")).restore,
  },
  rebuild: {
    about: { "zh-CN": "从原始回答重建分析数据", en: "Rebuild the analytics file from the stored answers" },
    load: async () => (await import("./rebuild.js")).rebuild,
  },
  "admin-link": {
    about: { "zh-CN": "生成一次性的管理员链接", en: "Make a one-time link for an administrator" },
    load: async () => (await import("./admin-link.js")).adminLink,
  },
};
