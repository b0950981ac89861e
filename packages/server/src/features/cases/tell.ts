import type { Tx } from "@manyi/store";
import { queueMessage } from "../messages/index.js";
import type { Desk } from "./desk.js";
import type { CaseRow } from "./record.js";
import { trackUrl } from "./secret.js";

type Locale = "zh-CN" | "en";
type Occasion = "received" | "acknowledged" | "asked" | "answered" | "verify" | "reopened" | "closed";
type Words = { readonly subject: string; readonly body: string };

/** What the customer reads. `{reference}`, `{note}` and `{link}` are filled in. */
const WORDS: Readonly<Record<Occasion, Readonly<Record<Locale, Words>>>> = {
  received: {
    "zh-CN": {
      subject: "已收到您的反馈 {reference}",
      body: "您好：\n\n我们已收到您的反馈，编号 {reference}。1 小时内会有专人接手。\n\n随时查看进展、补充情况：\n{link}",
    },
    en: {
      subject: "We have your message, {reference}",
      body: "Hello,\n\nWe have received what you told us, under number {reference}. Somebody takes it on within an hour.\n\nSee every step, or add to it:\n{link}",
    },
  },
  acknowledged: {
    "zh-CN": { subject: "已有专人处理 {reference}", body: "您好：\n\n您的反馈 {reference} 已有专人接手。{note}\n\n查看进展：\n{link}" },
    en: {
      subject: "Somebody is working on {reference}",
      body: "Hello,\n\nSomebody is now working on {reference}. {note}\n\nSee every step:\n{link}",
    },
  },
  asked: {
    "zh-CN": { subject: "请您补充情况 {reference}", body: "您好：\n\n为了处理 {reference}，想请您补充：\n{note}\n\n在这里回复：\n{link}" },
    en: {
      subject: "A question about {reference}",
      body: "Hello,\n\nTo go on with {reference} we need to ask you:\n{note}\n\nReply here:\n{link}",
    },
  },
  answered: {
    "zh-CN": { subject: "关于 {reference} 的答复", body: "您好：\n\n{note}\n\n接受或不接受，请在这里告诉我们：\n{link}" },
    en: { subject: "Our answer on {reference}", body: "Hello,\n\n{note}\n\nTell us here whether you accept it:\n{link}" },
  },
  verify: {
    "zh-CN": {
      subject: "这件事解决了吗？{reference}",
      body: "您好：\n\n我们已为 {reference} 做了补救。请花半分钟告诉我们：这件事解决了吗？\n\n{link}\n\n选「没有」会由上一级重新处理，编号不变。",
    },
    en: {
      subject: "Is it solved? {reference}",
      body: "Hello,\n\nWe have put {reference} right. Half a minute: is it solved?\n\n{link}\n\n“No” sends it one level up, under the same number.",
    },
  },
  reopened: {
    "zh-CN": { subject: "已重新处理 {reference}", body: "您好：\n\n{reference} 已由上一级重新处理，编号不变。\n\n查看进展：\n{link}" },
    en: {
      subject: "We are looking at {reference} again",
      body: "Hello,\n\n{reference} is being handled again, one level up, under the same number.\n\nSee every step:\n{link}",
    },
  },
  closed: {
    "zh-CN": {
      subject: "已办结 {reference}",
      body: "您好：\n\n{reference} 已办结。谢谢您告诉我们。30 天内如果又出现，可以在这里重新打开：\n{link}",
    },
    en: {
      subject: "{reference} is closed",
      body: "Hello,\n\n{reference} is closed. Thank you for telling us. If it comes back within 30 days, reopen it here:\n{link}",
    },
  },
};

/**
 * Puts a message to the customer into the outbox, in the transaction of the step it speaks of. Without an address nothing is written:
 * the customer has the reference and finds every step on the tracking page.
 */
async function tell(tx: Tx, desk: Desk, row: CaseRow, occasion: Occasion, note = ""): Promise<void> {
  const contact = (row.contact ?? {}) as { email?: string; phone?: string };
  const customer =
    row.customer_id === null
      ? undefined
      : await tx
          .selectFrom("customers")
          .select(["email", "phone"])
          .where("tenant_id", "=", row.tenant_id)
          .where("id", "=", row.customer_id)
          .executeTakeFirst();
  const email = contact.email ?? customer?.email ?? null;
  const recipient = email ?? contact.phone ?? customer?.phone ?? null;
  if (recipient === null) return;
  const words = WORDS[occasion][row.locale === "en" ? "en" : "zh-CN"];
  const fill = (text: string) =>
    text.replaceAll("{reference}", row.reference).replaceAll("{note}", note).replaceAll("{link}", trackUrl(desk, row));
  await queueMessage(tx, desk, {
    channel: email === null ? "sms" : "email",
    recipient,
    template: `case.${occasion}`,
    locale: row.locale === "en" ? "en" : "zh-CN",
    subject: fill(words.subject),
    body: fill(words.body),
    caseId: row.id,
    dedupeKey: `case:${row.id}:${occasion}:${row.revision}`,
  });
}

export const tellReceived = (tx: Tx, desk: Desk, row: CaseRow) => tell(tx, desk, row, "received");
export const tellAcknowledged = (tx: Tx, desk: Desk, row: CaseRow, note: string) => tell(tx, desk, row, "acknowledged", note);
export const tellAsked = (tx: Tx, desk: Desk, row: CaseRow, note: string) => tell(tx, desk, row, "asked", note);
export const tellAnswered = (tx: Tx, desk: Desk, row: CaseRow, answer: string) => tell(tx, desk, row, "answered", answer);
export const tellVerify = (tx: Tx, desk: Desk, row: CaseRow) => tell(tx, desk, row, "verify");
export const tellReopened = (tx: Tx, desk: Desk, row: CaseRow) => tell(tx, desk, row, "reopened");
export const tellClosed = (tx: Tx, desk: Desk, row: CaseRow) => tell(tx, desk, row, "closed");
