import { readFile } from "node:fs/promises";
import { api } from "@manyi/contracts";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openHouse } from "./house.js";
import { settled } from "./staff-pages.js";

/*
 * From "how many?" to a file of personal links: the size is computed, a list is brought, refused where a row is wrong, drawn from by
 * strata, drawn again, and used. In both languages.
 */

let house: House;
let manager: Caller;
let reader: Caller;

beforeAll(async () => {
  house = await openHouse();
  manager = await house.server.person({ roles: ["cx_manager", "analyst"], name: "体验经理" });
  reader = await house.server.person({ roles: ["frontline_manager"], name: "店长" });
  const { id, draftRevision } = await manager.call(api.surveys.create, { body: { template: "nps" } });
  await manager.call(api.surveys.publish, { params: { id }, body: { revision: draftRevision, pretestWaiver: "示例问卷，只用来检查程序" } });
  await manager.call(api.surveys.addLink, { params: { id }, body: { label: "短信邀请", channel: "sms" } });
}, 120_000);
afterAll(async () => {
  await house?.close();
});

const WORDS = {
  "zh-CN": {
    margin: "误差（± 个点）",
    population: "总人数",
    rate: "预计回收率（0–1）",
    refused: "误差大于 0、至多 50 个百分点，填的是 0",
    back: "这么多人够不够",
    gives: "± 4.99 个点",
    help: "怎么算的",
    begin: "新建样本",
    list: "带来的名单",
    name: "名称",
    make: "列出抽样框",
    badRow: "第 3 行：没有「月球店」这个单元",
    sum: "抽样框 60 + 没有放进来 2 = 来源 62",
    stratified: "分层",
    n: "抽多少人",
    exact: "将从 60 人里抽 12 人（20.0%）。",
    draw: /^抽\s?样$/,
    drawn: "抽出的样本",
    undo: "撤回抽样",
    survey: "问卷",
    link: "链接",
    links: "为 12 人生成链接",
    made: "链接已经下载。",
    invited: "抽出 12 人，邀请了 12 人。",
  },
  en: {
    margin: "Margin (± points)",
    population: "Population",
    rate: "Expected response (0–1)",
    refused: "A margin of error is above 0 and at most 50 points; got 0",
    back: "What n gives",
    gives: "± 4.99 points",
    help: "How this is computed",
    begin: "New sample",
    list: "A list I bring",
    name: "Name",
    make: "List the frame",
    badRow: "Row 3: there is no unit “月球店”",
    sum: "Frame 60 + left out 2 = source 62",
    stratified: "Stratified",
    n: "People to draw",
    exact: "Draws 12 of 60 people (20.0%).",
    draw: /^Draw$/,
    drawn: "Drawn sample",
    undo: "Undo the draw",
    survey: "Survey",
    link: "Link",
    links: "Make links for 12 people",
    made: "The links are in the file just downloaded",
    invited: "12 of 12 drawn were invited.",
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), page.url()).toBe(0);
}

/** 40 people in the north, 20 in the south, one without a contact, one twice. */
function listOf(prefix: string, unit: string): string {
  const people = Array.from(
    { length: 60 },
    (_, i) => `${prefix}${i},王${i},${prefix}${String(i).padStart(8, "0")},S1,${i < 40 ? "north" : "south"}`,
  );
  const [first, ...others] = people;
  return ["编号,姓名,手机,门店,地区", first, `${prefix}90,无,,${unit},north`, ...others, `${prefix}91,又,${prefix}00000001,S1,north`].join(
    "\n",
  );
}

describe.each(LOCALES)("planning a sample (%s)", (locale) => {
  const t = WORDS[locale];

  test("the size is computed as one types, refused in words, and worked through", { timeout: 120_000 }, async () => {
    const context = await house.seat(reader, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/listen/samples`);
    await page.getByText("384.15").waitFor();
    await page.getByLabel(t.margin).fill("3");
    await page.getByText("1,068", { exact: true }).first().waitFor();
    await page.getByLabel(t.margin).fill("5");
    await page.getByLabel(t.population, { exact: true }).fill("1000");
    await page.getByLabel(t.rate).fill("0.25");
    await page.getByText("1,112", { exact: true }).waitFor();
    await page.getByText("277.73").waitFor();
    await faultless(page);
    await page.getByLabel(t.margin).fill("0");
    await page.getByText(t.refused).waitFor();
    await page.getByText(t.back).click();
    await page.getByLabel(t.population, { exact: true }).fill("");
    await page.getByText(t.gives).waitFor();
    await page.getByRole("button", { name: t.help }).click();
    await page.getByText("143 · 85 · 50").waitFor();
    // who may only read begins nothing
    expect(await page.getByRole("button", { name: t.begin }).count()).toBe(0);
    await context.close();
  });

  test("a list is refused where a row is wrong, drawn by strata, drawn again, and gives personal links", { timeout: 180_000 }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    const prefix = locale === "en" ? "136" : "137";
    await page.goto(`${house.base}/listen/samples`);
    await page.getByRole("button", { name: t.begin }).first().click();
    await page.getByText(t.list).click();
    await page.getByLabel(t.name).first().fill(`Wave ${locale}`);
    const bring = (unit: string) =>
      page
        .locator("input[type=file]")
        .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(listOf(prefix, unit)) });
    await bring("月球店");
    await page.getByRole("button", { name: t.make }).click();
    await page.getByText(t.badRow).waitFor();
    await bring("S1");
    await page.getByText(/^people\.csv/).waitFor();
    await faultless(page);
    await page.getByRole("button", { name: t.make }).click();
    await page.getByText(t.sum).waitFor();

    const plan = async () => {
      await page.getByText(t.stratified, { exact: true }).click();
      await page.getByLabel(t.n).fill("12");
      await page.getByText(t.exact).waitFor();
    };
    await plan();
    const seen = page.getByRole("table").first().locator("tbody tr");
    await expect.poll(() => seen.evaluateAll((rows) => rows.map((row) => row.querySelectorAll("td")[3]?.textContent))).toEqual(["8", "4"]);
    await faultless(page);
    await page.getByRole("button", { name: t.draw }).click();
    await page.getByRole("heading", { name: t.drawn }).waitFor();
    await page.getByRole("button", { name: t.undo }).click();
    await plan();
    await page.getByRole("button", { name: t.draw }).click();
    await page.getByRole("heading", { name: t.drawn }).waitFor();
    await faultless(page);

    await page.getByLabel(t.survey, { exact: true }).click();
    await page.locator(".ant-select-item-option").first().click();
    await page.getByLabel(t.link, { exact: true }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: "短信邀请" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: t.links }).click()]);
    const file = await readFile((await download.path())!, "utf8");
    // the file speaks the language of the account
    expect(file).toMatch(/专属链接|personal link/);
    expect(file.match(/\/s\/[a-z0-9]+\?[^,\s]*t=[\w-]{32}/g)).toHaveLength(12);
    await page.getByText(t.made).waitFor();
    await page.getByText(t.invited).waitFor();
    expect(await page.getByRole("button", { name: t.undo }).count()).toBe(0);
    await faultless(page);

    const phone = await (await house.seat(manager, locale, 360)).newPage();
    await phone.goto(page.url());
    await phone.getByText(t.invited).waitFor();
    await faultless(phone);
    await phone.goto(`${house.base}/listen/samples`);
    await phone.getByText(`Wave ${locale}`).waitFor();
    await faultless(phone);
    await phone.context().close();
    await context.close();
  });
});
