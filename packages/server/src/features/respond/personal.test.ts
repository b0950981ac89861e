import { api } from "@manyi/contracts";
import type { SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { burnNow } from "./burn.js";
import { type Desk, openDesk, PAGED, SINGLE, visitOf, words } from "./testing/desk.js";
import { sweep } from "./writes.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe("personal links", () => {
  test("50 submits at once with one token: one completed answer, by its customer; the link then says so", async () => {
    const link = await desk.open(SINGLE);
    const [address] = await desk.personal(link, "c1");
    const token = new URLSearchParams(address!.split("?")[1]).get("t")!;
    expect(Buffer.from(token, "base64url").length * 8).toBeGreaterThanOrEqual(128);
    const pages = await Promise.all(Array.from({ length: 5 }, () => desk.get(address!)));
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        desk.post(address!, { d: visitOf(pages[i % 5]!.body), s: "0", shown: "recommend", "a.recommend": String(7 + (i % 4)) }),
      ),
    );
    expect(sent.every((reply) => reply.statusCode === 200)).toBe(true);
    const voices = await desk.voicesOf(link.surveyId);
    expect(voices).toHaveLength(1);
    const customer = await desk.server.store.db
      .selectFrom("customers")
      .select("id")
      .where("external_id", "=", "c1")
      .executeTakeFirstOrThrow();
    expect(voices[0]!.customer_id).toBe(customer.id);
    const [invitation] = await desk.invitationsOf(link.surveyId);
    expect(invitation!.state).toBe("completed");
    expect(invitation!.token_hash.toString("utf8")).not.toContain(token);
    const used = await desk.get(`${address}&l=en`);
    expect([used.statusCode, used.body.includes("You have already answered.")]).toEqual([410, true]);
  });

  test("a personal draft is taken up on another device", async () => {
    const link = await desk.open(PAGED);
    const [address] = await desk.personal(link, "c2");
    const page = await desk.get(address!);
    const moved = await desk.post(address!, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "5" });
    expect(moved.statusCode).toBe(303);
    const elsewhere = await desk.get(address!);
    expect(elsewhere.body).toContain("第 2 页，共 2 页");
    expect(elsewhere.body).toContain("已恢复您上次填写的内容。");
  });

  test("expired links say so", async () => {
    const link = await desk.open(SINGLE);
    const [address] = await desk.personal(link, "c3");
    desk.server.clock.advance(91 * 86_400_000);
    const page = await desk.get(`${address}&l=en`);
    desk.server.clock.advance(-91 * 86_400_000);
    expect([page.statusCode, page.body.includes("This link has expired.")]).toEqual([410, true]);
  });

  test("do not ask me again: one tap withdraws, says so, and no new link is made for that person", async () => {
    const link = await desk.open(SINGLE);
    const [address, unknown] = await desk.personal(link, "c4", "nobody");
    expect(unknown).toBe("");
    const page = await desk.get(address!);
    const stopped = await desk.post(address!, { d: visitOf(page.body), l: "zh-CN", go: "stop" });
    expect(stopped.body).toContain("好的，不再问您。");
    expect((await desk.invitationsOf(link.surveyId)).map((one) => [one.state, one.reason])).toEqual([["opted_out", "WITHDRAWN"]]);
    expect((await desk.get(address!)).statusCode).toBe(410);
    expect((await desk.post(address!, { s: "0", shown: "recommend", "a.recommend": "9" })).statusCode).toBe(410);
    expect(await desk.personal(link, "c4")).toEqual([""]);
    expect(await desk.voicesOf(link.surveyId)).toEqual([]);
  });
});

describe("how an invitation ended", () => {
  test("partial and hardly answered, left, bounced and refused are kept apart for the response rates", async () => {
    const rating = (key: string) => ({
      key,
      type: "rating" as const,
      text: words("好不好", "How good"),
      scale: { min: 1, max: 5 },
      display: "number" as const,
      low: words("差", "Bad"),
      high: words("好", "Good"),
    });
    const five: SurveyDefinition = {
      ...PAGED,
      pages: ["one", "two"].map((key) => ({ key, questions: [0, 1].map((i) => rating(`${key}${i}`)) })),
    };
    const link = await desk.open(five);
    const external = ["d1", "d2", "d3", "d4", "d5", "d6"];
    await desk.server.store.db
      .insertInto("customers")
      .values(
        external.map((one) => ({
          tenant_id: 1,
          id: desk.server.services.ids.uuid(),
          external_id: one,
          created_at: desk.server.clock.now(),
        })),
      )
      .execute();
    const [whole, half, quarter, left] = await desk.personal(link, ...external);
    const answer = async (address: string, first: number, second: number | null) => {
      const d = visitOf((await desk.get(address)).body);
      const fields = (page: string, count: number) => [0, 1].slice(0, count).map((i): [string, string] => [`a.${page}${i}`, "4"]);
      const shown = (page: string) => [0, 1].map((i): [string, string] => ["shown", `${page}${i}`]);
      await desk.post(address, [["d", d], ["s", "0"], ...shown("one"), ...fields("one", first)]);
      if (second !== null) await desk.post(address, [["d", d], ["s", "1"], ...shown("two"), ...fields("two", second)]);
    };
    await answer(whole!, 2, 2);
    await answer(half!, 2, 0);
    await answer(quarter!, 1, 0);
    await answer(left!, 1, null);
    const record = (externalId: string, outcome: "bounced" | "refused" | "ineligible") =>
      desk.manager.call(api.surveys.recordOutcomes, {
        params: { id: link.surveyId, linkId: link.id },
        body: { items: [{ externalId, outcome }] },
      });
    expect((await record("d5", "bounced")).items).toEqual([{ externalId: "d5", recorded: true }]);
    const other = await desk.open(five);
    await desk.personal(other, "d5", "d6");
    expect((await record("d6", "refused")).items[0]!.recorded).toBe(true);
    // a refusal ends every further asking, in other surveys too
    expect((await desk.invitationsOf(other.surveyId)).map(({ state }) => state).sort()).toEqual(["opted_out", "sent"]);
    const twice = desk.manager.call(api.surveys.recordOutcomes, {
      params: { id: link.surveyId, linkId: link.id },
      body: {
        items: [
          { externalId: "d5", outcome: "unknown" },
          { externalId: "d5", outcome: "refused" },
        ],
      },
    });
    await expect(twice).rejects.toMatchObject({ problem: { code: "INVALID_INPUT", at: [{ path: "body.items[1].externalId" }] } });
    // whoever answered stays answered; a stranger is said to be one
    expect((await record("d1", "ineligible")).items[0]!.recorded).toBe(false);
    expect((await record("nobody", "bounced")).items[0]!.recorded).toBe(false);
    await sweep(desk.server.store.db, new Date(desk.server.clock.now().getTime() + 31 * 86_400_000));
    const ended = await desk.server.store.db
      .selectFrom("invitations as i")
      .innerJoin("customers as c", "c.id", "i.customer_id")
      .select(["c.external_id", "i.state", "i.reason"])
      .where("i.survey_id", "=", link.surveyId)
      .orderBy("c.external_id")
      .execute();
    expect(ended.map(({ state, reason }) => [state, reason])).toEqual([
      ["completed", null],
      ["completed", "PARTIAL"],
      ["completed", "BREAK_OFF"],
      ["sent", "LEFT"],
      ["sent", "BOUNCED"],
      ["opted_out", "REFUSED"],
    ]);
  });
});

describe("anonymous", () => {
  const anonymous: SurveyDefinition = { ...PAGED, anonymity: "anonymous" };

  test("an anonymous answer to a personal link keeps nothing that leads back to it", async () => {
    const link = await desk.open(anonymous, { allow: ["table", "order"] });
    const [address] = await desk.personal(link, "c5");
    const token = new URLSearchParams(address!.split("?")[1]).get("t")!;
    const at = `${address}&table=7&order=ORDER-1`;
    const d = visitOf((await desk.get(at)).body);
    const [before] = await desk.invitationsOf(link.surveyId);
    await desk.post(at, { d, s: "0", shown: "recommend", "a.recommend": "1" });
    const [draft] = await desk.draftsOf(link.surveyId);
    expect(draft!.saved_at.getTime() % 86_400_000).toBe(0);
    const send = () =>
      desk.post(at, [
        ["d", d],
        ["s", "1"],
        ["shown", "why"],
        ["shown", "more"],
        ["a.why", "等太久"],
      ]);
    const replies = await Promise.all(Array.from({ length: 10 }, send));
    expect(replies.every((reply) => reply.statusCode === 200)).toBe(true);
    expect((await desk.get(at)).statusCode).toBe(410);
    expect(await burnNow(desk.server.services)).toBe(1);
    expect((await send()).statusCode).toBe(410);
    const voices = await desk.voicesOf(link.surveyId);
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
    const [invitation] = await desk.invitationsOf(link.surveyId);
    expect([invitation!.state, invitation!.salt]).toEqual(["completed", null]);
    expect(await desk.draftsOf(link.surveyId)).toEqual([]);
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
    const link = await desk.open({ ...SINGLE, anonymity: "anonymous" });
    const d = visitOf((await desk.get(`/s/${link.slug}`)).body);
    const done = await desk.post(`/s/${link.slug}`, [
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
    const missing = await desk.post(`/s/${link.slug}/callback`, { l: "zh-CN", name: "小王" });
    expect([missing.statusCode, missing.body.includes("请留下电话或邮箱")]).toEqual([422, true]);
    const noted = await desk.post(`/s/${link.slug}/callback`, { l: "zh-CN", name: "小王", phone: "13800000000", about: "请回电" });
    expect(noted.body).toContain("已记下，会有人联系您。");
    const [callback] = await desk.server.store.db.selectFrom("callbacks").selectAll().where("survey_id", "=", link.surveyId).execute();
    expect(callback).toMatchObject({
      unit_id: desk.unitId,
      asked_on: "2026-03-02",
      contact: { name: "小王", phone: "13800000000", note: "请回电", locale: "zh-CN" },
    });
    const [voice] = await desk.voicesOf(link.surveyId);
    const shared = new Set(Object.values(voice!).filter((value) => typeof value === "string"));
    expect(Object.values(callback!).filter((value) => typeof value === "string" && shared.has(value))).toEqual([]);
    const event = await desk.server.store.db
      .selectFrom("events")
      .selectAll()
      .where("type", "=", "callback.asked")
      .where("subject_id", "=", callback!.id)
      .executeTakeFirstOrThrow();
    expect(event.at.toISOString()).toBe("2026-03-02T00:00:00.000Z");
    expect(event.payload).toEqual({});
  });

  test("after a good score nobody is asked for contact details", async () => {
    const link = await desk.open({ ...SINGLE, anonymity: "anonymous" });
    const d = visitOf((await desk.get(`/s/${link.slug}`)).body);
    const done = await desk.post(`/s/${link.slug}`, { d, s: "0", shown: "recommend", "a.recommend": "10" });
    expect(done.body).not.toContain("<form");
  });
});
