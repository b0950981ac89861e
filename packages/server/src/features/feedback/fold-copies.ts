import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { copiesOf } from "../reading/index.js";
import { lockItem, record, refusalOf } from "./record.js";

type Waiting = { readonly tenant_id: number; readonly voice_id: string };

const BATCH = 200;
/** Only what was read lately is looked at; an item that was no copy then becomes none later. */
const READ_MS = 3_600_000;
/** Words posted again after longer are a new matter. */
const DAYS = 30;
const REASON = { "zh-CN": "与另一条内容相同", en: "The same words as another item" } as const;

/**
 * Folds the same words posted again, under another number or author, into the item that was there first: the copy is put away and points to
 * it. Whoever asked for an answer keeps an item of the own.
 *
 * @returns how many were folded
 */
export async function foldCopies(services: Services): Promise<number> {
  const read = new Date(services.now().getTime() - READ_MS);
  const since = new Date(services.now().getTime() - DAYS * 86_400_000);
  const { rows } = await sql<Waiting>`
    select f.tenant_id, f.voice_id from feedback_items f
    join voice_readings r on r.tenant_id = f.tenant_id and r.voice_id = f.voice_id and r.fingerprint is not null
    where f.source in ('review', 'social') and f.state = 'new' and f.ended_at is null and f.copy_of is null and f.opened_at > ${since}
      and r.read_at > ${read}
    order by f.opened_at, f.voice_id limit ${BATCH}`.execute(services.store.db);
  let folded = 0;
  for (const tenantId of new Set(rows.map((row) => row.tenant_id))) {
    const ids = rows.filter((row) => row.tenant_id === tenantId).map((row) => row.voice_id);
    const copies = await copiesOf(services.store.db, tenantId, ids, null);
    const ctx = await systemContext(services, tenantId, "feedback");
    for (const id of ids) {
      const alike = copies.get(id) ?? [];
      if (alike.length === 0) continue;
      folded += await services.store.tx(async (tx) => {
        const item = await lockItem(tx, tenantId, id);
        if (item === null || item.state !== "new" || refusalOf(item, "archived") !== null) return 0;
        const first = await tx
          .selectFrom("feedback_items")
          .select("voice_id")
          .where("tenant_id", "=", tenantId)
          .where("voice_id", "in", [...alike])
          .where("source", "in", ["review", "social"])
          .where("copy_of", "is", null)
          .where("opened_at", ">", since)
          .where((where) =>
            where.or([
              where("opened_at", "<", item.opened_at),
              where.and([where("opened_at", "=", item.opened_at), where("voice_id", "<", id)]),
            ]),
          )
          .orderBy("opened_at")
          .orderBy("voice_id")
          .executeTakeFirst();
        if (first === undefined) return 0;
        await record(tx, ctx, item, [{ type: "archived", payload: { reason: REASON[ctx.locale], copyOf: first.voice_id } }]);
        await tx
          .updateTable("feedback_items")
          .set({ copy_of: first.voice_id })
          .where("tenant_id", "=", tenantId)
          .where("voice_id", "=", id)
          .execute();
        return 1;
      });
    }
  }
  return folded;
}
