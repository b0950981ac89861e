import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readUnits, unitsBelow } from "../figures/index.js";
import { countSuggestions, findSuggestions, inState, presentSuggestion } from "./queries.js";

type Query = z.output<typeof api.suggestions.list.query>;
type Reply = z.input<typeof api.suggestions.list.reply>;

/** Ideas with what became of them. Counts, shares and days are of all within scope (and the unit), whatever state the list is narrowed to. */
export async function listSuggestions(ctx: Context, { state, unit }: Query): Promise<Reply> {
  const where = await unitWhere(ctx, unit);
  const [rows, { days, ...counts }] = await Promise.all([
    findSuggestions(ctx, ctx.db, state === undefined ? where : sql`${where} and ${inState(state)}`),
    countSuggestions(ctx, ctx.db, where),
  ]);
  const decided = counts.done + counts.declined;
  return {
    items: rows.map(presentSuggestion),
    counts,
    adopted: decided === 0 ? null : { share: counts.done / decided, n: decided },
    daysToAnswer: days,
  };
}

/** @throws {AppError} NOT_FOUND for a unit that is not there or not the reader's */
async function unitWhere(ctx: Context, id: number | undefined) {
  if (id === undefined) return sql`true`;
  const units = await readUnits(ctx);
  const unit = units.find((one) => one.id === id);
  if (unit === undefined) throw new AppError("NOT_FOUND");
  return sql`v.unit_id = any(${unitsBelow(units, unit).map((one) => one.id)}::int[])`;
}
