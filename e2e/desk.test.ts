import { readFileSync } from "node:fs";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults, openPhone } from "./browser.js";
import { type House, LOCALES, openHouse } from "./house.js";
import { settled } from "./staff-pages.js";

/* What a CX manager does at the desk: write and publish a survey, bring history in, run the platform. */

const UTILITY = new URL("../packages/core/fixtures/reference/data/nps_utility.csv", import.meta.url);
const EXPECTED = new URL("../packages/core/fixtures/reference/expected/01_nps.json", import.meta.url);

let house: House;
let manager: Caller;

beforeAll(async () => {
  house = await openHouse();
  manager = await house.server.person({ roles: ["admin", "cx_manager"], name: "体验经理" });
}, 120_000);
afterAll(async () => {
  await house?.close();
});

async function faultless(page: Page): Promise<void> {
  await settled(page);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
}

const SURVEY = {
  "zh-CN": {
    make: "新建问卷",
    use: /^用(这个)?模板/,
    leading: "您是否也认为我们的服务很好？",
    take: "采用改写",
    publish: "检查并发布",
    version: "发布 v1",
    waiver: "不试答的理由",
    reason: "只改了一句话，题目与去年相同",
    add: "添加链接",
    label: "名称",
    save: "生成链接",
    name: "甲店桌码",
  },
  en: {
    make: "New survey",
    use: /^Use (this|template)/,
    leading: "Don't you also think our service is great?",
    take: "Use rewrite",
    publish: "Check and publish",
    version: "Publish v1",
    waiver: "Why without a pretest",
    reason: "one sentence changed, the rest as last year",
    add: "Add link",
    label: "Name",
    save: "Make link",
    name: "Tables",
  },
} as const;

describe("a survey from template to answer", () => {
  for (const locale of LOCALES) {
    test(`write, be corrected, publish, share, answer (${locale})`, async () => {
      const t = SURVEY[locale];
      const context = await house.seat(manager, locale, 1440);
      const page = await context.newPage();
      await page.goto(`${house.base}/listen/surveys`);
      await page.getByRole("button", { name: t.make }).first().click();
      await page.getByRole("button", { name: t.use }).first().click();
      await page.waitForURL(/\/listen\/surveys\/\d+/);
      await faultless(page);

      // the linter hears a leading question while it is written, and one press mends it
      const words = page.locator("textarea").first();
      await words.fill(t.leading);
      await page.getByRole("button", { name: t.take }).first().waitFor();
      await page.getByRole("button", { name: t.take }).first().click();
      await expect.poll(() => words.inputValue()).not.toBe(t.leading);
      await page.keyboard.press("Escape");

      await page
        .getByRole("button", { name: new RegExp(t.publish) })
        .first()
        .click();
      // a changed questionnaire goes out after a pretest, or with a reason
      const send = page.getByRole("dialog").getByRole("button", { name: t.version });
      await page.getByRole("dialog").getByLabel(t.waiver).fill(t.reason);
      await send.click();
      await page.getByRole("button", { name: t.add }).first().click();
      await page.getByLabel(t.label, { exact: true }).last().fill(t.name);
      await page.getByRole("button", { name: t.save }).click();
      const code = page.locator('img[src*="/qr?format=svg"]').first();
      await code.waitFor();
      expect(await code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
      await faultless(page);
      const address = await page.evaluate(() => /https?:\/\/[^\s"]+\/s\/[\w-]+/.exec(document.body.innerHTML)![0]);

      const phone = await openPhone(house.browser, { locale });
      await phone.goto(address.replace(/^https?:\/\/[^/]+/, house.base));
      for (const radio of await phone.locator('input[type="radio"][value="5"]').all()) await radio.check({ force: true });
      await phone.locator('button.go[value="next"]').click();
      await phone.waitForLoadState("load");
      const stored = () =>
        house.server.store.db
          .selectFrom("voices")
          .select("locale")
          .where("tenant_id", "=", 1)
          .where("source", "=", "survey")
          .where("locale", "=", locale)
          .execute();
      await expect.poll(async () => (await stored()).length).toBeGreaterThan(0);
      await phone.context().close();
      await context.close();
    });
  }
});

const IMPORT = {
  "zh-CN": { try: "试算前 200 行", run: "开始导入", done: "导入完成", undo: "撤销导入", undone: "已撤销，数据已全部取回" },
  en: {
    try: "Try the first 200 rows",
    run: "Start import",
    done: "Import done",
    undo: "Undo import",
    undone: "Undone; every row is taken back",
  },
} as const;

describe("10,408 real answers through the wizard", () => {
  for (const locale of LOCALES) {
    test(`recognised, tried, imported, on the dashboard, undone (${locale})`, async () => {
      const t = IMPORT[locale];
      const context = await house.seat(manager, locale, 1440);
      const page = await context.newPage();
      await page.goto(`${house.base}/listen/imports`);
      await faultless(page);
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: `utility ${locale}.csv`, mimeType: "text/csv", buffer: readFileSync(UTILITY) });
      await page.waitForURL(/\/listen\/imports\/.+/);
      await page.getByRole("button", { name: t.try }).click();
      await page.getByText(/200/).first().waitFor();
      await faultless(page);
      await page.getByRole("button", { name: t.run }).click();
      await page.getByText(t.done).first().waitFor({ timeout: 120_000 });
      await faultless(page);

      // the dashboard says what independent software says, in its own rounding
      const { cases } = JSON.parse(readFileSync(EXPECTED, "utf8")) as { cases: { id: string; expected: { nps: number } }[] };
      for (const year of [2021, 2022]) {
        const { nps } = cases.find(({ id }) => id === `nps-utility-${year}`)!.expected;
        const board = await context.newPage();
        await board.goto(`${house.base}/understand/dashboard?from=${year}-01-01&to=${year}-12-31&compare=none`);
        await board
          .getByText(`+${Math.round(nps)}`, { exact: true })
          .first()
          .waitFor();
        await board.close();
      }
      await page.getByRole("button", { name: t.undo }).click();
      await page.getByRole("dialog").getByRole("button").last().click();
      await page.getByText(t.undone).first().waitFor({ timeout: 60_000 });
      await context.close();
    });
  }
});

test("a dialog that is opened by the keyboard gives the focus back to what opened it", { timeout: 60_000 }, async () => {
  const context = await house.seat(manager, "en", 1440);
  const page = await context.newPage();
  await page.goto(`${house.base}/understand/metrics`);
  await settled(page);
  const opener = page.locator(".metric-target button").first();
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(false);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
  await context.close();
});
