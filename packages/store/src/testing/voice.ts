import { randomUUID } from "node:crypto";
import { uuidv7 } from "../ids.js";
import type { NewVoice } from "../ingest/index.js";

/** A plain survey voice of 2026-03-02, with whatever the test cares about put over it. */
export function aVoice(over: Partial<NewVoice> = {}): NewVoice {
  return {
    tenantId: 1,
    id: uuidv7(),
    clientKey: randomUUID(),
    source: "survey",
    channel: "web",
    locale: "zh-CN",
    anonymity: "identified",
    occurredAt: new Date("2026-03-02T04:00:00Z"),
    localDay: 20_514,
    isoWeek: 2931,
    localMonth: 24_314,
    completeness: "complete",
    nps: 9,
    nums: [9, null, 4],
    scores: { nps: 9 },
    answers: { recommend: 9, service: 4 },
    comment: "上菜很快，味道也好",
    ...over,
  };
}
