import { readFile } from "node:fs/promises";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openDemo } from "./house.js";
import { leaveDialog, settled } from "./staff-pages.js";

/*
 * What an analyst does with the answers: sets a target and reads how a figure stands to it, crosses two questions, takes the numbers along,
 * keeps the view, and starts an initiative from a driver. In both languages.
 */

let house: House;
let analyst: Caller;
let storeManager: Caller;

beforeAll(async () => {
  ({ house, manager: analyst, storeManager } = await openDemo(["cx_manager", "analyst"]));
}, 300_000);
afterAll(async () => {
  await house?.close();
});

const WORDS = {
  "zh-CN": {
    effort: "费力度 CES",
    set: "设目标",
    change: "改目标",
    value: "要做到多少",
    save: "保存目标",
    missed: "未达目标 6.50",
    back: "撤掉目标",
    help: "怎么算的",
    example: "举个例子",
    download: "下载",
    numbers: "数据 CSV",
    period: "期间",
    keep: "存为常用",
    view: "各区推荐",
    viewName: "名称",
    keepIt: "保存",
    start: /：建改进措施$/,
    findings: "改进线索",
    overTime: "指数走势",
    applied: "用哪套权重",
    today: "全部用今天的权重",
    broken: /权重变了的地方线断开/,
    joined: /全程同一套权重/,
    ranked: "单元排名",
    side: "图上有谁",
    rivals: "加上竞争对手",
    strengths: "与对手相比的强项和弱项",
    results: "试答与结果",
    waves: "各轮的信度",
    lowAlpha: /这几题未必在问同一件事。看下面/,
  },
  en: {
    effort: "Effort CES",
    set: "Set a target",
    change: "Change",
    value: "What it is to reach",
    save: "Save target",
    missed: "Below target 6.50",
    back: "Take back",
    help: "How this is computed",
    example: "A worked example",
    download: "Download",
    numbers: "Numbers CSV",
    period: "Period",
    keep: "Save view",
    view: "Promoters by region",
    viewName: "Name",
    keepIt: "Save",
    start: /: start an initiative$/,
    findings: "Findings",
    overTime: "Index over time",
    applied: "Weights applied",
    today: "All with today's weights",
    broken: /the line breaks where the weights changed/,
    joined: /one set of weights throughout/,
    ranked: "Units ranked",
    side: "Who is on the map",
    rivals: "With competitors",
    strengths: "Strengths and weaknesses against competitors",
    results: "Pretest and results",
    waves: "Reliability after each wave",
    lowAlpha: /these may not ask about one thing\. See/,
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
}

describe.each(LOCALES)("at the analyst's desk (%s)", (locale) => {
  const t = WORDS[locale];

  test("a target is set, stands beside the figure, is seen by the store, and is taken back", { timeout: 120_000 }, async () => {
    const context = await house.seat(analyst, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/understand/metrics`);
    await faultless(page);
    const card = page.locator("section, article, .card").filter({ hasText: t.effort }).last();
    await card.getByRole("button", { name: t.help }).click();
    await page.getByRole("heading", { name: t.example }).waitFor();
    await leaveDialog(page);
    await card.getByRole("button", { name: t.set }).click();
    await page.getByLabel(t.value).fill("6.5");
    await page.getByRole("button", { name: t.save }).click();
    await card.getByText("6.50").first().waitFor();

    const board = await context.newPage();
    await board.goto(`${house.base}/understand/dashboard`);
    await board.getByText(t.missed).first().waitFor();
    await faultless(board);
    const phone = await (await house.seat(storeManager, locale, 360)).newPage();
    await phone.goto(`${house.base}/understand/dashboard?period=365d`);
    await phone
      .getByText(/目标 6\.50|target 6\.50/i)
      .first()
      .waitFor();

    await card.getByRole("button", { name: t.change }).click();
    await page.getByRole("button", { name: t.back }).click();
    await card.getByRole("button", { name: t.set }).waitFor();
    await phone.context().close();
    await context.close();
  });

  test("a cross-table is taken along with its statement and kept as a view", { timeout: 120_000 }, async () => {
    const context = await house.seat(analyst, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/understand/crosstab?period=90d&rows=nps:groups&columns=unit`);
    await page.locator("table").first().waitFor();
    await faultless(page);
    await page.getByRole("button", { name: t.download }).first().click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: t.numbers }).click();
    const file = await readFile(await (await saved).path(), "utf8");
    const [numbers = "", statement = ""] = file.split(/\r?\n\r?\n/);
    expect(numbers.trim().split("\n").length).toBeGreaterThan(3);
    expect(statement).toContain(t.period);
    expect(statement).toMatch(/\d,\d{3}/);
    await page.getByRole("button", { name: t.keep }).click();
    await page.getByLabel(t.viewName).fill(t.view);
    await page.getByRole("dialog").getByRole("button", { name: t.keepIt, exact: true }).click();
    await page.goto(`${house.base}/understand/views`);
    await page.getByRole("link", { name: t.view, exact: true }).click();
    await page.waitForURL(/\/understand\/crosstab\?.*rows=nps/);
    await context.close();
  });

  test("an initiative is started from a driver and keeps the figures of that day", { timeout: 120_000 }, async () => {
    const context = await house.seat(analyst, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/understand/drivers?period=90d`);
    await page.getByRole("button", { name: t.start }).first().click();
    const title = await page.getByRole("dialog").locator("input").first().inputValue();
    await page.getByRole("dialog").locator("button[type=submit]").click();
    await page.waitForURL(/\/act\/findings/);
    await page.getByRole("heading", { name: t.findings, level: 1 }).waitFor();
    const started = page.locator(".findings > *").filter({ hasText: title }).first();
    await started.waitFor();
    expect(await started.innerText()).toMatch(/n \d/);
    await faultless(page);
    await context.close();
  });

  test("the index breaks where its weights changed and joins by today's; units are ranked", { timeout: 120_000 }, async () => {
    const context = await house.seat(analyst, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/understand/model`);
    const card = page.locator("section.card").filter({ has: page.getByRole("heading", { name: t.overTime }) });
    await card.scrollIntoViewIfNeeded();
    await card.getByText(t.broken).waitFor();
    await card.getByLabel(t.applied).click();
    await page.getByText(t.today, { exact: true }).last().click();
    await card.getByText(t.joined).waitFor();
    const ranked = page.locator("section.card").filter({ has: page.getByRole("heading", { name: t.ranked }) });
    expect(await ranked.locator("tbody tr").count()).toBeGreaterThan(2);
    expect(await ranked.innerText()).toMatch(/30/);
    await faultless(page);
    await context.close();
  });

  test("competitors stand on the map, with what is better and worse; a scale says after each wave what to doubt", {
    timeout: 120_000,
  }, async () => {
    const context = await house.seat(analyst, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/understand/drivers?tab=map&period=90d`);
    await page.getByLabel(t.side).click();
    await page.getByText(t.rivals, { exact: true }).last().click();
    await page.getByText("示例对手甲").filter({ visible: true }).first().waitFor();
    const rivals = page.locator("section.card").filter({ has: page.getByRole("heading", { name: t.strengths }) });
    await rivals.scrollIntoViewIfNeeded();
    await rivals.locator("tbody tr").first().waitFor();
    expect(await rivals.innerText()).toMatch(/n 360/);
    await faultless(page);

    await page.goto(`${house.base}/listen/surveys/1`);
    await page.getByText(t.results, { exact: true }).first().click();
    const waves = page.locator("section.card").filter({ has: page.getByRole("heading", { name: t.waves }) });
    await waves.locator("tbody tr").first().waitFor();
    await waves.locator("button[aria-expanded]").nth(1).click();
    await waves.getByText(t.lowAlpha).waitFor();
    await faultless(page);
    await context.close();
  });
});
