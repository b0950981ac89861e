import type { QuotaChoice, QuotaPlanView } from "@manyi/contracts";
import { describe, expect, test } from "vitest";
import { cellsOf, type Draft, knowsPeople, levelsOf, NEW_DRAFT, quotaOf, sumOf, withQuota } from "./draft.js";

const level = (name: string, people: number | null = null, parent: string | null = null) => ({
  level: name,
  label: { en: name },
  parent,
  people,
});
const CHOICES: readonly QuotaChoice[] = [
  {
    dimension: { kind: "unit" },
    label: { en: "Unit" },
    refusal: null,
    levels: [level("1"), level("2", 300, "1"), level("3", 100, "1"), level("4", null, "2")],
  },
  { dimension: { kind: "answer", question: "age" }, label: { en: "Age" }, refusal: null, levels: [level("young"), level("old")] },
  { dimension: { kind: "answer", question: "score" }, label: { en: "Score" }, refusal: "outcome", levels: [] },
];
const draft = (over: Partial<Draft>): Draft => ({ ...NEW_DRAFT, total: 100, ...over });
const targets = (of: Draft) => cellsOf(of, CHOICES)?.map(({ target }) => target);

describe("a quota in the making", () => {
  test("without dimensions there is one cell, the total", () => {
    expect(quotaOf(draft({}), CHOICES)).toEqual({ mode: "hard", dimensions: [], cells: [{ levels: [], target: 100, isClosed: false }] });
  });

  test("combinations add up to the total, alike or by the people that are known", () => {
    const crossed = draft({ dimensions: ["answer age", "unit"] });
    expect(cellsOf(crossed, CHOICES)?.map(({ levels }) => levels.join(" "))).toEqual(["young 2", "young 3", "old 2", "old 3"]);
    expect(targets(crossed)).toEqual([25, 25, 25, 25]);
    expect(targets({ ...crossed, fill: "people" })).toEqual([38, 13, 37, 12]);
    expect([knowsPeople(crossed, CHOICES), knowsPeople(draft({ dimensions: ["answer age"] }), CHOICES)]).toEqual([true, false]);
  });

  test("units stand on one height, so that nobody falls into two cells; others are picked", () => {
    const unit = CHOICES[0]!;
    expect(levelsOf(draft({}), unit).map((one) => one.level)).toEqual(["2", "3"]);
    expect(levelsOf(draft({ levels: { unit: ["4", "3"] } }), unit).map((one) => one.level)).toEqual(["3", "4"]);
  });

  test("what is typed over stays, an emptied cell is no quota, and what may not decide is passed over", () => {
    const typed = draft({ dimensions: ["answer age", "answer score"], typed: { '["young"]': 80, '["old"]': null } });
    expect(targets(typed)).toEqual([80, null]);
    expect(quotaOf(typed, CHOICES)?.cells).toEqual([{ levels: ["young"], target: 80, isClosed: false }]);
    expect(quotaOf(draft({ dimensions: ["answer age"], typed: { '["young"]': null, '["old"]': null } }), CHOICES)).toBeNull();
    expect(quotaOf(draft({ dimensions: ["unit"], levels: { unit: [] } }), CHOICES)).toBeNull();
  });

  test("more cells than can be handled are none", () => {
    const many: QuotaChoice = { ...CHOICES[1]!, levels: Array.from({ length: 501 }, (_, i) => level(`l${i}`)) };
    expect(cellsOf(draft({ dimensions: ["answer age"] }), [many])).toBeNull();
  });
});

describe("a plan that runs", () => {
  const none = { door: 0, page: 0, sent: 0 };
  const cell = (id: number, state: "open" | "closed", reached: number) => ({
    id,
    levels: [String(id)],
    labels: [{}],
    target: 10,
    reached,
    share: reached / 10,
    state,
    screenedOut: { ...none, sent: id },
  });
  const plan: QuotaPlanView = {
    revision: 4,
    countsFrom: "2026-03-01",
    step: null,
    quotas: [
      {
        id: 7,
        mode: "hard",
        dimensions: [{ kind: "segment" }],
        labels: [{}],
        fault: null,
        cells: [cell(1, "open", 3), cell(2, "closed", 5)],
      },
      { id: 8, mode: "soft", dimensions: [], labels: [], fault: null, cells: [{ ...cell(3, "open", 1), levels: [] }] },
    ],
    hidden: 0,
    screenedOut: none,
    choices: [],
    history: [],
  };

  test("one quota is changed or taken out, the others and their closed cells are sent back as they are", () => {
    const changed = withQuota(plan, 8, { mode: "hard", dimensions: [], cells: [{ id: 3, levels: [], target: 20, isClosed: false }] });
    expect(changed).toMatchObject({ revision: 4, countsFrom: "2026-03-01" });
    expect(changed.quotas.map(({ id, mode }) => [id, mode])).toEqual([
      [7, "hard"],
      [undefined, "hard"],
    ]);
    expect(changed.quotas[0]?.cells.map(({ isClosed }) => isClosed)).toEqual([false, true]);
    expect(withQuota(plan, 7, null).quotas.map(({ id }) => id)).toEqual([8]);
  });

  test("a quota's sum is that of its cells", () => {
    expect(sumOf(plan.quotas[0]!)).toEqual({ reached: 8, target: 20, out: 3 });
  });
});
