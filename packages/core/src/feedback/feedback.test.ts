import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  customerWords,
  FEEDBACK_STATES,
  FEEDBACK_STEPS,
  type FeedbackEvent,
  feedbackPath,
  feedbackRefusal,
  isEndedFeedback,
  jsonFault,
  originKey,
  pathsOf,
  readItems,
  readTranscript,
  replayFeedback,
  stepFeedback,
  suggestPaths,
  valueAt,
} from "./index.js";

const opened = (payload: Record<string, unknown> = {}): FeedbackEvent => ({ type: "opened", at: 0, payload });

describe("the life of an item", () => {
  test("the straight way is new → analysed → assigned → resolved → informed, and every other jump is refused", () => {
    const moves = FEEDBACK_STATES.flatMap((state) =>
      FEEDBACK_STEPS.flatMap((step) => {
        const next = stepFeedback(state, step);
        return next === null || next === state ? [] : [`${state} ${step} ${next}`];
      }),
    );
    expect(moves).toEqual([
      "new analysed analysed",
      "new archived archived",
      "new marked_spam spam",
      "analysed assigned assigned",
      "analysed case_opened assigned",
      "analysed no_action no_action",
      "analysed archived archived",
      "analysed marked_spam spam",
      "assigned resolved resolved",
      "assigned no_action no_action",
      "assigned archived archived",
      "assigned marked_spam spam",
      "resolved informed informed",
      "resolved reopened analysed",
      "no_action informed informed",
      "no_action reopened analysed",
      "informed reopened analysed",
      "archived reopened analysed",
      "spam reopened analysed",
    ]);
  });

  test("an identified author who asked cannot end before informed, nor be archived or called spam", () => {
    const asked = { isIdentified: true, isAnswerAsked: true };
    for (const state of FEEDBACK_STATES)
      expect([state, isEndedFeedback({ ...asked, state })]).toEqual([state, ["informed", "archived", "spam"].includes(state)]);
    expect(feedbackRefusal(asked, "archived")).toBe("ANSWER_OWED");
    expect(feedbackRefusal(asked, "marked_spam")).toBe("ANSWER_OWED");
    expect(feedbackRefusal({ ...asked, isAnswerAsked: false }, "archived")).toBeNull();
  });

  test("any walk through the table replays to the state it ends in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (choices) => {
        const log: FeedbackEvent[] = [opened({ identified: true, asked: true })];
        let state = replayFeedback(log).state;
        for (const choice of choices) {
          const possible = FEEDBACK_STEPS.filter((step) => stepFeedback(state, step) !== null);
          const step = possible[choice % possible.length]!;
          log.push({ type: step, at: log.length, payload: { ownerId: "u", reason: "r", asked: choice % 2 === 0 } });
          state = stepFeedback(state, step)!;
        }
        expect(replayFeedback(log).state).toBe(state);
      }),
    );
  });

  test("an implied step is never the one asked for, and a closed road stays closed", () => {
    expect(feedbackPath("new", "assigned")).toEqual(["analysed", "assigned"]);
    expect(feedbackPath("new", "no_action")).toEqual(["analysed", "no_action"]);
    expect(feedbackPath("new", "informed")).toBeNull();
    expect(feedbackPath("informed", "resolved")).toBeNull();
  });

  test("a log without its opening, or with a forbidden step, is refused", () => {
    expect(() => replayFeedback([])).toThrow(RangeError);
    expect(() => replayFeedback([opened(), { type: "informed", at: 1, payload: {} }])).toThrow(RangeError);
  });
});

describe("where a post comes from", () => {
  test("the number on the platform tells, else the address without its decoration", () => {
    expect(originKey({ platform: "A", id: " 7 ", url: "https://x.test/1" }, "f")).toBe("post:a:7");
    expect(originKey({ platform: null, id: null, url: "https://X.test/1/?utm_medium=m&id=3" }, "f")).toBe("post:https://x.test/1?id=3");
    expect(originKey({ platform: "A", id: null, url: "no address" }, "f")).toBeNull();
  });
});

describe("reading a sender's JSON", () => {
  test("paths found in a payload lead back to what stands there", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        for (const { path, sample } of pathsOf(value)) expect(String(valueAt(value, path) ?? "").slice(0, 80)).toBe(sample);
      }),
    );
  });

  test("names are guessed once each, inherited names lead nowhere", () => {
    const paths = pathsOf({ review_id: 3, body: "慢", user: { name: "甲" }, created_at: "2026-03-01", stars: 2, shop: { code: "S1" } });
    expect(suggestPaths(paths)).toEqual({
      id: "review_id",
      rating: "stars",
      text: "body",
      author: "user.name",
      date: "created_at",
      unit: "shop.code",
    });
    expect(valueAt({}, "constructor.name")).toBeUndefined();
  });

  test("the text is the sender's, byte for byte, and a faulty item spoils no neighbour", () => {
    const text = "  上菜慢\r\n\t等了 40 分钟 \u{1F621} ";
    const { items, faults } = readItems([{ t: text }, { t: "x", r: 9 }, 5, { t: "y", d: "gestern" }], {
      fields: { text: "t", rating: "r", date: "d" },
      scale: { min: 1, max: 5 },
    });
    expect(items.map(({ index, item }) => [index, item.text])).toEqual([[0, text]]);
    expect(faults.map(({ index, code, path }) => [index, code, path])).toEqual([
      [1, "OUT_OF_RANGE", "r"],
      [2, "NO_TEXT", "t"],
      [3, "NOT_A_DATE", "d"],
    ]);
  });

  test("dates come as instants, seconds, milliseconds or local days", () => {
    const read = (d: unknown) => readItems({ t: "x", d }, { fields: { text: "t", date: "d" } }).items[0]?.item.date;
    expect(read("2026-03-01T10:00:00+08:00")).toBe(Date.UTC(2026, 2, 1, 2));
    expect(read(1772330400)).toBe(1772330400000);
    expect(read(1772330400000)).toBe(1772330400000);
    expect(read("2026-03-01 10:30")).toEqual({ day: 20513, minute: 630 });
  });
});

describe("where JSON breaks off", () => {
  test("any JSON has no fault, and any text with a fault is no JSON", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonFault(text)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom(",", "}", "]", ":", '"', "x", "", "\\"), (text, at, wild) => {
        const spoiled = text.slice(0, at % (text.length + 1)) + wild + text.slice((at % (text.length + 1)) + 1);
        let isJson = true;
        try {
          JSON.parse(spoiled);
        } catch {
          isJson = false;
        }
        expect([spoiled, jsonFault(spoiled) === null]).toEqual([spoiled, isJson]);
      }),
    );
  });
});

describe("transcripts", () => {
  const VTT = `WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Agent>Hello, how can I help?

2
00:00:05.000 --> 00:00:09.000
<v Caller>The soup arrived cold.
It was also late.

3
00:00:10.000 --> 00:00:12.000
<v Agent>I am sorry.
`;

  test("subtitles and lines tell the speakers apart", () => {
    expect(readTranscript(VTT).map(({ side, text }) => [side, text])).toEqual([
      ["staff", "Hello, how can I help?"],
      ["customer", "The soup arrived cold.\nIt was also late."],
      ["staff", "I am sorry."],
    ]);
    const turns = readTranscript("[00:01] 坐席 7：您好\n顾客: 汤是凉的\n等了很久\n坐席 7：抱歉\n顾客：谢谢");
    expect(customerWords(turns, "turn")).toEqual(["汤是凉的\n等了很久", "谢谢"]);
    expect(customerWords(turns, "thread")).toEqual(["汤是凉的\n等了很久\n谢谢"]);
  });

  test("names that say no side need the customer's name; without it nothing is taken for the customer's", () => {
    expect(customerWords(readTranscript("Li: hello\nWang: cold soup"), "turn")).toEqual([]);
    expect(customerWords(readTranscript("Li: hello\nWang: cold soup", "Wang"), "turn")).toEqual(["cold soup"]);
    const { faults } = readItems({ log: "Li: hello" }, { fields: { text: "log" }, isTranscript: true });
    expect(faults[0]?.code).toBe("NO_CUSTOMER");
  });
});
