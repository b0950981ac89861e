import { api } from "@manyi/contracts";
import { NPS_WORDINGS, type SurveyDefinition } from "@manyi/core/survey";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openHouse } from "./house.js";
import { settled } from "./staff-pages.js";

/*
 * A manager crosses gender with age, customers fill a cell, the next one is thanked and may still complain, the target is raised, and
 * the page tells who changed what. In both languages, on a screen and on a phone.
 */

let house: House;
let manager: Caller;

beforeAll(async () => {
  house = await openHouse();
  manager = await house.server.person({ roles: ["cx_manager"], name: "体验经理" });
}, 120_000);
afterAll(async () => {
  await house?.close();
});

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const DEFINITION: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: both("到店体验", "Your visit"),
  purpose: both("改进服务", "To serve better"),
  anonymity: "identified",
  layout: "single",
  pages: [
    {
      key: "p",
      questions: [
        { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us, required: true },
        {
          key: "gender",
          type: "single",
          text: both("您的性别", "Your gender"),
          options: [
            { id: "f", code: 1, text: both("女", "Female") },
            { id: "m", code: 2, text: both("男", "Male") },
          ],
        },
        {
          key: "age",
          type: "single",
          text: both("您的年龄", "Your age"),
          options: [
            { id: "young", code: 1, text: both("44 岁及以下", "Up to 44") },
            { id: "old", code: 2, text: both("45 岁及以上", "45 and over") },
          ],
        },
      ],
    },
  ],
  closing: both("已收到，谢谢您。", "Received. Thank you."),
  offerCallback: true,
};

const WORDS = {
  "zh-CN": {
    quotas: "配额",
    add: "添加配额",
    by: /^按什么分/,
    gender: "您的性别",
    age: "您的年龄",
    refused: "不满意的顾客必须总能说话",
    total: "一共收多少份",
    start: "开始按它收",
    title: "您的性别 × 您的年龄",
    cell: "女 · 44 岁及以下",
    empty: "0 / 1",
    full: "1 / 1",
    isFull: "已满",
    female: "女",
    young: "44 岁及以下",
    send: /^提\s?交$/,
    done: "已收到，谢谢您。",
    thanked: "谢谢您愿意回答。",
    notForScore: "这与您怎么评价我们无关",
    complain: "投诉与意见",
    change: /^修\s?改$/,
    target: "女 · 44 岁及以下的目标",
    keep: "保存修改",
    raised: "1 / 3",
    changed: "目标：1 → 3",
    out: "提交时",
  },
  en: {
    quotas: "Quotas",
    add: "Add a quota",
    by: /^By what/,
    gender: "Your gender",
    age: "Your age",
    refused: "Whoever is unhappy must always be heard",
    total: "Answers in all",
    start: "Start counting by it",
    title: "Your gender × Your age",
    cell: "Female · Up to 44",
    empty: "0 / 1",
    full: "1 / 1",
    isFull: "full",
    female: "Female",
    young: "Up to 44",
    send: /^Send$/,
    done: "Received. Thank you.",
    thanked: "Thank you for being willing to answer.",
    notForScore: "It has nothing to do with how you rate us",
    complain: "Complaints and ideas",
    change: /^Change$/,
    target: "Target of Female · Up to 44",
    keep: "Save changes",
    raised: "1 / 3",
    changed: "Target: 1 → 3",
    out: "When they sent it",
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), page.url()).toBe(0);
}

/** A published survey with a link. */
async function publish(): Promise<{ id: number; slug: string }> {
  const made = await manager.call(api.surveys.create, { body: {} });
  const { revision } = await manager.call(api.surveys.saveDraft, {
    params: { id: made.id },
    body: { revision: made.draftRevision, definition: structuredClone(DEFINITION) as never },
  });
  await manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision, pretestWaiver: "示例问卷，只用来检查程序" } });
  const { slug } = await manager.call(api.surveys.addLink, { params: { id: made.id }, body: { label: "链接", channel: "link" } });
  return { id: made.id, slug };
}

describe.each(LOCALES)("quotas (%s)", (locale) => {
  const t = WORDS[locale];

  test("gender × age is set, fills up, thanks the next one and is raised", { timeout: 180_000 }, async () => {
    const { id, slug } = await publish();
    const desk = await house.seat(manager, locale, 1440);
    const page = await desk.newPage();
    await page.goto(`${house.base}/listen/surveys/${id}`);
    await page.getByRole("link", { name: t.quotas, exact: true }).click();
    await page.getByRole("button", { name: t.add }).click();
    await page.getByText(t.refused).waitFor();
    await page.getByLabel(t.by).click();
    for (const name of [t.gender, t.age]) await page.locator(".ant-select-item-option").filter({ hasText: name }).click();
    await page.keyboard.press("Escape");
    await page.getByLabel(t.total).fill("4");
    await faultless(page);
    await page.getByRole("button", { name: t.start }).click();
    await page.getByRole("heading", { name: t.title }).waitFor();
    const row = page.getByRole("row").filter({ hasText: t.cell }).first();
    await expect.poll(() => row.textContent()).toContain(t.empty);
    await faultless(page);

    const customers = await house.browser.newContext({ viewport: { width: 360, height: 740 }, locale, bypassCSP: true });
    const answer = async () => {
      const visit = await customers.newPage();
      await visit.goto(`${house.base}/s/${slug}?l=${locale}`);
      await visit.locator('label:has(input[name="a.recommend"][value="3"])').click();
      await visit.getByText(t.female, { exact: true }).click();
      await visit.getByText(t.young, { exact: true }).click();
      await visit.getByRole("button", { name: t.send }).click();
      return visit;
    };
    await (await answer()).getByText(t.done).waitFor();
    const away = await answer();
    await away.getByRole("heading", { name: t.thanked }).waitFor();
    await away.getByText(t.notForScore).waitFor();
    expect(await accessibilityFaults(away)).toEqual([]);
    await away.getByRole("link", { name: t.complain }).click();
    await away.waitForURL(/\/complain\?/);
    await customers.close();

    await page.reload();
    await expect.poll(() => row.textContent()).toContain(t.full);
    await expect.poll(() => row.textContent()).toContain(t.isFull);
    await page.getByRole("button", { name: t.change }).click();
    await page.getByLabel(t.target).fill("3");
    await faultless(page);
    await page.getByRole("button", { name: t.keep }).click();
    await expect.poll(() => row.textContent()).toContain(t.raised);
    await page.getByText(t.changed).waitFor();
    await faultless(page);

    const phone = await (await house.seat(manager, locale, 360)).newPage();
    await phone.goto(`${house.base}/listen/surveys/${id}`);
    await phone.getByRole("link", { name: t.quotas, exact: true }).click();
    await phone.getByText(t.raised).waitFor();
    await phone.getByText(t.out).waitFor();
    await faultless(phone);
    await phone.context().close();
    await desk.close();
  });
});
