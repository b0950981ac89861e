import { api } from "@manyi/contracts";
import { beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, SINGLE } from "./testing/desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
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
    const link = await desk.open(SINGLE);
    const key = await desk.server.apiKey({ permissions: ["surveys:write"] });
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
    const voices = await desk.voicesOf(link.surveyId);
    // 00:30 in Shanghai
    expect(voices.map((voice) => [voice.local_day, voice.channel, voice.nps])).toEqual([[20514, "pos", 9]]);
  });

  test("a key of one store cannot answer for another; an anonymous survey keeps no customer, time or sender's key", async () => {
    const link = await desk.open({ ...SINGLE, anonymity: "anonymous" });
    const key = await desk.server.apiKey({ permissions: ["surveys:write"], unitId: desk.unitId });
    const items = [
      item("order-1001", { recommend: 9 }, { customerExternalId: "c1" }),
      item("order-1002", { recommend: 9 }, { unitCode: "B" }),
    ];
    const reply = await key.call(api.responses.submit, { params: { id: link.surveyId }, body: { items } });
    expect(reply.items.map((one) => one.status)).toEqual(["stored", "rejected"]);
    const [voice] = await desk.voicesOf(link.surveyId);
    expect(voice).toMatchObject({ customer_id: null, occurred_at: null });
    expect(voice!.client_key).not.toContain("order-1001");
  });
});
