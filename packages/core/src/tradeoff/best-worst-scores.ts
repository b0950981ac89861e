import { type Interval, zOfLevel } from "../measures/index.js";
import { type Choice, fitConditionalLogit, varianceOf } from "./conditional-logit.js";

/** One answered set: the items shown, and which of them was best and which worst (numbers of items, 0 = the first). */
export type BestWorstAnswer = {
  readonly set: readonly number[];
  readonly best: number;
  readonly worst: number;
  /** people who answered the same, 1 when left out */
  readonly n?: number;
  /** whose answer: several sets of one person are not independent, and intervals are wider where everybody is known */
  readonly person?: number | string;
};

export type BestWorstItem = {
  readonly shown: number;
  readonly best: number;
  readonly worst: number;
  /** (best − worst) ÷ shown, −1..1; `null` for an item that was never shown */
  readonly score: number | null;
  readonly scoreInterval: Interval | null;
  /** place on the logit scale, the mean of all items is 0; `null` when it cannot be estimated */
  readonly utility: number | null;
  readonly standardError: number | null;
  /** percent, 0..100: how likely the item is the best one of all, by the model; all items together make 100 */
  readonly share: number | null;
  readonly shareInterval: Interval | null;
};

export type BestWorstScores = {
  /** answered sets */
  readonly answers: number;
  /** whether intervals take the sets of a person together */
  readonly isByPerson: boolean;
  readonly items: readonly BestWorstItem[];
  readonly logLikelihood: number | null;
};

/**
 * Scores of best–worst answers: counts, and utilities of the sequential best–worst logit (the best of all shown, then the worst of the
 * rest; Marley and Louviere 2005) by maximum likelihood.
 *
 * @param items how many items there are
 * @param level of the intervals, 0..1
 * @returns `null` when nothing was answered; `utility` and `share` are `null` when the answers do not determine them, as when an item
 *   was always best
 * @throws {RangeError} for a set that names an item twice or not at all, or whose best is its worst or was not shown
 * @example
 * const answers = [
 *   { set: [0, 1, 2], best: 0, worst: 2, n: 5 },
 *   { set: [0, 1, 2], best: 1, worst: 2, n: 3 },
 *   { set: [0, 1, 2], best: 2, worst: 0, n: 2 },
 * ];
 * const { items } = bestWorstScores(answers, 3);
 * items.map(({ best, worst, score }) => [best, worst, score]) // => [[5, 2, 0.3], [3, 0, 0.3], [2, 8, -0.6]]
 * items[1].utility // => 0.6036
 */
export function bestWorstScores(answers: readonly BestWorstAnswer[], items: number, level = 0.95): BestWorstScores | null {
  for (const answer of answers) requireAnswer(answer, items);
  const known = answers.filter(({ n = 1 }) => n > 0);
  const total = known.reduce((sum, { n = 1 }) => sum + n, 0);
  if (total === 0) return null;
  const isByPerson = known.every(({ person }) => person !== undefined) && new Set(known.map(({ person }) => person)).size > 1;
  const counts = countItems(known, items);
  const fit = items < 2 ? null : fitConditionalLogit(stagesOf(known, items, isByPerson), items - 1, stagesOf(known, items, false));
  const z = zOfLevel(level);
  const utilities = fit === null ? null : centre(fit.beta, items);
  const shares = utilities === null ? null : sharesOf(utilities);
  return {
    answers: total,
    isByPerson,
    logLikelihood: fit?.logLikelihood ?? null,
    items: counts.map((count, item) => {
      const { score, half } = scoreOf(known, item, count, isByPerson, z);
      const base = {
        ...count,
        score,
        scoreInterval: score === null ? null : { low: Math.max(-1, score - half), high: Math.min(1, score + half) },
      };
      if (fit === null || utilities === null || shares === null) {
        return { ...base, utility: null, standardError: null, share: null, shareInterval: null };
      }
      const share = shares[item]!;
      // utilities lean on the first items − 1 coefficients, the last is 0; a share changes with its own utility and against all others
      const own = Float64Array.from({ length: items - 1 }, (_, i) => (i === item ? 1 : 0) - 1 / items);
      const slope = Float64Array.from({ length: items - 1 }, (_, i) => share * ((i === item ? 1 : 0) - shares[i]!));
      const spread = z * Math.sqrt(varianceOf(fit.covariance, slope));
      return {
        ...base,
        utility: utilities[item]!,
        standardError: Math.sqrt(varianceOf(fit.covariance, own)),
        share: 100 * share,
        shareInterval: { low: 100 * Math.max(0, share - spread), high: 100 * Math.min(1, share + spread) },
      };
    }),
  };
}

function requireAnswer({ set, best, worst, n = 1 }: BestWorstAnswer, items: number): void {
  const isKnown = set.every((item) => Number.isInteger(item) && item >= 0 && item < items);
  const isPicked = best !== worst && set.includes(best) && set.includes(worst);
  if (set.length < 2 || new Set(set).size !== set.length || !isKnown || !isPicked || !Number.isInteger(n) || n < 0) {
    throw new RangeError(`no best–worst answer over ${items} items: best ${best}, worst ${worst} of [${set.join(", ")}], n ${n}`);
  }
}

function countItems(answers: readonly BestWorstAnswer[], items: number) {
  const counts = Array.from({ length: items }, () => ({ shown: 0, best: 0, worst: 0 }));
  for (const { set, best, worst, n = 1 } of answers) {
    for (const item of set) counts[item]!.shown += n;
    counts[best]!.best += n;
    counts[worst]!.worst += n;
  }
  return counts;
}

type Count = ReturnType<typeof countItems>[number];

/** Best less worst over shown; its spread from people where they are known, else from answers. */
function scoreOf(answers: readonly BestWorstAnswer[], item: number, { shown, best, worst }: Count, isByPerson: boolean, z: number) {
  if (shown === 0) return { score: null, half: 0 };
  const score = (best - worst) / shown;
  if (!isByPerson) return { score, half: z * Math.sqrt(Math.max(0, (best + worst) / shown - score ** 2) / shown) };
  const residuals = new Map<number | string, number>();
  for (const { set, best: top, worst: bottom, n = 1, person } of answers) {
    if (!set.includes(item)) continue;
    const points = (top === item ? 1 : 0) - (bottom === item ? 1 : 0);
    residuals.set(person!, (residuals.get(person!) ?? 0) + n * (points - score));
  }
  const people = residuals.size;
  const squares = [...residuals.values()].reduce((sum, residual) => sum + residual ** 2, 0);
  return { score, half: people < 2 ? 0 : (z * Math.sqrt((squares * people) / (people - 1))) / shown };
}

/** The best of all, then the worst of the others; equal answers of people not told apart are one choice. */
function stagesOf(answers: readonly BestWorstAnswer[], items: number, isByPerson: boolean): Choice[] {
  const codes = Array.from({ length: items }, (_, item) => Float64Array.from({ length: items - 1 }, (__, i) => (i === item ? 1 : 0)));
  const against = codes.map((code) => code.map((value) => -value));
  const merged = new Map<string, { answer: BestWorstAnswer; n: number }>();
  for (const answer of answers) {
    const name = isByPerson ? String(merged.size) : `${answer.set.toSorted((a, b) => a - b).join(" ")} ${answer.best} ${answer.worst}`;
    const one = merged.get(name) ?? { answer, n: 0 };
    merged.set(name, { ...one, n: one.n + (answer.n ?? 1) });
  }
  return [...merged.values()].flatMap(({ answer: { set, best, worst, person }, n }) => {
    const rest = set.filter((item) => item !== best);
    const who = isByPerson ? person! : null;
    const first = { rows: set.map((item) => codes[item]!), chosen: set.indexOf(best), n, person: who };
    if (rest.length < 2) return [first];
    return [first, { rows: rest.map((item) => against[item]!), chosen: rest.indexOf(worst), n, person: who }];
  });
}

function centre(beta: Float64Array, items: number): number[] {
  const mean = beta.reduce((sum, value) => sum + value, 0) / items;
  return Array.from({ length: items }, (_, item) => (beta[item] ?? 0) - mean);
}

function sharesOf(utilities: readonly number[]): number[] {
  const powers = utilities.map(Math.exp);
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
