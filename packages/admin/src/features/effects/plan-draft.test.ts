import { expect, test } from "vitest";
import { designOf, draftFor } from "./plan-draft.js";
import { planSearch } from "./search.js";

test("draft: begins tomorrow, keeps what a finding knows, and asks nothing until there is a unit with a day", () => {
  const empty = draftFor({}, "2026-03-02");
  expect([empty.startOn, empty.metric, designOf(empty)]).toEqual(["2026-03-03", "nps", null]);
  const filled = draftFor(planSearch({ unit: 7, metric: "p:serving_speed", name: "Speed" }), "2026-03-02");
  expect(designOf(filled)).toMatchObject({ metric: "p:serving_speed", treated: [{ unitId: 7, startOn: "2026-03-03" }] });
  expect(designOf({ ...filled, startOn: "" })).toBeNull();
});

test("draft: in steps each unit has its own day, otherwise all have the same", () => {
  const draft = { ...draftFor({}, "2026-03-02"), units: [1, 2], ownStarts: { 2: "2026-04-01" } };
  const days = (isInSteps: boolean) => designOf({ ...draft, isInSteps })!.treated.map(({ startOn }) => startOn);
  expect(days(false)).toEqual(["2026-03-03", "2026-03-03"]);
  expect(days(true)).toEqual(["2026-03-03", "2026-04-01"]);
});

test("address: only measures of which more is better, ids and names pass", () => {
  expect(planSearch({ metric: "e:speed", unit: "x", change: "no", name: " " })).toEqual({});
  expect(planSearch({ metric: "ratio:speed" })).toEqual({ metric: "ratio:speed" });
});
