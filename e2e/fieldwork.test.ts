import { api } from "@manyi/contracts";
import type { Caller } from "@manyi/server/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./browser.js";
import { type House, LOCALES, openHouse } from "./house.js";

/* What people do on the floor: a note without a connection, a check on the phone, doubtful answers looked at. */

let house: House;
let lead: Caller;
let waiter: Caller;

beforeAll(async () => {
  house = await openHouse();
  lead = await house.server.person({ roles: ["cx_manager"], name: "体验经理" });
  waiter = await house.server.person({ roles: ["agent"], units: [house.units.S1!], name: "服务员" });
  const { id } = await lead.call(api.checks.createList, { body: { title: { "zh-CN": "前厅", en: "Floor" } } });
  const item = (key: string, weight: number, zh: string, en: string) => ({
    key,
    text: { "zh-CN": zh, en },
    weight,
    scale: "half" as const,
    critical: false,
    notApplicable: true,
  });
  const items = [
    item("greet", 10, "有人招呼", "Greeted"),
    item("wait", 20, "告知等多久", "Told how long"),
    item("hot", 30, "热菜及时", "Hot dishes in time"),
    item("kids", 20, "照顾孩子", "Care for children"),
    item("bill", 20, "账单清楚", "Clear bill"),
  ];
  const draft = { sections: [{ key: "floor", title: { "zh-CN": "前厅", en: "Floor" }, items }] };
  const title = { "zh-CN": "前厅", en: "Floor" };
  const saved = await lead.call(api.checks.saveList, { params: { id }, body: { revision: 1, title, draft } });
  await lead.call(api.checks.publishList, { params: { id }, body: saved });
}, 120_000);
afterAll(async () => {
  await house?.close();
});

async function faultless(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  // pop-ups and pressed buttons fade
  await page.waitForTimeout(400);
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

const notesOf = () => house.server.store.db.selectFrom("voices").select(["comment", "detail"]).where("source", "=", "note").execute();

const WORDS = {
  "zh-CN": {
    text: "一句话",
    mood: "抱怨",
    send: "记下",
    waiting: /1 条等待发送/,
    note: "等位区没有座位",
    start: "开始检查",
    unit: "组织",
    store: "门店 甲",
    met: "做到",
    part: "部分",
    none: "没做到",
    na: "不适用",
    submit: "提交检查",
    quality: "答卷质量",
    titles: { interviews: "访谈", checks: "稽核" },
  },
  en: {
    text: "One sentence",
    mood: "Complaint",
    send: "Save note",
    waiting: /1 note waiting to be sent/,
    note: "No seats while waiting",
    start: "Start a check",
    unit: "Unit",
    store: "门店 甲",
    met: "Met",
    part: "Partly",
    none: "Not met",
    na: "N/A",
    submit: "Submit check",
    quality: "Answer quality",
    titles: { interviews: "Interviews", checks: "Checks" },
  },
} as const;

describe.each(LOCALES)("on the floor (%s)", (locale) => {
  const t = WORDS[locale];

  test("a note written without a connection waits, outlives a reload, and arrives once", async () => {
    const before = (await notesOf()).length;
    const context = await house.seat(waiter, locale, 360);
    const page = await context.newPage();
    await page.goto(`${house.base}/listen/notes`);
    await page.getByLabel(t.text).waitFor();
    await faultless(page);
    // the page has been put by for later
    await page.waitForFunction(async () => (await caches.match("/api/v1/vocabulary")) !== undefined, undefined, { timeout: 20_000 });
    await page.waitForLoadState("networkidle");

    await context.setOffline(true);
    await page.getByLabel(t.text).fill(t.note);
    await page.locator("label", { hasText: t.mood }).click();
    await page.getByRole("button", { name: t.send, exact: true }).click();
    await page.getByText(t.waiting).waitFor();
    await faultless(page);
    expect(await notesOf()).toHaveLength(before);

    await page.reload();
    await page.getByText(t.waiting).waitFor();

    await context.setOffline(false);
    // two tabs, both eager
    const second = await context.newPage();
    await second.goto(`${house.base}/listen/notes`);
    await page.getByText(t.waiting).waitFor({ state: "detached" });
    await expect.poll(async () => (await notesOf()).length).toBe(before + 1);
    await page.waitForTimeout(1000);
    const stored = await notesOf();
    expect(stored).toHaveLength(before + 1);
    expect(stored.at(-1)).toMatchObject({ comment: t.note, detail: { mood: "complaint" } });
    await page.locator(".note-text", { hasText: t.note }).waitFor();
    await context.close();
  });

  test("a check on the phone: kept after every press, scored like T-22, in the list afterwards", async () => {
    const context = await house.seat(lead, locale, 360);
    const page = await context.newPage();
    await page.goto(`${house.base}/listen/checks`);
    await page.getByRole("button", { name: t.start }).click();
    await page.getByRole("group").first().waitFor();
    const item = (place: number) => page.locator("fieldset.check-item").nth(place);
    const answers = [t.met, t.part, t.met, t.na, t.none];
    for (const [place, answer] of answers.slice(0, 3).entries()) await item(place).getByText(answer, { exact: true }).click();
    await page.reload();
    for (const [place, answer] of answers.entries()) if (place >= 3) await item(place).getByText(answer, { exact: true }).click();
    await page.locator("#check-unit").click();
    await page.locator(".ant-select-tree-title", { hasText: t.store }).click();
    await expect.poll(() => page.locator(".check-score b").textContent()).toBe("62.5");
    await faultless(page);
    const done = (await house.server.store.db.selectFrom("check_runs").select("id").execute()).length;
    await page.getByRole("button", { name: t.submit }).click();
    await page.getByRole("button", { name: t.start }).waitFor();
    await expect.poll(async () => (await house.server.store.db.selectFrom("check_runs").select("score").execute()).length).toBe(done + 1);
    const runs = await house.server.store.db.selectFrom("check_runs").select("score").execute();
    expect(runs.every(({ score }) => score === 62.5)).toBe(true);
    await faultless(page);
    await context.close();
  });

  test("answer quality, checklists and interviews open without a fault", async () => {
    const context = await house.seat(lead, locale, 360);
    const page = await context.newPage();
    for (const path of ["/listen/quality", "/listen/interviews", "/listen/checks/1"]) {
      await page.goto(house.base + path);
      await page.waitForLoadState("networkidle");
      await faultless(page);
    }
    await context.close();
  });
});
