import type { PairScores, Score } from "@manyi/core/metrics";

/** Survey ids in order; `null` when any voice can carry the answer. */
type Surveys = readonly number[] | null;

/** The surveys a score can come from, to spare the others. */
export function surveysOf(score: Score): Surveys {
  return score.from === "column" ? null : sorted(score.places.map(({ surveyId }) => surveyId));
}

/** The surveys a whole pair can come from: perceived there, and expected there before or afterwards. */
export function surveysOfPair({ perceived, expected, recalled }: PairScores): Surveys {
  const expectations = [expected, recalled].flatMap((score) => (score === null ? [] : [surveysOf(score)]));
  return within(surveysOf(perceived), eitherOf(expectations));
}

/** What is in both. */
export function within(a: Surveys, b: Surveys): Surveys {
  if (a === null || b === null) return a ?? b;
  return a.filter((id) => b.includes(id));
}

/** What is in any; nothing at all when there is none to look at. */
export function eitherOf(all: readonly Surveys[]): Surveys {
  const lists = all.filter((surveys) => surveys !== null);
  return lists.length < all.length ? null : sorted(lists.flat());
}

function sorted(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
