import { api } from "@manyi/contracts";
import { aVoice } from "@manyi/store/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../../testing/index.js";
import { furnish } from "../../testing/world.js";
import { projectionOf } from "../figures/index.js";

test("removing the demo leaves no row of it in any table, and nothing of the own organisation is lost", async () => {
  const server = await testServer();
  const { db } = server.store;
  await server.addTenant(2, { isDemo: true });
  for (const tenantId of [1, 2]) {
    await server.addUnits(
      [
        { code: "G", type: "group" },
        { code: "S1", parent: "G" },
      ],
      tenantId,
    );
    await server.services.ingest.submit(aVoice({ tenantId }));
    const admin = await server.person({ roles: ["admin"], tenantId });
    await admin.call(api.keys.create, { body: { name: "Till", permissions: ["surveys:read"], expiresOn: "2026-12-31" } });
    await admin.call(api.org.invite, { body: { email: `x${tenantId}@example.test`, name: "X", roles: ["agent"], unitIds: [] } });
  }
  const count = async (tenantId: number): Promise<Record<string, number>> => {
    const tables = await sql<{ t: string }>`
      select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`.execute(
      db,
    );
    const counts: Record<string, number> = {};
    for (const { t } of tables.rows) {
      const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(t)} where tenant_id = ${tenantId}`.execute(db);
      if (found.rows[0]!.n > 0) counts[t] = found.rows[0]!.n;
    }
    return counts;
  };
  await server.listen();
  const projection = projectionOf(server.services.analytics)!;
  const projected = async () =>
    (await server.services.analytics.duck.run("select tenant_id, count(*) from voices group by 1 order by 1", [])).map((row) =>
      row.map(Number),
    );
  await projection.catchUp();
  expect(await projected()).toEqual([
    [1, 1],
    [2, 1],
  ]);
  // what the comments say is written by itself, soon after them
  await expect.poll(async () => (await db.selectFrom("voice_readings").select("tenant_id").execute()).length, { timeout: 20_000 }).toBe(2);
  const own = await count(1);
  expect(Object.keys(await count(2)).length).toBeGreaterThan(5);

  const remover = await server.person({ roles: ["admin"], tenantId: 1 });
  const { rowsRemoved } = await remover.call(api.org.removeDemo, {});
  expect(rowsRemoved).toBeGreaterThan(8);
  expect(await count(2)).toEqual({});
  await projection.catchUp();
  expect(await projected()).toEqual([[1, 1]]);
  expect(await db.selectFrom("tenants").select("id").execute()).toEqual([{ id: 1 }]);
  expect(await db.selectFrom("auth_users").select("id").where("last_tenant_id", "=", 2).execute()).toEqual([]);
  expect(await count(1)).toEqual({
    ...own,
    audit_log: own.audit_log! + 1,
    events: (own.events ?? 0) + 1,
    memberships: own.memberships! + 1,
  });
  expect(await remover.call(api.audit.check, {})).toMatchObject({ brokenAt: null });
  await expect(remover.call(api.org.removeDemo, {})).rejects.toMatchObject({ problem: { code: "NOT_FOUND" } });
});

test("what was being written while the demo went is swept away after it", async () => {
  const server = await testServer();
  await server.addTenant(2, { isDemo: true });
  await server.listen();
  const { db, pool } = server.store;
  const late = await pool.connect();
  await late.query("begin");
  await late.query("insert into counters (tenant_id, kind, last) values (2, 'begun before', 1)");
  const remover = await server.person({ roles: ["admin"] });
  await remover.call(api.org.removeDemo, {});
  await late.query("commit");
  late.release();
  await expect
    .poll(async () => db.selectFrom("counters").select("kind").where("tenant_id", "=", 2).execute(), { timeout: 20_000 })
    .toEqual([]);
});

test("the demo's own admin may remove it from inside, and is then nobody", async () => {
  const server = await testServer();
  await server.addTenant(2, { isDemo: true });
  const inside = await server.person({ roles: ["admin"], tenantId: 2 });
  await inside.call(api.org.removeDemo, {});
  await expect(inside.call(api.session.get, {})).rejects.toMatchObject({ problem: { code: "NOT_SIGNED_IN" } });
  expect(await server.store.db.selectFrom("audit_log").select(["tenant_id", "action"]).execute()).toEqual([
    { tenant_id: 1, action: "organisation.removeDemo" },
  ]);
});

test("a link of the demo leads nowhere the moment it is removed, whatever was known of it; an own link stays", async () => {
  const server = await testServer();
  await server.addTenant(2, { isDemo: true });
  for (const tenantId of [1, 2]) {
    const { G } = await server.addUnits([{ code: "G", type: "group" }], tenantId);
    await furnish(server, tenantId, G!, tenantId);
  }
  const visit = async (slug: string) => (await server.nobody.inject({ method: "GET", url: `/s/${slug}` })).statusCode;
  expect([await visit("slug-1"), await visit("slug-2")]).toEqual([200, 200]);
  const remover = await server.person({ roles: ["admin"] });
  await remover.call(api.org.removeDemo, {});
  expect([await visit("slug-1"), await visit("slug-2")]).toEqual([200, 404]);
});
