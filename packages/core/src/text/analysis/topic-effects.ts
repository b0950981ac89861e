import type { Interval, MeanSums } from "../../measures/index.js";
import { compareMeans, decide, type Findings } from "../../stats/index.js";

/** What a topic needs to tell how the score differs where it is mentioned. */
export interface TopicScores {
  readonly code: string;
  /** Scores of comments that mention the topic. */
  readonly mentioned: MeanSums;
}

/** The score of comments that mention a topic less the score of the others. */
export interface TopicEffect {
  readonly code: string;
  readonly mentioned: number | null;
  readonly others: number | null;
  readonly n: number;
  readonly otherN: number;
  /** `null` when a side has fewer than ten scores, or nothing varies. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** Corrected together with the other topics. */
  readonly p: number | null;
  readonly isSignificant: boolean;
}

/** Below this many scores on a side nothing is compared. */
export const leastScores = 10;

/**
 * How the score goes with each topic: mean of those who mention it less mean of those who do not, with Welch's interval;
 * all topics are corrected together. That it goes with a topic does not say that the topic causes it.
 *
 * @param all scores of every comment, those that mention the topic included
 * @example
 * topicEffects([{ code: "waiting", mentioned: { n: 20, sum: 40, sumSquares: 100 } }], { n: 60, sum: 200, sumSquares: 740 }).effects[0]?.difference // => -2
 */
export function topicEffects(
  topics: readonly TopicScores[],
  all: MeanSums,
): { readonly effects: readonly TopicEffect[]; readonly findings: Pick<Findings, "compared" | "rule"> } {
  const compared = topics.map(({ mentioned }) => {
    const others = { n: all.n - mentioned.n, sum: all.sum - mentioned.sum, sumSquares: all.sumSquares - mentioned.sumSquares };
    const isEnough = mentioned.n >= leastScores && others.n >= leastScores;
    return { others, test: isEnough ? compareMeans(mentioned, others) : null };
  });
  const findings = decide(compared.map(({ test }) => test?.p ?? null));
  const effects = topics.map(({ code, mentioned }, i): TopicEffect => {
    const { others, test } = compared[i]!;
    return {
      code,
      mentioned: mentioned.n === 0 ? null : mentioned.sum / mentioned.n,
      others: others.n === 0 ? null : others.sum / others.n,
      n: mentioned.n,
      otherN: others.n,
      difference: test?.difference ?? null,
      interval: test?.interval ?? null,
      p: findings.adjusted[i] ?? null,
      isSignificant: findings.isSignificant[i] ?? false,
    };
  });
  return { effects, findings: { compared: findings.compared, rule: findings.rule } };
}
