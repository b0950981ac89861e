import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, call, type In, type Out, type RouteSpec, type Send } from "@manyi/contracts";
import { type Running, readConfig, startServer } from "@manyi/server";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults, openBrowser } from "./browser.js";

/*
 * The whole loop as people walk it, on a server started as anybody starts it: ask, answer on a phone, live figure, case, reply, the
 * customer's word, proof — in both languages.
 */

let manyi: Running;
let browser: Browser;
let folder: string;
let desk: BrowserContext;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "manyi loop "));
  manyi = await startServer(readConfig({ MANYI_PORT: "0", MANYI_DATA: folder, MANYI_LOG: "silent" }, folder));
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await manyi?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

const WORDS = {
  "zh-CN": {
    open: "打开演示",
    skip: "下一步",
    acknowledge: "确认受理",
    answerTab: /^答复/,
    cause: "原因",
    remedy: "补救",
    apology: "致歉",
    send: "发送答复",
    implement: "补救已落实",
    implemented: "已落实",
    solved: "解决了",
    closed: "已办结，谢谢您的确认",
    comment: "热菜等了 52 分钟才上，没有人解释。",
  },
  en: {
    open: "Open the demo",
    skip: "Next",
    acknowledge: "Acknowledge",
    answerTab: /^Answer/,
    cause: "Cause",
    remedy: "Remedy",
    apology: "Apology",
    send: "Send answer",
    implement: "Remedy carried out",
    implemented: "Carried out",
    solved: "Solved",
    closed: "Closed; thank you for telling us",
    comment: "We waited 52 minutes for the hot dishes and nobody told us why.",
  },
} as const;
type Locale = keyof typeof WORDS;

/** A contract call with the desk's own session. */
async function ask<R extends RouteSpec>(spec: R, input: In<R>): Promise<Out<R>> {
  const send: Send = async (path, { method, headers, body }) => {
    const data = body === undefined ? {} : { data: body };
    const reply = await desk.request.fetch(manyi.url + path, { method, headers: { ...headers, origin: manyi.url }, ...data });
    return new Response(await reply.text(), { status: reply.status() });
  };
  return call(send, spec, input);
}

async function faultless(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  // what changes its colour has done so
  await page.waitForTimeout(300);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
}

describe.sequential("from the console link to the proof", () => {
  test("the one-time link makes the first account, and shows a living organisation", async () => {
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", bypassCSP: true });
    const page = await desk.newPage();
    await page.goto(manyi.adminLink!);
    await page.getByLabel("姓名").fill("体验经理");
    await faultless(page);
    await page.getByLabel("邮箱").fill("cx@example.com");
    await page.getByLabel("密码", { exact: true }).fill("a long pass phrase");
    await page.getByRole("button", { name: "建账号并登录" }).click();
    await page.getByLabel("组织名称（中文）").fill("我的餐厅");
    await faultless(page);
    await page.getByRole("button", { name: WORDS["zh-CN"].skip }).click();
    await page.getByRole("button", { name: WORDS["zh-CN"].open }).click();
    await page.getByText("真正变化了的").waitFor();
    await page.getByText("三条真实声音").waitFor();
    await page.waitForLoadState("networkidle");
    await faultless(page);
    const again = await browser.newPage();
    await again.goto(manyi.adminLink!);
    await again.close();
    const session = await ask(api.session.get, {});
    expect(session).toMatchObject({ organisation: { isDemo: true, stores: 48 }, roles: ["admin", "cx_manager"] });
    await page.close();
  });

  for (const locale of ["zh-CN", "en"] as const) {
    test(`answer, figure, case, reply, confirmation and proof (${locale})`, async () => {
      const t = WORDS[locale];
      await ask(api.session.update, { body: { locale } });
      const before = await ask(api.figures.loop, { query: {} });
      const board = await desk.newPage();
      await board.addInitScript((chosen) => localStorage.setItem("manyi.locale", chosen), locale);
      await board.goto(`${manyi.url}/understand/dashboard`);
      await board.waitForLoadState("networkidle");
      await faultless(board);

      const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale, bypassCSP: true });
      const customer = await phone.newPage();
      const pressed = await answer(customer, locale);
      await liveFigure(pressed);

      const found = await caseOf(t.comment);
      expect(found.severity).toBe("high");
      const work = await desk.newPage();
      await work.goto(`${manyi.url}/act/cases/${found.id}`);
      await work.getByRole("button", { name: t.acknowledge, exact: true }).first().click();
      await work.getByRole("dialog").getByRole("button", { name: t.acknowledge, exact: true }).click();
      await work.getByRole("tab", { name: t.answerTab }).click();
      await work.getByLabel(t.cause).fill("当晚传菜口只有一人，叫号中断，是我们排班不足。");
      await work.getByLabel(t.remedy).fill("退变凉的两道菜，另赠代金券。");
      await work.getByLabel(t.apology).fill("让您久等又没有人解释，很抱歉。");
      await faultless(work);
      await work.getByRole("button", { name: t.send, exact: true }).click();
      await work.getByRole("button", { name: t.implement, exact: true }).first().click();
      await work.getByRole("dialog").getByRole("button", { name: t.implemented, exact: true }).click();
      await expect.poll(async () => (await ask(api.cases.get, { params: { id: found.id } })).state, { timeout: 20_000 }).toBe("verifying");

      await customer.goto(await trackLink(found.id));
      await faultless(customer);
      await customer.locator('input[name="score"][value="5"]').check({ force: true });
      await customer.getByRole("button", { name: t.solved, exact: true }).click();
      await customer.getByRole("heading", { name: t.closed }).waitFor();
      await faultless(customer);

      const after = await ask(api.figures.loop, { query: {} });
      expect(after.rows[0]!.satisfied).toBe(before.rows[0]!.satisfied + 1);
      expect(after.rows[0]!.verified).toBe(before.rows[0]!.verified + 1);
      await work.goto(`${manyi.url}/prove/loop`);
      await work.waitForLoadState("networkidle");
      await faultless(work);
      await Promise.all([board.close(), work.close(), phone.close()]);
    });
  }
});

/** An unhappy customer answers the demo's survey on a phone. @returns when the last button was pressed */
async function answer(page: Page, locale: Locale): Promise<number> {
  await page.goto(`${manyi.url}/s/demo`);
  await faultless(page);
  await page.locator('input[name="a.recommend"][value="1"]').check({ force: true });
  await page.locator('input[name="a.overall"][value="2"]').check({ force: true });
  await page.locator('button.go[value="next"]').click();
  await page.locator("textarea").first().waitFor();
  await page.locator("textarea").first().fill(WORDS[locale].comment);
  await page.locator('input[type="email"]').first().fill(`guest-${locale}@example.com`);
  await faultless(page);
  const pressed = Date.now();
  await page.locator('button.go[value="next"]').click();
  await page.waitForLoadState("load");
  return pressed;
}

/** The answer is in the figures without anybody reloading. */
async function liveFigure(pressed: number): Promise<void> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const query = { from: today, to: today, compare: "none" as const, unit: 6, survey: 1 };
  await expect
    .poll(async () => (await ask(api.voices.list, { query: { ...query, max: 1, metric: "nps" } })).total, { timeout: 20_000 })
    .toBeGreaterThan(0);
  console.log(`answer in the figures after ${Date.now() - pressed} ms`);
}

async function caseOf(comment: string) {
  const title = comment.split(/[。.]/)[0]!;
  const list = () => ask(api.cases.list, { query: { text: title.slice(0, 20), view: "open" as const } });
  await expect
    .poll(async () => (await list()).items.filter((item) => item.severity === "high" && item.state === "received").length, {
      timeout: 20_000,
    })
    .toBe(1);
  return (await list()).items.find((item) => item.severity === "high" && item.state === "received")!;
}

/** The link that the customer's mail holds. */
async function trackLink(caseId: string): Promise<string> {
  const { items } = await ask(api.messages.list, { query: { limit: 200 } });
  const body = items.find((message) => message.caseId === caseId)!.body;
  return /http\S+\/track\?\S+/.exec(body)![0];
}
