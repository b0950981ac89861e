import type { api, ThemeRow } from "@manyi/contracts";
import { proportionInterval } from "@manyi/core/measures";
import { periodText } from "@manyi/core/metrics";
import { compareProportions, decide } from "@manyi/core/stats";
import { topicEffects } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "../figures/index.js";
import { readTopics } from "../reading/index.js";
import { type ScoreMetric, SPOKEN, scoreValue, spokenWhere } from "./spoken.js";

type Query = z.output<typeof api.themes.overview.query>;
type Reply = z.input<typeof api.themes.overview.reply>;
type Tally = { topic_id: number; sentiment: -1 | 0 | 1 | null; is_now: boolean; n: number; scored: number; sum: number; squares: number };
type Sums = { n: number; sum: number; sumSquares: number };

/** Topics by volume, sides, change and effect on the score. */
export async function readThemes(ctx: Context, { metric, ...filters }: Query): Promise<Reply> {
  return themesOf(await ask(ctx, filters), metric);
}

export async function themesOf(asked: Asked, metric: ScoreMetric, narrow = sql``): Promise<Reply> {
  const { ctx, period, compare } = asked;
  const ranges = compare === null ? [period] : [period, compare];
  const score = scoreValue(metric);
  const [topics, tallies, named] = await Promise.all([
    readTopics(ctx.db, ctx.tenantId),
    sql<Tally>`
      select t.topic_id, t.sentiment, t.local_day between ${period.from} and ${period.to} as is_now, count(*)::int as n,
        count(${score})::int as scored, coalesce(sum(${score}), 0)::float8 as sum, coalesce(sum(${score} * ${score}), 0)::float8 as squares
      from ${SPOKEN} where ${spokenWhere(asked, ranges)} ${narrow} group by 1, 2, 3`.execute(ctx.db),
    sql<{ n: number }>`
      select count(distinct t.voice_id)::int as n from ${SPOKEN} where ${spokenWhere(asked, [period])} and t.topic_id > 0 ${narrow}`.execute(
      ctx.db,
    ),
  ]);
  const of = (id: number, isNow: boolean) => tallies.rows.filter((row) => row.topic_id === id && row.is_now === isNow);
  const count = (rows: readonly Tally[]) => rows.reduce((sum, { n }) => sum + n, 0);
  const sums = (rows: readonly Tally[]): Sums =>
    rows.reduce((all, row) => ({ n: all.n + row.scored, sum: all.sum + row.sum, sumSquares: all.sumSquares + row.squares }), {
      n: 0,
      sum: 0,
      sumSquares: 0,
    });
  const [whole, before] = [of(0, true), of(0, false)];
  const [comments, commentsBefore] = [count(whole), count(before)];
  const everyone = sums(whole);
  const spoken = topics.filter(({ id, retired_at }) => retired_at === null && of(id, true).length + of(id, false).length > 0);
  const { effects, findings } = topicEffects(
    spoken.map(({ id, code }) => ({ code, mentioned: sums(of(id, true)) })),
    everyone,
  );
  const changes = spoken.map(({ id }) => {
    const [now, earlier] = [count(of(id, true)), count(of(id, false))];
    return comments === 0 || commentsBefore === 0 || compare === null
      ? null
      : compareProportions({ successes: now, n: comments }, { successes: earlier, n: commentsBefore });
  });
  const decided = decide(changes.map((change) => change?.p ?? null));
  const rows = spoken.map((topic, i): ThemeRow => {
    const own = of(topic.id, true);
    const n = count(own);
    const side = (wanted: Tally["sentiment"]) => count(own.filter(({ sentiment }) => sentiment === wanted));
    const effect = effects[i]!;
    const change = changes[i];
    const earlier = count(of(topic.id, false));
    const parent = topics.find(({ code }) => code === topic.parent_code);
    return {
      id: topic.id,
      code: topic.code,
      name: topic.name,
      parent: parent?.name ?? null,
      attribute: topic.attribute_code,
      n,
      share: { value: comments === 0 ? 0 : n / comments, ...(proportionInterval(n, comments) ?? { low: 0, high: 0 }) },
      before: compare === null || commentsBefore === 0 ? null : { n: earlier, share: earlier / commentsBefore },
      change:
        change === null || change === undefined || change.p === null
          ? null
          : {
              difference: 100 * change.difference,
              low: 100 * change.interval.low,
              high: 100 * change.interval.high,
              p: decided.adjusted[i] ?? change.p,
              significant: decided.isSignificant[i]!,
            },
      sides: { bad: side(-1), neutral: side(0), good: side(1), uncertain: side(null) },
      badShare: null,
      effect:
        effect.difference === null || effect.interval === null
          ? null
          : {
              difference: effect.difference,
              low: effect.interval.low,
              high: effect.interval.high,
              mentioned: effect.mentioned!,
              others: effect.others!,
              n: effect.n,
              otherN: effect.otherN,
              p: effect.p,
              significant: effect.isSignificant,
            },
    };
  });
  const bad = rows.reduce((sum, { sides }) => sum + sides.bad, 0);
  return {
    statement: {
      period: periodText(period),
      comparePeriod: compare === null ? null : periodText(compare),
      comments,
      commentsBefore,
      withTopic: named.rows[0]!.n,
      uncertain: count(whole.filter(({ sentiment }) => sentiment === null)),
      anonymous: asked.hasAnonymous,
      asOf: ctx.now().toISOString(),
    },
    score: { metric, value: everyone.n === 0 ? null : everyone.sum / everyone.n, n: everyone.n },
    compared: findings.compared,
    isCorrected: findings.rule !== "each-at-0.05",
    topics: rows
      .map((row) => ({ ...row, badShare: bad === 0 ? null : row.sides.bad / bad }))
      .sort((a, b) => b.sides.bad - a.sides.bad || b.n - a.n || a.id - b.id),
  };
}
