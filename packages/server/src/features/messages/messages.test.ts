import { api } from "@manyi/contracts";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { htmlOf } from "./deliver.js";
import { maskedRecipient } from "./present.js";
import { type NewMessage, queueMessage } from "./queue-message.js";
import { sendDue } from "./sender.js";

type Received = { readonly to: readonly string[]; readonly raw: string };
const received: Received[] = [];
/** what the sink answers to RCPT TO; null accepts */
let refusal: (Error & { responseCode: number }) | null = null;
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username, password }, _session, done) =>
    done(username === "u" && password === "s3cret-pass" ? null : new Error("no"), { user: "u" }),
  onRcptTo: (_address, _session, done) => done(refusal),
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      received.push({ to: session.envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(chunks).toString("utf8") });
      done();
    });
  },
});

let server: TestServer;
let admin: Caller;
let port: number;
beforeAll(async () => {
  port = await new Promise((resolve) => {
    const listening = sink.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  server = await testServer();
  admin = await server.person({ roles: ["admin"] });
});
afterAll(() => new Promise<void>((resolve) => sink.close(() => resolve())));

const mail = (dedupeKey: string, over: Partial<NewMessage> = {}): NewMessage => ({
  channel: "email",
  recipient: "guest@example.test",
  template: "test",
  locale: "zh-CN",
  subject: "已收到您的反馈",
  body: "您好：\n\n编号 C-1。\nhttps://example.test/track?c=1",
  dedupeKey,
  ...over,
});
const queue = async (message: NewMessage) => {
  const ctx = await server.system();
  return ctx.tx((tx) => queueMessage(tx, ctx, message));
};
const stateOf = (id: string | null) =>
  server.store.db.selectFrom("messages").select(["state", "attempts", "error", "next_at"]).where("id", "=", id!).executeTakeFirstOrThrow();
const smtp = () => ({ host: "127.0.0.1", port, secure: false, user: "u", password: "s3cret-pass", from: "Manyi <care@example.test>" });

test("without a mail server a message waits in sight and nothing pretends to have been sent", async () => {
  const id = await queue(mail("a"));
  expect(await queue(mail("a"))).toBeNull();
  expect(await sendDue(server.services)).toBe(0);
  const { items } = await admin.call(api.messages.list, { query: { state: "waiting" } });
  expect(items).toEqual([expect.objectContaining({ id, state: "waiting", recipient: "g***@example.test", sentAt: null })]);
});

test("setting the server sends a test message, keeps the password sealed, and lets the waiting ones go", async () => {
  expect(await admin.call(api.messages.configure, { body: { ...smtp(), testTo: "me@example.test" } })).toEqual({
    tested: true,
    error: null,
  });
  expect(received.at(-1)!.to).toEqual(["me@example.test"]);
  const stored = await server.store.db.selectFrom("tenants").select("settings").where("id", "=", 1).executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toContain("s3cret-pass");
  expect(await admin.call(api.messages.settings, {})).toMatchObject({ configured: true, user: "u" });
  const id = await queue(mail("b"));
  expect(await sendDue(server.services)).toBe(2);
  expect(await stateOf(id)).toMatchObject({ state: "sent", attempts: 1 });
  const { raw } = received.find((one) => one.raw.includes(`<${id}@manyi>`))!;
  expect(raw).toContain("text/plain");
  expect(raw).toContain("text/html");
  expect(await sendDue(server.services)).toBe(0);
});

test("the password stays when left out, and is asked for again when the server changes", async () => {
  const { password: _, ...rest } = smtp();
  expect(await admin.call(api.messages.configure, { body: { ...rest, testTo: "me@example.test" } })).toEqual({ tested: true, error: null });
  const moved = await admin.call(api.messages.configure, { body: { ...rest, host: "localhost", testTo: "me@example.test" } });
  expect(moved.error).toContain("EAUTH");
  await admin.call(api.messages.configure, { body: smtp() });
});

test("two senders at once send each message once", async () => {
  const before = received.length;
  for (let i = 0; i < 45; i++) await queue(mail(`many ${i}`));
  const taken = await Promise.all([sendDue(server.services), sendDue(server.services), sendDue(server.services)]);
  expect(taken.reduce((sum, n) => sum + n, 0)).toBe(45);
  expect(received.length - before).toBe(45);
});

test("a refused try waits longer each time and is marked failed after the last; it can be tried again by hand", async () => {
  refusal = Object.assign(new Error("busy"), { responseCode: 451 });
  const id = await queue(mail("later"));
  const waits: number[] = [];
  for (;;) {
    await sendDue(server.services);
    const { state, next_at } = await stateOf(id);
    if (state === "failed") break;
    waits.push((next_at!.getTime() - server.clock.now().getTime()) / 60_000);
    server.clock.set(next_at!.toISOString());
  }
  expect(waits).toEqual([1, 5, 15, 60, 240]);
  expect((await stateOf(id)).error).toContain("451");
  refusal = null;
  await admin.call(api.messages.retry, { params: { id: id! } });
  await sendDue(server.services);
  expect((await stateOf(id)).state).toBe("sent");
  await expect(admin.call(api.messages.retry, { params: { id: id! } })).rejects.toMatchObject({ problem: { code: "INVALID_STATE" } });
});

test("an address refused for good fails at once", async () => {
  refusal = Object.assign(new Error("no such user"), { responseCode: 550 });
  const id = await queue(mail("gone"));
  await sendDue(server.services);
  refusal = null;
  expect(await stateOf(id)).toMatchObject({ state: "failed", attempts: 1 });
});

test("a sender killed between claim and send is taken over after its time", async () => {
  const id = await queue(mail("killed"));
  const now = server.clock.now();
  await server.store.db
    .updateTable("messages")
    .set({ state: "sending", attempts: 1, next_at: new Date(now.getTime() + 120_000) })
    .where("id", "=", id!)
    .execute();
  expect(await sendDue(server.services)).toBe(0);
  server.clock.advance(121_000);
  expect(await sendDue(server.services)).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: "sent", attempts: 2 });
});

test("the demo organisation cannot be given a mail server; text messages wait for somebody to act", async () => {
  await server.addTenant(2, { isDemo: true });
  const demo = await server.person({ roles: ["admin"], tenantId: 2 });
  await expect(demo.call(api.messages.configure, { body: smtp() })).rejects.toMatchObject({ problem: { code: "INVALID_INPUT" } });
  const id = await queue(mail("sms", { channel: "sms", recipient: "13800138000" }));
  await sendDue(server.services);
  expect((await stateOf(id)).state).toBe("waiting");
});

test("who may not read cases sees that a message about one exists, not what it says", async () => {
  const id = await queue(mail("case", { caseId: "0198d2a0-0000-7000-8000-000000000001" }));
  const manager = await server.person({ roles: ["cx_manager"] });
  const bodies = [admin, manager].map(
    async (caller) => (await caller.call(api.messages.list, {})).items.find((item) => item.id === id)!.body,
  );
  expect(await Promise.all(bodies)).toEqual(["…", expect.stringContaining("编号 C-1")]);
});

test("the HTML part holds the words, escaped, and links only to what the text names", () => {
  const html = htmlOf({ subject: "<A>", body: "a <b>\nhttps://x.test/?a=1&b=2", locale: "en" });
  expect(html).toContain("<p>a &lt;b&gt;<br>");
  expect(html).toContain('<a href="https://x.test/?a=1&amp;b=2">');
  expect(maskedRecipient("123")).toBe("***");
});
