import { bandOfRatio, type SatisfactionBand } from "@manyi/core/measures";

type Scores = Readonly<Record<string, number>>;
/** What the customer gave at first, as far as it can be shown in a line each. */
export type FirstScore = {
  readonly pair: { readonly expected: number; readonly perceived: number; readonly ratio: number; readonly band: SatisfactionBand } | null;
  readonly plain: readonly { readonly metric: "nps" | "csat" | "ces"; readonly value: number }[];
};

/**
 * Reads a first score: the pair of the attribute complained of, else the pair with the lowest ratio; then NPS, CSAT, CES.
 *
 * @param attribute code of what the case is about
 */
export function firstScore(scores: Scores | null, attribute: string | null): FirstScore {
  if (scores === null) return { pair: null, plain: [] };
  const pairs = Object.entries(scores).flatMap(([metric, perceived]) => {
    const code = /^p:(.+)$/.exec(metric)?.[1];
    const expected = code === undefined ? undefined : (scores[`e:${code}`] ?? scores[`r:${code}`]);
    return code === undefined || expected === undefined || expected <= 0
      ? []
      : [{ code, expected, perceived, ratio: perceived / expected }];
  });
  const chosen = pairs.find(({ code }) => code === attribute) ?? pairs.toSorted((a, b) => a.ratio - b.ratio)[0];
  const plain = (["nps", "csat", "ces"] as const).flatMap((metric) =>
    scores[metric] === undefined ? [] : [{ metric, value: scores[metric] }],
  );
  if (chosen === undefined) return { pair: null, plain };
  const { expected, perceived, ratio } = chosen;
  return { pair: { expected, perceived, ratio, band: bandOfRatio(ratio) }, plain };
}
