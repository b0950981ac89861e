import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openDemo } from "./house.js";
import { leaveDialog, settled } from "./staff-pages.js";

/*
 * From a file of purchases to who comes back: brings purchases in and takes them back, reads who returns, opens a cell of the matrix as a
 * list, changes a cut-point, evaluates tiers, and looks at what to expect. In both languages.
 */

let house: House;
let manager: Caller;
let storeManager: Caller;

beforeAll(async () => {
  ({ house, manager, storeManager } = await openDemo(["cx_manager"]));
}, 300_000);
afterAll(async () => {
  await house?.close();
});

const WORDS = {
  "zh-CN": {
    title: "忠诚与复购",
    choose: "选文件",
    tryIt: "试读整份文件",
    result: /共 3 行：可计入 2（含退货 0），已有 0，退回 1。/,
    refused: "顾客名单里没有这个人，或几个人共用这个联系方式",
    take: "导入 2 笔",
    taken: "已导入：计入 2，已有 0，退回 1。",
    undo: "整份撤销",
    undone: "已撤销",
    ratio: /给「5 分」的顾客再来的占比是「4 分」的 1\.\d\d 倍（95% 区间/,
    open: "看真忠诚的顾客",
    list: "顾客名单：真忠诚",
    masked: "顾**",
    change: "修改",
    weight: "挑选时间 · 权重",
    save: "存为新版本",
    evaluate: "评定等级",
    evaluated: /评定了 [\d,]+ 位：升级 \d+/,
    check: /推算 [\d,]+ 笔，实际 [\d,]+ 笔/,
    caution: /不是承诺/,
    help: "怎么算的",
  },
  en: {
    title: "Loyalty",
    choose: "Choose a file",
    tryIt: "Try the whole file",
    result: /3 rows: 2 to count \(0 of them returns\), 0 known, 1 refused\./,
    refused: "Nobody in the register goes by this, or several share this contact",
    take: "Take 2 rows in",
    taken: "Taken in: 2 counted, 0 known, 1 refused.",
    undo: "Take back",
    undone: "taken back",
    ratio: /“Score 5” came back 1\.\d\d times as often as “Score 4” \(95% interval/,
    open: "Customers: True loyalty",
    list: "Customers: True loyalty",
    masked: "顾**",
    change: "Change",
    weight: "Time taken to choose · Weight",
    save: "Save as new version",
    evaluate: "Evaluate tiers",
    evaluated: /[\d,]+ evaluated: \d+ up/,
    check: /[\d,]+ planned, [\d,]+ happened/,
    caution: /no promise/,
    help: "How this is computed",
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
}

describe.each(LOCALES)("loyalty (%s)", (locale) => {
  const t = WORDS[locale];
  const path = (tab: string) => `${house.base}/customers/loyalty?tab=${tab}`;

  test("a file is looked at, taken in and taken back", { timeout: 120_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(path("purchases"));
    await faultless(page);
    const rows = `order,member,date,amount\n${locale}-1,D00001,2026-01-05,88\n${locale}-2,D00002,2026-01-06,90\n${locale}-3,NOBODY,2026-01-06,90\n`;
    await page.locator('input[type="file"]').setInputFiles({ name: `${locale}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows) });
    await page.getByRole("button", { name: t.tryIt }).click();
    await page.getByText(t.result).waitFor();
    await page.getByText(t.refused).waitFor();
    await faultless(page);
    await page.getByRole("button", { name: t.take }).click();
    await page.getByText(t.taken).waitFor();
    const row = page.getByRole("row").filter({ hasText: `${locale}.csv` });
    await row.getByRole("button", { name: t.undo }).click();
    await page.locator(".ant-popconfirm").getByRole("button", { name: t.undo }).click();
    await row.getByText(t.undone).waitFor();
    await context.close();
  });

  test("who comes back, and the cell of the matrix as a masked list", { timeout: 120_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(path("returning"));
    await page.getByRole("heading", { name: t.title, level: 1 }).waitFor();
    await page.getByText(t.ratio).waitFor();
    await faultless(page);
    await page.getByRole("button", { name: t.help }).click();
    await page.getByText("70.5").waitFor();
    await page.getByText(/^68\.6/).waitFor();
    await leaveDialog(page);
    await page.goto(path("matrix"));
    await page.getByRole("button", { name: t.open }).click();
    await page.getByRole("heading", { name: t.list }).waitFor();
    await page.getByText(t.masked).first().waitFor();
    await faultless(page);
    await context.close();
  });

  test("a weight is changed as a new version, tiers are evaluated, and what to expect is checked on known months", {
    timeout: 180_000,
  }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(path("index"));
    await page.getByRole("button", { name: t.change, exact: true }).click();
    const weight = page.getByRole("spinbutton", { name: t.weight });
    await weight.fill(locale === "en" ? "16" : "17");
    await weight.press("Tab");
    await page.getByRole("button", { name: t.save }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByText(locale === "en" ? "version 3" : "第 2 版切分点").waitFor();
    await faultless(page);
    await page.goto(path("tiers"));
    if (locale === "zh-CN") {
      await page.getByRole("button", { name: t.evaluate }).click();
      await page.getByText(t.evaluated).waitFor();
    }
    await faultless(page);
    await page.goto(path("expected"));
    await page.getByText(t.check).waitFor({ timeout: 60_000 });
    await page.getByText(t.caution).waitFor();
    await faultless(page);
    await context.close();
  });

  test("a store manager reads the own store on a phone", { timeout: 120_000 }, async () => {
    const context = await house.seat(storeManager, locale, 360);
    const page = await context.newPage();
    for (const tab of ["returning", "matrix", "index", "tiers", "expected"]) {
      await page.goto(path(tab));
      await faultless(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), tab).toBe(true);
    }
    await context.close();
  });
});
