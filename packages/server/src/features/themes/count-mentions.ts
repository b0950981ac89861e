import type { DayRange, Dimension, Key } from "@manyi/core/metrics";
import { type RawBuilder, sql } from "kysely";
import { type Asked, count } from "../figures/index.js";
import {
  COMMENTS,
  mentioning,
  SCALES,
  type ScoreMetric,
  SPOKEN,
  scoreOn,
  scoreValue,
  spokenOf,
  spokenWhere,
  tally,
  total,
} from "./spoken.js";

export type Side = -1 | 0 | 1 | null;
export type Sums = { readonly n: number; readonly sum: number; readonly sumSquares: number };

/** What comments mention: each topic with its sides now and before, its scores now, and the comments that mention any. Topic 0 is the comment as a whole. */
export type Mentions = {
  readonly tallies: readonly { readonly topic: number; readonly side: Side; readonly isNow: boolean; readonly n: number }[];
  readonly scores: ReadonlyMap<number, Sums>;
  readonly named: number;
};

/** Counted in the projection. @param topics all of the organisation, retired ones too */
export async function countMentions(question: Asked, metric: ScoreMetric, topics: readonly number[]): Promise<Mentions> {
  const asked = spokenOf(question);
  const { period, compare } = asked;
  const ranges = compare === null ? [period] : [period, compare];
  const [each, whole, named, scores, all] = await Promise.all([
    tally(asked, ["topic", "sentiment", "period"], ranges),
    tally(asked, ["sentiment", "period"], ranges),
    total(mentioning(asked, { topics }), period),
    sumScores(asked, metric, ["topic"], period),
    sumScores(mentioning(asked, COMMENTS), metric, [], period),
  ]);
  const told = (topic: Key, side: Key, at: Key, n: number) => ({ topic: Number(topic), side: side as Side, isNow: at === 0, n });
  return {
    tallies: [
      ...each.map(({ keys: [topic = null, side = null, at = null], n }) => told(topic, side, at, n)),
      ...whole.map(({ keys: [side = null, at = null], n }) => told(0, side, at, n)),
    ],
    scores: new Map([...scores, ...all]),
    named,
  };
}

/** Σ of what scores add to the average, by topic; without one under 0. */
async function sumScores(asked: Asked, metric: ScoreMetric, by: readonly Dimension[], range: DayRange): Promise<Map<number, Sums>> {
  const scale = SCALES[metric];
  const cells = await count(asked, { kind: "levels", score: scoreOn(metric), scale }, by, [range]);
  const sums = new Map<number, Sums>();
  for (const { keys, open } of cells.values()) {
    if (open?.kind !== "levels") continue;
    let [n, sum, sumSquares] = [0, 0, 0];
    for (const [i, people] of open.counts.entries()) {
      const score = scale.min + i;
      const value = scale.kind === "mean" ? score : score <= scale.low ? -100 : score >= scale.high ? 100 : 0;
      n += people;
      sum += people * value;
      sumSquares += people * value * value;
    }
    sums.set(Number(keys[0] ?? 0), { n, sum, sumSquares });
  }
  return sums;
}

/** The same for one product, which the projection does not know: its voices are found by an index of their own. */
export async function countMentionsAmong(asked: Asked, metric: ScoreMetric, narrow: RawBuilder<unknown>): Promise<Mentions> {
  const { ctx, period, compare } = asked;
  const ranges = compare === null ? [period] : [period, compare];
  const score = scoreValue(metric);
  const [found, named] = await Promise.all([
    sql<{ topic: number; side: Side; is_now: boolean; n: number; scored: number; sum: number; squares: number }>`
      select t.topic_id as topic, t.sentiment as side, t.local_day between ${period.from} and ${period.to} as is_now, count(*)::int as n,
        count(${score})::int as scored, coalesce(sum(${score}), 0)::float8 as sum, coalesce(sum(${score} * ${score}), 0)::float8 as squares
      from ${SPOKEN} where ${spokenWhere(asked, ranges)} ${narrow} group by 1, 2, 3`.execute(ctx.db),
    sql<{ n: number }>`
      select count(distinct t.voice_id)::int as n from ${SPOKEN} where ${spokenWhere(asked, [period])} and t.topic_id > 0 ${narrow}`.execute(
      ctx.db,
    ),
  ]);
  const scores = new Map<number, Sums>();
  for (const { topic, is_now, scored, sum, squares } of found.rows) {
    if (!is_now) continue;
    const known = scores.get(topic) ?? { n: 0, sum: 0, sumSquares: 0 };
    scores.set(topic, { n: known.n + scored, sum: known.sum + sum, sumSquares: known.sumSquares + squares });
  }
  return { tallies: found.rows.map(({ is_now, ...row }) => ({ ...row, isNow: is_now })), scores, named: named.rows[0]!.n };
}
