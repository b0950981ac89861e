import { readFile } from "node:fs/promises";
import { api } from "@manyi/contracts";
import { type BestWorstQuestion, bestWorstSets, type PriceQuestion, type SurveyDefinition } from "@manyi/core/survey";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults, openPhone } from "./browser.js";
import { type House, LOCALES, openHouse } from "./house.js";
import { leaveDialog, settled } from "./staff-pages.js";

/*
 * From the question to the price: added in the editor, answered on a phone without scripts and by keyboard, asked back once, and read as
 * curves and an order with their bases. In both languages.
 */

let house: House;
let manager: Caller;
let address: string;

const words = (zh: string, en: string) => ({ "zh-CN": zh, en });
const price: PriceQuestion = {
  key: "price",
  type: "price",
  text: words("想一想我们的双人套餐。", "Think of our meal for two."),
  currency: "CNY",
  step: 1,
  current: 100,
};
const matters: BestWorstQuestion = {
  key: "matters",
  type: "bestWorst",
  text: words("每组里最看重和最不看重的是哪一项？", "In each set, what matters most and least?"),
  options: [
    ["taste", "味道", "Taste"],
    ["speed", "上菜快", "Speed"],
    ["clean", "干净", "Cleanliness"],
    ["decor", "装修", "Décor"],
  ].map(([id, zh, en], i) => ({ id: id!, code: i + 1, text: words(zh!, en!) })),
  perSet: 3,
  sets: 3,
  high: words("最看重", "Most"),
  low: words("最不看重", "Least"),
};

beforeAll(async () => {
  house = await openHouse();
  manager = await house.server.person({ roles: ["cx_manager", "analyst"], name: "体验经理" });
  const { id, draft } = await manager.call(api.surveys.create, { body: {} });
  const definition: SurveyDefinition = {
    ...(draft as SurveyDefinition),
    title: words("套餐定价", "What a meal is worth"),
    purpose: words("定一个合适的价格", "To find a fair price"),
    anonymity: "identified",
    pages: [{ key: "p", questions: [price, matters] }],
    closing: words("已收到，谢谢您。", "We have your answer. Thank you."),
    offerCallback: false,
  };
  await manager.call(api.surveys.saveDraft, { params: { id }, body: { revision: 1, definition: structuredClone(definition) as never } });
  await manager.call(api.surveys.publish, { params: { id }, body: { revision: 2, pretestWaiver: "示例问卷，只用来检查程序" } });
  const link = await manager.call(api.surveys.addLink, {
    params: { id },
    body: { label: "桌卡", channel: "link", unitId: house.units.S1! },
  });
  address = `${house.base}/s/${link.slug}`;
  // sixty answers of another system: taste first, décor last
  const rank = ["taste", "speed", "clean", "decor"];
  const items = Array.from({ length: 60 }, (_, i) => {
    const block = 1 + (i % 12);
    const picks = bestWorstSets(matters, block).flatMap(({ number, options }) => {
      const order = options.map(({ id }) => id).toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b));
      return i % 6 === 0
        ? [
            [`b${number}`, order[1]],
            [`w${number}`, order[0]],
          ]
        : [
            [`b${number}`, order[0]],
            [`w${number}`, order[2]],
          ];
    });
    return {
      clientKey: `price-${i}-of-sixty`,
      locale: "zh-CN" as const,
      occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
      channel: "link",
      unitCode: "S1",
      answers: {
        price: { tooCheap: 40 + (i % 9), cheap: 75 + (i % 11), expensive: 110 + (i % 13), tooExpensive: 135 + (i % 31) },
        matters: { block, ...Object.fromEntries(picks) },
      },
    };
  });
  await manager.call(api.responses.submit, { params: { id }, body: { items } });
}, 120_000);
afterAll(async () => {
  await house?.close();
});

const WORDS = {
  "zh-CN": {
    next: "提交",
    back: "再看一眼",
    thanks: "已收到，谢谢您。",
    best: "最看重",
    range: /可接受的价格：¥\d/,
    reference: "参考价",
    rise: "从 ¥100 涨价，还有多少人留下",
    help: "怎么算的",
    guest: "计入 · 不计入",
    tab: "什么最要紧",
    item: "味道",
    people: /n 6\d 人/,
    download: "下载",
    add: "＋ 添加题目",
    kind: "价格（四个价位）",
    step: "最小价差",
    empty: "还没有问过",
  },
  en: {
    next: "Send",
    back: "Have another look",
    thanks: "We have your answer. Thank you.",
    best: "Most",
    range: /Acceptable price: ¥\d/,
    reference: "Reference price",
    rise: "Who stays when ¥100 goes up",
    help: "How this is computed",
    guest: "Counted · left out",
    tab: "What matters most",
    item: "Taste",
    people: /n 6\d people/,
    download: "Download",
    add: "＋ Add question",
    kind: "Price (four prices)",
    step: "Smallest step",
    empty: "Not asked yet",
  },
} as const;

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), page.url()).toBe(0);
}

describe.each(LOCALES)("price and what matters (%s)", (locale) => {
  const t = WORDS[locale];

  test("answered on a phone: prices that do not rise are asked about once, sets are picked by keyboard", { timeout: 120_000 }, async () => {
    // one language with scripts, one without
    const page = await openPhone(house.browser, { locale, javaScriptEnabled: locale === "en", bypassCSP: true });
    await page.goto(`${address}?l=${locale}`);
    for (const [part, value] of [
      ["tooCheap", "50"],
      ["cheap", "45"],
      ["expensive", "120"],
      ["tooExpensive", "150"],
    ] as const)
      await page.locator(`input[name="a.price.${part}"]`).fill(value);
    for (const number of [1, 2, 3]) {
      await page.locator(`input[name="a.matters.b${number}"]`).first().focus();
      await page.keyboard.press("Space");
      await page.locator(`input[name="a.matters.w${number}"]`).first().focus();
      await page.keyboard.press("ArrowDown");
    }
    await page.getByRole("button", { name: t.next, exact: true }).last().click();
    await page.getByText(t.back).waitFor();
    if (locale === "en") expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.locator('input[name="a.price.cheap"]').inputValue()).toBe("45");
    expect(await page.locator('input[name^="a.matters."]:checked').count()).toBe(6);
    await page.getByRole("button", { name: t.next, exact: true }).last().click();
    await page.getByText(t.thanks).waitFor();
    await page.context().close();
  });

  test("read as curves, reference price, tolerance and an order, each with its base; taken along as a file", {
    timeout: 120_000,
  }, async () => {
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/understand/price`);
    await page.getByText(t.range).waitFor();
    await page.getByRole("heading", { name: t.reference }).waitFor();
    await page.getByRole("heading", { name: t.rise }).waitFor();
    await page.getByText(t.people).first().waitFor();
    await faultless(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      (async () => {
        await page.getByRole("button", { name: t.download }).first().click();
        await page.getByRole("menuitem", { name: "CSV" }).click();
      })(),
    ]);
    expect(await readFile(await file.path(), "utf8")).toContain("PMC");
    await page.getByRole("button", { name: t.help }).click();
    await page.getByText(t.guest).waitFor();
    await page.getByText("n 4 · 1").waitFor();
    await leaveDialog(page);
    await page.getByRole("tab", { name: t.tab }).click();
    const first = page.getByRole("row").nth(1);
    await first.getByText(t.item).waitFor();
    await faultless(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await faultless(page);
    await context.close();
  });

  test("added in the editor and seen in the preview; another survey alone says what to ask", { timeout: 120_000 }, async () => {
    const { id } = await manager.call(api.surveys.create, { body: { template: "csat" } });
    const context = await house.seat(manager, locale, 1440);
    const page = await context.newPage();
    await page.goto(`${house.base}/listen/surveys/${id}`);
    await page.getByRole("button", { name: t.add }).click();
    await page.getByRole("menuitem", { name: t.kind }).click();
    await page.getByLabel(t.step).waitFor();
    await page.locator(".survey-phone-price input").first().waitFor();
    await faultless(page);
    await manager.call(api.surveys.create, { body: { template: "nps" } });
    await page.goto(`${house.base}/understand/price?survey=${id}`);
    await page.getByText(t.empty).waitFor();
    await faultless(page);
    await context.close();
  });
});
