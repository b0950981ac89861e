import type { api } from "@manyi/contracts";
import { median } from "@manyi/core/numeric";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readUnits, unitsBelow } from "../figures/index.js";
import { findSuggestions, presentSuggestion } from "./queries.js";

type Query = z.output<typeof api.suggestions.list.query>;
type Reply = z.input<typeof api.suggestions.list.reply>;

const DAY = 86_400_000;

/** Ideas with what became of them. Shares and days are of all within scope, whatever the list is narrowed to. */
export async function listSuggestions(ctx: Context, { state, unit }: Query): Promise<Reply> {
  const all = await findSuggestions(ctx, ctx.db, await unitWhere(ctx, unit));
  const of = (wanted: Reply["items"][number]["state"]) => all.filter((row) => row.state === wanted).length;
  const counts = { heard: of("heard"), planned: of("planned"), done: of("done"), declined: of("declined") };
  const decided = counts.done + counts.declined;
  const days = all.flatMap(({ state: now, decided_at, occurred_at }) =>
    (now === "done" || now === "declined") && decided_at !== null && occurred_at !== null
      ? [Math.max(0, (decided_at.getTime() - occurred_at.getTime()) / DAY)]
      : [],
  );
  return {
    items: all.filter((row) => state === undefined || row.state === state).map(presentSuggestion),
    counts,
    adopted: decided === 0 ? null : { share: counts.done / decided, n: decided },
    daysToAnswer: days.length === 0 ? null : median(days),
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
