import { gunzipSync } from "node:zlib";
import { api } from "@manyi/contracts";
import { beforeAll, describe, expect, test } from "vitest";
import { directoryOf } from "./directory.js";
import { forgetLinks } from "./index.js";
import { type Desk, openDesk, SINGLE, visitOf, words } from "./testing/desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe("showing", () => {
  test("the ready page is the same compressed and plain, and every visit has its own name", async () => {
    const link = await desk.open(SINGLE);
    const plain = await desk.get(`/s/${link.slug}`);
    const packed = await desk.get(`/s/${link.slug}`, { "accept-encoding": "gzip, br" });
    expect(plain.statusCode).toBe(200);
    expect(packed.headers["content-encoding"]).toBe("gzip");
    const text = gunzipSync(packed.rawPayload).toString();
    expect(text.replace(visitOf(text), "")).toBe(plain.body.replace(visitOf(plain.body), ""));
    expect(visitOf(text)).not.toBe(visitOf(plain.body));
    expect(plain.body).toContain("门店 A");
    expect(plain.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  test("the language follows the address, then the browser, then the survey", async () => {
    const link = await desk.open(SINGLE);
    expect((await desk.get(`/s/${link.slug}?l=en`)).body).toContain(`<html lang="en">`);
    expect((await desk.get(`/s/${link.slug}`, { "accept-language": "en-GB,en;q=0.9" })).body).toContain(`<html lang="en">`);
    expect((await desk.get(`/s/${link.slug}`, { "accept-language": "fr" })).body).toContain(`<html lang="zh-CN">`);
  });

  test("closed, unknown and changed addresses answer in plain words with another way to be heard, in both languages", async () => {
    const closed = await desk.open(SINGLE);
    await desk.manager.call(api.surveys.close, { params: { id: closed.surveyId } });
    const shut = await desk.open(SINGLE);
    await desk.manager.call(api.surveys.closeLink, { params: { id: shut.surveyId, linkId: shut.id } });
    const good = await desk.open(SINGLE);
    const cases: [string, number, string, string][] = [
      [`/s/${closed.slug}`, 410, "这份问卷已经结束。", "This survey has closed."],
      [`/s/${shut.slug}`, 410, "这份问卷已经结束。", "This survey has closed."],
      ["/s/nowhere", 404, "没有找到这份问卷。", "There is no such survey."],
      [`/s/${good.slug}?t=wrong`, 404, "没有找到这份问卷。", "There is no such survey."],
      [`/s/${good.slug}?unit=B`, 404, "没有找到这份问卷。", "There is no such survey."],
    ];
    for (const [url, status, zh, en] of cases) {
      const join = url.includes("?") ? "&" : "?";
      const [inChinese, inEnglish] = [await desk.get(`${url}${join}l=zh-CN`), await desk.get(`${url}${join}l=en`)];
      expect([url, inChinese.statusCode]).toEqual([url, status]);
      expect(inChinese.body).toContain(zh);
      expect(inEnglish.body).toContain(en);
      expect(inEnglish.body).toContain("/complain?lang=en");
    }
  });

  test("only links made for embedding may stand in another site's frame", async () => {
    const link = await desk.open(SINGLE, { channel: "embed" });
    const framed = await desk.get(`/s/${link.slug}?e=1`);
    expect(framed.headers["content-security-policy"]).toContain("frame-ancestors *");
    expect(framed.headers["x-frame-options"]).toBeUndefined();
    expect(framed.body).toContain(`action="/s/${link.slug}?e=1"`);
    const plain = await desk.open(SINGLE);
    expect((await desk.get(`/s/${plain.slug}?e=1`)).headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    const loader = await desk.get("/embed.js");
    expect(loader.headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  test("a new version shows at once after publishing", async () => {
    const link = await desk.open(SINGLE);
    await desk.get(`/s/${link.slug}`);
    const detail = await desk.manager.call(api.surveys.get, { params: { id: link.surveyId } });
    const definition = { ...detail.draft, title: words("新的标题", "A new title") };
    await desk.manager.call(api.surveys.saveDraft, {
      params: { id: link.surveyId },
      body: { revision: detail.draftRevision, definition } as never,
    });
    await desk.manager.call(api.surveys.publish, {
      params: { id: link.surveyId },
      body: { revision: detail.draftRevision + 1, pretestWaiver: "示例问卷，只用来检查程序" },
    });
    expect((await desk.get(`/s/${link.slug}`)).body).toContain("新的标题");
  });
});

test("the directory asks the database nothing while a link is known", async () => {
  const link = await desk.open(SINGLE);
  forgetLinks(desk.server.services);
  const known = await directoryOf(desk.server.services).find(link.slug);
  expect(await directoryOf(desk.server.services).find(link.slug)).toBe(known);
});
