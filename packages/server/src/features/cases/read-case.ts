import type { CaseDetail } from "@manyi/contracts";
import type { Tables, Tx } from "@manyi/store";
import type { Kysely } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { presentDetail } from "./present.js";
import { countSameCause, customerPast, findCase, findSimilar, namedEvents } from "./queries.js";
import { termsOfCase } from "./service-levels.js";

/** One case with everything its work screen shows. @throws {AppError} NOT_FOUND, also when it is outside the scope */
export async function readCase(ctx: Context, db: Kysely<Tables> | Tx, id: string): Promise<CaseDetail> {
  const row = await findCase(ctx, db, id);
  if (row === null) throw new AppError("NOT_FOUND");
  const tx = db as Tx;
  const events = await namedEvents(ctx, db, id);
  const said = events.findLast((event) => event.type === "confirmed" || event.type === "not_solved");
  return presentDetail(
    {
      row,
      events,
      terms: await termsOfCase(tx, row),
      similar: await findSimilar(ctx, db, row),
      sameCause: await countSameCause(ctx, db, row),
      past: await customerPast(ctx, db, row),
      verificationScore: typeof said?.payload.score === "number" ? said.payload.score : null,
    },
    { id: ctx.actor.id, permissions: ctx.permissions, now: ctx.now(), publicUrl: ctx.publicUrl() },
  );
}
