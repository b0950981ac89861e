import type { api } from "@manyi/contracts";
import { shiftScores } from "@manyi/core/drivers";
import type { z } from "zod";
import { type Asked, count, placeOf, unitGroups, unitsBelow } from "../figures/index.js";

type Result = NonNullable<z.input<typeof api.analysis.simulate.reply>["result"]>;
/** Answers per score, from the lowest up: sums of weights where weighted; `n` is people. */
type Scores = { readonly counts: readonly number[]; readonly n: number };

/** Units with fewer answers are not ranked. */
const FEWEST_RANKED = 30;
/** Ends of the categories, best first, and what they add to the headline. */
const CATEGORIES: Readonly<Record<string, readonly (readonly [from: number, to: number, sign: number])[]>> = {
  nps: [
    [9, 10, 1],
    [7, 8, 0],
    [0, 6, -1],
  ],
  csat: [
    [4, 5, 1],
    [3, 3, 0],
    [1, 2, 0],
  ],
};

/** Open answers to the outcome, apart by unit where wanted; what is told about units holds no anonymous ones. */
async function readScores(asked: Asked, outcome: string, by: readonly "unit"[]): Promise<ReadonlyMap<number | null, Scores>> {
  const { score, scale } = placeOf(asked, outcome);
  const open: Asked = { ...asked, where: { ...asked.where, anonymous: "without" } };
  const cells = await count(open, { kind: "levels", score, scale }, by, [asked.period]);
  return new Map(
    [...cells.values()].flatMap(({ keys: [unit = null], open: levels }): [number | null, Scores][] =>
      levels?.kind !== "levels" || typeof unit === "string"
        ? []
        : [[unit, { counts: levels.w ?? levels.counts, n: levels.counts.reduce((sum, n) => sum + n, 0) }]],
    ),
  );
}

function sharesOf(counts: readonly number[], min: number, outcome: string) {
  const whole = counts.reduce((sum, n) => sum + n, 0);
  const shares = (CATEGORIES[outcome] ?? []).map(
    ([from, to]) => counts.slice(from - min, to - min + 1).reduce((sum, n) => sum + n, 0) / whole,
  );
  return { value: 100 * shares.reduce((sum, share, i) => sum + share * CATEGORIES[outcome]![i]![2], 0), shares };
}

function scoreOf(counts: readonly number[], min: number, outcome: string): number {
  if (CATEGORIES[outcome] !== undefined) return sharesOf(counts, min, outcome).value;
  return counts.reduce((sum, n, i) => sum + n * (min + i), 0) / counts.reduce((sum, n) => sum + n, 0);
}

/** NPS or CSAT with its categories before and after, if every score moved by the change of the mean. */
export async function headlineAfter(asked: Asked, outcome: string, change: number): Promise<Result["headline"]> {
  if (CATEGORIES[outcome] === undefined) return null;
  const scores = (await readScores(asked, outcome, [])).get(null);
  if (scores === undefined || scores.n === 0) return null;
  const { min } = placeOf(asked, outcome).scale;
  return {
    n: scores.n,
    before: sharesOf(scores.counts, min, outcome),
    after: sharesOf(shiftScores(scores.counts, change), min, outcome),
  };
}

/** Where the chosen unit stands among those beside it, and where it would stand if it alone moved. */
export async function rankAfter(asked: Asked, outcome: string, change: number): Promise<Pick<Result, "rank" | "noRank">> {
  const { unit, units } = asked;
  if (unit === null) return { rank: null, noRank: "no_unit" };
  const peers = units.filter(({ parent_id }) => parent_id === unit.parent_id);
  if (peers.length < 2) return { rank: null, noRank: "no_peers" };
  const within = peers.flatMap((peer) => unitsBelow(units, peer).map(({ id }) => id));
  const found = await readScores({ ...asked, where: { ...asked.where, units: within } }, outcome, ["unit"]);
  const groupOf = unitGroups(units, peers);
  const sums = new Map<number, Scores>();
  for (const [id, { counts, n }] of found) {
    const group = groupOf(id);
    if (group === undefined) continue;
    const known = sums.get(group);
    sums.set(group, known === undefined ? { counts, n } : { counts: known.counts.map((one, i) => one + counts[i]!), n: known.n + n });
  }
  const { min } = placeOf(asked, outcome).scale;
  const own = sums.get(unit.id);
  const others = [...sums].flatMap(([id, { counts, n }]) => (id === unit.id || n < FEWEST_RANKED ? [] : [scoreOf(counts, min, outcome)]));
  if (own === undefined || own.n < FEWEST_RANKED || others.length === 0) return { rank: null, noRank: "few" };
  const placeAt = (value: number) => 1 + others.filter((other) => other > value).length;
  const [before, after] = [own.counts, shiftScores(own.counts, change)].map((counts) => placeAt(scoreOf(counts, min, outcome)));
  return { rank: { before: before!, after: after!, of: others.length + 1 }, noRank: null };
}
