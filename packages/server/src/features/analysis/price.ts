import type { api, Filters } from "@manyi/contracts";
import { PRICE_ORDER, PRICE_SERIES, priceOfSteps } from "@manyi/core/survey";
import {
  PRICE_PARTS,
  type PriceCounts,
  type PriceCurves,
  type PricePoint,
  priceCurvesOfCounts,
  type ReferencePrice,
  referencePrice,
  riseTolerance,
} from "@manyi/core/tradeoff";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, readStatement } from "../figures/index.js";
import { readSegments } from "./compare-drivers.js";
import { chosenOf, readAnswered, readTradeoffQuestions, type TradeoffQuestion, within } from "./tradeoff-questions.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.price.query>;
type Reply = z.input<typeof api.analysis.price.reply>;

/** Below this a crossing is about these people, whatever the threshold. */
const FEWEST = 10;
/** A drawing has no more places than this. */
const MOST_PLACES = 240;
/** Rises that shops think about, in percent; 0 is the price of today. */
const RISES = [0, 5, 10, 15, 20, 30, 50];

/** What people would pay: curves, crossings, reference price by segment and how many stay when the price rises. */
export async function price(ctx: Context, { question: code, ...filters }: Query): Promise<Reply> {
  const asked = await askUnweighted(ctx, filters as Filters);
  const questions = (await readTradeoffQuestions(asked, "price")).filter(({ scores }) => scores.length === PRICE_SERIES.length);
  const chosen = chosenOf(questions, code);
  const own = chosen === null ? asked : within(asked, chosen.survey.id);
  const [statement, segments, counted] = await Promise.all([
    readStatement(own),
    readSegments(ctx),
    chosen === null ? NOBODY : countPrices(own, chosen),
  ]);
  const { named, middles, outOfOrder, incomplete } = counted;
  const found = priceCurvesOfCounts(named, { outOfOrder, incomplete });
  const threshold = Math.max(FEWEST, thresholdSince(ctx.organisation, asked.period.from));
  const shared = {
    statement,
    questions: questions.map(({ code, question, survey }) => ({
      code,
      label: question.text,
      survey,
      currency: question.currency,
      step: question.step,
      current: question.current ?? null,
    })),
    chosen: chosen?.code ?? null,
  };
  if (chosen === null || found === null || found.n < threshold) {
    const hidden = found === null && outOfOrder + incomplete === 0 ? null : ("TOO_FEW" as const);
    return { ...shared, hidden, n: 0, outOfOrder: 0, incomplete: 0, curves: [], points: null, reference: null, rise: null };
  }
  const { n } = found;
  return {
    ...shared,
    hidden: null,
    n,
    outOfOrder,
    incomplete,
    curves: thin(found.curves),
    points: {
      marginalCheapness: pointOf(found.marginalCheapness),
      optimal: pointOf(found.optimal),
      indifference: pointOf(found.indifference),
      marginalExpensiveness: pointOf(found.marginalExpensiveness),
    },
    reference: {
      all: presentReference(referencePrice(middles)!),
      segments: segments.flatMap(({ id, name }) => {
        const price = referencePrice(middles.filter(({ segment }) => segment === id));
        if (price === null) return [];
        // how many there are is told only of groups that are shown
        return [{ id, label: name, n: price.n < threshold ? 0 : price.n, price: price.n < threshold ? null : presentReference(price) }];
      }),
    },
    rise: riseOf(named, chosen),
  };
}

type Counted = {
  /** how often each price was named, by people whose prices rise */
  readonly named: readonly PriceCounts[];
  /** half way between cheap and expensive, of the same people */
  readonly middles: readonly { readonly segment: number | null; readonly price: number; readonly n: number }[];
  readonly outOfOrder: number;
  readonly incomplete: number;
};
const NOBODY: Counted = { named: [], middles: [], outOfOrder: 0, incomplete: 0 };

/** Counts of each price by itself, so that it costs the same however many people answered. */
async function countPrices(asked: Asked, { question, scores }: TradeoffQuestion<"price">): Promise<Counted> {
  const [order, sum] = [scores[PRICE_SERIES.indexOf("order")]!, scores[PRICE_SERIES.indexOf("sum")]!];
  const [bySegment, ...byPart] = await Promise.all([
    readAnswered(asked, [order, sum], ["segment"]),
    ...PRICE_PARTS.map((_, i) => readAnswered(asked, [order, scores[i]!])),
  ]);
  const named = new Map<number, Record<(typeof PRICE_PARTS)[number], number>>();
  for (const [i, rows] of byPart.entries()) {
    for (const { values, n } of rows) {
      const [place, steps] = values;
      if (place !== PRICE_ORDER.rising || steps === null || steps === undefined) continue;
      const one = named.get(steps) ?? { tooCheap: 0, cheap: 0, expensive: 0, tooExpensive: 0 };
      named.set(steps, one);
      one[PRICE_PARTS[i]!] += n;
    }
  }
  const left = (which: number) => bySegment.reduce((total, { values, n }) => total + (values[0] === which ? n : 0), 0);
  return {
    named: [...named].map(([steps, counts]) => ({ price: priceOfSteps(question, steps), ...counts })),
    middles: bySegment.flatMap(({ segment, values: [place, both], n }) =>
      place === PRICE_ORDER.rising && typeof both === "number" ? [{ segment, price: priceOfSteps(question, both) / 2, n }] : [],
    ),
    outOfOrder: left(PRICE_ORDER.falling),
    incomplete: left(PRICE_ORDER.incomplete),
  };
}

function pointOf(point: PricePoint | null) {
  return point === null ? null : { price: point.price, share: point.share, interval: point.interval };
}

function presentReference({ median, medianInterval, mean }: ReferencePrice) {
  return { median, medianInterval, mean: mean.value, meanInterval: mean.interval };
}

/** The highest price somebody stays at is one step below what is too expensive. */
function riseOf(named: readonly PriceCounts[], { question }: TradeoffQuestion<"price">): Reply["rise"] {
  const { current, step } = question;
  if (current === undefined) return null;
  const limits = named.map(({ price, tooExpensive: n }) => ({ risePercent: roundDust((100 * (price - step)) / current - 100), n }));
  const found = riseTolerance(limits, RISES);
  if (found === null) return null;
  return {
    current,
    median: found.median,
    medianInterval: found.medianInterval,
    steps: found.steps.map((one) => ({ ...one, price: roundDust(current * (1 + one.risePercent / 100)) })),
  };
}

/** What is left of decimal fractions in binary is no difference. */
function roundDust(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Every so many prices, with the first and the last: lines look the same. */
function thin(curves: PriceCurves["curves"]): Reply["curves"] {
  const every = Math.ceil(curves.length / MOST_PLACES);
  return curves.filter((_, i) => i % every === 0 || i === curves.length - 1).map((point) => ({ ...point }));
}
