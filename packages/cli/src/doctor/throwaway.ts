import { createHash, randomBytes } from "node:crypto";
import { appendEvent, type Store, uuidv7 } from "@manyi/store";

/** An organisation for one examination, with a key to it. */
export type Throwaway = { readonly tenantId: number; readonly key: string; readonly remove: () => Promise<void> };

/** Ids far above those that organisations are given. */
const FIRST = 32_000;
const LAST = 32_767;
const LIFETIME_MS = 10 * 60_000;
const OWN = 1;
const PERMISSIONS = ["surveys:read", "surveys:write", "surveys:publish", "voices:read", "figures:read"];

/** Makes an organisation that nobody is a member of, and clears away what an interrupted examination left behind. */
export async function makeThrowaway(store: Store, now: Date): Promise<Throwaway> {
  await removeOlder(store, now);
  const tenantId = FIRST + (randomBytes(2).readUInt16BE() % (LAST - FIRST + 1));
  const prefix = `mk_${randomBytes(6).toString("base64url")}`;
  const key = `${prefix}_${randomBytes(24).toString("base64url")}`;
  await store.tx(async (tx) => {
    await tx
      .insertInto("tenants")
      .values({
        id: tenantId,
        code: `doctor-${tenantId}`,
        name: JSON.stringify({ "zh-CN": "自检", en: "Examination" }),
        is_set_up: true,
        created_at: now,
      })
      .execute();
    await tx
      .insertInto("org_units")
      .values({
        tenant_id: tenantId,
        id: 1,
        type: "store",
        code: "D",
        name: JSON.stringify({ "zh-CN": "自检", en: "Examination" }),
        time_zone: "Asia/Shanghai",
        path: "/1/",
        created_at: now,
      })
      .execute();
    await tx
      .insertInto("api_keys")
      .values({
        tenant_id: tenantId,
        id: uuidv7(now.getTime()),
        prefix,
        secret_hash: createHash("sha256").update(key).digest(),
        name: "doctor",
        permissions: JSON.stringify(PERMISSIONS),
        expires_at: new Date(now.getTime() + LIFETIME_MS),
        created_at: now,
      })
      .execute();
  });
  return { tenantId, key, remove: () => removeTenant(store, tenantId, now) };
}

async function removeOlder(store: Store, now: Date): Promise<void> {
  const left = await store.db
    .selectFrom("tenants")
    .select("id")
    .where("id", ">=", FIRST)
    .where("code", "like", "doctor-%")
    .where("created_at", "<", new Date(now.getTime() - LIFETIME_MS))
    .execute();
  for (const { id } of left) await removeTenant(store, id, now);
}

/** Every row of the organisation, whichever tables there are; the event takes it out of the projection too. */
async function removeTenant(store: Store, tenantId: number, now: Date): Promise<void> {
  const client = await store.pool.connect();
  try {
    await client.query("begin");
    // the audit log may be deleted only together with its whole organisation
    await client.query("select set_config('manyi.removing_tenant', $1, true)", [String(tenantId)]);
    const tables = await client.query<{ name: string }>(
      `select quote_ident(c.table_name) as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables.rows) await client.query(`delete from ${name} where tenant_id = $1`, [tenantId]);
    await client.query("delete from tenants where id = $1", [tenantId]);
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
  await store.tx((tx) =>
    appendEvent(tx, { tenantId: OWN, type: "tenant.removed", subjectId: String(tenantId), payload: { tenantId }, at: now }),
  );
}
