import type { Caller } from "@manyi/server/testing";
import { expect, test } from "vitest";
import type { House, Locale } from "./house.js";
import { menuPages, walk } from "./staff-pages.js";

/** Every page of the menu opens without a fault for somebody who may see them all. */
export function testEveryPage(seated: () => { house: House; who: Caller }, locale: Locale, width: number): void {
  test(`every page of the menu, ${locale}, ${width} px`, { timeout: 400_000 }, async () => {
    const { house, who } = seated();
    const context = await house.seat(who, locale, width);
    const pages = await menuPages(context, house.base);
    expect(pages.length).toBeGreaterThan(25);
    await walk(context, house.base, pages, locale);
    await context.close();
  });
}
