import { createHash, randomBytes } from "node:crypto";
import { migrate, type Tx } from "@manyi/store";
import { type Command, EXIT, Misuse } from "../command.js";
import { openDatabase } from "../open-database.js";
import { readWords } from "../options.js";
import { runningServer } from "../running-server.js";
import { settingsOf } from "../settings.js";

const DAY_MS = 86_400_000;
/** The installation's own organisation. */
const OWN = 1;

/** A way in for whoever may type commands on this machine. */
export const adminLink: Command = {
  usage: "[--email <address>]",
  help: {
    "zh-CN":
      "生成一次性链接，用来建立管理员账号（管理员兼客户体验经理）。\n还没有账号时不需要选项；已有账号时用 --email 写出新管理员的邮箱，链接 7 天内有效。",
    en: "Makes a one-time link for an administrator's account (administrator and customer-experience manager).\nWithout any account yet it needs no option; afterwards --email names the new administrator, and the link works for 7 days.",
  },
  async run(args, around) {
    const { values } = readWords(args, ["email"], 0);
    const email = values.email?.trim().toLowerCase();
    if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email))
      throw new Misuse({ "zh-CN": `${email} 不是邮箱。`, en: `${email} is not an e-mail address.` });
    const config = settingsOf(around);
    const { store, close } = await openDatabase(config);
    try {
      await migrate(store);
      const token = randomBytes(24).toString("base64url");
      await store.tx((tx) => writeLink(tx, token, email));
      const base = config.publicUrl ?? (await runningServer(config.dataDir)) ?? `http://localhost:${config.port}`;
      around.out(`${base}/welcome?token=${token}`);
      return EXIT.done;
    } finally {
      await close();
    }
  },
};

async function writeLink(tx: Tx, token: string, email: string | undefined): Promise<void> {
  const account = await tx.selectFrom("auth_users").select("id").limit(1).executeTakeFirst();
  if (account !== undefined && email === undefined) {
    throw new Misuse({
      "zh-CN": "已经有账号了，请用 --email 写出新管理员的邮箱。",
      en: "There are accounts already; name the new administrator with --email.",
    });
  }
  const isFirst = account === undefined;
  const member = { kind: "member", tenantId: OWN, email, name: "", roles: ["admin", "cx_manager"], unitIds: [] };
  if (isFirst) await tx.deleteFrom("one_time_links").where("purpose", "=", "first_account").execute();
  await tx
    .insertInto("one_time_links")
    .values({
      token_hash: createHash("sha256").update(token).digest(),
      purpose: isFirst ? "first_account" : "member",
      payload: JSON.stringify(isFirst ? { kind: "first_account" } : member),
      expires_at: new Date(Date.now() + (isFirst ? 30 : 7) * DAY_MS),
    })
    .execute();
}
