import type { Store } from "@manyi/store";
import { sql } from "kysely";
import { correctionsOf, labelsOf } from "./labels.js";
import { searchVector } from "./search-vector.js";
import { shareReadings } from "./writes.js";

/** Comments indexed in one transaction; followers wait for its end. */
const BATCH = 200;

type Unindexed = { readonly tenant_id: number; readonly voice_id: string; readonly comment: string; readonly pii: readonly PiiPlace[] };
type PiiPlace = { readonly start: number; readonly end: number };

/**
 * Indexes some of the comments that nothing finds since the index holds shown words only. A killed one is done again.
 *
 * @returns whether there were any
 */
export async function indexBatch(store: Store): Promise<boolean> {
  return store.tx(async (tx) => {
    await shareReadings(tx);
    // a label given meanwhile waits for us and indexes anew; one given before is seen below
    const { rows } = await sql<Unindexed>`
      select r.tenant_id, r.voice_id, v.comment, r.pii
      from voice_readings r join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
      where r.search is null and v.comment is not null order by r.tenant_id, r.voice_id limit ${BATCH} for update of r`.execute(tx);
    for (const tenantId of new Set(rows.map(({ tenant_id }) => tenant_id))) {
      const own = rows.filter(({ tenant_id }) => tenant_id === tenantId);
      const labels = await labelsOf(
        tx,
        tenantId,
        own.map(({ voice_id }) => voice_id),
      );
      const vectors = own.map(({ voice_id, comment, pii }) => ({
        voice_id,
        search: searchVector(comment, pii, correctionsOf(labels.get(voice_id) ?? [])),
      }));
      await sql`
        update voice_readings r set search = n.search::tsvector
        from jsonb_to_recordset(${JSON.stringify(vectors)}::jsonb) as n (voice_id uuid, search text)
        where r.tenant_id = ${tenantId} and r.voice_id = n.voice_id`.execute(tx);
    }
    return rows.length > 0;
  });
}
