import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "@manyi/store";
import { type Check, fine } from "./finding.js";

const DAY_MS = 86_400_000;
const OLD_BACKUP_DAYS = 7;
/** The organisation that is never shown to anybody real. */
const DEMO = 2;

/** What somebody has to look after: mail and backups. */
export function everydayChecks(store: Store, dataDir: string, now: () => Date): Check[] {
  return [
    {
      name: { "zh-CN": "邮件", en: "Mail" },
      look: () => lookAtMail(store, now()),
    },
    {
      name: { "zh-CN": "备份", en: "Backups" },
      look: () => lookAtBackups(join(dataDir, "backups"), now()),
    },
  ];
}

async function lookAtMail(store: Store, now: Date) {
  const mails = store.db.selectFrom("messages").where("channel", "=", "email").where("tenant_id", "<>", DEMO);
  const [waiting, failed, configured] = await Promise.all([
    mails
      .select((e) => [e.fn.countAll<number>().as("n"), e.fn.min("created_at").as("since")])
      .where("state", "in", ["waiting", "sending"])
      .executeTakeFirstOrThrow(),
    mails
      .select((e) => e.fn.countAll<number>().as("n"))
      .where("state", "=", "failed")
      .executeTakeFirstOrThrow(),
    store.db.selectFrom("tenants").select("settings").where("id", "<>", DEMO).execute(),
  ]);
  const hasServer = configured.some(({ settings }) => settings.mail !== undefined);
  const cure = {
    "zh-CN": "请在「平台 → 消息」查看原因，核对邮件服务器的地址、账号和密码。",
    en: "See the reasons under Platform → Messages, and check the mail server's address, account and password.",
  };
  if (failed.n > 0) {
    return {
      state: "failure",
      saw: { "zh-CN": `${failed.n} 封邮件没能发出`, en: `${failed.n} mails could not be sent` },
      cause: { "zh-CN": "邮件服务器多次拒收。", en: "The mail server refused them several times." },
      cure,
    } as const;
  }
  const hours = waiting.since === null ? 0 : (now.getTime() - new Date(waiting.since).getTime()) / 3_600_000;
  if (!hasServer) {
    return {
      state: "warning",
      saw: { "zh-CN": `没有设置邮件服务器，${waiting.n} 封邮件在等待`, en: `no mail server is set, ${waiting.n} mails are waiting` },
      cause: {
        "zh-CN": "没有邮件服务器时，答复和邀请留在发件箱里，不会寄出。",
        en: "Without one, replies and invitations stay in the outbox and are not sent.",
      },
      cure: { "zh-CN": "请在「平台 → 消息」填写邮件服务器。", en: "Enter a mail server under Platform → Messages." },
    } as const;
  }
  if (hours <= 1) return fine(`已设置，${waiting.n} 封在等待`, `set, ${waiting.n} waiting`);
  return {
    state: "warning",
    saw: { "zh-CN": `最早的一封已等待 ${hours.toFixed(0)} 小时`, en: `the oldest has waited ${hours.toFixed(0)} hours` },
    cause: { "zh-CN": "服务没有运行，或邮件服务器没有应答。", en: "The server is not running, or the mail server does not answer." },
    cure,
  } as const;
}

async function lookAtBackups(folder: string, now: Date) {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".manyi"));
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  const newest = times.length === 0 ? null : Math.max(...times);
  const days = newest === null ? null : (now.getTime() - newest) / DAY_MS;
  if (days !== null && days <= OLD_BACKUP_DAYS)
    return fine(`最近一次在 ${days.toFixed(1)} 天前`, `the last one is ${days.toFixed(1)} days old`);
  return {
    state: "warning",
    saw:
      days === null
        ? { "zh-CN": `${folder} 里没有备份`, en: `none in ${folder}` }
        : { "zh-CN": `最近一次在 ${days.toFixed(0)} 天前`, en: `the last one is ${days.toFixed(0)} days old` },
    cause: { "zh-CN": "磁盘损坏或误删时，没有备份就找不回来。", en: "Without a backup, a broken disk or a mistake takes everything." },
    cure: {
      "zh-CN": "请运行 npx manyi backup，并把文件存到另一台机器；可用 cron 每天执行。",
      en: "Run npx manyi backup and keep the file on another machine; cron can do it every day.",
    },
  } as const;
}
