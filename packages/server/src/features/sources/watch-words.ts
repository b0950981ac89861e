import type { Db } from "@manyi/store";
import type { Context } from "../../platform/context.js";

/** The watched words, in the order of the alphabet. */
export async function watchWords(db: Db, tenantId: number): Promise<string[]> {
  const rows = await db.selectFrom("watch_words").select("word").where("tenant_id", "=", tenantId).orderBy("word").execute();
  return rows.map(({ word }) => word);
}

/** Replaces the watched words; the same word in capitals is the same word. */
export function saveWatchWords(ctx: Context, words: readonly string[]): Promise<string[]> {
  return ctx.tx(async (tx) => {
    const wanted = [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
    await tx.selectFrom("tenants").select("id").where("id", "=", ctx.tenantId).forUpdate().execute();
    await tx.deleteFrom("watch_words").where("tenant_id", "=", ctx.tenantId).execute();
    if (wanted.length > 0) {
      await tx
        .insertInto("watch_words")
        .values(wanted.map((word) => ({ tenant_id: ctx.tenantId, word, created_by: ctx.actor.id, created_at: ctx.now() })))
        .execute();
    }
    await ctx.audit(tx, { action: "sources.watch", object: "watch words", detail: { words: wanted } });
    return wanted.toSorted();
  });
}
