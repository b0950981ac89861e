import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { proposeFinding } from "../findings/index.js";
import { findShifts } from "./shifts.js";

/**
 * Freezes a shift as a finding.
 *
 * @throws {AppError} NOT_FOUND for somebody who does not see the whole organisation, and when there is no such shift of an attribute today
 */
export async function startFinding(ctx: Context, { series, title }: { series: string; title: string }): Promise<{ id: string }> {
  requireInScope(ctx, null);
  const shift = (await findShifts(ctx)).shifts.find((one) => one.series === series);
  if (shift?.attribute == null) throw new AppError("NOT_FOUND");
  const { attribute, on, before, after, p, points, measure } = shift;
  const n = points.length;
  const figures = [
    { code: `${measure}Before`, value: before.mean, interval: null, n: before.n },
    { code: `${measure}After`, value: after.mean, interval: null, n: after.n },
    { code: "chance", value: p, interval: null, n },
  ];
  const { id } = await ctx.tx((tx) =>
    proposeFinding(tx, ctx, {
      kind: "shift",
      attribute,
      title,
      series,
      on,
      period: { from: points[0]!.start, to: points.at(-1)!.start },
      evidence: { method: "pettitt", n, figures, cautions: ["INDIRECT"] },
    }),
  );
  return { id };
}
