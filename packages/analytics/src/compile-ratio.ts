import type { PairScores, Query } from "@manyi/core/metrics";
import { compileExpectation, compileScore } from "./compile-score.js";
import { type Statement, select, statement, surveysIn } from "./statement.js";
import { surveysOfPair } from "./surveys-of.js";

/** Room for 99 pairs per band in the packed band counts of one person. */
const MOST_PAIRS = 99;

/**
 * Two passes: people alike in ΣE, ΣP and bands are counted first (cheap on whole numbers), then their few groups are summed.
 * Bands compare whole numbers, never a quotient; the four counts of one person travel packed in one number.
 */
export function compileRatio(query: Query, pairs: readonly PairScores[]): Statement {
  if (pairs.length === 0 || pairs.length > MOST_PAIRS) throw new RangeError(`a ratio takes 1 to ${MOST_PAIRS} pairs, got ${pairs.length}`);
  const parts = partsOf(query, pairs).map((part) =>
    part.pairs.length === 1 ? alikeInPair(part.query, part.pairs[0]!) : alikeInPairs(part.query, part.pairs),
  );
  const from = parts.map((part) => part.from).join(" union all ");
  const { params } = parts[0]!;
  const field = (size: number) => `(floor(b / ${size}.0) - 100 * floor(b / ${100 * size}.0))`;
  const bands = [field(1_000_000), field(10_000), field(100), field(1)];
  const sums: [string, string][] = [
    ["n", "c"],
    ["pairs", `c * (${bands.join(" + ")})`],
    ["recalled", "c * r"],
    ["sum_e", "c * e"],
    ["sum_p", "c * p"],
    ["sum_ee", "c * e * e"],
    ["sum_pp", "c * p * p"],
    ["sum_ep", "c * e * p"],
    ...bands.map((band, i): [string, string] => [`band_${i}`, `c * ${band}`]),
  ];
  if (query.weighted) {
    sums.push(["w", `sw * (${bands.join(" + ")})`], ["we", "sw * e"], ["wp", "sw * p"]);
    sums.push(["ww", "sww"], ["wwe", "sww * e"], ["wwp", "sww * p"]);
    sums.push(["wwee", "sww * e * e"], ["wwpp", "sww * p * p"], ["wwep", "sww * e * p"]);
    sums.push(...bands.map((band, i): [string, string] => [`wband_${i}`, `sw * ${band}`]));
  }
  return statement(
    query,
    { from, params },
    sums.map(([name, expression]) => [name, `sum(${expression})`] as const),
  );
}

type Part = { readonly query: Query; readonly pairs: readonly PairScores[] };

/** A survey asks some of the pairs: people are looked at together with those of surveys that ask the same ones, and for these only. */
function partsOf(query: Query, pairs: readonly PairScores[]): Part[] {
  const surveys = surveysIn(query);
  const whole: Part[] = [{ query, pairs }];
  if (surveys === null || surveys.length === 0) return whole;
  const parts = new Map<string, { surveys: number[]; pairs: readonly PairScores[] }>();
  for (const id of surveys) {
    const own = pairs.filter((pair) => surveysOfPair(pair)?.includes(id) ?? true);
    if (own.length === 0) continue;
    const name = own.map((pair) => pairs.indexOf(pair)).join(" ");
    const part = parts.get(name) ?? { surveys: [], pairs: own };
    part.surveys.push(id);
    parts.set(name, part);
  }
  if (parts.size === 0) return whole;
  return [...parts.values()].map((part) => ({ query: { ...query, where: { ...query.where, surveys: part.surveys } }, pairs: part.pairs }));
}

/** A person's band in one pair, packed: P > E, P = E, 5P ≥ 4E, less. */
const packed = (e: string, p: string) =>
  `case when ${p} > ${e} then 1000000 when ${p} = ${e} then 10000 when 5 * ${p} >= 4 * ${e} then 100 else 1 end`;

const weightSums = (query: Query) => (query.weighted ? ", sum(w) as sw, sum(w * w) as sww" : "");

/** Answers to one pair are few and alike: they are counted as they stand, and their bands told once per group. */
function alikeInPair(query: Query, pair: PairScores): { from: string; params: readonly string[] } {
  const { expectation, recalled } = compileExpectation(pair, surveysIn(query));
  const answers = select(query, { e0: expectation, p0: compileScore(pair.perceived, surveysIn(query)), r: recalled });
  const keys = query.by.map((_, i) => `k${i}`);
  const alike = [...keys, "e0", "p0", "r"].join(", ");
  const groups = `select ${alike}, count(*) as c${weightSums(query)} from (${answers.from}) as s where p0 - e0 is not null group by ${alike}`;
  const numbers = [
    "cast(e0 as integer) as e",
    "cast(p0 as integer) as p",
    "r",
    `${packed("cast(e0 as integer)", "cast(p0 as integer)")} as b`,
  ];
  const listed = [...keys, ...numbers, "c", ...(query.weighted ? ["sw", "sww"] : [])];
  return { from: `select ${listed.join(", ")} from (${groups}) as u`, params: answers.params };
}

function alikeInPairs(query: Query, pairs: readonly PairScores[]): { from: string; params: readonly string[] } {
  const expressions: Record<string, string> = {};
  pairs.forEach((pair, i) => {
    const { expectation, recalled } = compileExpectation(pair, surveysIn(query));
    expressions[`e${i}`] = `cast(${expectation} as integer)`;
    expressions[`p${i}`] = `cast(${compileScore(pair.perceived, surveysIn(query))} as integer)`;
    expressions[`r${i}`] = recalled;
  });
  const answers = select(query, expressions);
  const weight = query.weighted ? ["w"] : [];
  const keys = query.by.map((_, i) => `k${i}`);
  // pairs live on scales that start above 0, so an answered pair is one whose difference is known
  const over = (value: (i: number) => string) =>
    pairs.map((_, i) => `case when p${i} - e${i} is null then 0 else ${value(i)} end`).join(" + ");
  const person = [
    ...keys,
    ...weight,
    `${over((i) => `e${i}`)} as e`,
    `${over((i) => `p${i}`)} as p`,
    `${over((i) => `r${i}`)} as r`,
    `${over((i) => packed(`e${i}`, `p${i}`))} as b`,
  ];
  const people = `select ${person.join(", ")} from (${answers.from}) as s`;
  const alike = [...keys, "e", "p", "r", "b"].join(", ");
  return {
    from: `select ${alike}, count(*) as c${weightSums(query)} from (${people}) as u where b > 0 group by ${alike}`,
    params: answers.params,
  };
}
