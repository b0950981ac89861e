import type { api } from "@manyi/contracts";
import { outcomeBands, penaltyReward } from "@manyi/core/drivers";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, type CrossTable, readCrossTable, readStatement } from "../figures/index.js";
import { attributeOf, driverQuestion, explaining } from "./driver-question.js";

type Query = z.output<typeof api.analysis.asymmetry.query>;
type Reply = z.input<typeof api.analysis.asymmetry.reply>;

/** Penalty and reward of each attribute, the most basic first: counted per rating, nothing assumed about a straight line. Always unweighted. */
export async function asymmetry(ctx: Context, query: Query): Promise<Reply> {
  const question = await driverQuestion(ctx, { ...query, weighting: "none" }, [query.outcome]);
  const { asked, nameOf, chosen } = question;
  const [statement, rows] = await Promise.all([
    readStatement(asked),
    Promise.all(
      (chosen ?? explaining(question)).map(async (code) => {
        const { bands, result } = await asymmetryOf(asked, code, query.outcome);
        const shown = (band: { n: number; mean: number }) => ({ n: band.n, mean: band.n === 0 ? null : band.mean });
        return {
          attribute: attributeOf(code),
          label: nameOf(attributeOf(code)),
          low: shown(bands.low),
          mid: shown(bands.mid),
          top: shown(bands.top),
          penalty: result?.penalty ?? null,
          reward: result?.reward ?? null,
          asymmetry: result?.asymmetry ?? null,
          interval: result?.interval ?? null,
          tier: result?.tier ?? null,
        };
      }),
    ),
  ]);
  return { statement, rows: rows.sort((a, b) => (a.asymmetry ?? 2) - (b.asymmetry ?? 2)) };
}

/** One attribute against an outcome. */
async function asymmetryOf(asked: Asked, code: string, outcome: string) {
  const bands = bandsOf(await readCrossTable(asked, code, outcome));
  return { bands, result: penaltyReward(bands) };
}

/** Low is about a third of the scale's steps, top a fifth: 1–2 and 5 of 1–5, 1–2 and 7 of 1–7, 0–2 and 9–10 of 0–10. */
export function bandsOf({ rows, columns, counts }: CrossTable) {
  const ratings = counts.map((line, i) => {
    let [n, sum, sumOfSquares] = [0, 0, 0];
    line.forEach((people, j) => {
      const outcome = columns.min + j;
      n += people;
      sum += people * outcome;
      sumOfSquares += people * outcome * outcome;
    });
    return { rating: rows.min + i, n, sum, sumOfSquares };
  });
  const steps = rows.max - rows.min + 1;
  const lowTo = rows.min + Math.max(1, Math.round(steps * 0.3)) - 1;
  const topFrom = rows.max - Math.max(1, Math.floor(steps * 0.2)) + 1;
  return outcomeBands(ratings, { lowTo, topFrom });
}
