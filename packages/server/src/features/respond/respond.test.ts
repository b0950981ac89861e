import { gunzipSync } from "node:zlib";
import { api, type SurveyLink } from "@manyi/contracts";
import { NPS_WORDINGS, type SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { burnNow } from "./burn.js";
import { directoryOf } from "./directory.js";
import { forgetLinks, signedPath } from "./index.js";

let server: TestServer;
let manager: Caller;
let unitId: number;
beforeAll(async () => {
  server = await testServer();
  manager = await server.person({ roles: ["cx_manager"] });
  const units = await server.addUnits([
    { code: "G", type: "group", name: "集团" },
    { code: "A", parent: "G", name: "门店 A" },
    { code: "B", parent: "G", name: "门店 B" },
  ]);
  unitId = units.A!;
  await server.store.db
    .insertInto("customers")
    .values(
      ["c1", "c2", "c3", "c4", "c5"].map((external) => ({
        tenant_id: 1,
        id: server.services.ids.uuid(),
        external_id: external,
        created_at: server.clock.now(),
      })),
    )
    .execute();
});

const words = (zh: string, en: string) => ({ "zh-CN": zh, en });
const SINGLE: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words("用餐体验", "Your meal"),
  purpose: words("改进上菜速度", "To serve faster"),
  anonymity: "identified",
  layout: "single",
  pages: [
    {
      key: "p",
      questions: [
        { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us, required: true },
        {
          key: "why",
          type: "text",
          multiline: true,
          maxLength: 200,
          text: words("是什么让您打了这个分？", "What led you to this score?"),
          showIf: { question: "recommend", op: "lte", value: 6 },
        },
      ],
    },
  ],
  closing: words("已收到，谢谢您。", "Received. Thank you."),
  offerCallback: true,
};
const PAGED: SurveyDefinition = {
  ...SINGLE,
  layout: "paged",
  pages: [
    { key: "one", questions: [SINGLE.pages[0]!.questions[0]!] },
    {
      key: "two",
      questions: [
        SINGLE.pages[0]!.questions[1]!,
        {
          key: "more",
          type: "text",
          multiline: true,
          maxLength: 200,
          text: words("还有什么想告诉我们？", "Is there anything else you would like to tell us?"),
        },
      ],
    },
  ],
};

type Options = Partial<Parameters<typeof manager.call<typeof api.surveys.addLink>>[1]["body"]>;
/** Publishes a survey and makes a link to it. */
async function open(definition: SurveyDefinition, options: Options = {}): Promise<SurveyLink & { surveyId: number }> {
  const made = await manager.call(api.surveys.create, { body: {} });
  await manager.call(api.surveys.saveDraft, {
    params: { id: made.id },
    body: { revision: 1, definition: structuredClone(definition) as never },
  });
  await manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision: 2 } });
  const link = await manager.call(api.surveys.addLink, {
    params: { id: made.id },
    body: { label: "链接", channel: "link", unitId, ...options },
  });
  return { ...link, surveyId: made.id };
}

const get = (url: string, headers: Record<string, string> = {}) => server.nobody.inject({ method: "GET", url, headers });
const post = (url: string, fields: Record<string, string> | [string, string][]) =>
  server.nobody.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const visitOf = (page: string) => / name="d" value="([^"]+)"/.exec(page)![1]!;
const voicesOf = (surveyId: number) => server.store.db.selectFrom("voices").selectAll().where("survey_id", "=", surveyId).execute();
const draftsOf = (surveyId: number) => server.store.db.selectFrom("drafts").selectAll().where("survey_id", "=", surveyId).execute();
const invitationsOf = (surveyId: number) =>
  server.store.db.selectFrom("invitations").selectAll().where("survey_id", "=", surveyId).execute();
async function personal(link: { surveyId: number; id: string }, ...externalIds: string[]): Promise<string[]> {
  const made = await manager.call(api.surveys.personalLinks, { params: { id: link.surveyId, linkId: link.id }, body: { externalIds } });
  return made.items.map((item) => (item.url === null ? "" : item.url.slice(item.url.indexOf("/s/"))));
}

describe("showing", () => {
  test("the ready page is the same compressed and plain, and every visit has its own name", async () => {
    const link = await open(SINGLE);
    const plain = await get(`/s/${link.slug}`);
    const packed = await get(`/s/${link.slug}`, { "accept-encoding": "gzip, br" });
    expect(plain.statusCode).toBe(200);
    expect(packed.headers["content-encoding"]).toBe("gzip");
    const text = gunzipSync(packed.rawPayload).toString();
    expect(text.replace(visitOf(text), "")).toBe(plain.body.replace(visitOf(plain.body), ""));
    expect(visitOf(text)).not.toBe(visitOf(plain.body));
    expect(plain.body).toContain("门店 A");
    expect(plain.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  test("the language follows the address, then the browser, then the survey", async () => {
    const link = await open(SINGLE);
    expect((await get(`/s/${link.slug}?l=en`)).body).toContain(`<html lang="en">`);
    expect((await get(`/s/${link.slug}`, { "accept-language": "en-GB,en;q=0.9" })).body).toContain(`<html lang="en">`);
    expect((await get(`/s/${link.slug}`, { "accept-language": "fr" })).body).toContain(`<html lang="zh-CN">`);
  });

  test("closed, unknown and changed addresses answer in plain words with another way to be heard, in both languages", async () => {
    const closed = await open(SINGLE);
    await manager.call(api.surveys.close, { params: { id: closed.surveyId } });
    const shut = await open(SINGLE);
    await manager.call(api.surveys.closeLink, { params: { id: shut.surveyId, linkId: shut.id } });
    const good = await open(SINGLE);
    const cases: [string, number, string, string][] = [
      [`/s/${closed.slug}`, 410, "这份问卷已经结束。", "This survey has closed."],
      [`/s/${shut.slug}`, 410, "这份问卷已经结束。", "This survey has closed."],
      ["/s/nowhere", 404, "没有找到这份问卷。", "There is no such survey."],
      [`/s/${good.slug}?t=wrong`, 404, "没有找到这份问卷。", "There is no such survey."],
      [`/s/${good.slug}?unit=B`, 404, "没有找到这份问卷。", "There is no such survey."],
    ];
    for (const [url, status, zh, en] of cases) {
      const join = url.includes("?") ? "&" : "?";
      const [inChinese, inEnglish] = [await get(`${url}${join}l=zh-CN`), await get(`${url}${join}l=en`)];
      expect([url, inChinese.statusCode]).toEqual([url, status]);
      expect(inChinese.body).toContain(zh);
      expect(inEnglish.body).toContain(en);
      expect(inEnglish.body).toContain("/complain?lang=en");
    }
  });

  test("only links made for embedding may stand in another site's frame", async () => {
    const link = await open(SINGLE, { channel: "embed" });
    const framed = await get(`/s/${link.slug}?e=1`);
    expect(framed.headers["content-security-policy"]).toContain("frame-ancestors *");
    expect(framed.headers["x-frame-options"]).toBeUndefined();
    expect(framed.body).toContain(`action="/s/${link.slug}?e=1"`);
    const plain = await open(SINGLE);
    expect((await get(`/s/${plain.slug}?e=1`)).headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    const loader = await get("/embed.js");
    expect(loader.headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  test("a new version shows at once after publishing", async () => {
    const link = await open(SINGLE);
    await get(`/s/${link.slug}`);
    const detail = await manager.call(api.surveys.get, { params: { id: link.surveyId } });
    const definition = { ...detail.draft, title: words("新的标题", "A new title") };
    await manager.call(api.surveys.saveDraft, {
      params: { id: link.surveyId },
      body: { revision: detail.draftRevision, definition } as never,
    });
    await manager.call(api.surveys.publish, { params: { id: link.surveyId }, body: { revision: detail.draftRevision + 1 } });
    expect((await get(`/s/${link.slug}`)).body).toContain("新的标题");
  });
});

describe("answering", () => {
  test("a page is answered: the voice carries link, place, language, numbers and words", async () => {
    const link = await open(SINGLE, { allow: ["table"] });
    const page = await get(`/s/${link.slug}?table=12&l=en`);
    server.clock.advance(40_000);
    const done = await post(`/s/${link.slug}?table=12`, [
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
    const [voice, ...more] = await voicesOf(link.surveyId);
    expect(more).toEqual([]);
    expect(voice).toMatchObject({
      tenant_id: 1,
      source: "survey",
      channel: "link",
      version: 1,
      link_id: link.id,
      unit_id: unitId,
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

  test("without scripts: a follow-up that an answer brings up is shown, and nothing is stored before it was seen", async () => {
    const link = await open(SINGLE);
    const page = await get(`/s/${link.slug}`);
    const again = await post(`/s/${link.slug}`, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "2" });
    expect(again.body).toContain("根据您的回答，多了一个问题。");
    expect(again.body).toMatch(/id="q-why" data-if="[^"]*">/);
    expect(again.body).toMatch(/name="a.recommend" value="2" checked/);
    expect(await voicesOf(link.surveyId)).toEqual([]);
  });

  test("a required question left open is named, and what was written stays", async () => {
    const link = await open(SINGLE);
    const refused = await post(`/s/${link.slug}`, { s: "0", shown: "recommend" });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(`href="#q-recommend"`);
    expect(refused.body).toContain("这一题还没有答。");
  });

  test("200 presses of one button at once store one voice", async () => {
    const link = await open(SINGLE);
    const d = visitOf((await get(`/s/${link.slug}`)).body);
    const sent = await Promise.all(
      Array.from({ length: 200 }, () => post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "9" })),
    );
    expect(sent.every((reply) => reply.statusCode === 200)).toBe(true);
    expect(await voicesOf(link.surveyId)).toHaveLength(1);
  });

  test("screen by screen: a draft is kept, resumed and gone at the end; back and another language lose nothing", async () => {
    const link = await open(PAGED);
    const d = visitOf((await get(`/s/${link.slug}`)).body);
    const first = await post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "6" });
    expect(first.statusCode).toBe(303);
    expect(await draftsOf(link.surveyId)).toHaveLength(1);
    const second = await get(String(first.headers.location));
    expect(second.body).toContain("第 2 页，共 2 页");
    const english = await post(`/s/${link.slug}`, [
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
    const back = await post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["l", "en"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
      ["go", "back"],
    ]);
    const again = await get(String(back.headers.location));
    expect(again.body).toContain(`value="6" checked`);
    const resumed = await get(`/s/${link.slug}?d=${d}&p=1&l=en`);
    expect(resumed.body).toContain("菜凉了");
    const kept = await post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
      ["a.more", "x"],
      ["go", "save"],
    ]);
    expect(kept.statusCode).toBe(204);
    const done = await post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "1"],
      ["l", "en"],
      ["shown", "why"],
      ["shown", "more"],
      ["a.why", "菜凉了"],
    ]);
    expect(done.body).toContain("Received. Thank you.");
    const [voice] = await voicesOf(link.surveyId);
    expect(voice).toMatchObject({ nps: 6, locale: "en", answers: { recommend: 6, why: "菜凉了", more: null } });
    expect(await draftsOf(link.surveyId)).toEqual([]);
  });

  test("nothing answered is not stored; a trap filled in and a hurried answer are marked, not dropped", async () => {
    const optional: SurveyDefinition = {
      ...SINGLE,
      pages: [{ key: "p", questions: [{ ...SINGLE.pages[0]!.questions[0]!, required: false }] }],
    };
    const link = await open(optional);
    expect((await post(`/s/${link.slug}`, { s: "0", shown: "recommend" })).statusCode).toBe(422);
    const d = visitOf((await get(`/s/${link.slug}`)).body);
    await post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "9", website: "http://spam" });
    const [voice] = await voicesOf(link.surveyId);
    expect([voice?.quality, voice?.flags]).toEqual(["flagged", ["speeding", "bot_trap"]]);
  });

  test("malformed posts are refused or read as empty, never an error", async () => {
    const link = await open(SINGLE);
    const url = `/s/${link.slug}`;
    const json = (payload: string) =>
      server.nobody.inject({ method: "POST", url, headers: { "content-type": "application/json" }, payload });
    const replies = [
      await json("[1,2]"),
      await json("null"),
      await json(`{"a.recommend":{"x":1}}`),
      await json("{"),
      await post(url, { s: "99999", go: "constructor", shown: "__proto__", d: "../../etc" }),
      await post(url, [
        ["a.recommend", "1"],
        ["a.recommend", "2"],
        ["shown", "recommend"],
        ["l", "fr"],
      ]),
      await get(`${url}?t=a&t=b&l=x&l=y&p=-1&d[]=1`),
      await get(`/s/${"x".repeat(250)}`),
    ];
    expect(replies.map((reply) => reply.statusCode).filter((status) => status >= 500)).toEqual([]);
    expect(await voicesOf(link.surveyId)).toEqual([]);
  });
});

describe("context", () => {
  test("signed codes say where an answer belongs; a changed code, or one signed for another link, is refused", async () => {
    const link = await open(SINGLE, { unitId: null });
    const made = await manager.call(api.surveys.signedLinks, {
      params: { id: link.surveyId, linkId: link.id },
      body: { items: [{ unitCode: "B" }] },
    });
    const address = made.items[0]!.url.slice(made.items[0]!.url.indexOf("/s/"));
    const page = await get(address);
    expect(page.body).toContain("门店 B");
    await post(address, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "10" });
    const [voice] = await voicesOf(link.surveyId);
    const unit = await server.store.db.selectFrom("org_units").select("code").where("id", "=", voice!.unit_id!).executeTakeFirst();
    expect(unit?.code).toBe("B");
    expect((await get(address.replace("unit=B", "unit=A"))).statusCode).toBe(404);
    const other = await open(SINGLE);
    expect((await get(address.replace(link.slug, other.slug))).statusCode).toBe(404);
    expect((await post(address.replace("unit=B", "unit=A"), { s: "0", shown: "recommend", "a.recommend": "10" })).statusCode).toBe(404);
    expect(signedPath(server.services.vault, link.slug, { unit: "B" })).toBe(address);
  });
});

describe("personal links", () => {
  test("50 submits at once with one token: one completed answer, by its customer; the link then says so", async () => {
    const link = await open(SINGLE);
    const [address] = await personal(link, "c1");
    const token = new URLSearchParams(address!.split("?")[1]).get("t")!;
    expect(Buffer.from(token, "base64url").length * 8).toBeGreaterThanOrEqual(128);
    const pages = await Promise.all(Array.from({ length: 5 }, () => get(address!)));
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        post(address!, { d: visitOf(pages[i % 5]!.body), s: "0", shown: "recommend", "a.recommend": String(7 + (i % 4)) }),
      ),
    );
    expect(sent.every((reply) => reply.statusCode === 200)).toBe(true);
    const voices = await voicesOf(link.surveyId);
    expect(voices).toHaveLength(1);
    const customer = await server.store.db.selectFrom("customers").select("id").where("external_id", "=", "c1").executeTakeFirstOrThrow();
    expect(voices[0]!.customer_id).toBe(customer.id);
    const [invitation] = await invitationsOf(link.surveyId);
    expect(invitation!.state).toBe("completed");
    expect(invitation!.token_hash.toString("utf8")).not.toContain(token);
    const used = await get(`${address}&l=en`);
    expect([used.statusCode, used.body.includes("You have already answered.")]).toEqual([410, true]);
  });

  test("a personal draft is taken up on another device", async () => {
    const link = await open(PAGED);
    const [address] = await personal(link, "c2");
    const page = await get(address!);
    const moved = await post(address!, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "5" });
    expect(moved.statusCode).toBe(303);
    const elsewhere = await get(address!);
    expect(elsewhere.body).toContain("第 2 页，共 2 页");
    expect(elsewhere.body).toContain("已恢复您上次填写的内容。");
  });

  test("expired links say so", async () => {
    const link = await open(SINGLE);
    const [address] = await personal(link, "c3");
    server.clock.advance(91 * 86_400_000);
    const page = await get(`${address}&l=en`);
    server.clock.advance(-91 * 86_400_000);
    expect([page.statusCode, page.body.includes("This link has expired.")]).toEqual([410, true]);
  });

  test("do not ask me again: one tap withdraws, says so, and no new link is made for that person", async () => {
    const link = await open(SINGLE);
    const [address, unknown] = await personal(link, "c4", "nobody");
    expect(unknown).toBe("");
    const page = await get(address!);
    const stopped = await post(address!, { d: visitOf(page.body), l: "zh-CN", go: "stop" });
    expect(stopped.body).toContain("好的，不再问您。");
    expect((await invitationsOf(link.surveyId)).map((one) => [one.state, one.reason])).toEqual([["opted_out", "WITHDRAWN"]]);
    expect((await get(address!)).statusCode).toBe(410);
    expect((await post(address!, { s: "0", shown: "recommend", "a.recommend": "9" })).statusCode).toBe(410);
    expect(await personal(link, "c4")).toEqual([""]);
    expect(await voicesOf(link.surveyId)).toEqual([]);
  });
});

describe("anonymous", () => {
  const anonymous: SurveyDefinition = { ...PAGED, anonymity: "anonymous" };

  test("an anonymous answer to a personal link keeps nothing that leads back to it", async () => {
    const link = await open(anonymous, { allow: ["table", "order"] });
    const [address] = await personal(link, "c5");
    const token = new URLSearchParams(address!.split("?")[1]).get("t")!;
    const at = `${address}&table=7&order=ORDER-1`;
    const d = visitOf((await get(at)).body);
    const [before] = await invitationsOf(link.surveyId);
    await post(at, { d, s: "0", shown: "recommend", "a.recommend": "1" });
    const [draft] = await draftsOf(link.surveyId);
    expect(draft!.saved_at.getTime() % 86_400_000).toBe(0);
    const send = () =>
      post(at, [
        ["d", d],
        ["s", "1"],
        ["shown", "why"],
        ["shown", "more"],
        ["a.why", "等太久"],
      ]);
    const replies = await Promise.all(Array.from({ length: 10 }, send));
    expect(replies.every((reply) => reply.statusCode === 200)).toBe(true);
    expect((await get(at)).statusCode).toBe(410);
    expect(await burnNow(server.services)).toBe(1);
    expect((await send()).statusCode).toBe(410);
    const voices = await voicesOf(link.surveyId);
    expect(voices).toHaveLength(1);
    const [voice] = voices;
    expect(voice).toMatchObject({
      customer_id: null,
      segment_id: null,
      occurred_at: null,
      duration_s: null,
      anonymity: "anonymous",
      detail: { table: "7" },
    });
    expect(voice!.id[14]).toBe("4");
    const [invitation] = await invitationsOf(link.surveyId);
    expect([invitation!.state, invitation!.salt]).toEqual(["completed", null]);
    expect(await draftsOf(link.surveyId)).toEqual([]);
    // no stored value of the answer appears in, or is derived from, what is stored about the person
    const stored = JSON.stringify(voice);
    for (const trace of [
      token,
      d,
      "ORDER-1",
      before!.id,
      before!.customer_id!,
      before!.token_hash.toString("hex"),
      before!.token_hash.toString("base64url"),
    ]) {
      expect(stored).not.toContain(trace);
    }
  });

  test("a call-back wish after a bad score is stored apart: no column of it leads to the answer", async () => {
    const link = await open({ ...SINGLE, anonymity: "anonymous" });
    const d = visitOf((await get(`/s/${link.slug}`)).body);
    const done = await post(`/s/${link.slug}`, [
      ["d", d],
      ["s", "0"],
      ["shown", "recommend"],
      ["shown", "why"],
      ["a.recommend", "1"],
      ["a.why", "冷"],
    ]);
    expect(done.body).toContain("要不要我们联系您？");
    const form = done.body.slice(done.body.indexOf(`<form class="box"`));
    expect(form).not.toContain(d);
    const missing = await post(`/s/${link.slug}/callback`, { l: "zh-CN", name: "小王" });
    expect([missing.statusCode, missing.body.includes("请留下电话或邮箱")]).toEqual([422, true]);
    const noted = await post(`/s/${link.slug}/callback`, { l: "zh-CN", name: "小王", phone: "13800000000", about: "请回电" });
    expect(noted.body).toContain("已记下，会有人联系您。");
    const [callback] = await server.store.db.selectFrom("callbacks").selectAll().where("survey_id", "=", link.surveyId).execute();
    expect(callback).toMatchObject({
      unit_id: unitId,
      asked_on: "2026-03-02",
      contact: { name: "小王", phone: "13800000000", note: "请回电", locale: "zh-CN" },
    });
    const [voice] = await voicesOf(link.surveyId);
    const shared = new Set(Object.values(voice!).filter((value) => typeof value === "string"));
    expect(Object.values(callback!).filter((value) => typeof value === "string" && shared.has(value))).toEqual([]);
    const event = await server.store.db
      .selectFrom("events")
      .selectAll()
      .where("type", "=", "callback.asked")
      .where("subject_id", "=", callback!.id)
      .executeTakeFirstOrThrow();
    expect(event.at.toISOString()).toBe("2026-03-02T00:00:00.000Z");
    expect(event.payload).toEqual({});
  });

  test("after a good score nobody is asked for contact details", async () => {
    const link = await open({ ...SINGLE, anonymity: "anonymous" });
    const d = visitOf((await get(`/s/${link.slug}`)).body);
    const done = await post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "10" });
    expect(done.body).not.toContain("<form");
  });
});

describe("answers from other systems", () => {
  const item = (clientKey: string, answers: Record<string, unknown>, more: object = {}) => ({
    clientKey,
    locale: "zh-CN" as const,
    occurredAt: "2026-03-01T16:30:00.000Z",
    channel: "pos",
    unitCode: "A",
    answers,
    ...more,
  });

  test("each item stands for itself, a repetition changes nothing, and the day is the unit's", async () => {
    const link = await open(SINGLE);
    const key = await server.apiKey({ permissions: ["surveys:write"] });
    const items = [
      item("order-0001", { recommend: 9 }, { customerExternalId: "c1" }),
      item("order-0002", { recommend: 12 }),
      item("order-0003", { recommend: 5, gone: 1 }),
      item("order-0004", { recommend: 5 }, { unitCode: "Z" }),
    ];
    const first = await key.call(api.responses.submit, { params: { id: link.surveyId }, body: { items } });
    expect(first.items.map((one) => [one.status, one.at])).toEqual([
      ["stored", undefined],
      ["rejected", "answers.recommend"],
      ["rejected", "answers.gone"],
      ["rejected", "unitCode"],
    ]);
    const again = await key.call(api.responses.submit, { params: { id: link.surveyId }, body: { items: items.slice(0, 1) } });
    expect(again.items[0]!.status).toBe("unchanged");
    const voices = await voicesOf(link.surveyId);
    // 00:30 in Shanghai
    expect(voices.map((voice) => [voice.local_day, voice.channel, voice.nps])).toEqual([[20514, "pos", 9]]);
  });

  test("a key of one store cannot answer for another; an anonymous survey keeps no customer, time or sender's key", async () => {
    const link = await open({ ...SINGLE, anonymity: "anonymous" });
    const key = await server.apiKey({ permissions: ["surveys:write"], unitId });
    const items = [
      item("order-1001", { recommend: 9 }, { customerExternalId: "c1" }),
      item("order-1002", { recommend: 9 }, { unitCode: "B" }),
    ];
    const reply = await key.call(api.responses.submit, { params: { id: link.surveyId }, body: { items } });
    expect(reply.items.map((one) => one.status)).toEqual(["stored", "rejected"]);
    const [voice] = await voicesOf(link.surveyId);
    expect(voice).toMatchObject({ customer_id: null, occurred_at: null });
    expect(voice!.client_key).not.toContain("order-1001");
  });
});

test("the directory asks the database nothing while a link is known", async () => {
  const link = await open(SINGLE);
  forgetLinks(server.services);
  const known = await directoryOf(server.services).find(link.slug);
  expect(await directoryOf(server.services).find(link.slug)).toBe(known);
});
