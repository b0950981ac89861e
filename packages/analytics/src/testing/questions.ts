import type { Dimension, Measurement, Query, Score, VoiceFilter } from "@manyi/core/metrics";
import { choices, PLACES } from "./random-voices.js";

const series = (name: keyof typeof PLACES): Score => ({ from: "series", places: PLACES[name] });
const column = (name: "nps" | "csat" | "ces"): Score => ({ from: "column", column: name });

const NOWHERE: NonNullable<VoiceFilter["scored"]> = [{ score: { from: "series", places: [] } }];

/** Every kind of thing that can be counted. */
export const MEASURES: Readonly<Record<string, Measurement>> = {
  voices: { kind: "voices" },
  nps: { kind: "levels", score: column("nps"), scale: { min: 0, max: 10 } },
  csat: { kind: "levels", score: column("csat"), scale: { min: 1, max: 5 } },
  "one attribute over three surveys": { kind: "levels", score: series("food"), scale: { min: 1, max: 5 } },
  "a scale of a hundred": { kind: "sums", score: series("hundred") },
  "ratio of one pair": {
    kind: "ratio",
    pairs: [{ perceived: series("food"), expected: series("foodBefore"), recalled: series("foodRecalled") }],
  },
  "ratio over two pairs": {
    kind: "ratio",
    pairs: [
      { perceived: series("food"), expected: series("foodBefore"), recalled: series("foodRecalled") },
      { perceived: series("staff"), expected: null, recalled: series("staffRecalled") },
    ],
  },
  "ratio over pairs that no survey asks all of": {
    kind: "ratio",
    pairs: [
      { perceived: series("food"), expected: series("foodBefore"), recalled: series("foodRecalled") },
      { perceived: series("late"), expected: series("lateBefore"), recalled: null },
      { perceived: series("hundred"), expected: null, recalled: series("foodRecalled") },
    ],
  },
  "the last question of a long survey": { kind: "levels", score: series("late"), scale: { min: 1, max: 5 } },
  "driver matrix of complete answers": {
    kind: "moments",
    scores: [
      { name: "csat", score: column("csat") },
      { name: "p:food", score: series("food") },
      { name: "p:late", score: series("late") },
    ],
    available: "without",
  },
  "driver matrix": {
    kind: "moments",
    scores: [
      { name: "nps", score: column("nps") },
      { name: "p:food", score: series("food") },
      { name: "p:staff", score: series("staff") },
    ],
  },
  // an answer of 1 stands for a picked option
  "multiple choice": {
    kind: "picks",
    options: [
      { name: "food", score: series("food") },
      { name: "staff", score: series("staff") },
      { name: "recalled", score: series("staffRecalled") },
    ],
  },
};

const DIMENSIONS: readonly (readonly Dimension[])[] = [
  [],
  ["period"],
  ["week"],
  ["month", "unit"],
  ["day", "anonymous"],
  ["touchpoint"],
  ["segment", "channel"],
  ["unit", "employee"],
  ["survey", "version"],
  ["source", "locale"],
  ["lot", "anonymous"],
  ["topic"],
  ["topic", "sentiment", "unit"],
  ["sentiment"],
  ["sentiment", "period"],
  [{ answer: column("csat") }],
  [{ answer: series("food") }, "unit"],
  [{ answer: series("late") }, "lot"],
  [{ answer: column("nps") }, { answer: series("staff") }, "segment"],
];

/** One question of each kind, with dimensions and filters as the seed has it. */
export function questions(seed: number | string, tenantId: number): { readonly name: string; readonly query: Query }[] {
  const { pick, chance, below } = choices(seed);
  return Object.entries(MEASURES).flatMap(([name, measure]) =>
    [false, true].map((weighted) => {
      const by = pick(DIMENSIONS);
      const from = 20_000 + below(20);
      const where: VoiceFilter = {
        periods:
          by.includes("period") || chance(0.6)
            ? [{ from: from + 20, to: from + 39 }, ...(chance(0.7) ? [{ from, to: from + 19 }] : [])]
            : null,
        units: chance(0.4) ? pick([[1, 2, 4], [3], []]) : null,
        touchpoints: chance(0.2) ? [1, 2] : null,
        segments: chance(0.2) ? [1] : null,
        surveys: chance(0.3) ? pick([[1], [1, 2], [2, 3], [1, 2, 3]]) : null,
        channels: chance(0.2) ? ["qr", "o'clock $1"] : null,
        sources: chance(0.2) ? ["survey", "import"] : null,
        sourcesExcept: chance(0.2) ? ["import"] : [],
        locales: chance(0.2) ? ["en"] : null,
        topics: chance(0.2) ? pick([[1], [2, 3], [0], []]) : null,
        sentiments: chance(0.2) ? pick([[-1], [1, null], [null], [0, 1]] as const) : null,
        mentions: chance(0.15) ? [{ topics: [1, 2] }, { sentiments: [-1, 1] }] : [],
        scored: chance(0.15)
          ? pick<NonNullable<VoiceFilter["scored"]>>([
              [{ score: column("nps"), max: 6 }],
              [{ score: series("food"), min: 2, max: 4 }],
              NOWHERE,
            ])
          : [],
        anonymous: pick(["with", "without", "only"]),
        quality: pick(["valid", "valid", "clean", "all", "flagged", "excluded"]),
        completeness: pick(["all", "complete"]),
      };
      return { name: `${name}${weighted ? ", weighted" : ""}`, query: { tenantId, measure, by, where, weighted } };
    }),
  );
}
