import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { copiesOf } from "../reading/index.js";
import { type ItemRow, lockItem, record, refusalOf } from "./record.js";

type Waiting = { readonly tenant_id: number; readonly voice_id: string };

const BATCH = 200;
/** Words posted again after longer are a new matter. */
const DAYS = 30;
const REASON = { "zh-CN": "与另一条内容相同", en: "The same words as another item" } as const;

/** An item `f` with its reading `r` that nobody has looked at for copies yet; the routing rules wait for it. */
export const UNLOOKED = sql`(f.source in ('review', 'social') and f.state = 'new' and f.copies_looked_at is null and r.fingerprint is not null)`;

/**
 * Folds the same words posted again, under another number or author, into the item that was there first: the copy is put away and points to
 * it. Whoever asked for an answer keeps an item of the own, and so does each unit: who works there sees no other. Each item is looked at
 * once, as soon as its words are read.
 *
 * @returns how many were folded
 */
export async function foldCopies(services: Services): Promise<number> {
  const now = services.now();
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  const { rows } = await sql<Waiting>`
    select f.tenant_id, f.voice_id from feedback_items f
    join voice_readings r on r.tenant_id = f.tenant_id and r.voice_id = f.voice_id
    where ${UNLOOKED} and f.opened_at > ${since}
    order by f.opened_at, f.voice_id limit ${BATCH}`.execute(services.store.db);
  let folded = 0;
  for (const tenantId of new Set(rows.map((row) => row.tenant_id))) {
    const ids = rows.filter((row) => row.tenant_id === tenantId).map((row) => row.voice_id);
    const copies = await copiesOf(services.store.db, tenantId, ids, null);
    const ctx = await systemContext(services, tenantId, "feedback");
    for (const id of ids) {
      folded += await services.store.tx(async (tx) => {
        const item = await lockItem(tx, tenantId, id);
        if (item === null) return 0;
        const first =
          item.state !== "new" || refusalOf(item, "archived") !== null ? null : await firstOf(tx, item, copies.get(id) ?? [], since);
        if (first !== null) await record(tx, ctx, item, [{ type: "archived", payload: { reason: REASON[ctx.locale], copyOf: first } }]);
        await tx
          .updateTable("feedback_items")
          .set({ copies_looked_at: now, copy_of: first })
          .where("tenant_id", "=", tenantId)
          .where("voice_id", "=", id)
          .execute();
        return first === null ? 0 : 1;
      });
    }
  }
  return folded;
}

/** The item of the same unit that was there first, among voices that say the same. */
async function firstOf(tx: Tx, item: ItemRow, alike: readonly string[], since: Date): Promise<string | null> {
  if (alike.length === 0) return null;
  const first = await tx
    .selectFrom("feedback_items")
    .select("voice_id")
    .where("tenant_id", "=", item.tenant_id)
    .where("voice_id", "in", [...alike])
    .where("unit_id", "is not distinct from", item.unit_id)
    .where("source", "in", ["review", "social"])
    .where("copy_of", "is", null)
    .where("opened_at", ">", since)
    .where((where) =>
      where.or([
        where("opened_at", "<", item.opened_at),
        where.and([where("opened_at", "=", item.opened_at), where("voice_id", "<", item.voice_id)]),
      ]),
    )
    .orderBy("opened_at")
    .orderBy("voice_id")
    .executeTakeFirst();
  return first?.voice_id ?? null;
}
