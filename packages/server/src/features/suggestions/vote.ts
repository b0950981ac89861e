import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { requireSuggestion } from "./decide.js";

/**
 * Counts a customer among those who want an idea, once. Its author wants it anyway.
 *
 * @throws {AppError} NOT_FOUND for an idea or customer that is not there, also out of scope
 */
export async function vote(ctx: Context, id: string, customerId: string): Promise<{ votes: number; counted: boolean }> {
  return ctx.tx(async (tx) => {
    const row = await requireSuggestion(ctx, tx, id);
    const customer = await tx
      .selectFrom("customers")
      .select("locale")
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", customerId)
      .executeTakeFirst();
    if (customer === undefined) throw new AppError("NOT_FOUND");
    if (row.customer_id === customerId) return { votes: row.votes, counted: false };
    const added = await tx
      .insertInto("suggestion_votes")
      .values({
        tenant_id: ctx.tenantId,
        voice_id: id,
        voter: `c:${customerId}`,
        customer_id: customerId,
        locale: customer.locale ?? row.locale,
        at: ctx.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("voter")
      .executeTakeFirst();
    return { votes: row.votes + (added === undefined ? 0 : 1), counted: added !== undefined };
  });
}
