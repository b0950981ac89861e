import { readFile } from "node:fs/promises";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openDemo } from "./house.js";
import { leaveDialog, settled } from "./staff-pages.js";

/*
 * What the business counts and how it goes with what customers say: a table is pasted, refused where it is wrong, taken, read back by
 * version and undone; the link is read and taken along; a store's manager sees the own store. In both languages.
 */

let house: House;
let manager: Caller;
let storeManager: Caller;

beforeAll(async () => {
  ({ house, manager, storeManager } = await openDemo(["cx_manager", "analyst"]));
}, 300_000);
afterAll(async () => {
  await house?.close();
});

const WORDS = {
  "zh-CN": {
    found: /^找到关联：「净推荐值 NPS」高的地方，1 个月后「30 日复购率」也高。$/,
    few: /^只有 \d 对，至少要 8 对/,
    why: "凭什么可以这样说",
    help: "怎么算的",
    refused: "只是算术：6 对，不到 8 对，不下结论",
    download: "下载",
    numbers: "数据 CSV",
    source: "来源：会员系统 · 复购报表",
    figures: "经营数字",
    beside: "放在一起看",
    open: "粘贴或导入",
    table: "表格内容",
    read: "读一下",
    wrong: ["门店\t2025-01\t2025-02", "S-A\t12.5\tabc", "不存在的店\t1\t2"],
    faults: ["第 2 行第 3 列：「abc」不是数", "第 3 行第 1 列：没有「不存在的店」这个单元，或不在您的范围内"],
    again: "重新来",
    right: ["门店\t月份\t复购率", "门店 A\t2025年1月\t12.5%"],
    take: "收下 1 个",
    year: "年份",
    cell: /^门店 A 2025-01 /,
    inForce: "现在用的",
    entries: "导入和更正",
    undo: "撤销",
    redo: "恢复",
  },
  en: {
    found: /^A link was found: where NPS is higher, Repurchase within 30 days is higher too, 1 month later\.$/,
    few: /^Only \d pairs: a link takes at least 8/,
    why: "Why this may be said",
    help: "How this is computed",
    refused: "arithmetic only: refused with 6 pairs, at least 8 are needed",
    download: "Download",
    numbers: "Numbers CSV",
    source: "Source: 会员系统 · 复购报表",
    figures: "Business figures",
    beside: "Side by side",
    open: "Paste or import",
    table: "Table",
    read: "Read it",
    wrong: ["Store\t2025-01\t2025-02", "S-A\t12.5\tabc", "Nowhere\t1\t2"],
    faults: ["Line 2, column 3: “abc” is no number", "Line 3, column 1: there is no unit “Nowhere” in your reach"],
    again: "Start over",
    right: ["Store\tMonth\tRepurchase", "Store A\tJan 2025\t12.5%"],
    take: "Take 1",
    year: "Year",
    cell: /^Store A 2025-01 /,
    inForce: "in force",
    entries: "Imports and corrections",
    undo: "Undo",
    redo: "Put back",
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
}

describe.each(LOCALES)("business figures and their link (%s)", (locale) => {
  const t = WORDS[locale];

  test("the link is said in a sentence, explained, and taken along with its source", { timeout: 120_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/prove/linkage`);
    await page.getByText(t.found).waitFor();
    await page.getByText(t.why).click();
    await faultless(page);
    await page.getByRole("button", { name: t.help }).click();
    await page.getByText(t.refused).waitFor();
    const drawer = await page.getByRole("dialog").innerText();
    expect(drawer).toContain("0.951");
    expect(drawer).toContain("0.943");
    await faultless(page);
    await leaveDialog(page);
    await page.getByRole("button", { name: t.download }).first().click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: t.numbers }).click();
    const file = await readFile(await (await saved).path(), "utf8");
    const [numbers = "", statement = ""] = file.split(/\r?\n\r?\n/);
    expect(numbers.trim().split("\n").length).toBeGreaterThan(500);
    expect(statement).toContain(t.source);
    await page.getByRole("tab", { name: t.beside }).click();
    await page.locator("svg[role=img]").first().waitFor();
    await faultless(page);
    await context.close();
  });

  test("a pasted table is refused by line and column, taken, found again as a version, and undone", { timeout: 120_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/prove/linkage?tab=figures`);
    await page.getByRole("button", { name: t.open }).click();
    await page.getByLabel(t.table, { exact: true }).fill(t.wrong.join("\n"));
    await page.getByRole("button", { name: t.read }).click();
    for (const fault of t.faults) await page.getByText(fault, { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: t.take }).isDisabled()).toBe(true);
    await faultless(page);
    await page.getByRole("button", { name: t.again }).click();
    await page.getByLabel(t.table, { exact: true }).fill(t.right.join("\n"));
    await page.getByRole("button", { name: t.read }).click();
    await page.getByRole("button", { name: t.take }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("combobox", { name: t.year }).click();
    await page.getByTitle("2025", { exact: true }).click();
    const cell = page.getByRole("button", { name: t.cell });
    await expect.poll(() => cell.innerText()).toBe("12.5%");
    await cell.click();
    const versions = page.getByRole("dialog").locator("ol > li");
    await versions.first().waitFor();
    expect(await versions.first().innerText()).toContain(t.inForce);
    await faultless(page);
    await leaveDialog(page);
    const entries = page.locator("section.card").filter({ hasText: t.entries });
    await entries.getByRole("button", { name: t.undo, exact: true }).first().click();
    await entries.getByRole("button", { name: t.redo, exact: true }).first().waitFor();
    await expect.poll(() => cell.innerText()).not.toBe("12.5%");
    await faultless(page);
    await context.close();
  });

  test("a store's manager on the phone sees the own store only, and is told that the pairs are too few", { timeout: 120_000 }, async () => {
    const context = await house.seat(storeManager, locale, 360);
    const page = await context.newPage();
    await page.goto(`${house.base}/prove/linkage?by=quarter&months=12`);
    await page.getByText(t.few).waitFor();
    await faultless(page);
    await page.getByRole("tab", { name: t.figures }).click();
    await page.locator("table.business-sheet tbody tr").first().waitFor();
    expect(await page.locator("table.business-sheet tbody tr").count()).toBe(1);
    expect(await page.getByRole("button", { name: t.open }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await faultless(page);
    await context.close();
  });
});
