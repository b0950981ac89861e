import type { SampleDetail } from "@manyi/contracts";
import { expect, test } from "vitest";
import { type Draft, designOf, firstDraft, isUnfinished, METHODS } from "./draft.js";

const groups = [
  { code: "N", label: null, population: 515 },
  { code: "S", label: null, population: 305 },
];
const frame = { frameN: 1000, groupings: [{ by: "segment" as const, groups }], drawn: null };

test("a new design draws plainly as many as ± 5 points need, never more than the frame holds", () => {
  expect(designOf(firstDraft(frame))).toEqual({ method: "simple", n: 278 });
  expect(designOf(firstDraft({ ...frame, frameN: 3 }))).toEqual({ method: "simple", n: 3 });
});

test("switching the method keeps what was filled in, and a design holds only what its method asks for", () => {
  const draft: Draft = { ...firstDraft(frame), n: 90, clusters: 2, allocation: "minimum", minimum: 12 };
  expect(METHODS.map((method) => Object.keys(designOf({ ...draft, method })))).toEqual([
    ["method", "n"],
    ["method", "n", "by", "allocation", "minimum"],
    ["method", "n", "order"],
    ["method", "by", "clusters"],
    ["method", "by", "clusters", "perCluster", "chance"],
    ["method"],
  ]);
});

test("a drawn design comes back as it was, and by variance waits for every stratum's deviation", () => {
  const design = { method: "stratified", n: 50, by: "segment", allocation: "neyman", deviations: { N: 1, S: 2 } } as const;
  const draft = firstDraft({ ...frame, drawn: { design } as unknown as SampleDetail["drawn"] });
  expect(designOf(draft)).toEqual(design);
  expect(isUnfinished(draft, frame)).toBe(false);
  expect(isUnfinished({ ...draft, deviations: { N: 1 } }, frame)).toBe(true);
  expect(isUnfinished({ ...draft, deviations: {}, allocation: "equal" }, frame)).toBe(false);
});
