import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { api } from "@manyi/contracts";
import type { SurveyDefinition } from "@manyi/core/survey";
import { type TestServer, testServer } from "@manyi/server/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults, openBrowser, openPhone } from "./browser.js";
import { EVERY_TYPE, SHORT } from "./every-type.js";

let server: TestServer;
let browser: Browser;
let base: string;
beforeAll(async () => {
  server = await testServer();
  base = await server.listen();
  browser = await openBrowser();
  await server.addUnits([{ code: "A", type: "store", name: "门店 A" }]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(
  definition: SurveyDefinition,
  channel: "qr" | "embed" = "qr",
): Promise<{ url: string; slug: string; surveyId: number }> {
  const manager = await server.person({ roles: ["cx_manager"] });
  const { id } = await manager.call(api.surveys.create, { body: {} });
  await manager.call(api.surveys.saveDraft, { params: { id }, body: { revision: 1, definition: structuredClone(definition) as never } });
  // wordings made for a test are kept with a reason, as an author may
  const { findings } = await manager.call(api.surveys.lint, { body: { definition: structuredClone(definition) as never } });
  const serious = findings.filter((finding) => finding.severity === "must_fix");
  const overrides = serious.map(({ rule, questionKey }) => ({ rule, questionKey, reason: "示例问卷，只用来检查页面" }));
  await manager.call(api.surveys.publish, { params: { id }, body: { revision: 2, overrides, pretestWaiver: "示例问卷，只用来检查程序" } });
  const link = await manager.call(api.surveys.addLink, { params: { id }, body: { label: "桌上的码", channel, unitId: 1 } });
  return { url: `${base}/s/${link.slug}`, slug: link.slug, surveyId: id };
}

async function answersOf(surveyId: number) {
  const rows = await server.store.db.selectFrom("voices").select(["answers", "locale"]).where("survey_id", "=", surveyId).execute();
  return rows.map((row) => row.answers);
}

const choose = (page: Page, name: string, value: string) => page.locator(`[name="a.${name}"][value="${value}"]`).check({ force: true });
const press = (page: Page, value = "next") => page.locator(`.go[name=go][value=${value}]`).click();
/** Presses the button until the closing page is there: without scripts, follow-up questions come with a page of their own. */
async function fillIn(page: Page): Promise<void> {
  await choose(page, "recommend", "3");
  if (!(await page.locator("#q-why").isVisible())) await press(page);
  await page.locator("[name='a.why']").fill("上菜太慢，\n汤也凉了");
  await choose(page, "overall", "2");
  await choose(page, "ease", "na");
  await choose(page, "dishes", "4");
  if (!(await page.locator("#q-speed").isVisible())) await press(page);
  await choose(page, "speed.e", "5");
  await choose(page, "speed.p", "3");
  await choose(page, "parts.clean", "4");
  await choose(page, "parts.staff", "na");
  await choose(page, "visit", "family");
  await choose(page, "ordered", "rice");
  await choose(page, "ordered", "soup");
  await choose(page, "agree", "yes");
  if (!(await page.locator("#q-who").isVisible())) await press(page);
  await page.locator("[name='a.together']").fill("红烧肉");
  await page.locator("[name='a.who.name']").fill("小王");
  await page.locator("[name='a.who.phone']").fill("138 0000 0000");
  await press(page);
  await page.locator("[data-done=done]").waitFor();
}
const EXPECTED = {
  recommend: 3,
  why: "上菜太慢，\n汤也凉了",
  overall: 2,
  ease: "na",
  dishes: 4,
  speed: { e: 5, p: 3 },
  parts: { clean: 4, staff: "na" },
  visit: "family",
  together: "红烧肉",
  ordered: ["rice", "soup"],
  agree: "yes",
  who: { name: "小王", phone: "138 0000 0000" },
};

describe("the same answers, whichever way they are given", () => {
  for (const layout of ["single", "paged"] as const) {
    for (const javaScriptEnabled of [true, false]) {
      test(`every type, ${layout} layout, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
        const { url, surveyId } = await open({ ...EVERY_TYPE, layout });
        const page = await openPhone(browser, { javaScriptEnabled });
        const problems: string[] = [];
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("console", (message) => message.type() === "error" && !/422/.test(message.text()) && problems.push(message.text()));
        page.on(
          "request",
          (request) => new URL(request.url()).origin !== base && !request.url().startsWith("data:") && problems.push(request.url()),
        );
        await page.goto(url);
        await fillIn(page);
        expect(await answersOf(surveyId)).toEqual([EXPECTED]);
        expect(problems).toEqual([]);
        await page.context().close();
      });
    }
  }
});

describe("for everybody", () => {
  for (const locale of ["zh-CN", "en"] as const) {
    test(`no page has an accessibility fault, and none is wider than 320 px (${locale})`, async () => {
      const { url, surveyId } = await open(EVERY_TYPE);
      const page = await openPhone(browser, { viewport: { width: 320, height: 568 }, bypassCSP: true });
      const faults: Record<string, unknown> = {};
      const look = async (name: string) => {
        faults[name] = [await accessibilityFaults(page), await page.evaluate(() => document.documentElement.scrollWidth)];
      };
      await page.goto(`${url}?l=${locale}`);
      await look("first");
      await page.goto(`${url}?l=${locale}#data`);
      await look("data use");
      for (const name of ["noodles", "rice", "soup"]) await choose(page, "ordered", name);
      await choose(page, "agree", "yes");
      await page.locator("[name='a.who.phone']").fill("call me");
      await press(page);
      await page.locator(".errs").waitFor();
      await look("refused");
      await page.goto(`${url}?l=${locale}`);
      await choose(page, "recommend", "1");
      await press(page);
      await page.locator("[data-done=done]").waitFor();
      await look("closing");
      await page.locator(".box .go").click();
      await page.locator("#e-call").waitFor();
      await look("call-back refused");
      await page.goto(`${base}/s/nowhere?l=${locale}`);
      await look("unknown");
      const clean = Object.fromEntries(Object.keys(faults).map((name) => [name, [[], 320]]));
      expect(faults).toEqual(clean);
      expect(await answersOf(surveyId)).toHaveLength(1);
      await page.context().close();
    });
  }

  test("on 320 × 568 the essentials and the way out stand on the first screen, and 0–10 wraps in order", async () => {
    const { url } = await open(SHORT);
    for (const locale of ["zh-CN", "en"]) {
      const page = await openPhone(browser, { viewport: { width: 320, height: 568 } });
      await page.goto(`${url}?l=${locale}`);
      const bottom = async (selector: string) =>
        (await page
          .locator(selector)
          .boundingBox()
          .then((box) => box!.y + box!.height)) <= 568;
      expect([await bottom(".note"), await bottom(".cells")]).toEqual([true, true]);
      const places = await page
        .locator(".cell")
        .evaluateAll((cells) =>
          cells.map((cell) => cell.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x, y, width, height })),
        );
      expect(places.map((place, i) => i === 0 || place.y > places[i - 1]!.y || place.x > places[i - 1]!.x).every(Boolean)).toBe(true);
      expect(new Set(places.map((place) => Math.round(place.y))).size).toBe(2);
      expect(Math.min(...places.map((place) => Math.min(place.width, place.height)))).toBeGreaterThanOrEqual(32);
      await page.context().close();
    }
  });

  test("by keyboard alone", async () => {
    const { url, surveyId } = await open(SHORT);
    const page = await openPhone(browser);
    await page.goto(url);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.className ?? "");
    for (let i = 0; i < 20 && (await focused()) !== "a.recommend"; i += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowRight");
    await page.locator("#q-why").waitFor();
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("a.why");
    await page.keyboard.type("slow");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("[data-done=done]").waitFor();
    expect(await answersOf(surveyId)).toEqual([{ recommend: 4, why: "slow" }]);
    await page.context().close();
  });

  test("another language keeps what was answered, with and without scripts", async () => {
    const { url } = await open(SHORT);
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPhone(browser, { javaScriptEnabled });
      await page.goto(url);
      await choose(page, "recommend", "8");
      await page.locator("[name=go][value='lang.en']").click();
      await page.getByText("How likely are you to recommend us").waitFor();
      expect(await page.locator("[name='a.recommend']:checked").inputValue()).toBe("8");
      await page.context().close();
    }
  });

  test("larger type keeps what was answered and stays for the next screen, with and without scripts", async () => {
    const { url } = await open({ ...EVERY_TYPE, layout: "paged" });
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPhone(browser, { javaScriptEnabled, viewport: { width: 320, height: 568 } });
      await page.goto(url);
      await choose(page, "recommend", "8");
      await page.locator("[name=go][value=show]").click();
      await page.locator("body.big").waitFor();
      expect(await page.locator("[name='a.recommend']:checked").inputValue()).toBe("8");
      await press(page);
      await page.locator("body.big #q-speed").waitFor();
      await page.context().close();
    }
  });

  test("opening the data notice keeps what was filled in; the browser's back button goes back a screen", async () => {
    const { url } = await open({ ...EVERY_TYPE, layout: "paged" });
    const page = await openPhone(browser);
    await page.goto(url);
    await choose(page, "recommend", "7");
    await page.locator("a[href='#data']").click();
    await page.locator("#data").waitFor();
    expect(await page.locator("[name='a.recommend']:checked").inputValue()).toBe("7");
    await press(page);
    await page.locator("#q-speed").waitFor();
    await page.goBack();
    await page.locator("#q-recommend").waitFor();
    await page.context().close();
  });

  test("do not ask me again: one tap, confirmed", async () => {
    const { url } = await open(SHORT);
    const page = await openPhone(browser, { javaScriptEnabled: false });
    await page.goto(`${url}?l=en`);
    await page.locator("[name=go][value=stop]").click();
    expect(await page.locator("h1").innerText()).toBe("All right, we won’t ask you again.");
    await page.context().close();
  });
});

describe("when the network fails", () => {
  test("what could not go out is kept on the device and sent once when the network is back", async () => {
    const { url, surveyId } = await open(SHORT);
    const page = await openPhone(browser);
    await page.goto(url);
    await choose(page, "recommend", "2");
    await page.locator("[name='a.why']").fill("断网");
    await page.context().setOffline(true);
    await press(page);
    await page.locator(".tell").getByText("现在没有网络").waitFor();
    await press(page);
    expect(await answersOf(surveyId)).toEqual([]);
    await page.context().setOffline(false);
    await page.locator("[data-done=done]").waitFor({ timeout: 20_000 });
    expect(await answersOf(surveyId)).toEqual([{ recommend: 2, why: "断网" }]);
    // what stays is the mark by which repeated answers of one device are told
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["manyi"]);
    await page.context().close();
  });

  test("a draft survives a reload", async () => {
    const { url } = await open(SHORT);
    const page = await openPhone(browser);
    await page.goto(url);
    await choose(page, "recommend", "5");
    await page.locator("[name='a.why']").fill("写到一半");
    await page.waitForURL(/[?&]d=/, { timeout: 20_000 });
    await page.reload();
    expect(await page.locator("[name='a.why']").inputValue()).toBe("写到一半");
    expect(await page.locator("[name='a.recommend']:checked").inputValue()).toBe("5");
    await page.context().close();
  });
});

test("embedded: nothing is stored before the visitor decides, nothing on the page moves, and an answer arrives", async () => {
  const { slug, surveyId } = await open(SHORT, "embed");
  const host = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><p>Text</p><script src="${base}/embed.js" data-survey="${slug}" data-mode="popup" data-after="0" defer></script>`,
    );
  });
  await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
  const page = await openPhone(browser, { locale: "en-GB" });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(() => 1))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => localStorage.length + document.cookie.length)).toBe(0);
  // the panel lives in a closed shadow tree: reached as a visitor reaches it, by the keyboard
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const frame = await page
    .waitForEvent("framenavigated", (one) => one.url().includes(`/s/${slug}`))
    .catch(() => page.frames().find((one) => one.url().includes(slug))!);
  await frame.locator("[name='a.recommend'][value='9']").check({ force: true });
  await frame.locator(".go[value=next]").click();
  await frame.locator("[data-done=done]").waitFor();
  expect(await answersOf(surveyId)).toEqual([{ recommend: 9 }]);
  expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(1);
  await page.context().close();
  host.close();
});
