import { api } from "@manyi/contracts";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

const refused = (code: string) => ({ problem: { code } });

describe("units", () => {
  let server: TestServer;
  let admin: Caller;
  let ids: Record<string, number>;
  beforeAll(async () => {
    server = await testServer();
    ids = await server.addUnits([
      { code: "G", type: "group" },
      { code: "R1", parent: "G", type: "region" },
      { code: "R2", parent: "G", type: "region" },
      { code: "S1", parent: "R1" },
      { code: "T1", parent: "S1", type: "team" },
    ]);
    admin = await server.person({ roles: ["admin"] });
  });

  test("a unit cannot be moved below itself or below its own units", async () => {
    for (const parentId of [ids.R1!, ids.S1!, ids.T1!]) {
      await expect(admin.call(api.org.changeUnit, { params: { id: ids.R1! }, body: { parentId } })).rejects.toMatchObject(
        refused("INVALID_STATE"),
      );
    }
  });

  test("two moves at once cannot close a circle", async () => {
    const [a, b] = [ids.R1!, ids.R2!];
    const results = await Promise.allSettled([
      admin.call(api.org.changeUnit, { params: { id: a }, body: { parentId: b } }),
      admin.call(api.org.changeUnit, { params: { id: b }, body: { parentId: a } }),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const rows = await server.store.db.selectFrom("org_units").select(["id", "parent_id", "path"]).execute();
    const paths = new Map(rows.map((row) => [row.id, row.path]));
    for (const row of rows) expect(row.path).toBe(`${row.parent_id === null ? "/" : paths.get(row.parent_id)}${row.id}/`);
  });

  test("a move holds for everything below, is dated, and the earlier tree can be read back", async () => {
    await server.store.db.deleteFrom("org_unit_moves").execute();
    const moved = await admin.call(api.org.changeUnit, { params: { id: ids.S1! }, body: { parentId: ids.G!, movedOn: "2026-02-01" } });
    expect(moved.parentId).toBe(ids.G);
    const parentOn = async (on: string) =>
      (await admin.call(api.org.vocabulary, { query: { on } })).units.find((unit) => unit.id === ids.S1)!.parentId;
    expect([await parentOn("2026-01-31"), await parentOn("2026-02-01")]).toEqual([ids.R1, ids.G]);
    const team = await server.store.db.selectFrom("org_units").select("path").where("code", "=", "T1").executeTakeFirstOrThrow();
    expect(team.path).toBe(`/${ids.G}/${ids.S1}/${ids.T1}/`);
    await expect(
      admin.call(api.org.changeUnit, { params: { id: ids.S1! }, body: { parentId: ids.R2!, movedOn: "2026-01-01" } }),
    ).rejects.toMatchObject(refused("INVALID_STATE"));
    await expect(
      admin.call(api.org.changeUnit, { params: { id: ids.S1! }, body: { parentId: ids.R2!, movedOn: "2026-03-03" } }),
    ).rejects.toMatchObject({ problem: { at: [{ path: "body.movedOn" }] } });
  });

  test("a unit with open ones below stays open, and a closed one stays in the vocabulary", async () => {
    await expect(admin.call(api.org.changeUnit, { params: { id: ids.S1! }, body: { closedOn: "2026-03-01" } })).rejects.toMatchObject(
      refused("INVALID_STATE"),
    );
    await admin.call(api.org.changeUnit, { params: { id: ids.T1! }, body: { closedOn: "2026-03-01" } });
    const { units } = await admin.call(api.org.vocabulary, {});
    expect(units.find((unit) => unit.id === ids.T1)).toMatchObject({ closedOn: "2026-03-01" });
  });

  test("a code is given once, and there is one root", async () => {
    const body = { parentId: ids.G!, type: "store" as const, code: "S1", name: { en: "One" } };
    await expect(admin.call(api.org.addUnit, { body })).rejects.toMatchObject(refused("ALREADY_EXISTS"));
    await expect(admin.call(api.org.addUnit, { body: { ...body, code: "G2", parentId: null } })).rejects.toMatchObject({
      problem: { at: [{ path: "body.parentId" }] },
    });
  });

  test("a scoped reader's tree begins at the granted unit, and what lies outside does not exist for changes", async () => {
    const scoped = await server.person({ roles: ["admin"], units: [ids.S1!] });
    const { units } = await scoped.call(api.org.vocabulary, {});
    expect(units.map((unit) => [unit.code, unit.parentId])).toEqual([
      ["S1", null],
      ["T1", ids.S1],
    ]);
    for (const id of [ids.R2!, 9999]) {
      await expect(scoped.call(api.org.changeUnit, { params: { id }, body: { name: { en: "X" } } })).rejects.toMatchObject(
        refused("NOT_FOUND"),
      );
    }
  });
});

describe("setting up", () => {
  test("naming the organisation makes it known and gives the tree its root", async () => {
    const server = await testServer();
    const admin = await server.person({ roles: ["admin"] });
    const body = { name: { "zh-CN": "某餐饮" }, timeZone: "asia/shanghai", defaultLocale: "zh-CN" as const, kThreshold: 6 };
    const reply = await admin.call(api.org.setUp, { body });
    expect(reply).toMatchObject({ isSetUp: true, timeZone: "Asia/Shanghai", units: 1, stores: 0 });
    await expect(admin.call(api.org.setUp, { body: { ...body, timeZone: "Mars/Olympus" } })).rejects.toMatchObject({
      problem: { at: [{ path: "body.timeZone" }] },
    });
    await expect(admin.call(api.org.setUp, { body: { ...body, name: {} } })).rejects.toMatchObject({
      problem: { at: [{ path: "body.name" }] },
    });
  });
});

describe("people", () => {
  test("an invitation is for one address and one use, and gives exactly the roles and units named", async () => {
    const server = await testServer();
    const { S1 } = await server.addUnits([
      { code: "G", type: "group" },
      { code: "S1", parent: "G" },
    ]);
    const admin = await server.person({ roles: ["admin"] });
    const body = { email: "new@example.test", name: "新人", roles: ["agent" as const], unitIds: [S1!] };
    const { link } = await admin.call(api.org.invite, { body });
    const token = new URL(link).searchParams.get("token")!;
    const claim = { token, email: "other@example.test", name: "新人", password: "long enough pass", locale: "zh-CN" as const };
    await expect(server.nobody.call(api.session.claim, { body: claim })).rejects.toMatchObject({
      problem: { at: [{ path: "body.email" }] },
    });
    await server.nobody.call(api.session.claim, { body: { ...claim, email: "New@example.test" } });
    await expect(server.nobody.call(api.session.claim, { body: { ...claim, email: body.email } })).rejects.toMatchObject(
      refused("LINK_USED"),
    );
    const { items } = await admin.call(api.org.members, {});
    expect(items.find((member) => member.email === body.email)).toMatchObject({ roles: ["agent"], unitIds: [S1], active: true });
    await expect(admin.call(api.org.invite, { body })).rejects.toMatchObject(refused("ALREADY_EXISTS"));
  });

  test("the last admin of the whole organisation stays", async () => {
    const server = await testServer();
    const { G } = await server.addUnits([{ code: "G", type: "group" }]);
    const first = await server.person({ roles: ["admin"] });
    await server.person({ roles: ["admin"], units: [G!] });
    for (const body of [{ active: false }, { roles: ["analyst" as const] }, { unitIds: [G!] }]) {
      await expect(first.call(api.org.changeMember, { params: { userId: first.id }, body })).rejects.toMatchObject(refused("LAST_ADMIN"));
    }
    const second = await server.person({ roles: ["admin"] });
    await second.call(api.org.changeMember, { params: { userId: first.id }, body: { active: false } });
    await expect(first.call(api.session.get, {})).rejects.toMatchObject(refused("NOT_SIGNED_IN"));
  });

  test("a scoped admin can neither widen the own scope nor touch people who see more", async () => {
    const server = await testServer();
    const { S1, S2 } = await server.addUnits([
      { code: "G", type: "group" },
      { code: "S1", parent: "G" },
      { code: "S2", parent: "G" },
    ]);
    const whole = await server.person({ roles: ["admin"] });
    const scoped = await server.person({ roles: ["admin"], units: [S1!] });
    for (const unitIds of [[], [S2!], [S1!, S2!]]) {
      await expect(scoped.call(api.org.changeMember, { params: { userId: scoped.id }, body: { unitIds } })).rejects.toMatchObject(
        refused("INVALID_INPUT"),
      );
    }
    await expect(scoped.call(api.org.changeMember, { params: { userId: whole.id }, body: { active: false } })).rejects.toMatchObject(
      refused("NOT_FOUND"),
    );
    expect((await scoped.call(api.org.members, {})).items.map((member) => member.userId)).toEqual([scoped.id]);
  });
});
