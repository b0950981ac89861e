import type { Measurement, PairScores, Query, Score } from "@manyi/core/metrics";
import { compileDimension, compileExpectation, compileScore, surveysOf } from "./compile-score.js";
import { compileQuality, compileWhere, Parameters } from "./compile-where.js";

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
export function compileQuery(query: Query): readonly Statement[] {
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
      return [compileMoments(query, query.measure), compileAvailable(query, query.measure)];
  }
}

/** An inner select with the keys as k0, k1 …, the weight as w and the given expressions. */
function select(query: Query, expressions: Readonly<Record<string, string>>, scores: readonly Score[]) {
  const parameters = new Parameters();
  const keys = query.by.map((dimension, i) => `${compileDimension(dimension, query.where)} as k${i}`);
  const columns = Object.entries(expressions).map(([name, expression]) => `${expression} as ${name}`);
  const weight = query.weighted ? ["cast(weight as double precision) as w"] : [];
  const surveys = query.where.surveys ? null : surveysOf(scores);
  const where = [
    compileWhere(query.tenantId, surveys === null ? query.where : { ...query.where, surveys }, parameters),
    ...(query.measure.kind === "voices" ? [] : [compileQuality(query.where.quality)]),
  ];
  const listed = [...keys, ...columns, ...weight];
  return { from: `select ${listed.join(", ")} from voices where ${where.join(" and ")}`, params: parameters.values };
}

function statement(
  query: Query,
  source: { from: string; params: readonly string[] },
  aggregates: readonly (readonly [name: string, expression: string, combine?: Combine])[],
  extra: { readonly where?: string; readonly keys?: readonly string[] } = {},
): Statement {
  const keys = [...query.by.map((_, i) => `k${i}`), ...(extra.keys ?? [])];
  const columns = aggregates.map(([name, expression]) => `cast(${expression} as double precision) as ${name}`);
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
  // weights always: the design effect stands beside the base
  const source = select({ ...query, weighted: true }, { quality: "quality", completeness: "completeness" }, []);
  return statement(query, source, [
    ["n", count(counted)],
    ["partial", count(`${counted} and completeness = 'partial'`)],
    ["flagged", count("quality = 'flagged'")],
    ["excluded", count("quality = 'excluded'")],
    ["w", `sum(case when ${counted} then w else 0 end)`],
    ["ww", `sum(case when ${counted} then w * w else 0 end)`],
  ]);
}

function compileLevels(query: Query, score: Score): Statement {
  const source = select(query, { x: compileScore(score) }, [score]);
  const weighted = query.weighted
    ? ([
        ["w", "sum(w)"],
        ["ww", "sum(w * w)"],
      ] as const)
    : [];
  return statement(query, source, [["n", "count(*)"], ...weighted], { where: "x is not null", keys: ["x"] });
}

function compileSums(query: Query, score: Score): Statement {
  const source = select(query, { x: `cast(${compileScore(score)} as double precision)` }, [score]);
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

function compileRatio(query: Query, pairs: readonly PairScores[]): Statement {
  if (pairs.length === 0) throw new RangeError("a ratio needs at least one pair");
  const expressions: Record<string, string> = {};
  const scores: Score[] = [];
  pairs.forEach((pair, i) => {
    const { expectation, recalled } = compileExpectation(pair);
    expressions[`e${i}`] = `cast(${expectation} as double precision)`;
    expressions[`p${i}`] = `cast(${compileScore(pair.perceived)} as double precision)`;
    expressions[`r${i}`] = recalled;
    scores.push(pair.perceived);
  });
  const inner = select(query, expressions, scores);
  // per person: sums over the pairs answered, on scales that start above 0; bands compare whole numbers, never a quotient
  const over = (value: (i: number) => string) =>
    pairs.map((_, i) => `case when e${i} > 0 and p${i} > 0 then ${value(i)} else 0 end`).join(" + ");
  const band = (condition: (i: number) => string) => over((i) => `case when ${condition(i)} then 1 else 0 end`);
  const perPerson = {
    m: over(() => "1"),
    r: over((i) => `r${i}`),
    e: over((i) => `e${i}`),
    p: over((i) => `p${i}`),
    b0: band((i) => `p${i} > e${i}`),
    b1: band((i) => `p${i} = e${i}`),
    b2: band((i) => `p${i} < e${i} and 5 * p${i} >= 4 * e${i}`),
    b3: band((i) => `5 * p${i} < 4 * e${i}`),
  };
  const keys = [...query.by.map((_, i) => `k${i}`), ...(query.weighted ? ["w"] : [])];
  const from = `select ${[...keys, ...Object.entries(perPerson).map(([name, text]) => `${text} as ${name}`)].join(", ")} from (${inner.from}) as s`;
  const products = [
    ["pairs", "m"],
    ["recalled", "r"],
    ["sum_e", "e"],
    ["sum_p", "p"],
    ["sum_ee", "e * e"],
    ["sum_pp", "p * p"],
    ["sum_ep", "e * p"],
  ];
  const bands = [0, 1, 2, 3].map((i) => [`band_${i}`, `b${i}`]);
  const weighted = query.weighted
    ? [
        ["w", "w * m"],
        ["we", "w * e"],
        ["wp", "w * p"],
        ["wwee", "w * w * e * e"],
        ["wwpp", "w * w * p * p"],
        ["wwep", "w * w * e * p"],
      ].concat([0, 1, 2, 3].map((i) => [`wband_${i}`, `w * b${i}`]))
    : [];
  const sums = [...products, ...bands, ...weighted].map(([name, expression]) => [name!, `sum(${expression})`] as const);
  return statement(query, { from, params: inner.params }, [["n", "count(*)"], ...sums], { where: "m > 0" });
}

type Moments = Extract<Measurement, { kind: "moments" }>;

function compileMoments(query: Query, measure: Moments): Statement {
  const names = measure.scores.map((_, i) => `x${i}`);
  const source = select(
    query,
    answers(measure),
    measure.scores.map(({ score }) => score),
  );
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
  const source = select(
    { ...query, weighted: false },
    answers(measure),
    measure.scores.map(({ score }) => score),
  );
  return statement(
    query,
    source,
    measure.scores.map((_, i) => [`a${i}`, `count(x${i})`] as const),
  );
}

function answers(measure: Moments): Record<string, string> {
  return Object.fromEntries(measure.scores.map(({ score }, i) => [`x${i}`, `cast(${compileScore(score)} as double precision)`]));
}
