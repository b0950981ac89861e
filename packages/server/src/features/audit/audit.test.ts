import { api } from "@manyi/contracts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../../testing/index.js";

test("every change leaves one entry with who, what and when; the log pages, filters, and its chain shows tampering", async () => {
  const server = await testServer();
  const admin = await server.person({ roles: ["admin"], name: "周管理" });
  await server.addUnits([{ code: "G", type: "group" }]);
  const unit = await admin.call(api.org.addUnit, { body: { parentId: 1, type: "store", code: "S1", name: { "zh-CN": "一店" } } });
  const { id } = await admin.call(api.keys.create, { body: { name: "Till", permissions: ["surveys:read"], expiresOn: "2026-12-31" } });
  await admin.call(api.keys.revoke, { params: { id } });

  const { items } = await admin.call(api.audit.list, {});
  expect(items.map((item) => [item.action, item.object])).toEqual([
    ["keys.revoke", `key ${id}`],
    ["keys.create", `key ${id}`],
    ["organisation.addUnit", `unit ${unit.id}`],
  ]);
  expect(items[0]).toMatchObject({ actorKind: "user", actorId: admin.id, actorName: "周管理", at: "2026-03-02T04:00:00.000Z" });

  const first = await admin.call(api.audit.list, { query: { limit: 2 } });
  const second = await admin.call(api.audit.list, { query: { limit: 2, cursor: first.next! } });
  expect([...first.items, ...second.items]).toEqual(items);
  expect(second.next).toBeNull();
  expect((await admin.call(api.audit.list, { query: { action: "keys" } })).items).toHaveLength(2);
  expect((await admin.call(api.audit.list, { query: { action: "keys.create" } })).items).toHaveLength(1);

  expect(await admin.call(api.audit.check, {})).toEqual({ entries: 3, brokenAt: null });
  await expect(sql`update audit_log set action = 'x'`.execute(server.store.db)).rejects.toThrow("append-only");
  await sql`alter table audit_log disable trigger audit_log_guard`.execute(server.store.db);
  await sql`update audit_log set object = 'unit 99' where seq = 1`.execute(server.store.db);
  expect(await admin.call(api.audit.check, {})).toMatchObject({ brokenAt: 1 });
});
