import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { accessibilityFaults } from "./browser.js";

/** Waits until a page shows what it has to show. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  // pop-ups fade out
  await page.waitForTimeout(300);
}

/** Leaves a dialog by the keyboard, and waits until it has gone and given the focus back. */
export async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").first().waitFor({ state: "hidden" });
}

/** Every page the menu offers, in its order: the rooms, and the pages each of them lists. */
export async function menuPages(context: BrowserContext, base: string): Promise<string[]> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(base);
  await settled(page);
  const addresses = (selector: string) =>
    page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const found = ["/"];
  for (const room of await addresses(".side-room")) {
    await page.goto(base + room);
    await settled(page);
    found.push(...(await addresses(".side-page")));
  }
  await page.close();
  return [...new Set(found)];
}

/**
 * Opens pages one after another: none may have an accessibility fault, a raw key, a sideways scroll, a script error or, in Chinese, a
 * sentence of English.
 */
export async function walk(context: BrowserContext, base: string, paths: readonly string[], locale: "zh-CN" | "en"): Promise<void> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  const faults: string[] = [];
  for (const path of paths) {
    await page.goto(base + path);
    await settled(page);
    const note = (fault: string) => faults.push(`${path}: ${fault}`);
    if (new URL(page.url()).pathname !== path) note(`leads to ${page.url()}`);
    for (const fault of await accessibilityFaults(page)) note(fault);
    // the audit log shows actions by the names the API gives them
    // codes of topics are data too
    const text = ["/platform/audit", "/understand/taxonomy"].includes(path) ? "" : await page.locator("body").innerText();
    for (const key of text.match(/\b[a-z]+(?:\.[a-z][A-Za-z]+){1,3}\b(?!\/)/g) ?? []) {
      if (!/example|invalid|html|csv|xlsx|json|http|localhost/.test(key)) note(`raw key ${key}`);
    }
    // what a page says itself is in the reader's language; what people wrote is in theirs
    const own = await page.locator("main h1, main h2, main h3, main th, main button:not([lang]), main label").allInnerTexts();
    for (const words of locale === "zh-CN" ? own : []) {
      if (/[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}/.test(words)) note(`English: ${words.slice(0, 60)}`);
    }
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (beyond > 0) note(`scrolls sideways by ${beyond} px`);
  }
  await page.close();
  expect([...faults, ...errors]).toEqual([]);
}
