import { checkAnswers, surveyFaults } from "@manyi/core/survey";
import { expect, test } from "vitest";
import { lintDefinition } from "../surveys/index.js";
import { DEMO_SURVEYS } from "./surveys.js";
import { voicesOfDay } from "./visits.js";
import { DAYS_BACK } from "./world.js";

const anchorDay = 20_600;
const until = Number.POSITIVE_INFINITY;
const all = Array.from({ length: DAYS_BACK + 1 }, (_, age) => voicesOfDay({ day: anchorDay - age, anchorDay, until }));
const voices = all.flat();
const share = (list: typeof voices, test: (nps: number) => boolean) =>
  list.filter((voice) => typeof voice.nps === "number" && test(voice.nps)).length /
  list.filter((voice) => typeof voice.nps === "number").length;

test("two years hold at least fifty thousand voices, each with a key of its own", () => {
  console.log(
    `demo: ${voices.length} voices, last 28 days ${all.slice(1, 29).flat().length}, NPS ${Math.round(100 * (share(voices, (n) => n >= 9) - share(voices, (n) => n <= 6)))}`,
  );
  expect(voices.length).toBeGreaterThanOrEqual(50_000);
  expect(new Set(voices.map((voice) => voice.clientKey)).size).toBe(voices.length);
});

test("a day is always generated the same way, and its future has not happened yet", () => {
  const day = { day: anchorDay - 5, anchorDay };
  expect(voicesOfDay({ ...day, until })).toEqual(voicesOfDay({ ...day, until }));
  const noon = voicesOfDay({ ...day, until })
    .find((voice) => voice.occurredAt)!
    .occurredAt!.getTime();
  expect(voicesOfDay({ ...day, until: noon }).every((voice) => !voice.occurredAt || voice.occurredAt.getTime() <= noon)).toBe(true);
});

test("the demo's surveys have no faults, pass the linter, and its answers pass their own checks", () => {
  for (const { definition } of Object.values(DEMO_SURVEYS)) {
    expect(surveyFaults(definition)).toEqual([]);
    expect(lintDefinition(definition).findings.filter(({ severity }) => severity === "must_fix")).toEqual([]);
  }
  const surveys = new Map(Object.values(DEMO_SURVEYS).map((survey) => [survey.id as number, survey.definition]));
  for (const voice of voices.slice(0, 500)) expect(checkAnswers(surveys.get(voice.surveyId!)!, voice.answers!).faults).toEqual([]);
});

test("anonymous voices carry no person and no time", () => {
  const anonymous = voices.filter((voice) => voice.anonymity === "anonymous");
  expect(anonymous.length).toBeGreaterThan(1000);
  expect(anonymous.every((voice) => !voice.customerId && !voice.employeeId && voice.occurredAt === null && voice.durationS === null)).toBe(
    true,
  );
});
