import { isoDateOf, localDayOf, zoneOffset } from "@manyi/core/calendar";
import type { Context } from "../../platform/context.js";
import { identityOfUser } from "../../platform/identify.js";
import { contextOf, type Services } from "../../platform/services.js";
import { queueMessage } from "../messages/index.js";

const WORDS = {
  "zh-CN": {
    subject: "有人多次输错您的密码",
    body: "您好：\n\n{at}，有人连续多次用错误的密码尝试登录您的 Manyi 账号，账号已暂停登录片刻。\n\n如果是您本人，稍等再试即可。如果不是，请告诉管理员。",
  },
  en: {
    subject: "Somebody entered a wrong password several times",
    body: "Hello,\n\nAt {at} somebody tried several wrong passwords in a row for your Manyi account, and sign-in rests for a while.\n\nIf that was you, wait a little and try again. If not, tell your administrator.",
  },
} as const;

/** Tells the owner of an account that sign-in rests after wrong passwords. An address without account gets nothing. */
export async function warnOwner(ctx: Context, services: Services, email: string): Promise<void> {
  const user = await ctx.db.selectFrom("auth_users").select("id").where("email", "=", email).executeTakeFirst();
  const identity = user === undefined ? null : await identityOfUser(services, user.id);
  if (identity === null) return;
  const own = contextOf(services, identity, null);
  const now = own.now().getTime();
  const { timeZone } = own.organisation;
  const local = new Date(now + zoneOffset(now, timeZone)).toISOString().slice(11, 16);
  const words = WORDS[own.locale];
  await own.tx((tx) =>
    queueMessage(tx, own, {
      channel: "email",
      recipient: email,
      template: "session.rests",
      locale: own.locale,
      subject: words.subject,
      body: words.body.replace("{at}", `${isoDateOf(localDayOf(now, timeZone))} ${local} (${timeZone})`),
      dedupeKey: `session.rests:${identity.actor.id}:${now}`,
    }),
  );
}
