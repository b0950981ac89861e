import { api } from "@manyi/contracts";
import { expect, test } from "vitest";
import { testServer } from "../../testing/index.js";
import { firstAccountLink } from "./one-time-links.js";

test("the one-time link makes the first account once, as admin and CX manager, and signs it in", async () => {
  const server = await testServer();
  const from = { ids: server.services.ids, now: server.clock.now(), publicUrl: "http://localhost" };
  expect(await server.nobody.call(api.session.state, {})).toEqual({ signedIn: false, hasAccount: false });
  const link = await firstAccountLink(server.store, from);
  const token = new URL(link!).searchParams.get("token")!;
  const body = { token, email: "Lin@example.test", name: "林", password: "correct horse", locale: "zh-CN" as const };
  const claim = () =>
    server.nobody.inject({ method: "POST", url: "/api/v1/session/claim", headers: { "x-manyi-request": "1" }, payload: body });
  const reply = await claim();
  expect(reply.statusCode, reply.body).toBe(200);
  const cookie = String(reply.headers["set-cookie"]);
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  const session = await server.app.inject({ method: "GET", url: "/api/v1/session", headers: { cookie: cookie.split(";")[0]! } });
  expect(session.json()).toMatchObject({ roles: ["admin", "cx_manager"], unitIds: [], organisation: { id: 1 } });
  expect((await claim()).json().code).toBe("LINK_USED");
  expect(await firstAccountLink(server.store, from)).toBeNull();
});
