import { api } from "@manyi/contracts";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openHouse } from "./house.js";

/*
 * A review's way through the house: a file is imported, the review stands in the inbox with what it says, a case is opened and closed by
 * the customer's word, a reply goes out by mail, and its author has been told. In both languages, at a desk and on a phone.
 */

let house: House;
let manager: Caller;
let agent: Caller;
const mails: { readonly to: string; readonly raw: string }[] = [];
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      for (const { address } of session.envelope.rcptTo) mails.push({ to: address, raw: Buffer.concat(chunks).toString("utf8") });
      done();
    });
  },
});

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    const listening = sink.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  house = await openHouse();
  manager = await house.server.person({ roles: ["admin", "cx_manager"], name: "体验经理" });
  agent = await house.server.person({ roles: ["agent"], units: [house.units.S1!], name: "小李" });
  const mail = { host: "127.0.0.1", port, secure: false, user: "", from: "Manyi <care@example.test>" };
  await manager.call(api.messages.configure, { body: mail });
}, 120_000);
afterAll(async () => {
  await house?.close();
  await new Promise<void>((resolve) => sink.close(() => resolve()));
});

async function faultless(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(400);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
}

const WORDS = {
  "zh-CN": {
    text: "等了五十分钟才上菜，没有人解释，请给我答复。",
    other: "味道很好，服务员也热情。",
    try: "试算前 200 行",
    run: "开始导入",
    done: "导入完成",
    case: "开工单",
    reply: "回复",
    replyText: "内容",
    send: "发送",
    answer: "已为您退单，并加开传菜口。",
    told: "已告知",
  },
  en: {
    text: "We waited fifty minutes for the food and nobody explained. Please answer me.",
    other: "Tasty dishes and very friendly staff.",
    try: "Try the first 200 rows",
    run: "Start import",
    done: "Import done",
    case: "Open a case",
    reply: "Reply",
    replyText: "Words",
    send: "Send",
    answer: "We have refunded the bill and opened a second pass.",
    told: "Author told",
  },
} as const;

/** The case is worked, and the customer says that it is solved. */
async function solve(caseId: string): Promise<void> {
  const read = () => agent.call(api.cases.get, { params: { id: caseId } });
  const params = { id: caseId };
  let { revision } = await agent.call(api.cases.acknowledge, { params, body: { revision: (await read()).revision } });
  ({ revision } = await agent.call(api.cases.respond, { params, body: { revision, cause: "人手不足", remedy: "退单", apology: "抱歉" } }));
  ({ revision } = await agent.call(api.cases.implement, { params, body: { revision } }));
  await manager.call(api.cases.verify, { params, body: { revision, result: "solved", score: 5, channel: "phone" } });
}

describe("a review from the file to the told author", () => {
  for (const locale of LOCALES) {
    test(`imported, read, a case of its own, answered by mail, told (${locale})`, async () => {
      const t = WORDS[locale];
      const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const rows = [
        {
          id: `${locale}-1`,
          text: t.text,
          stars: 1,
          author: "小丸子",
          url: `https://food.example/${locale}/1`,
          date: today,
          store: "S1",
          email: `guest-${locale.toLowerCase()}@example.test`,
          asked: "yes",
        },
        {
          id: `${locale}-2`,
          text: t.other,
          stars: 5,
          author: "Ann",
          url: `https://food.example/${locale}/2`,
          date: today,
          store: "S1",
          email: "",
          asked: "",
        },
      ];
      const context = await house.seat(manager, locale, 1440);
      const page = await context.newPage();
      await page.goto(`${house.base}/listen/imports`);
      await page.locator("main h1").first().waitFor({ timeout: 60_000 });
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: `reviews ${locale}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(rows)) });
      await page.waitForURL(/\/listen\/imports\/.+/);
      await page.getByRole("button", { name: t.try }).click();
      await faultless(page);
      await page.getByRole("button", { name: t.run }).click();
      await page.getByText(t.done).first().waitFor({ timeout: 60_000 });

      // both stand in the inbox, and the reader of texts has said what they are about
      const inbox = async () => (await manager.call(api.feedback.list, { query: { view: "all", text: t.text.slice(0, 10) } })).items;
      await expect
        .poll(async () => (await inbox()).map((item) => [item.rating?.value, item.sentiment]), { timeout: 60_000 })
        .toEqual([[1, -1]]);
      const item = (await inbox())[0]!;
      expect(item).toMatchObject({ identified: true, askedForAnswer: true, state: "new", owner: null });
      await page.goto(`${house.base}/listen/inbox`);
      await page.getByRole("link", { name: t.text }).waitFor();
      await faultless(page);
      await page.getByRole("link", { name: t.text }).click();
      await page.getByRole("dialog").getByText(t.text).waitFor();
      await faultless(page);

      await page.getByRole("dialog").getByRole("button", { name: t.reply, exact: true }).click();
      await page.getByLabel(t.replyText, { exact: true }).fill(t.answer);
      await faultless(page);
      await page.getByRole("dialog").getByRole("button", { name: t.send, exact: true }).click();
      await expect.poll(() => mails.filter(({ to }) => to === rows[0]!.email).length, { timeout: 30_000 }).toBeGreaterThan(0);

      await page.getByRole("dialog").getByRole("button", { name: t.case, exact: true }).click();
      await page.waitForURL(/\/act\/cases\/.+/);
      await solve(page.url().split("/").at(-1)!);
      await expect.poll(async () => (await inbox())[0]?.state, { timeout: 30_000 }).toBe("informed");
      await page.goto(`${house.base}/listen/inbox?view=ended`);
      await page.getByText(t.told).first().waitFor();
      await faultless(page);
      await context.close();

      const phone = await house.seat(manager, locale, 360);
      const small = await phone.newPage();
      for (const path of [
        "/listen/inbox?view=all",
        "/listen/contacts",
        "/listen/sources",
        "/listen/sources?tab=expectation",
        "/listen/sources?tab=coverage",
      ]) {
        await small.goto(house.base + path);
        await faultless(small);
      }
      await phone.close();
    }, 180_000);
  }
});
