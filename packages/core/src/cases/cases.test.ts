import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OFFICE_HOURS } from "../calendar/index.js";
import {
  CASE_EVENT_TYPES,
  CASE_STATES,
  CASE_STEPS,
  type CaseEvent,
  type CaseEventType,
  clocksOf,
  DEFAULT_SERVICE_LEVELS,
  isOpenCase,
  missingForUnverified,
  nextClock,
  outcomeOf,
  possibleEvents,
  RECEIVED,
  replayCase,
  stepCase,
  unhappy,
} from "./index.js";

const at = (text: string) => Date.parse(`${text.replace(" ", "T")}:00+08:00`);
const rules = (now: string) => ({ calendar: OFFICE_HOURS, timeZone: "Asia/Shanghai", levels: DEFAULT_SERVICE_LEVELS, now: at(now) });
const event = (type: CaseEventType, when: string, payload: CaseEvent["payload"] = {}): CaseEvent => ({ type, at: at(when), payload });
const opened = event("opened", "2025-06-17 19:42", { severity: "high" });

describe("state table", () => {
  const walk: Exclude<CaseEventType, "opened">[] = [
    "acknowledged",
    "assessed",
    "handed_over",
    "investigated",
    "answered",
    "accepted",
    "implemented",
    "verification_requested",
    "confirmed",
  ];

  test("the ten steps follow each other", () => {
    const path = [RECEIVED];
    for (const step of walk) path.push(stepCase(path.at(-1)!, step)!);
    expect(path.map((standing) => standing.state)).toEqual(CASE_STEPS);
  });

  test("a case that was not carried out and asked about cannot be closed", () => {
    for (const state of CASE_STATES.filter((state) => !["implemented", "verifying"].includes(state))) {
      expect(stepCase({ state, previous: state }, "confirmed")).toBeNull();
      expect(stepCase({ state, previous: state }, "closed_unverified")).toBeNull();
    }
  });

  test("every state × event either moves to a known state or is refused", () => {
    let moves = 0;
    for (const state of CASE_STATES) {
      for (const type of CASE_EVENT_TYPES) {
        if (type === "opened") continue;
        const next = stepCase({ state, previous: "investigating" }, type);
        if (next !== null) moves++;
        expect(next === null || CASE_STATES.includes(next.state)).toBe(true);
        expect(possibleEvents({ state, previous: "investigating" }).includes(type)).toBe(next !== null);
      }
    }
    expect(moves).toBe(135);
  });

  test("nothing leaves merged, and only reopening leaves closed", () => {
    expect(possibleEvents({ state: "merged", previous: "received" })).toEqual([]);
    expect(possibleEvents({ state: "closed", previous: "verifying" })).toEqual(["noted", "reopened"]);
    expect(isOpenCase("closed")).toBe(false);
  });
});

describe("clocks from the event log", () => {
  test("the clocks of a serious complaint made in the evening", () => {
    const facts = replayCase([opened, event("acknowledged", "2025-06-17 19:58")]);
    const [acknowledge, answer, resolve, verify] = clocksOf(facts, rules("2025-06-18 10:30"));
    expect(acknowledge).toMatchObject({ state: "done", used: 16 / 60 });
    expect(answer).toMatchObject({ state: "warning", dueAt: at("2025-06-18 11:00"), used: 0.75 });
    expect(resolve).toMatchObject({ state: "running", dueAt: at("2025-06-19 16:00") });
    expect(verify).toMatchObject({ state: "not_started", dueAt: null });
    expect(nextClock(clocksOf(facts, rules("2025-06-18 10:30")))?.kind).toBe("answer");
  });

  test("waiting for the customer stops the resolution clock only", () => {
    const log = [
      opened,
      event("acknowledged", "2025-06-17 19:58"),
      event("asked", "2025-06-18 10:00"),
      event("resumed", "2025-06-18 15:00"),
    ];
    const [, answer, resolve] = clocksOf(replayCase(log), rules("2025-06-18 15:00"));
    expect(answer?.dueAt).toBe(at("2025-06-18 11:00"));
    expect(resolve?.dueAt).toBe(at("2025-06-20 12:00"));
    expect(clocksOf(replayCase(log.slice(0, 3)), rules("2025-06-18 14:00"))[2]?.state).toBe("paused");
  });

  test("not solved starts new clocks one level up, under the same case", () => {
    const log = [
      opened,
      event("acknowledged", "2025-06-17 19:58"),
      event("answered", "2025-06-18 09:31"),
      event("implemented", "2025-06-19 10:20"),
      event("verification_requested", "2025-06-19 10:20"),
      event("not_solved", "2025-06-20 09:00"),
    ];
    const facts = replayCase(log);
    expect(facts).toMatchObject({ state: "investigating", escalation: 1, reopened: 1, answeredAt: null });
    expect(clocksOf(facts, rules("2025-06-20 09:10"))[1]?.dueAt).toBe(at("2025-06-20 11:00"));
  });

  test("any walk through the table replays: an ending is an instant, and a clock never runs backwards", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 3000 })), { maxLength: 25 }), (choices) => {
        const log: CaseEvent[] = [opened];
        let standing = RECEIVED;
        for (const [choice, minutes] of choices) {
          const types = possibleEvents(standing) as Exclude<CaseEventType, "opened">[];
          const type = types[choice % types.length];
          if (type === undefined) break;
          standing = stepCase(standing, type)!;
          log.push({ type, at: log.at(-1)!.at + minutes * 60_000, payload: type === "verification_attempted" ? { channel: "phone" } : {} });
        }
        const facts = replayCase(log);
        expect(facts.state).toBe(standing.state);
        expect(facts.closedAt === null).toBe(isOpenCase(facts.state));
        for (const clock of clocksOf(facts, { ...rules("2025-06-17 19:42"), now: log.at(-1)!.at })) {
          expect(clock.used ?? 0).toBeGreaterThanOrEqual(0);
          if (clock.dueAt !== null) expect(clock.warnAt!).toBeLessThanOrEqual(clock.dueAt);
        }
      }),
    );
  });

  test("a log that does not begin with its opening, or skips a step, is refused", () => {
    expect(() => replayCase([opened, event("confirmed", "2025-06-18 10:00")])).toThrow(RangeError);
    expect(() => replayCase([])).toThrow(RangeError);
  });
});

test("closing without the customer's word needs three tries, two channels and seven days", () => {
  const tries = [
    { at: at("2025-06-01 10:00"), channel: "phone" },
    { at: at("2025-06-03 10:00"), channel: "phone" },
    { at: at("2025-06-05 10:00"), channel: "sms" },
  ];
  expect(missingForUnverified(tries, at("2025-06-08 10:00"))).toEqual({ tries: 0, channels: 0, days: 0 });
  expect(missingForUnverified(tries, at("2025-06-08 09:00")).days).toBe(1);
  expect(missingForUnverified(tries.slice(0, 2), at("2025-06-09 10:00"))).toEqual({ tries: 1, channels: 1, days: 0 });
});

test("the detractor rule: 6 opens a case, 7 does not; (5,3) does, (5,4) does not", () => {
  expect(unhappy({ nps: 6 })).not.toBeNull();
  expect(unhappy({ nps: 7 })).toBeNull();
  expect(unhappy({ "r:speed": 5, "p:speed": 3 })?.metric).toBe("ratio:speed");
  expect(unhappy({ "e:speed": 5, "p:speed": 4 })).toBeNull();
  expect(unhappy({ nps: 9, "e:speed": 5, "p:speed": 3 })).toBeNull();
  expect(unhappy({})).toBeNull();
});

test("solved but not content is no closed loop", () => {
  expect(outcomeOf({ solved: true, score: 3 })).toBe("not_satisfied");
  expect(outcomeOf({ solved: true, score: null })).toBe("satisfied");
});
