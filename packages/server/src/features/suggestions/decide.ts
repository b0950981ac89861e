import type { api } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { tellOutcome } from "../feedback/index.js";
import { queueMessage } from "../messages/index.js";
import { findSuggestions, presentSuggestion, type SuggestionRow } from "./queries.js";

type Body = z.output<typeof api.suggestions.decide.body>;
type Reply = z.input<typeof api.suggestions.decide.reply>;
type Voter = { readonly voter: string; readonly email: string; readonly locale: string };

const WORDS = {
  "zh-CN": { subject: "关于您支持的建议", body: "您好：\n\n您支持过的建议「{name}」有结果了。\n\n{text}\n\n谢谢您。" },
  en: {
    subject: "About an idea you supported",
    body: "Hello,\n\nThere is an answer to the idea you supported: {name}.\n\n{text}\n\nThank you.",
  },
} as const;

/** A suggestion within scope. @throws {AppError} NOT_FOUND */
export async function requireSuggestion(ctx: Context, tx: Tx, id: string): Promise<SuggestionRow> {
  const [row] = await findSuggestions(ctx, tx, sql`v.id = ${id}::uuid`);
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

/**
 * Names an idea and says what becomes of it. Done or declined, its author and its voters are told, each once for each outcome.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; CONFLICT when somebody was faster; INVALID_INPUT for an end without an answer
 */
export async function decide(ctx: Context, id: string, body: Body): Promise<Reply> {
  const isEnd = body.state === "done" || body.state === "declined";
  return ctx.tx(async (tx) => {
    const row = await requireSuggestion(ctx, tx, id);
    if (isEnd && body.answer.length < 3) {
      throw new AppError("INVALID_INPUT", [
        { path: "body.answer", "zh-CN": "请写明做了什么，或为什么不做", en: "Say what was done, or why it will not be" },
      ]);
    }
    if (body.revision !== row.revision) throw new AppError("CONFLICT");
    const values = {
      headline: body.headline === "" ? null : body.headline,
      state: body.state,
      outcome: body.state === "done" ? body.outcome : null,
      reason: body.answer === "" ? null : body.answer,
      decided_by: ctx.actor.id,
      decided_at: body.state === "heard" ? null : body.state === row.state ? row.decided_at : ctx.now(),
    };
    const stored = await tx
      .insertInto("suggestions")
      .values({ tenant_id: ctx.tenantId, voice_id: id, ...values, revision: body.revision + 1 })
      .onConflict((conflict) =>
        conflict
          .columns(["tenant_id", "voice_id"])
          .doUpdateSet({ ...values, revision: body.revision + 1 })
          .where("suggestions.revision", "=", body.revision),
      )
      .returning("voice_id")
      .executeTakeFirst();
    if (stored === undefined) throw new AppError("CONFLICT");
    await ctx.audit(tx, { action: "suggestions.decide", object: `voice ${id}`, detail: { state: body.state } });
    const queued = isEnd ? await tellAll(ctx, tx, row, body) : 0;
    return { ...presentSuggestion(await requireSuggestion(ctx, tx, id)), queued };
  });
}

/** @returns how many messages went out */
async function tellAll(ctx: Context, tx: Tx, row: SuggestionRow, { state, answer, headline }: Body): Promise<number> {
  const isDone = state === "done";
  let queued = (await tellOutcome(tx, ctx, row.id, { type: isDone ? "resolved" : "no_action", text: answer })) ? 1 : 0;
  const voters = await sql<Voter>`
    select o.voter, k.email, o.locale from suggestion_votes o
    join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where o.tenant_id = ${ctx.tenantId} and o.voice_id = ${row.id}::uuid and k.email <> ''`.execute(tx);
  for (const voter of voters.rows) {
    const locale = voter.locale === "en" ? ("en" as const) : ("zh-CN" as const);
    const words = WORDS[locale];
    const name = headline === "" ? (presentSuggestion(row).text ?? "").slice(0, 60) : headline;
    const id = await queueMessage(tx, ctx, {
      channel: "email",
      recipient: voter.email,
      template: "suggestion.outcome",
      locale,
      subject: words.subject,
      body: words.body.replace("{name}", () => name).replace("{text}", () => answer),
      dedupeKey: `suggestion:${row.id}:${state}:${voter.voter}`,
    });
    if (id === null) continue;
    queued += 1;
    await tx
      .updateTable("suggestion_votes")
      .set({ told_at: ctx.now() })
      .where("tenant_id", "=", ctx.tenantId)
      .where("voice_id", "=", row.id)
      .where("voter", "=", voter.voter)
      .execute();
  }
  return queued;
}
