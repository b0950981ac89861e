import { Writable } from "node:stream";
import { api } from "@manyi/contracts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createLog } from "./platform/log.js";
import { testServer } from "./testing/index.js";
import { furnish } from "./testing/world.js";

/** Planted wherever a person may enter something; none may show in a log. */
const PLANTED = {
  name: "欧阳植入名",
  email: "planted.person@example.test",
  phone: "13900001234",
  text: "植入的抱怨原文",
  password: "planted-password-1",
};

test("after a day of use, with failures, the logs hold no planted name, number, address, text, password or token", async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const server = await testServer({ strict: false }, createLog("debug", stream));
  const { S1 } = await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G" },
  ]);
  await furnish(server, 1, S1!, 1);
  const admin = await server.person({ roles: ["admin", "cx_manager"], name: PLANTED.name });
  const { link } = await admin.call(api.org.invite, { body: { email: PLANTED.email, name: PLANTED.name, roles: ["agent"], unitIds: [] } });
  const token = new URL(link).searchParams.get("token")!;
  const claim = { token, email: PLANTED.email, name: PLANTED.name, password: PLANTED.password, locale: "zh-CN" as const };
  await server.nobody.call(api.session.claim, { body: claim });
  await server.nobody.call(api.session.signIn, { body: { email: PLANTED.email, password: PLANTED.password } });
  const form = new URLSearchParams({
    unit: "S1",
    title: PLANTED.text,
    description: PLANTED.text,
    name: PLANTED.name,
    phone: PLANTED.phone,
    email: PLANTED.email,
    key: "planted-key-1",
  });
  for (const url of ["/complain", "/s/slug-1", "/track"]) {
    await server.app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: form.toString(),
    });
    await server.app.inject({ method: "GET", url: `${url}?${form.toString()}` });
  }
  await admin.call(api.messages.list, {});
  // a failure whose message quotes what was entered
  await sql`alter table org_units add constraint planted check (name ->> 'zh-CN' <> ${sql.lit(PLANTED.name)})`.execute(server.store.db);
  const broken = { parentId: S1!, type: "team" as const, code: "T9", name: { "zh-CN": PLANTED.name } };
  await expect(admin.call(api.org.addUnit, { body: broken })).rejects.toMatchObject({
    problem: { code: "INTERNAL", incident: expect.any(String) },
  });

  const text = lines.join("");
  expect(text).toContain("incident");
  expect(text).toContain('"route":"session.signIn"');
  for (const planted of [...Object.values(PLANTED), token, "planted-key-1"]) {
    expect(text).not.toContain(planted);
    expect(text).not.toContain(encodeURIComponent(planted));
  }
  expect(text).not.toContain("manyi.session_token");
});

test("a change whose use case wrote no entry of its own gets one; a question gets none", async () => {
  const server = await testServer();
  const admin = await server.person({ roles: ["admin"] });
  await admin.call(api.session.update, { body: { locale: "en" } });
  await admin.call(api.org.vocabulary, {});
  const { items } = await admin.call(api.audit.list, {});
  expect(items.map((item) => item.action)).toEqual(["session.update"]);
});
