import { aVoice } from "@manyi/store/testing";
import { expect, test } from "vitest";
import { demoHistories } from "./complaints.js";

test("every demo case has been opened, at whatever minute the demo is loaded", () => {
  const at = Date.UTC(2026, 10, 22, 3, 36);
  const voices = Array.from({ length: 200 }, (_, i) => ({
    ...aVoice({ tenantId: 2, unitId: 11 }),
    locale: "zh-CN",
    occurredAt: new Date(at - i * 10_000),
    scores: { nps: 0 },
  }));
  const histories = demoHistories(voices, 20_779, { managerOf: () => "m", agents: ["a"], lead: "l" }, at);
  expect(histories.length).toBeGreaterThan(10);
  for (const { events } of histories) expect(events[0]?.type).toBe("opened");
});
