import { readFile } from "node:fs/promises";
import { api } from "@manyi/contracts";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openDemo } from "./house.js";
import { settled } from "./staff-pages.js";

/*
 * Did what we changed work: a manager reads the verdict of a finished comparison, plans one and is told what it can show, agrees on it,
 * changes it in the open, stops it and takes it up again; a store that may not see every unit finds nothing. In both languages.
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
    demo: "高峰期加开传菜口",
    worked: "有效",
    believed: "可信吗",
    help: "怎么算的",
    net: "净效果",
    close: "知道了",
    download: "下载",
    numbers: "数据 CSV",
    start: "新的对比",
    name: "名称",
    units: "在哪些单元改动",
    store: "门店 B",
    can: /能看出.+以上的效果/,
    fix: "定下来",
    early: /还太早/,
    change: "改约定",
    why: "为什么改",
    after: "改动后看",
    weeks: "12 周",
    again: "按新的约定定下来",
    marked: "定下之后改过",
    stop: "停止对比",
    reason: "为什么停",
    stopIt: "停止",
    resume: "恢复对比",
    none: "还没有对比",
    missing: "这里没有内容",
  },
  en: {
    demo: "A second pass in rush hours",
    worked: "Worked",
    believed: "Can it be believed",
    help: "How this is computed",
    net: "Net effect",
    close: "Close",
    download: "Download",
    numbers: "Numbers CSV",
    start: "New comparison",
    name: "Name",
    units: "Where",
    store: "Store B",
    can: /Can show an effect from .+ on/,
    fix: "Agree on it",
    early: /Too early: judged after/,
    change: "Change",
    why: "Why it is changed",
    after: "Window after",
    weeks: "12 weeks",
    again: "Agree anew",
    marked: "changed after it was agreed on",
    stop: "Stop",
    reason: "Why",
    stopIt: "Stop it",
    resume: "Take it up again",
    none: "No comparison yet",
    missing: "Nothing here",
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, page.url()).toBe(0);
}

describe.each(LOCALES)("before and after (%s)", (locale) => {
  const t = WORDS[locale];

  test("the verdict is read with its evidence, worked through in the help, and taken along", { timeout: 120_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/prove/effect`);
    await page.getByText(t.worked, { exact: true }).first().waitFor();
    await faultless(page);
    await page.getByRole("link", { name: t.demo }).click();
    await page.getByRole("heading", { name: t.believed }).waitFor();
    await faultless(page);

    await page.getByRole("button", { name: t.help }).click();
    const help = page.getByRole("dialog");
    await help.getByText("+6.0", { exact: true }).waitFor();
    await help.getByRole("button", { name: t.close }).last().click();

    const cells = page.locator(".card").filter({ has: page.locator(".effects-cells") });
    await cells.getByRole("button", { name: t.download }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: t.numbers }).click();
    const file = await readFile(await (await saved).path(), "utf8");
    const [numbers = "", statement = ""] = file.split(/\r?\n\r?\n/);
    expect(numbers).toContain(t.net);
    expect(statement).toMatch(/\d{4}-\d{2}-\d{2}/);

    const phone = await (await house.seat(manager, locale, 360)).newPage();
    await phone.goto(page.url());
    await phone.getByRole("heading", { name: t.believed }).waitFor();
    await faultless(phone);
    await phone.context().close();
    await context.close();
  });

  test("one is planned, agreed on, changed in the open, stopped and taken up again", { timeout: 120_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/prove/effect`);
    await page.getByRole("link", { name: t.start }).click();
    await page.getByLabel(t.name, { exact: true }).fill(`Test ${locale}`);
    await page.getByLabel(t.units, { exact: true }).fill(t.store);
    await page.locator(".ant-select-tree-title").getByText(t.store, { exact: true }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: t.can }).waitFor();
    await faultless(page);
    await page.getByRole("button", { name: t.fix, exact: true }).click();
    await page.getByRole("heading", { name: t.early }).waitFor();
    await faultless(page);

    await page.getByRole("link", { name: t.change, exact: true }).click();
    await page.getByLabel(t.why).fill("The season is short");
    await page.getByLabel(t.after).click();
    await page.getByTitle(t.weeks).last().click();
    await page.getByRole("button", { name: t.again, exact: true }).click();
    await page.getByText(t.marked).first().waitFor();
    await page.getByText("The season is short").first().waitFor();
    await faultless(page);

    await page.getByRole("button", { name: t.stop, exact: true }).click();
    await page.getByRole("textbox", { name: t.reason }).fill("The store is closed");
    await page.getByRole("button", { name: t.stopIt, exact: true }).last().click();
    await page.getByText("The store is closed").first().waitFor();
    await page.getByRole("button", { name: t.resume }).click();
    await page.getByRole("heading", { name: t.early }).waitFor();
    await context.close();
  });

  test("who may not see every unit finds no comparison, neither in the list nor by its address", { timeout: 120_000 }, async () => {
    const id = (await manager.call(api.effects.list, {})).items.at(-1)!.id;
    const context = await house.seat(storeManager, locale, 360);
    const page = await context.newPage();
    await page.goto(`${house.base}/prove/effect`);
    await page.getByText(t.none).waitFor();
    await faultless(page);
    await page.goto(`${house.base}/prove/effect/${id}`);
    await page.getByText(t.missing).waitFor();
    await context.close();
  });
});
