import { designName } from "./best-worst.js";
import { outlineOf } from "./outline.js";
import { CES_SCALE, CSAT_SCALE, KANO_SCALE, NPS_SCALE } from "./parts.js";
import { PRICE_SERIES } from "./price.js";
import type { Question, Scale, Series, SurveyDefinition } from "./types.js";

/** What a rating of an attribute feeds. */
const RATED = { perception: "p", expectation: "e", importance: "i" } as const;

type Part = Omit<Series, "ordinal">;

/**
 * The countable parts of a survey with their places in a voice's packed numbers. A part keeps its ordinal as long as its key, kind and
 * scale stay; anything else gets a number that was never used before, so that old voices are never read as something they were not.
 *
 * @param previous the series of all earlier versions, in any order; empty for the first
 * @returns in the order of the questionnaire; ordinals from 1
 * @example
 * seriesOf(VERIFICATION_SURVEY, [])[1]
 * // => { ordinal: 2, part: "satisfaction", kind: "score", scale: { min: 1, max: 5 }, metric: "csat" }
 * const earlier = [{ ordinal: 7, part: "satisfaction", kind: "score", scale: { min: 1, max: 5 }, metric: "csat" }];
 * seriesOf(VERIFICATION_SURVEY, earlier).map(({ part, ordinal }) => [part, ordinal]) // => [["solved", 8], ["satisfaction", 7]]
 */
export function seriesOf(definition: SurveyDefinition, previous: readonly Series[]): Series[] {
  const known = new Map(previous.map((series) => [identityOf(series), series.ordinal]));
  let last = previous.reduce((max, series) => Math.max(max, series.ordinal), 0);
  return outlineOf(definition)
    .questions.flatMap(countable)
    .map((part) => {
      let ordinal = known.get(identityOf(part));
      if (ordinal === undefined) {
        last += 1;
        ordinal = last;
      }
      return { ordinal, ...part };
    });
}

function identityOf({ part, kind, scale }: Part): string {
  return `${part} ${kind} ${scale === null ? "" : `${scale.min}..${scale.max}`}`;
}

function countable(question: Question): Part[] {
  const { key } = question;
  const score = (part: string, scale: Scale, metric: string | null): Part => ({ part, kind: "score", scale, metric });
  const perceived = question.attribute === undefined ? null : `p:${question.attribute}`;
  switch (question.type) {
    case "nps":
      return [score(key, NPS_SCALE, "nps")];
    case "csat":
      return [score(key, CSAT_SCALE, perceived ?? "csat")];
    case "ces":
      return [score(key, CES_SCALE, perceived ?? "ces")];
    case "rating":
      return [score(key, question.scale, perceived === null ? null : `${RATED[question.role ?? "perception"]}:${question.attribute}`)];
    case "pair":
      return [
        score(`${key}.e`, question.scale, `${question.asked === "recalled" ? "r" : "e"}:${question.attribute}`),
        score(`${key}.p`, question.scale, `p:${question.attribute}`),
      ];
    case "matrix":
      return question.rows.map((row) =>
        score(`${key}.${row.key}`, question.scale, row.attribute === undefined ? null : `p:${row.attribute}`),
      );
    case "single":
      if (question.role === undefined || question.attribute === undefined)
        return [{ part: key, kind: "choice", scale: null, metric: null }];
      return [score(key, KANO_SCALE, `${question.role === "kano_functional" ? "kf" : "kd"}:${question.attribute}`)];
    case "multiple":
      return question.options.map((option) => ({ part: `${key}#${option.id}`, kind: "flag", scale: null, metric: null }));
    case "price":
      // another currency or step makes another number of the same price
      return PRICE_SERIES.map((part) => ({
        part: `${key}.${part}:${question.currency}${Math.round(question.step * 100)}`,
        kind: "price",
        scale: null,
        metric: null,
      }));
    case "bestWorst":
      return Array.from({ length: question.sets }, (_, i) => ({
        part: `${key}.${i + 1}:${designName(question)}`,
        kind: "set",
        scale: null,
        metric: null,
      }));
    default:
      return [];
  }
}
