import type { CaseDetail } from "@manyi/contracts";
import type { Tables, Tx } from "@manyi/store";
import type { Kysely } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { notPersonalOf } from "../reading/index.js";
import { factsOf, mayUnmask, presentDetail, type Reader } from "./present.js";
import { countSameCause, customerPast, findCase, findSimilar, namedEvents } from "./queries.js";
import { termsOfCase } from "./service-levels.js";

const readerOf = (ctx: Context): Reader => ({
  id: ctx.actor.id,
  permissions: ctx.permissions,
  now: ctx.now(),
  publicUrl: ctx.publicUrl(),
});

/**
 * One case with everything its work screen shows.
 *
 * @param isMasked `false` only where the reading of the original is logged
 * @throws {AppError} NOT_FOUND, also when it is outside the scope
 */
export async function readCase(ctx: Context, db: Kysely<Tables> | Tx, id: string, isMasked = true): Promise<CaseDetail> {
  const row = await findCase(ctx, db, id);
  if (row === null) throw new AppError("NOT_FOUND");
  const tx = db as Tx;
  const events = await namedEvents(ctx, db, id);
  const said = events.findLast((event) => event.type === "confirmed" || event.type === "not_solved");
  const isNamed = row.anonymity !== "confidential";
  return presentDetail(
    {
      row: isNamed ? row : { ...row, customer_id: null },
      events,
      terms: await termsOfCase(tx, row),
      similar: await findSimilar(ctx, db, row),
      sameCause: await countSameCause(ctx, db, row),
      past: isNamed ? await customerPast(ctx, db, row) : { scores: [], cases: 0 },
      verificationScore: typeof said?.payload.score === "number" ? said.payload.score : null,
      known: (await notPersonalOf(db as Kysely<Tables>, ctx.tenantId, [row.voice_id])).get(row.voice_id ?? ""),
      isMasked,
    },
    readerOf(ctx),
  );
}

/**
 * A case as it was written, with its customer's name and number. Who read it stays on record.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for who does not work this case, and for a confidential answer
 */
export async function unmaskCase(ctx: Context, id: string): Promise<CaseDetail> {
  const row = await findCase(ctx, ctx.db, id);
  if (row === null) throw new AppError("NOT_FOUND");
  if (!mayUnmask(factsOf(await namedEvents(ctx, ctx.db, id)), row, readerOf(ctx))) {
    throw new AppError("INVALID_STATE", [
      {
        path: "params.id",
        "zh-CN": "只有处理或核实这件工单的人可以看原文；保密答卷不显示是谁",
        en: "Only who works or verifies this case sees the original; a confidential answer names nobody",
      },
    ]);
  }
  const detail = await readCase(ctx, ctx.db, id, false);
  await ctx.tx((tx) => ctx.audit(tx, { action: "cases.unmask", object: `case ${id}` }));
  return detail;
}
