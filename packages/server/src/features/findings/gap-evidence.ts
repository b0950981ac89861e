import type { Evidence, Finding } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { expectation } from "../figures/index.js";

/** Expectation, perception, gap and ratio of an attribute. */
export async function gapEvidence(ctx: Context, attribute: string, { filters }: Finding["question"]): Promise<Evidence | null> {
  const { statement, rows } = await expectation(ctx, { ...filters, attribute, recalled: "with" });
  const row = rows.find((one) => one.attribute === attribute);
  if (row === undefined || row.figure.value === null || row.figure.n === null) return null;
  const { n, interval } = row.figure;
  const plain = (code: string, value: number | null) => ({ code, value, interval: null, n });
  return {
    asOf: ctx.now().toISOString(),
    statement,
    method: "ratio",
    n,
    figures: [
      { code: "ratio", value: row.figure.value, interval: interval === null ? null : { low: interval.low, high: interval.high }, n },
      plain("gap", row.gap),
      plain("p", row.p),
      plain("e", row.e),
    ],
    place: null,
    isUncertain: false,
    cautions: row.recalledN > 0 ? ["RECALLED"] : [],
  };
}
