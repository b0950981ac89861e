import type { Measurement, PairScores, Query, Score } from "@manyi/core/metrics";
import { compileDimension, compileExpectation, compileScore, compileScored, surveysOf } from "./compile-score.js";
import { compileQuality, compileWhere, Parameters, whole } from "./compile-where.js";

/** How cells of two nodes become one. */
export type Combine = "sum" | "min" | "max";
/** One portable statement: keys first, then partial aggregates. */
export type Statement = {
  readonly sql: string;
  readonly params: readonly string[];
  readonly keys: number;
  readonly columns: readonly { readonly name: string; readonly combine: Combine }[];
};

/**
 * Writes a question as SQL that PostgreSQL, DuckDB and ClickHouse read alike: partial aggregates only, no averages, no shares, no
 * ratios, so that the cells of several nodes can be added.
 *
 * @returns one statement, or two for moments (complete answers, and answers available per question)
 * @throws {RangeError} when the question cannot be asked
 */
export function compileQuery(asked: Query): readonly Statement[] {
  const query = narrowed(asked);
  switch (query.measure.kind) {
    case "voices":
      return [compileVoices(query)];
    case "levels":
      return [compileLevels(query, query.measure.score)];
    case "sums":
      return [compileSums(query, query.measure.score)];
    case "ratio":
      return [compileRatio(query, query.measure.pairs)];
    case "moments":
      if (query.measure.available === "only") return [compileAvailable(query, query.measure)];
      if (query.measure.available === "without") return [compileMoments(query, query.measure)];
      return [compileMoments(query, query.measure), compileAvailable(query, query.measure)];
    case "picks":
      return [compilePicks(query, query.measure)];
  }
}

/** Looks only at the surveys that can hold an answer, unless the question names surveys itself. */
function narrowed(query: Query): Query {
  const surveys = query.where.surveys ? null : surveysOf(scoresOf(query.measure));
  return surveys === null ? query : { ...query, where: { ...query.where, surveys } };
}

function scoresOf(measure: Measurement): readonly Score[] | null {
  switch (measure.kind) {
    case "voices":
      return null;
    case "levels":
    case "sums":
      return [measure.score];
    case "ratio":
      return measure.pairs.map((pair) => pair.perceived);
    case "moments":
      return measure.scores.map(({ score }) => score);
    case "picks":
      return measure.options.map(({ score }) => score);
  }
}

/** An inner select with the keys as k0, k1 …, the weight as w and the given expressions. */
function select(query: Query, expressions: Readonly<Record<string, string>>) {
  const parameters = new Parameters();
  const keys = query.by.map((dimension, i) => `${compileDimension(dimension, query.where)} as k${i}`);
  const columns = Object.entries(expressions).map(([name, expression]) => `${expression} as ${name}`);
  const weight = query.weighted ? ["cast(weight as double precision) as w"] : [];
  const where = [
    compileWhere(query.tenantId, query.where, parameters),
    ...compileScored(query.where),
    ...(query.measure.kind === "voices" ? [] : [compileQuality(query.where.quality)]),
  ];
  const listed = [...keys, ...columns, ...weight];
  return { from: `select ${listed.join(", ")} from voices ${mentions(query)}where ${where.join(" and ")}`, params: parameters.values };
}

/** A voice once for each of its topics, or once with what its comment says as a whole; nothing when neither is told apart. */
function mentions({ by, tenantId }: Query): string {
  const isByTopic = by.includes("topic");
  if (!isByTopic && !by.includes("sentiment")) return "";
  const columns = "voice_id as mentioned_in, topic_id as mentioned, sentiment as side";
  const which = isByTopic ? "topic_id <> 0" : "topic_id = 0";
  return `inner join (select ${columns} from voice_topics where tenant_id = ${whole(tenantId)} and ${which}) as m on mentioned_in = id `;
}

function statement(
  query: Query,
  source: { from: string; params: readonly string[] },
  aggregates: readonly (readonly [name: string, expression: string, combine?: Combine])[],
  extra: { readonly where?: string; readonly keys?: readonly string[] } = {},
): Statement {
  const keys = [...query.by.map((_, i) => `k${i}`), ...(extra.keys ?? [])];
  // names of their own: ClickHouse reads an alias wherever the same name stands, also inside the next sum
  const columns = aggregates.map(([name, expression]) => `cast(${expression} as double precision) as o_${name}`);
  const where = extra.where === undefined ? "" : ` where ${extra.where}`;
  const group = keys.length === 0 ? "" : ` group by ${keys.join(", ")}`;
  return {
    sql: `select ${[...keys, ...columns].join(", ")} from (${source.from}) as t${where}${group}`,
    params: source.params,
    keys: keys.length,
    columns: aggregates.map(([name, , combine]) => ({ name, combine: combine ?? "sum" })),
  };
}

function compileVoices(query: Query): Statement {
  const count = (condition: string) => `sum(case when ${condition} then 1 else 0 end)`;
  const counted = compileQuality(query.where.quality);
  const source = select(query, { quality: "quality", completeness: "completeness" });
  const weights = query.weighted
    ? ([
        ["w", `sum(case when ${counted} then w else 0 end)`],
        ["ww", `sum(case when ${counted} then w * w else 0 end)`],
      ] as const)
    : [];
  return statement(query, source, [
    ["n", count(counted)],
    ["partial", count(`${counted} and completeness = 'partial'`)],
    ["flagged", count("quality = 'flagged'")],
    ["excluded", count("quality = 'excluded'")],
    ...weights,
  ]);
}

function compileLevels(query: Query, score: Score): Statement {
  const source = select(query, { x: compileScore(score, surveysIn(query)) });
  const weighted = query.weighted
    ? ([
        ["w", "sum(w)"],
        ["ww", "sum(w * w)"],
      ] as const)
    : [];
  return statement(query, source, [["n", "count(*)"], ...weighted], { where: "x is not null", keys: ["x"] });
}

function compileSums(query: Query, score: Score): Statement {
  const source = select(query, { x: `cast(${compileScore(score, surveysIn(query))} as integer)` });
  const weighted = query.weighted
    ? ([
        ["w", "sum(w)"],
        ["wx", "sum(w * x)"],
        ["ww", "sum(w * w)"],
        ["wwx", "sum(w * w * x)"],
        ["wwxx", "sum(w * w * x * x)"],
      ] as const)
    : [];
  const plain = [
    ["n", "count(*)"],
    ["sum", "sum(x)"],
    ["sum_squares", "sum(x * x)"],
    ["min", "min(x)", "min"],
    ["max", "max(x)", "max"],
  ] as const;
  return statement(query, source, [...plain, ...weighted], { where: "x is not null" });
}

/** Room for 99 pairs per band in the packed band counts of one person. */
const MOST_PAIRS = 99;

/**
 * Two passes: people alike in ΣE, ΣP and bands are counted first (cheap on whole numbers), then their few groups are summed.
 * Bands compare whole numbers, never a quotient; the four counts of one person travel packed in one number.
 */
function compileRatio(query: Query, pairs: readonly PairScores[]): Statement {
  if (pairs.length === 0 || pairs.length > MOST_PAIRS) throw new RangeError(`a ratio takes 1 to ${MOST_PAIRS} pairs, got ${pairs.length}`);
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
  const packed = (i: number) =>
    `case when p${i} > e${i} then 1000000 when p${i} = e${i} then 10000 when 5 * p${i} >= 4 * e${i} then 100 else 1 end`;
  const person = [
    ...keys,
    ...weight,
    `${over((i) => `e${i}`)} as e`,
    `${over((i) => `p${i}`)} as p`,
    `${over((i) => `r${i}`)} as r`,
    `${over(packed)} as b`,
  ];
  const people = `select ${person.join(", ")} from (${answers.from}) as s`;
  const alike = [...keys, "e", "p", "r", "b"].join(", ");
  const weights = query.weighted ? ", sum(w) as sw, sum(w * w) as sww" : "";
  const from = `select ${alike}, count(*) as c${weights} from (${people}) as u where b > 0 group by ${alike}`;
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
    sums.push(["wwee", "sww * e * e"], ["wwpp", "sww * p * p"], ["wwep", "sww * e * p"]);
    sums.push(...bands.map((band, i): [string, string] => [`wband_${i}`, `sw * ${band}`]));
  }
  return statement(
    query,
    { from, params: answers.params },
    sums.map(([name, expression]) => [name, `sum(${expression})`] as const),
  );
}

type Moments = Extract<Measurement, { kind: "moments" }>;

function compileMoments(query: Query, measure: Moments): Statement {
  const names = measure.scores.map((_, i) => `x${i}`);
  const source = select(query, answers(measure, surveysIn(query)));
  const weight = query.weighted ? "w * " : "";
  const sums = names.map((name, i) => [`s${i}`, `sum(${weight}${name})`] as const);
  const products = names.flatMap((a, i) => names.slice(0, i + 1).map((b, j) => [`p${i}_${j}`, `sum(${weight}${a} * ${b})`] as const));
  const weights = query.weighted
    ? ([
        ["w", "sum(w)"],
        ["ww", "sum(w * w)"],
      ] as const)
    : [];
  const complete = names.map((name) => `${name} is not null`).join(" and ");
  return statement(query, source, [["n", "count(*)"], ...sums, ...products, ...weights], { where: complete });
}

function compileAvailable(query: Query, measure: Moments): Statement {
  const source = select({ ...query, weighted: false }, answers(measure, surveysIn(query)));
  return statement(
    query,
    source,
    measure.scores.map((_, i) => [`a${i}`, `count(x${i})`] as const),
  );
}

function answers(measure: Moments, within: readonly number[] | null): Record<string, string> {
  return Object.fromEntries(measure.scores.map(({ score }, i) => [`x${i}`, `cast(${compileScore(score, within)} as integer)`]));
}

type Picks = Extract<Measurement, { kind: "picks" }>;

function compilePicks(query: Query, { options }: Picks): Statement {
  if (options.length === 0) throw new RangeError("a multiple choice has at least one option");
  const names = options.map((_, i) => `x${i}`);
  const source = select(query, Object.fromEntries(options.map(({ score }, i) => [`x${i}`, compileScore(score, surveysIn(query))])));
  const picked = names.map((name, i) => [`c${i}`, `sum(case when ${name} = 1 then 1 else 0 end)`] as const);
  const weights = query.weighted
    ? [
        ["w", "sum(w)"] as const,
        ["ww", "sum(w * w)"] as const,
        ...names.map((name, i) => [`wc${i}`, `sum(case when ${name} = 1 then w else 0 end)`] as const),
      ]
    : [];
  const asked = names.map((name) => `${name} is not null`).join(" or ");
  return statement(query, source, [["n", "count(*)"], ...picked, ...weights], { where: `(${asked})` });
}

function surveysIn(query: Query): readonly number[] | null {
  return query.where.surveys ?? null;
}
