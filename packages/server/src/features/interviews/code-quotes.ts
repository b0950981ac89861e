import type { api } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Tx } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { markTopics } from "./mark-topics.js";
import { lockInterview } from "./read.js";

type Body = z.output<typeof api.interviews.code.body>;

/**
 * The caller's themes of an interview's quotes, one each; what is not named stays without. A theme chosen from the tree goes into the code
 * book with its topic.
 *
 * @throws {AppError} NOT_FOUND, also out of scope or for a topic that is not there; INVALID_INPUT for a quote that is not there
 */
export async function codeQuotes(ctx: Context, id: string, { codes, topics }: Body): Promise<{ coded: number }> {
  const coded = await ctx.tx(async (tx) => {
    const row = await lockInterview(tx, ctx, id);
    const quotes = new Set(row.quotes.map((quote) => quote.id));
    const given = Object.entries(codes);
    if (given.some(([quote]) => !quotes.has(quote))) {
      throw new AppError("INVALID_INPUT", [{ path: "body.codes", "zh-CN": "没有这条引语", en: "There is no such quote" }]);
    }
    const used = new Set(given.map(([, code]) => code));
    const names = await shareNames(tx, ctx, new Map(Object.entries(topics).filter(([code]) => used.has(code))));
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
      code: names.get(code) ?? code,
      at: ctx.now(),
    }));
    if (rows.length > 0) await tx.insertInto("interview_codes").values(rows).execute();
    return rows.length;
  });
  await markTopics(ctx, [id]);
  return { coded };
}

/**
 * Puts themes chosen from the tree into the code book. Coders who work in two languages share one name: whoever chose the topic first by
 * its name gave it.
 *
 * @returns the name in the code book by the name chosen
 */
async function shareNames(tx: Tx, ctx: Context, chosen: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, string>> {
  if (chosen.size === 0) return new Map();
  const [topics, known] = await Promise.all([
    tx
      .selectFrom("topics")
      .select(["id", "name"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "in", [...chosen.values()])
      .where("retired_at", "is", null)
      .execute(),
    tx.selectFrom("interview_themes").select(["code", "topic_id"]).where("tenant_id", "=", ctx.tenantId).execute(),
  ]);
  const names = new Map<string, string>();
  for (const [code, topic] of chosen) {
    const found = topics.find(({ id }) => id === topic);
    if (found === undefined) throw new AppError("NOT_FOUND");
    const own = Object.values(found.name as LocalText);
    const shared = known.find((theme) => theme.topic_id === topic && own.includes(theme.code) && own.includes(code));
    names.set(code, shared?.code ?? code);
    await tieTheme(tx, ctx, shared?.code ?? code, topic);
  }
  return names;
}

/** Writes down which topic a theme stands for. */
export async function tieTheme(tx: Tx, ctx: Context, code: string, topic: number | null): Promise<void> {
  await tx
    .insertInto("interview_themes")
    .values({ tenant_id: ctx.tenantId, code, topic_id: topic, created_by: ctx.actor.id, created_at: ctx.now() })
    .onConflict((conflict) => conflict.columns(["tenant_id", "code"]).doUpdateSet({ topic_id: topic }))
    .execute();
}
