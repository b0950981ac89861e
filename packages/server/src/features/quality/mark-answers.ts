import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { scopeWhere } from "../../platform/scope.js";
import { decide, lockVoice, setQuality } from "../voices/index.js";

type Body = z.output<typeof api.quality.mark.body>;

/**
 * One decision and one reason for many answers, in one transaction.
 *
 * @throws {AppError} NOT_FOUND when one of them is not there or not the reader's; nothing is marked then
 */
export function markAnswers(ctx: Context, { ids, kind, reason }: Body): Promise<z.input<typeof api.quality.mark.reply>> {
  const batch = ctx.ids.uuid();
  const wanted = [...new Set(ids)].sort();
  return ctx.tx(async (tx) => {
    let marked = 0;
    for (const id of wanted) if (await decide(tx, ctx, id, { kind, reason, batchId: batch })) marked += 1;
    return { batch, marked, unchanged: wanted.length - marked };
  });
}

/**
 * Puts a batch back exactly as it was. What has been decided anew since then stays.
 *
 * @throws {AppError} NOT_FOUND when the reader sees no answer of such a batch
 */
export function undoBatch(ctx: Context, batch: string): Promise<{ restored: number }> {
  return ctx.tx(async (tx) => {
    const found = await sql<{ voice_id: string; reason: string; before: "valid" | "flagged" | "excluded"; is_last: boolean }>`
      select m.voice_id, m.reason, m.quality_before as before,
        not exists (
          select from voice_marks n where n.tenant_id = m.tenant_id and n.voice_id = m.voice_id and (n.at, n.id) > (m.at, m.id)
        ) as is_last
      from voice_marks m join voices v on v.tenant_id = m.tenant_id and v.id = m.voice_id
      where m.batch_id = ${batch}::uuid and m.kind in ('excluded', 'kept', 'reinstated') and m.quality_before is not null
        and ${scopeWhere(ctx, { tenant: "v.tenant_id", unit: "v.unit_id" })}
      order by m.voice_id`.execute(tx);
    if (found.rows.length === 0) throw new AppError("NOT_FOUND");
    let restored = 0;
    for (const { voice_id, reason, before, is_last } of found.rows) {
      if (!is_last) continue;
      const voice = await lockVoice(tx, ctx, voice_id);
      if (voice.isCounted) continue;
      await setQuality(tx, ctx, voice, { to: before, kind: "undone", reason, batchId: batch });
      restored += 1;
    }
    return { restored };
  });
}
