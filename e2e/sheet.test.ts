import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { api } from "@manyi/contracts";
import { type Caller, type TestServer, testServer } from "@manyi/server/testing";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, openBrowser } from "./browser.js";

const COUNT = 500;
const reader = readFileSync(createRequire(import.meta.url).resolve("jsqr"), "utf8");

let server: TestServer;
let manager: Caller;
let browser: Browser;
let context: BrowserContext;
let base: string;
let sheet: string;
beforeAll(async () => {
  server = await testServer();
  base = await server.listen();
  browser = await openBrowser();
  const { A } = await server.addUnits([{ code: "A", name: "门店 A" }, { code: "B" }]);
  manager = await server.person({ roles: ["cx_manager"] });
  const { id, draftRevision } = await manager.call(api.surveys.create, { body: { template: "nps" } });
  await manager.call(api.surveys.publish, { params: { id }, body: { revision: draftRevision, pretestWaiver: "示例问卷，只用来检查程序" } });
  const link = await manager.call(api.surveys.addLink, { params: { id }, body: { label: "桌上的码", channel: "qr" } });
  sheet = `${base}/api/v1/surveys/${id}/links/${link.id}/sheet?by=table&unit=${A}&count=${COUNT}`;
  context = await browser.newContext({ bypassCSP: true, extraHTTPHeaders: manager.headers });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Draws every code as the browser prints it and reads the picture. */
async function readCodes(page: Page): Promise<string[]> {
  await page.evaluate(`var module = { exports: {} }, exports = module.exports; ${reader}; globalThis.jsQR = module.exports;`);
  return page.evaluate(async () => {
    type Reader = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
    const { jsQR } = globalThis as unknown as { jsQR: Reader };
    const canvas = document.createElement("canvas");
    const side = 400;
    canvas.width = side;
    canvas.height = side;
    const paper = canvas.getContext("2d", { willReadFrequently: true })!;
    const found: string[] = [];
    for (const code of document.querySelectorAll(".code svg")) {
      const image = new Image(side, side);
      const drawn = code.cloneNode(true) as Element;
      drawn.setAttribute("width", String(side));
      drawn.setAttribute("height", String(side));
      image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`;
      await image.decode();
      paper.drawImage(image, 0, 0, side, side);
      found.push(jsQR(paper.getImageData(0, 0, side, side).data, side, side)?.data ?? "");
    }
    return found;
  });
}

test(`${COUNT} codes print to one PDF, and every one leads to its own table`, async () => {
  const page = await context.newPage();
  await page.goto(sheet);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(Math.ceil(COUNT / 12));
  const a4 = pdf.match(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/g) ?? [];
  expect(a4.length).toBeGreaterThan(0);

  const addresses = await readCodes(page);
  const tables = addresses.map((address) => {
    const { origin, searchParams } = new URL(address);
    return [origin, searchParams.get("unit"), searchParams.get("table")];
  });
  expect(tables).toEqual(Array.from({ length: COUNT }, (_, i) => [base, "A", String(i + 1)]));
  const visit = async (address: string) => (await server.nobody.inject({ method: "GET", url: address.slice(base.length) })).statusCode;
  const statuses = await Promise.all(addresses.map(visit));
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  const changed = await Promise.all(addresses.slice(0, 50).map((address) => visit(address.replace("unit=A", "unit=B"))));
  expect(new Set(changed)).toEqual(new Set([404]));
});

test("no code is cut and no page is left over, however many stand side by side, and the sheet has no accessibility fault", async () => {
  const page = await context.newPage();
  await page.emulateMedia({ media: "print" });
  for (const columns of [2, 3, 4]) {
    await page.goto(`${sheet.replace(`count=${COUNT}`, "count=21")}&columns=${columns}&locale=en`);
    const cut = await page.evaluate(
      () =>
        [...document.querySelectorAll(".code")].filter((cell) => {
          const [outer, inner] = [cell.getBoundingClientRect(), cell.querySelector("svg")!.getBoundingClientRect()];
          return cell.scrollHeight > cell.clientHeight || inner.top < outer.top || inner.bottom > outer.bottom || inner.width < 110;
        }).length,
    );
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length;
    expect([columns, cut, pages]).toEqual([columns, 0, columns === 2 ? 4 : 2]);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
});
