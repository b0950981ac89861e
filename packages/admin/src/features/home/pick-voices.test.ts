import type { Voice } from "@manyi/contracts";
import { expect, test } from "vitest";
import { toneOf } from "../voices/index.js";
import { evidenceOf } from "./evidence.js";
import { pickVoices } from "./pick-voices.js";

const voice = (id: string, scores: Record<string, number>, comment: string | null = "words", quality: Voice["quality"] = "valid") =>
  ({ id, scores, comment, quality }) as Voice;

test("tone reads whichever score was given; no score has none", () => {
  expect(toneOf({ nps: 2 })).toBeCloseTo(0.2);
  expect(toneOf({ csat: 5 })).toBe(1);
  expect(toneOf({ ces: 1 })).toBe(0);
  expect(toneOf({ "p:speed": 4 })).toBeNull();
});

test("three voices: the newest unhappy, happy and middling one", () => {
  const picked = pickVoices([
    voice("a", { nps: 9 }),
    voice("b", { nps: 10 }),
    voice("c", { nps: 2 }),
    voice("d", { nps: 8 }),
    voice("e", { nps: 0 }),
  ]);
  expect(picked.map(({ id }) => id)).toEqual(["c", "a", "d"]);
});

test("gaps are filled by the newest left; silent and excluded voices are not picked", () => {
  const picked = pickVoices([
    voice("a", { nps: 9 }, null),
    voice("b", { nps: 10 }, "x", "excluded"),
    voice("c", {}),
    voice("d", { nps: 9 }),
  ]);
  expect(picked.map(({ id }) => id)).toEqual(["d", "c"]);
});

test("the evidence of a finding on an attribute is the voices with the pair it rests on; the overall ratio has no single answer", () => {
  expect(evidenceOf({ metric: "ratio", attribute: "speed", unitId: 10 })).toEqual({
    filters: { unit: 10 },
    voices: { unit: 10, metric: "ratio:speed" },
  });
  expect(evidenceOf({ metric: "nps", attribute: null, unitId: null })).toEqual({ filters: {}, voices: { metric: "nps" } });
  expect(evidenceOf({ metric: "ratio", attribute: null, unitId: null }).voices).toEqual({});
});
