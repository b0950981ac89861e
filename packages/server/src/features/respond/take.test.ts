import { api } from "@manyi/contracts";
import type { SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { signedPath } from "./index.js";
import { type Desk, openDesk, PAGED, SINGLE, visitOf } from "./testing/desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe("answering", () => {
  test("a page is answered: the voice carries link, place, language, numbers and words", async () => {
    const link = await desk.open(SINGLE, { allow: ["table"] });
    const page = await desk.get(`/s/${link.slug}?table=12&l=en`);
    desk.server.clock.advance(40_000);
    const done = await desk.post(`/s/${link.slug}?table=12`, [
      ["d", visitOf(page.body)],
      ["l", "en"],
      ["s", "0"],
      ["shown", "recommend"],
      ["shown", "why"],
      ["a.recommend", "3"],
      ["a.why", " slow \r\nand cold "],
    ]);
    expect(done.statusCode).toBe(200);
    expect(done.body).toContain("Received. Thank you.");
    const [voice, ...more] = await desk.voicesOf(link.surveyId);
    expect(more).toEqual([]);
    expect(voice).toMatchObject({
      tenant_id: 1,
      source: "survey",
      channel: "link",
      version: 1,
      link_id: link.id,
      unit_id: desk.unitId,
      locale: "en",
      anonymity: "identified",
      nps: 3,
      nums: [3],
      scores: { nps: 3 },
      answers: { recommend: 3, why: "slow \nand cold" },
      comment: "slow \nand cold",
      completeness: "complete",
      quality: "valid",
      duration_s: 40,
      detail: { table: "12" },
      local_day: 20514,
    });
  });

  test("a link that speaks of a product says so with every answer; the address cannot name another", async () => {
    const link = await desk.open(SINGLE);
    await desk.server.store.db.updateTable("survey_links").set({ product: "松鼠鳜鱼" }).where("id", "=", link.id).execute();
    const page = await desk.get(`/s/${link.slug}?product=x`);
    const done = await desk.post(`/s/${link.slug}?product=x`, [
      ["d", visitOf(page.body)],
      ["s", "0"],
      ["shown", "recommend"],
      ["a.recommend", "9"],
    ]);
    expect(done.statusCode).toBe(200);
    expect((await desk.voicesOf(link.surveyId))[0]?.detail).toEqual({ product: "松鼠鳜鱼" });
  });

  test("without scripts: a follow-up that an answer brings up is shown, and nothing is stored before it was seen", async () => {
    const link = await desk.open(SINGLE);
    const page = await desk.get(`/s/${link.slug}`);
    const again = await desk.post(`/s/${link.slug}`, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "2" });
    expect(again.body).toContain("根据您的回答，多了一个问题。");
    expect(again.body).toMatch(/id="q-why" data-if="[^"]*">/);
    expect(again.body).toMatch(/name="a.recommend" value="2" checked/);
    expect(await desk.voicesOf(link.surveyId)).toEqual([]);
  });

  test("a required question left open is named, and what was written stays", async () => {
    const link = await desk.open(SINGLE);
    const refused = await desk.post(`/s/${link.slug}`, { s: "0", shown: "recommend" });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(`href="#q-recommend"`);
    expect(refused.body).toContain("这一题还没有答。");
  });

  test("200 presses of one button at once store one voice", async () => {
    const link = await desk.open(SINGLE);
    const d = visitOf((await desk.get(`/s/${link.slug}`)).body);
    const sent = await Promise.all(
      Array.from({ length: 200 }, () => desk.post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "9" })),
    );
    expect(sent.every((reply) => reply.statusCode === 200)).toBe(true);
    expect(await desk.voicesOf(link.surveyId)).toHaveLength(1);
  });

  test("screen by screen: a draft is kept, resumed and gone at the end; back and another language lose nothing", async () => {
    const link = await desk.open(PAGED);
    const d = visitOf((await desk.get(`/s/${link.slug}`)).body);
    const first = await desk.post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "6" });
    expect(first.statusCode).toBe(303);
    expect(await desk.draftsOf(link.surveyId)).toHaveLength(1);
    const second = await desk.get(String(first.headers.location));
    expect(second.body).toContain("第 2 页，共 2 页");
    const english = await desk.post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["l", "zh-CN"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
      ["go", "lang.en"],
    ]);
    expect(english.body).toContain(`<html lang="en">`);
    expect(english.body).toContain("菜凉了");
    const back = await desk.post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["l", "en"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
      ["go", "back"],
    ]);
    const again = await desk.get(String(back.headers.location));
    expect(again.body).toContain(`value="6" checked`);
    const resumed = await desk.get(`/s/${link.slug}?d=${d}&p=1&l=en`);
    expect(resumed.body).toContain("菜凉了");
    const kept = await desk.post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
      ["a.more", "x"],
      ["go", "save"],
    ]);
    expect(kept.statusCode).toBe(204);
    const done = await desk.post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["l", "en"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
    ]);
    expect(done.body).toContain("Received. Thank you.");
    const [voice] = await desk.voicesOf(link.surveyId);
    expect(voice).toMatchObject({ nps: 6, locale: "en", answers: { recommend: 6, why: "菜凉了", more: null } });
    expect(await desk.draftsOf(link.surveyId)).toEqual([]);
  });

  test("nothing answered is not stored; a trap filled in and a hurried answer are marked, not dropped", async () => {
    const optional: SurveyDefinition = {
      ...SINGLE,
      pages: [{ key: "p", questions: [{ ...SINGLE.pages[0]!.questions[0]!, required: false }] }],
    };
    const link = await desk.open(optional);
    expect((await desk.post(`/s/${link.slug}`, { s: "0", shown: "recommend" })).statusCode).toBe(422);
    const d = visitOf((await desk.get(`/s/${link.slug}`)).body);
    await desk.post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "9", website: "http://spam" });
    const [voice] = await desk.voicesOf(link.surveyId);
    expect([voice?.quality, voice?.flags]).toEqual(["flagged", ["speeding", "bot_trap"]]);
  });

  test("malformed posts are refused or read as empty, never an error", async () => {
    const link = await desk.open(SINGLE);
    const url = `/s/${link.slug}`;
    const json = (payload: string) =>
      desk.server.nobody.inject({ method: "POST", url, headers: { "content-type": "application/json" }, payload });
    const replies = [
      await json("[1,2]"),
      await json("null"),
      await json(`{"a.recommend":{"x":1}}`),
      await json("{"),
      await desk.post(url, { s: "99999", go: "constructor", shown: "__proto__", d: "../../etc" }),
      await desk.post(url, [
        ["a.recommend", "1"],
        ["a.recommend", "2"],
        ["shown", "recommend"],
        ["l", "fr"],
      ]),
      await desk.get(`${url}?t=a&t=b&l=x&l=y&p=-1&d[]=1`),
      await desk.get(`/s/${"x".repeat(250)}`),
    ];
    expect(replies.map((reply) => reply.statusCode).filter((status) => status >= 500)).toEqual([]);
    expect(await desk.voicesOf(link.surveyId)).toEqual([]);
  });
});

describe("context", () => {
  test("signed codes say where an answer belongs; a changed code, or one signed for another link, is refused", async () => {
    const link = await desk.open(SINGLE, { unitId: null });
    const made = await desk.manager.call(api.surveys.signedLinks, {
      params: { id: link.surveyId, linkId: link.id },
      body: { items: [{ unitCode: "B" }] },
    });
    const address = made.items[0]!.url.slice(made.items[0]!.url.indexOf("/s/"));
    const page = await desk.get(address);
    expect(page.body).toContain("门店 B");
    await desk.post(address, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "10" });
    const [voice] = await desk.voicesOf(link.surveyId);
    const unit = await desk.server.store.db.selectFrom("org_units").select("code").where("id", "=", voice!.unit_id!).executeTakeFirst();
    expect(unit?.code).toBe("B");
    expect((await desk.get(address.replace("unit=B", "unit=A"))).statusCode).toBe(404);
    const other = await desk.open(SINGLE);
    expect((await desk.get(address.replace(link.slug, other.slug))).statusCode).toBe(404);
    expect((await desk.post(address.replace("unit=B", "unit=A"), { s: "0", shown: "recommend", "a.recommend": "10" })).statusCode).toBe(
      404,
    );
    expect(signedPath(desk.server.services.vault, link.slug, { unit: "B" })).toBe(address);
  });
});
