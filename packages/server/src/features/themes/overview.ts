import type { api, ThemeRow } from "@manyi/contracts";
import { proportionInterval } from "@manyi/core/measures";
import { periodText } from "@manyi/core/metrics";
import { compareProportions, decide } from "@manyi/core/stats";
import { themeUrgency, topicEffects } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "../figures/index.js";
import { readTopics } from "../reading/index.js";
import { countMentions, type Mentions, type Side, type Sums } from "./count-mentions.js";
import type { ScoreMetric } from "./spoken.js";

type Query = z.output<typeof api.themes.overview.query>;
type Reply = z.input<typeof api.themes.overview.reply>;
const NO_SCORES: Sums = { n: 0, sum: 0, sumSquares: 0 };

/** Topics by volume, sides, change and effect on the score. */
export async function readThemes(ctx: Context, { metric, ...filters }: Query): Promise<Reply> {
  return themesOf(await ask(ctx, filters), metric, countMentions);
}

export async function themesOf(asked: Asked, metric: ScoreMetric, counting: typeof countMentions): Promise<Reply> {
  const { ctx, period, compare } = asked;
  const topics = await readTopics(ctx.db, ctx.tenantId);
  const { tallies, scores, named } = await counting(
    asked,
    metric,
    topics.map(({ id }) => id),
  );
  const of = (id: number, isNow: boolean) => tallies.filter((row) => row.topic === id && row.isNow === isNow);
  const count = (rows: Mentions["tallies"]) => rows.reduce((sum, { n }) => sum + n, 0);
  const sums = (id: number) => scores.get(id) ?? NO_SCORES;
  const [whole, before] = [of(0, true), of(0, false)];
  const [comments, commentsBefore] = [count(whole), count(before)];
  const everyone = sums(0);
  const spoken = topics.filter(({ id, retired_at }) => retired_at === null && of(id, true).length + of(id, false).length > 0);
  const { effects, findings } = topicEffects(
    spoken.map(({ id, code }) => ({ code, mentioned: sums(id) })),
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
    const side = (wanted: Side) => count(own.filter((one) => one.side === wanted));
    const effect = effects[i]!;
    const change = changes[i];
    const earlier = count(of(topic.id, false));
    const parent = topics.find(({ code }) => code === topic.parent_code);
    const share = comments === 0 ? 0 : n / comments;
    const before = compare === null || commentsBefore === 0 ? null : { n: earlier, share: earlier / commentsBefore };
    return {
      id: topic.id,
      code: topic.code,
      name: topic.name,
      parent: parent?.name ?? null,
      attribute: topic.attribute_code,
      n,
      share: { value: share, ...(proportionInterval(n, comments) ?? { low: 0, high: 0 }) },
      before,
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
      urgency: themeUrgency({
        share,
        shareBefore: before?.share ?? null,
        isChanged: decided.isSignificant[i]!,
        effect: effect.difference,
        hasEffect: effect.isSignificant,
      }),
    };
  });
  const bad = rows.reduce((sum, { sides }) => sum + sides.bad, 0);
  return {
    statement: {
      period: periodText(period),
      comparePeriod: compare === null ? null : periodText(compare),
      comments,
      commentsBefore,
      withTopic: named,
      uncertain: count(whole.filter(({ side }) => side === null)),
      anonymous: asked.hasAnonymous,
      asOf: ctx.now().toISOString(),
    },
    score: { metric, value: everyone.n === 0 ? null : everyone.sum / everyone.n, n: everyone.n },
    compared: findings.compared,
    isCorrected: findings.rule !== "each-at-0.05",
    topics: rows
      .map((row) => ({ ...row, badShare: bad === 0 ? null : row.sides.bad / bad }))
      .sort((a, b) => (b.urgency ?? 0) - (a.urgency ?? 0) || b.sides.bad - a.sides.bad || b.n - a.n || a.id - b.id),
  };
}
