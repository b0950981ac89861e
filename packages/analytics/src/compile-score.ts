import type { Dimension, PairScores, Score, VoiceFilter } from "@manyi/core/metrics";
import { between, whole } from "./compile-where.js";
import { LOT } from "./projection.js";

const DIMENSION_COLUMNS = {
  day: "local_day",
  week: "iso_week",
  month: "local_month",
  unit: "unit_id",
  touchpoint: "touchpoint_id",
  segment: "segment_id",
  employee: "employee_id",
  channel: "channel",
  source: "source",
  survey: "survey_id",
  version: "version",
  locale: "locale",
  topic: "mentioned",
  sentiment: "side",
  lot: LOT,
} as const;

const CANONICAL = new Set(["nps", "csat", "ces"]);
/** An answer that none of the surveys looked at asks for. */
const NOT_ASKED = "cast(null as smallint)";

/**
 * The answer to a metric as an expression: a canonical column, or the packed number of each survey that asks it.
 *
 * @param within the only surveys whose voices are looked at, when known: places in others are passed over, and a number at one place in
 *   all of them needs no CASE
 * @throws {RangeError} for an unknown column, no survey at all, or an ordinal below 1
 */
export function compileScore(score: Score, within: readonly number[] | null = null): string {
  if (score.from === "column") {
    if (!CANONICAL.has(score.column)) throw new RangeError(`no column for ${score.column}`);
    return score.column;
  }
  if (score.places.length === 0) throw new RangeError("a score without a survey cannot be counted");
  const places = score.places.filter(({ surveyId }) => within?.includes(surveyId) ?? true);
  if (places.length === 0) return NOT_ASKED;
  const bySpot = new Map<string, number[]>();
  for (const { surveyId, ordinals } of places) {
    if (ordinals.length === 0 || ordinals.some((ordinal) => !(ordinal >= 1))) throw new RangeError(`ordinals start at 1, got ${ordinals}`);
    const picks = ordinals.map((ordinal) => `nums[${whole(ordinal)}]`);
    const spot = picks.length === 1 ? picks[0]! : `coalesce(${picks.join(", ")})`;
    bySpot.set(spot, [...(bySpot.get(spot) ?? []), surveyId]);
  }
  for (const [spot, surveys] of bySpot) if (within?.every((id) => surveys.includes(id))) return spot;
  const cases = [...bySpot].map(([spot, surveys]) => `when survey_id in (${surveys.map(whole).join(", ")}) then ${spot}`);
  return `case ${cases.join(" ")} end`;
}

/** The clauses of "answered this, between these bounds"; whether two bounds make sense is the caller's affair. */
export function compileScored({ scored, surveys }: VoiceFilter): string[] {
  return (scored ?? []).flatMap(({ score, min, max }) => {
    if (score.from === "series" && score.places.length === 0) return ["1 = 0"];
    const answer = compileScore(score, surveys ?? null);
    const bound = (sign: string, value: number | undefined) => {
      if (value === undefined) return [];
      if (!Number.isFinite(value)) throw new RangeError(`a bound is a number, got ${value}`);
      return [`${answer} ${sign} (${value})`];
    };
    return [`${answer} is not null`, ...bound(">=", min), ...bound("<=", max)];
  });
}

/** Expectation of a pair: the one asked before, else the recalled one. */
export function compileExpectation(pair: PairScores, within: readonly number[] | null): { expectation: string; recalled: string } {
  const before = pair.expected && compileScore(pair.expected, within);
  const after = pair.recalled && compileScore(pair.recalled, within);
  if (before !== null && after !== null) {
    return { expectation: `coalesce(${before}, ${after})`, recalled: `case when ${before} is null then 1 else 0 end` };
  }
  if (before !== null) return { expectation: before, recalled: "0" };
  if (after !== null) return { expectation: after, recalled: "1" };
  throw new RangeError("a pair needs an expectation");
}

/** What a dimension is called in the database, as an expression. */
export function compileDimension(dimension: Dimension, filter: VoiceFilter): string {
  if (typeof dimension === "object") return compileScore(dimension.answer, filter.surveys ?? null);
  if (dimension === "anonymous") return "case when anonymity = 'anonymous' then 1 else 0 end";
  if (dimension !== "period") return DIMENSION_COLUMNS[dimension];
  const periods = filter.periods ?? [];
  if (periods.length === 0) throw new RangeError("telling periods apart needs periods in the filter");
  if (periods.length === 1) return "0";
  return `case ${periods.map((period, i) => `when ${between(period)} then ${i}`).join(" ")} end`;
}
