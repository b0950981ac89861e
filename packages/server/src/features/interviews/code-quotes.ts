import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { lockInterview } from "./read.js";

/**
 * The caller's themes of an interview's quotes, one each; what is not named stays without.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_INPUT for a quote that is not there
 */
export function codeQuotes(ctx: Context, id: string, codes: Readonly<Record<string, string>>): Promise<{ coded: number }> {
  return ctx.tx(async (tx) => {
    const row = await lockInterview(tx, ctx, id);
    const quotes = new Set(row.quotes.map((quote) => quote.id));
    const given = Object.entries(codes);
    if (given.some(([quote]) => !quotes.has(quote))) {
      throw new AppError("INVALID_INPUT", [{ path: "body.codes", "zh-CN": "没有这条引语", en: "There is no such quote" }]);
    }
    const coder = ctx.actor.id ?? "";
    await tx
      .deleteFrom("interview_codes")
      .where("tenant_id", "=", ctx.tenantId)
      .where("interview_id", "=", id)
      .where("coder_id", "=", coder)
      .execute();
    const rows = given.map(([quote, code]) => ({
      tenant_id: ctx.tenantId,
      interview_id: id,
      quote_id: quote,
      coder_id: coder,
      code,
      at: ctx.now(),
    }));
    if (rows.length > 0) await tx.insertInto("interview_codes").values(rows).execute();
    return { coded: rows.length };
  });
}
