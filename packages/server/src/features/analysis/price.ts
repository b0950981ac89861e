import type { api, Filters } from "@manyi/contracts";
import { priceOfSteps } from "@manyi/core/survey";
import { type PriceCurves, type PricePoint, priceCurves, type ReferencePrice, referencePrice, riseTolerance } from "@manyi/core/tradeoff";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { thresholdSince } from "../../platform/threshold.js";
import { readStatement } from "../figures/index.js";
import { readSegments } from "./compare-drivers.js";
import { type Answered, chosenOf, readAnswered, readTradeoffQuestions, type TradeoffQuestion, within } from "./tradeoff-questions.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.price.query>;
type Reply = z.input<typeof api.analysis.price.reply>;

/** Resamples behind the intervals of the crossings. */
const DRAWS = 400;
/** Below this a crossing is about these people, whatever the threshold. */
const FEWEST = 10;
/** A drawing has no more places than this. */
const MOST_PLACES = 240;
/** Rises that shops think about, in percent; 0 is the price of today. */
const RISES = [0, 5, 10, 15, 20, 30, 50];

/** What people would pay: curves, crossings, reference price by segment and how many stay when the price rises. */
export async function price(ctx: Context, { question: code, ...filters }: Query): Promise<Reply> {
  const asked = await askUnweighted(ctx, filters as Filters);
  const questions = await readTradeoffQuestions(asked, "price");
  const chosen = chosenOf(questions, code);
  const own = chosen === null ? asked : within(asked, chosen.survey.id);
  const [statement, segments, answered] = await Promise.all([
    readStatement(own),
    readSegments(ctx),
    chosen === null ? [] : readAnswered(own, chosen.scores, ["segment"]),
  ]);
  const people = answered.map((one) => toPrices(one, chosen!));
  const found = priceCurves(people, { draws: DRAWS, seed: `${chosen?.code} ${JSON.stringify(filters)}` });
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
    const total = people.reduce((sum, { n }) => sum + n, 0);
    const hidden = total === 0 ? null : ("TOO_FEW" as const);
    return { ...shared, hidden, n: 0, outOfOrder: 0, incomplete: 0, curves: [], points: null, reference: null, rise: null };
  }
  const { n, outOfOrder, incomplete } = found;
  const inOrder = people.filter(isInOrder);
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
      all: presentReference(referencePrice(inOrder.map(middleOf))!),
      segments: segments.flatMap(({ id, name }) => {
        const price = referencePrice(inOrder.filter(({ segment }) => segment === id).map(middleOf));
        if (price === null) return [];
        // how many there are is told only of groups that are shown
        return [{ id, label: name, n: price.n < threshold ? 0 : price.n, price: price.n < threshold ? null : presentReference(price) }];
      }),
    },
    rise: riseOf(inOrder, chosen),
  };
}

type Prices = ReturnType<typeof toPrices>;
type Rising = { readonly [P in keyof Prices]: P extends "segment" ? Prices[P] : number };

function toPrices({ segment, values, n }: Answered, { question }: TradeoffQuestion<"price">) {
  const at = (i: number) => (values[i] === null || values[i] === undefined ? null : priceOfSteps(question, values[i]));
  return { segment, tooCheap: at(0), cheap: at(1), expensive: at(2), tooExpensive: at(3), n };
}

function isInOrder(one: Prices): one is Rising {
  const { tooCheap, cheap, expensive, tooExpensive } = one;
  if (tooCheap === null || cheap === null || expensive === null || tooExpensive === null) return false;
  return tooCheap < cheap && cheap < expensive && expensive < tooExpensive;
}

const middleOf = ({ cheap, expensive, n }: Rising) => ({ price: (cheap + expensive) / 2, n });

function pointOf(point: PricePoint | null) {
  return point === null ? null : { price: point.price, share: point.share, interval: point.interval };
}

function presentReference({ median, medianInterval, mean }: ReferencePrice) {
  return { median, medianInterval, mean: mean.value, meanInterval: mean.interval };
}

/** The highest price somebody stays at is one step below what is too expensive. */
function riseOf(people: readonly Rising[], { question }: TradeoffQuestion<"price">): Reply["rise"] {
  const { current, step } = question;
  if (current === undefined) return null;
  const limits = people.map(({ tooExpensive, n }) => ({ risePercent: roundDust((100 * (tooExpensive - step)) / current - 100), n }));
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
