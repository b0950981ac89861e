import { sentimentOf } from "@manyi/core/text";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { labelVoice, takeLabelBack } from "../reading/index.js";

type Coded = { readonly interview_id: string; readonly voice_id: string; readonly topic_id: number; readonly words: string };

/**
 * Keeps what people coded and what counts as a mention the same: each topic among the themes of a finished interview is a person's label on
 * its voice, once, with the side its quotes speak; a topic nobody codes any more takes its label along.
 */
export async function markTopics(ctx: Context, interviewIds: readonly string[]): Promise<void> {
  for (const id of interviewIds) await ctx.tx((tx) => markInterview(tx, ctx, id));
}

/** The interview stays locked, so that two coders at once do not both see a topic without its label. */
async function markInterview(tx: Tx, ctx: Context, id: string): Promise<void> {
  const locked = await tx
    .selectFrom("interviews")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (locked === undefined) return;
  // a theme belongs to the whole organisation, wherever its interviews were held; every step belongs to this transaction
  const whole: Context = { ...ctx, db: tx, tx: (step) => step(tx), scope: { ...ctx.scope, units: null } };
  const [coded, known] = await Promise.all([
    sql<Coded>`
      select i.id as interview_id, i.voice_id, m.topic_id, string_agg(distinct q.value ->> 'text', E'\n') as words
      from interviews i
      cross join lateral jsonb_array_elements(i.quotes) as q (value)
      join interview_codes c on c.tenant_id = i.tenant_id and c.interview_id = i.id and c.quote_id = q.value ->> 'id'
      join interview_themes m on m.tenant_id = c.tenant_id and m.code = c.code
      join topics t on t.tenant_id = m.tenant_id and t.id = m.topic_id and t.retired_at is null
      where i.tenant_id = ${ctx.tenantId} and i.id = ${id}::uuid and i.voice_id is not null
      group by 1, 2, 3`.execute(tx),
    tx
      .selectFrom("interview_labels as l")
      .innerJoin("interviews as i", (join) => join.onRef("i.tenant_id", "=", "l.tenant_id").onRef("i.id", "=", "l.interview_id"))
      .select(["l.interview_id", "l.topic_id", "l.label_id", "i.voice_id"])
      .where("l.tenant_id", "=", ctx.tenantId)
      .where("l.interview_id", "=", id)
      .execute(),
  ]);
  const isSame = (a: { interview_id: string; topic_id: number }, b: { interview_id: string; topic_id: number }) =>
    a.interview_id === b.interview_id && a.topic_id === b.topic_id;
  for (const row of coded.rows.filter((one) => !known.some((label) => isSame(label, one)))) {
    const label = { kind: "topic_on", topic: row.topic_id, side: sentimentOf(row.words).sentiment } as const;
    const labelId = await unlessGone(() => labelVoice(whole, row.voice_id, label));
    if (labelId === null) continue;
    await tx
      .insertInto("interview_labels")
      .values({ tenant_id: ctx.tenantId, interview_id: row.interview_id, topic_id: row.topic_id, label_id: labelId })
      .execute();
  }
  for (const label of known.filter((one) => !coded.rows.some((row) => isSame(row, one)))) {
    await unlessGone(() => takeLabelBack(whole, label.voice_id ?? "", label.label_id));
    await tx.deleteFrom("interview_labels").where("tenant_id", "=", ctx.tenantId).where("label_id", "=", label.label_id).execute();
  }
}

/** A voice erased, or a label somebody took back by hand, stays as it is. */
async function unlessGone<T>(step: () => Promise<T>): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "INVALID_STATE")) return null;
    throw error;
  }
}
