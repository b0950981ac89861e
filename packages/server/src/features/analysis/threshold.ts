import type { api, Filters } from "@manyi/contracts";
import { loyaltyThreshold } from "@manyi/core/drivers";
import { meanOf } from "@manyi/core/measures";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, metricOf, readCrossTable, readStatement } from "../figures/index.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.threshold.query>;
type Reply = z.input<typeof api.analysis.threshold.reply>;

/** A score that fewer people gave says nothing about its loyalty. */
const FEWEST_PER_SCORE = 10;

/** Where satisfaction starts to bring loyalty: mean loyalty at each score of satisfaction. */
export async function threshold(ctx: Context, { satisfaction, loyalty, ...filters }: Query): Promise<Reply> {
  for (const [path, code] of [
    ["query.satisfaction", satisfaction],
    ["query.loyalty", loyalty],
  ] as const) {
    if (["nps", "csat", "ces", "p"].includes(metricOf(code, path).family)) continue;
    throw new AppError("INVALID_INPUT", [{ path, "zh-CN": "请选一个评分指标", en: "Choose a rated measure" }]);
  }
  if (satisfaction === loyalty) {
    throw new AppError("INVALID_INPUT", [{ path: "query.loyalty", "zh-CN": "请选两个不同的指标", en: "Choose two different measures" }]);
  }
  const asked = await askUnweighted(ctx, filters as Filters);
  const statement = await readStatement(asked);
  const measures = measuresOf(asked);
  const nothing: Reply = { statement, n: 0, points: [], fit: null, measures };
  if (!measures.includes(satisfaction) || !measures.includes(loyalty)) return nothing;
  const { rows, columns, counts } = await readCrossTable(asked, satisfaction, loyalty);
  const scores = counts.flatMap((line, i) => {
    const n = line.reduce((a, b) => a + b, 0);
    if (n < FEWEST_PER_SCORE) return [];
    const sum = line.reduce((total, people, j) => total + people * (columns.min + j), 0);
    const sumSquares = line.reduce((total, people, j) => total + people * (columns.min + j) ** 2, 0);
    const mean = meanOf({ n, sum, sumSquares })!;
    return [{ score: rows.min + i, n, mean: mean.value, variance: (mean.standardDeviation ?? 0) ** 2, interval: mean.interval }];
  });
  const fit = loyaltyThreshold(scores);
  return {
    statement,
    n: scores.reduce((sum, { n }) => sum + n, 0),
    points: scores.map(({ score, n, mean, interval }) => ({ score, n, mean, interval })),
    fit,
    measures,
  };
}

function measuresOf({ catalog, surveys }: Asked): string[] {
  const codes = [...catalog.surveys].filter(([id]) => surveys === null || surveys.includes(id)).flatMap(([, known]) => known);
  const rated = [...new Set(codes.filter((code) => code.startsWith("p:")))].filter((code) => catalog.find(code, surveys).kind === "asked");
  return [...["csat", "nps", "ces"].filter((code) => codes.includes(code)), ...rated];
}
