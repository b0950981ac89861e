import { api } from "@manyi/contracts";
import { beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "../../testing/index.js";
import { forgetExpired } from "./forget-expired.js";
import { restAfter } from "./guard.js";
import { firstAccountLink } from "./one-time-links.js";

const PASSWORD = "correct horse battery";
let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await makePerson("lin@example.test");
});
async function makePerson(email: string): Promise<void> {
  const admin = await server.person({ roles: ["admin"] });
  const { link } = await admin.call(api.org.invite, { body: { email, name: "林", roles: ["agent"], unitIds: [] } });
  const token = new URL(link).searchParams.get("token")!;
  await server.nobody.call(api.session.claim, { body: { token, email, name: "林", password: PASSWORD, locale: "zh-CN" } });
}
const signIn = (email: string, password: string) =>
  server.nobody.inject({
    method: "POST",
    url: "/api/v1/session/sign-in",
    headers: { "x-manyi-request": "1" },
    payload: { email, password },
  });

describe("signing in", () => {
  test("wrong password and unknown address answer alike", async () => {
    const [wrong, unknown] = [await signIn("lin@example.test", "nope nope nope"), await signIn("who@example.test", "nope nope nope")];
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toBe(unknown.body);
  });

  test("the right password opens a session that ends with signing out, on the server too", async () => {
    const reply = await signIn("LIN@example.test", PASSWORD);
    expect(reply.statusCode).toBe(200);
    const cookie = String(reply.headers["set-cookie"]).split(";")[0]!;
    const asked = () => server.app.inject({ method: "GET", url: "/api/v1/session", headers: { cookie } });
    expect((await asked()).json()).toMatchObject({ user: { email: "lin@example.test" }, roles: ["agent"] });
    await server.app.inject({ method: "POST", url: "/api/v1/session/sign-out", headers: { cookie, "x-manyi-request": "1" } });
    expect((await asked()).statusCode).toBe(401);
  });

  test("a session token from the database opens nothing without the signature of this installation", async () => {
    const row = await server.store.db.selectFrom("auth_sessions").select("token").limit(1).executeTakeFirstOrThrow();
    for (const cookie of [`manyi.session_token=${row.token}`, `manyi.session_token=${row.token}.AAAA`]) {
      expect((await server.app.inject({ method: "GET", url: "/api/v1/session", headers: { cookie } })).statusCode).toBe(401);
    }
  });

  test("passwords are kept as argon2id and nowhere else", async () => {
    const rows = await server.store.db.selectFrom("auth_accounts").select("password").execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { password } of rows) expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("guessing", () => {
  test("after five wrong passwords the address rests, the right one included; whoever owns it is told", async () => {
    await makePerson("mei@example.test");
    for (let i = 0; i < 5; i++) expect((await signIn("mei@example.test", `guess number ${i}`)).statusCode).toBe(401);
    const refused = await signIn("mei@example.test", PASSWORD);
    expect([refused.statusCode, refused.json().code, refused.headers["retry-after"]]).toEqual([429, "RATE_LIMITED", "60"]);
    const told = await server.store.db
      .selectFrom("messages")
      .select(["recipient", "channel", "body"])
      .where("template", "=", "session.rests")
      .execute();
    expect(told).toEqual([{ recipient: "mei@example.test", channel: "email", body: expect.stringContaining("2026-03-02 12:00") }]);
    server.clock.advance(60_000);
    expect((await signIn("mei@example.test", PASSWORD)).statusCode).toBe(200);
    expect((await signIn("mei@example.test", "wrong again ok")).statusCode).toBe(401);
  });

  test("guesses sent all at once count as well, and unknown addresses rest like known ones", async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, (_, i) => signIn("nobody@example.test", `guess number ${i}`)));
    expect(replies.filter((reply) => reply.statusCode === 401)).toHaveLength(5);
    expect(replies.filter((reply) => reply.statusCode === 429)).toHaveLength(7);
  });

  test("the rest grows: one minute after five, a quarter of an hour after every further five", () => {
    expect([4, 5, 6, 10, 11, 15].map(restAfter)).toEqual([null, 60, null, 900, null, 900]);
  });
});

describe("one-time links", () => {
  test("each start makes a new link while there is no account, and the earlier one stops working", async () => {
    const fresh = await testServer();
    const from = { ids: fresh.services.ids, now: fresh.clock.now(), publicUrl: "http://localhost" };
    const [first, second] = [await firstAccountLink(fresh.store, from), await firstAccountLink(fresh.store, from)];
    const claim = (link: string | null) =>
      fresh.nobody.call(api.session.claim, {
        body: { token: new URL(link!).searchParams.get("token")!, email: "a@example.test", name: "A", password: PASSWORD, locale: "en" },
      });
    await expect(claim(first)).rejects.toMatchObject({ problem: { code: "LINK_USED" } });
    const both = await Promise.allSettled([claim(second), claim(second)]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(JSON.stringify(await fresh.store.db.selectFrom("one_time_links").selectAll().execute())).not.toContain(
      new URL(second!).searchParams.get("token"),
    );
  });

  test("the first account belongs to the demo as well and looks at it first; the organisation looked at can be changed", async () => {
    const fresh = await testServer();
    await fresh.addTenant(2, { isDemo: true });
    const from = { ids: fresh.services.ids, now: fresh.clock.now(), publicUrl: "http://localhost" };
    const token = new URL((await firstAccountLink(fresh.store, from))!).searchParams.get("token")!;
    const reply = await fresh.nobody.inject({
      method: "POST",
      url: "/api/v1/session/claim",
      headers: { "x-manyi-request": "1" },
      payload: { token, email: "a@example.test", name: "A", password: PASSWORD, locale: "en" },
    });
    const headers = { cookie: String(reply.headers["set-cookie"]).split(";")[0]!, "x-manyi-request": "1" };
    const session = (await fresh.app.inject({ method: "GET", url: "/api/v1/session", headers })).json();
    expect(session).toMatchObject({ organisation: { id: 2, isDemo: true }, organisations: [{ id: 1 }, { id: 2 }], user: { locale: "en" } });
    const look = (organisationId: number) =>
      fresh.app.inject({ method: "PATCH", url: "/api/v1/session", headers, payload: { organisationId } });
    expect((await look(1)).json()).toMatchObject({ organisation: { id: 1 } });
    expect((await look(3)).json().code).toBe("NOT_FOUND");
    expect((await fresh.app.inject({ method: "GET", url: "/api/v1/session", headers })).json()).toMatchObject({ organisation: { id: 1 } });
  });
});

test("what has ended is forgotten, what lives stays", async () => {
  const fresh = await testServer();
  const person = await fresh.person({ roles: ["agent"] });
  await forgetExpired(fresh.store.db, new Date());
  expect(await person.call(api.session.get, {})).toMatchObject({ roles: ["agent"] });
  await forgetExpired(fresh.store.db, new Date(Date.now() + 8 * 86_400_000));
  expect(await fresh.store.db.selectFrom("auth_sessions").select("id").execute()).toEqual([]);
});
