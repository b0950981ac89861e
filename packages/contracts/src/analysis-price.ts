import { z } from "zod";
import { filters, localText } from "./common.js";
import { statement } from "./figures.js";
import { route } from "./route.js";

const errors = ["INVALID_INPUT", "NOT_FOUND"] as const;
const interval = z.object({ low: z.number(), high: z.number() });
/** survey and key of a question, `3:price`; without one the first that was answered */
const question = z.string().max(60).optional();
const asked = z.object({
  code: z.string(),
  label: localText,
  survey: z.object({ id: z.number().int(), title: localText }),
});

const pricePoint = z
  .object({
    price: z.number(),
    /** of people on both curves there, 0..1 */
    share: z.number(),
    interval: interval.nullable(),
  })
  .nullable();
const referencePrice = z.object({
  median: z.number(),
  medianInterval: interval,
  mean: z.number(),
  meanInterval: interval.nullable(),
});

/** Fewer people than the threshold, or than can be told anything of, are not shown. */
const hidden = z.enum(["TOO_FEW"]).nullable();

export const priceAnalysis = {
  price: route({
    method: "GET",
    path: "/api/v1/analysis/price",
    may: "figures:read",
    summary: "Four-price curves with their crossings, reference price by segment and tolerance of a rise.",
    query: filters.extend({ question }),
    reply: z.object({
      statement,
      questions: z.array(asked.extend({ currency: z.string(), step: z.number(), current: z.number().nullable() })),
      chosen: z.string().nullable(),
      hidden,
      /** people whose four prices rise; those whose prices do not, and those who left one open, are left out */
      n: z.number().int(),
      outOfOrder: z.number().int(),
      incomplete: z.number().int(),
      curves: z.array(
        z.object({ price: z.number(), tooCheap: z.number(), cheap: z.number(), expensive: z.number(), tooExpensive: z.number() }),
      ),
      points: z
        .object({ marginalCheapness: pricePoint, optimal: pricePoint, indifference: pricePoint, marginalExpensiveness: pricePoint })
        .nullable(),
      /** half way between what people call cheap and expensive */
      reference: z
        .object({
          all: referencePrice,
          segments: z.array(z.object({ id: z.number().int(), label: localText, n: z.number().int(), price: referencePrice.nullable() })),
        })
        .nullable(),
      /** against the price of today, where the question names one */
      rise: z
        .object({
          current: z.number(),
          median: z.number(),
          medianInterval: interval,
          steps: z.array(
            z.object({
              risePercent: z.number(),
              price: z.number(),
              staying: z.number().int(),
              share: z.number(),
              interval,
            }),
          ),
        })
        .nullable(),
    }),
    errors,
  }),
  bestWorst: route({
    method: "GET",
    path: "/api/v1/analysis/best-worst",
    may: "figures:read",
    summary: "What matters most: counts, utilities and shares of a best–worst question with intervals.",
    query: filters.extend({ question }),
    reply: z.object({
      statement,
      questions: z.array(asked.extend({ high: localText, low: localText })),
      chosen: z.string().nullable(),
      hidden,
      people: z.number().int(),
      /** answered sets */
      answers: z.number().int(),
      /** the answers do not determine how much more one item matters than another: only counts are told */
      isEstimated: z.boolean(),
      /** intervals take the sets of a person together */
      isByPerson: z.boolean(),
      items: z.array(
        z.object({
          id: z.string(),
          label: localText,
          shown: z.number().int(),
          best: z.number().int(),
          worst: z.number().int(),
          /** (best − worst) ÷ shown, −1..1 */
          score: z.number().nullable(),
          scoreInterval: interval.nullable(),
          utility: z.number().nullable(),
          standardError: z.number().nullable(),
          /** percent */
          share: z.number().nullable(),
          shareInterval: interval.nullable(),
        }),
      ),
    }),
    errors,
  }),
} as const;
