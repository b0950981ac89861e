import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { deliver, openTransport, reasonOf } from "./deliver.js";
import { type MailServer, readMailServer, writeMailServer } from "./mail-settings.js";

type Wanted = z.output<typeof api.messages.configure.body>;
const TEST = {
  "zh-CN": { subject: "Manyi 测试邮件", body: "收到这封邮件，说明邮件服务器设置正确。" },
  en: { subject: "Test message from Manyi", body: "The mail server works." },
};

/** What is set, without the password. */
export async function readSettings(ctx: Context) {
  const server = await readMailServer(ctx.db, ctx.vault, ctx.tenantId);
  if (server === null) return { configured: false, host: "", port: 587, secure: false, user: "", from: "" };
  const { password: _, ...shown } = server;
  return { configured: true, ...shown };
}

/**
 * Sets the mail server and, where an address is given, sends it a test message at once. A password left out stays as it was, unless
 * host or user changed: it was given for that server.
 *
 * @throws {AppError} INVALID_INPUT in the demo organisation
 */
export async function configureMail(ctx: Context, wanted: Wanted): Promise<{ tested: boolean; error: string | null }> {
  if (ctx.organisation.isDemo) {
    throw new AppError("INVALID_INPUT", [
      { path: "body.host", "zh-CN": "示例企业不发真实邮件。", en: "The demo organisation sends no real mail." },
    ]);
  }
  const { testTo, password, ...rest } = wanted;
  const server = await ctx.tx(async (tx) => {
    const before = await readMailServer(tx, ctx.vault, ctx.tenantId);
    const isSame = before !== null && before.host === rest.host && before.user === rest.user;
    const after: MailServer = { ...rest, password: password ?? (isSame ? before.password : "") };
    await writeMailServer(tx, ctx.vault, ctx.tenantId, after);
    await ctx.audit(tx, { action: "messages.configure", object: "", detail: { port: rest.port, secure: rest.secure } });
    return after;
  });
  if (testTo === undefined) return { tested: false, error: null };
  const transport = openTransport(server);
  try {
    await deliver(transport, server, { id: ctx.ids.uuid(), recipient: testTo, locale: ctx.locale, ...TEST[ctx.locale] });
    return { tested: true, error: null };
  } catch (error) {
    return { tested: true, error: reasonOf(error).text };
  } finally {
    transport.close();
  }
}
