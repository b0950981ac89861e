import type { Measurement, Query, Score } from "@manyi/core/metrics";
import { compileRatio } from "./compile-ratio.js";
import { compileScore } from "./compile-score.js";
import { compileQuality } from "./compile-where.js";
import { type Statement, select, statement, surveysIn } from "./statement.js";
import { eitherOf, surveysOf, surveysOfPair, within } from "./surveys-of.js";

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

/** Looks only at the surveys that can hold an answer: the others would be read to find nothing. */
function narrowed(query: Query): Query {
  const surveys = within(query.where.surveys ?? null, surveysAnswering(query.measure));
  return surveys === null ? query : { ...query, where: { ...query.where, surveys } };
}

/** The surveys whose voices can count for a measure; `null` when any voice can. */
function surveysAnswering(measure: Measurement): readonly number[] | null {
  switch (measure.kind) {
    case "voices":
      return null;
    case "levels":
    case "sums":
      return surveysOf(measure.score);
    case "ratio":
      return eitherOf(measure.pairs.map(surveysOfPair));
    case "moments": {
      const each = measure.scores.map(({ score }) => surveysOf(score));
      // sums take complete answers, so that a survey must ask everything; how many answered each is told of all
      return measure.available === "without" ? each.reduce<readonly number[] | null>(within, null) : eitherOf(each);
    }
    case "picks":
      return eitherOf(measure.options.map(({ score }) => surveysOf(score)));
  }
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
