import { describe, expect, test } from "vitest";
import type { Question } from "../survey/index.js";
import { cellState, cellsOf, firstFull, type Quota, type QuotaFacts, quotaRefusal, spreadTarget } from "./index.js";

const cell = (id: number, levels: readonly string[], target = 2, reached = 0, isClosed = false) => ({
  id,
  levels,
  target,
  reached,
  isClosed,
});
const facts: QuotaFacts = {
  units: [4, 1],
  channel: "qr",
  touchpointId: 3,
  segmentId: null,
  locale: "en",
  answers: { gender: "f", age: "30" },
};

describe("cells", () => {
  const crossed: Quota = {
    id: 1,
    mode: "hard",
    dimensions: [
      { kind: "answer", question: "gender" },
      { kind: "answer", question: "age" },
    ],
    cells: [cell(1, ["f", "20"]), cell(2, ["f", "30"]), cell(3, ["m", "30"])],
  };
  const ids = (quotas: readonly Quota[], of: QuotaFacts = facts) => cellsOf(quotas, of).map((one) => one.cell.id);

  test("cells: crossed cells need every level; the total takes everybody", () => {
    const total: Quota = { id: 2, mode: "hard", dimensions: [], cells: [cell(9, [])] };
    expect(ids([crossed, total])).toEqual([2, 9]);
  });

  test("cells: what is not known yet puts nobody anywhere, one half of a cross is not enough", () => {
    expect(ids([crossed], { ...facts, answers: { gender: "f" } })).toEqual([]);
    expect(ids([crossed], { ...facts, answers: { gender: "f", age: ["30"] } })).toEqual([]);
    const segment: Quota = { id: 3, mode: "hard", dimensions: [{ kind: "segment" }], cells: [cell(5, ["0"]), cell(6, ["1"])] };
    expect(ids([segment])).toEqual([]);
  });

  test("cells: a unit holds everybody below it", () => {
    const units: Quota = { id: 4, mode: "hard", dimensions: [{ kind: "unit" }], cells: [cell(1, ["1"]), cell(4, ["4"]), cell(5, ["5"])] };
    expect(ids([units])).toEqual([1, 4]);
  });

  test("cells: channel, touchpoint and language are levels like any other", () => {
    const mixed: Quota = {
      id: 5,
      mode: "hard",
      dimensions: [{ kind: "channel" }, { kind: "touchpoint" }, { kind: "locale" }],
      cells: [cell(1, ["qr", "3", "en"]), cell(2, ["qr", "3", "zh-CN"])],
    };
    expect(ids([mixed])).toEqual([1]);
  });
});

describe("full", () => {
  const fallen = (mode: "hard" | "soft", one: ReturnType<typeof cell>) => ({
    quota: { id: 1, mode, dimensions: [], cells: [one] },
    cell: one,
  });

  test("full: hard closes at its target, soft never, by hand always", () => {
    expect(firstFull([fallen("hard", cell(1, [], 2, 1))])).toBeNull();
    expect(firstFull([fallen("hard", cell(1, [], 2, 2))])?.cell.id).toBe(1);
    expect(firstFull([fallen("soft", cell(1, [], 2, 7))])).toBeNull();
    expect(firstFull([fallen("soft", cell(1, [], 2, 0, true))])?.cell.id).toBe(1);
    expect(firstFull([fallen("hard", cell(1, [], 0, 0))])?.cell.id).toBe(1);
  });

  test("full: one full cell of several is enough, and the first is named", () => {
    expect(firstFull([fallen("hard", cell(1, [])), fallen("hard", cell(2, [], 1, 1)), fallen("hard", cell(3, [], 1, 1))])?.cell.id).toBe(2);
  });

  test("state: open, full, over, closed", () => {
    expect(cellState("hard", cell(1, [], 2, 1))).toBe("open");
    expect(cellState("soft", cell(1, [], 2, 2))).toBe("full");
    expect(cellState("soft", cell(1, [], 2, 3))).toBe("over");
    // reinstated answers may take a hard cell beyond its target; it is full and nothing more
    expect(cellState("hard", cell(1, [], 2, 3))).toBe("full");
    expect(cellState("hard", cell(1, [], 2, 1, true))).toBe("closed");
  });
});

describe("refusal", () => {
  const words = (en: string) => ({ en, "zh-CN": en });
  const single = (key: string, text: string, over: object = {}): Question => ({
    key,
    type: "single",
    text: words(text),
    options: [
      { id: "a", code: 1, text: words("A") },
      { id: "b", code: 2, text: words("B") },
    ],
    ...over,
  });
  const survey = {
    pages: [
      {
        questions: [
          { key: "score", type: "nps", wording: "recommend_us", text: words("?") },
          { key: "stars", type: "csat", display: "star", text: words("?") },
          { key: "food", type: "rating", scale: { min: 1, max: 5 }, low: {}, high: {}, display: "number", text: words("?") },
          single("age", "Your age"),
          single("why", "Why?", { showIf: { all: [{ question: "score", op: "lte", value: 6 }] } }),
          single("deeper", "What exactly?", { showIf: { question: "why", op: "eq", value: "a" } }),
          single("older", "Which card?", { showIf: { question: "age", op: "eq", value: "b" } }),
          single("glad", "How satisfied are you with us?"),
          single("zh", "您会向朋友推荐我们吗？"),
          single("kano", "If it had music?", { role: "kano_functional" }),
          { key: "ticks", type: "multiple", options: [], text: words("?") },
          { key: "words", type: "text", multiline: true, maxLength: 10, text: words("?") },
        ],
      },
    ],
  } as const satisfies { pages: { questions: Question[] }[] };

  test.each([
    ["age", null],
    ["older", null],
    ["score", "outcome"],
    ["stars", "outcome"],
    ["food", "outcome"],
    ["glad", "outcome"],
    ["zh", "outcome"],
    ["kano", "outcome"],
    ["why", "after_outcome"],
    ["deeper", "after_outcome"],
    ["ticks", "not_closed"],
    ["words", "not_closed"],
    ["gone", "missing"],
  ] as const)("refusal: %s → %s", (key, reason) => {
    expect(quotaRefusal(survey, key)).toBe(reason);
  });
});

describe("spread", () => {
  test("spread: cells add up to the target exactly, alike or in proportion", () => {
    expect(spreadTarget(100, [3])).toEqual([34, 33, 33]);
    expect(spreadTarget(100, [2, [300, 100]])).toEqual([38, 13, 37, 12]);
    expect(spreadTarget(0, [2, 2])).toEqual([0, 0, 0, 0]);
    expect(spreadTarget(10, [[0, 0]])).toEqual([5, 5]);
    for (const target of [1, 7, 99, 1000]) expect(spreadTarget(target, [[1, 2, 4], 3, [5, 1]]).reduce((sum, n) => sum + n)).toBe(target);
  });
  test("spread: refuses what it cannot spread", () => {
    expect(() => spreadTarget(-1, [2])).toThrow(RangeError);
    expect(() => spreadTarget(5, [0])).toThrow(RangeError);
    expect(() => spreadTarget(5, [[1, Number.NaN]])).toThrow(RangeError);
  });
});
