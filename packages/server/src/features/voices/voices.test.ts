import { randomUUID } from "node:crypto";
import { api, Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld, TODAY } from "../figures/testing/world.js";
import { createWork } from "../reading/index.js";

let world: FiguresWorld;
let manager: Caller;
let analyst: Caller;
let units: Record<string, number>;
const customer = randomUUID();
const code = (error: unknown) => (error instanceof Refusal ? error.problem.code : error);

beforeAll(async () => {
  world = await figuresWorld();
  units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  manager = await world.server.person({ roles: ["cx_manager"] });
  analyst = await world.server.person({ roles: ["analyst"] });
  await world.server.store.db
    .insertInto("customers")
    .values({ tenant_id: 1, id: customer, name: "张小满", phone: "13800000001", created_at: world.server.clock.now() })
    .execute();
  await world.answer([
    ...Array.from({ length: 30 }, (_, i) => ({
      unitId: units[i % 2 === 0 ? "A" : "B"]!,
      day: TODAY - (i % 7),
      nps: i % 11,
      scores: { nps: i % 11 },
      comment: i % 3 === 0 ? `第 ${i} 位客人` : null,
    })),
    { unitId: units.A!, customerId: customer, nps: 2, scores: { nps: 2 }, comment: "等了 100% 太久_，打我电话 13800000001" },
    { unitId: units.A!, customerId: customer, anonymity: "confidential", nps: 1, scores: { nps: 1 }, comment: "保密的话" },
    { unitId: units.B!, nps: 3, scores: { nps: 3, "p:food": 2, "r:food": 4 }, comment: "菜不如想的好" },
  ]);
  await createWork(world.server.services).reader.run();
});

test("list: pages follow each other without gap or double, newest first, and the total is theirs", async () => {
  const seen: string[] = [];
  const days: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 10; page++) {
    const reply = await manager.call(api.voices.list, { query: { limit: 7, ...(cursor === undefined ? {} : { cursor }) } });
    seen.push(...reply.items.map(({ id }) => id));
    days.push(...reply.items.map(({ occurredOn }) => occurredOn));
    expect(reply.total).toBe(33);
    if (reply.next === null) break;
    cursor = reply.next;
  }
  expect([seen.length, new Set(seen).size]).toEqual([33, 33]);
  expect(days).toEqual([...days].sort().reverse());
  expect(await manager.call(api.voices.list, { query: { cursor: "nonsense" } }).catch(code)).toBe("INVALID_INPUT");
});

test("list: the voices behind a figure are as many as its base", async () => {
  for (const query of [{}, { unit: units.A! }, { channel: "qr" }]) {
    const { figures } = await manager.call(api.figures.overview, { query });
    const { total } = await manager.call(api.voices.list, { query: { ...query, metric: "nps" } });
    expect(total).toBe(figures[0]!.n);
  }
  const detractors = await manager.call(api.voices.list, { query: { metric: "nps", max: 6 } });
  const nps = (await manager.call(api.figures.overview, { query: {} })).figures[0]!;
  expect(detractors.total).toBe(nps.distribution.find(({ code }) => code === "detractors")!.n);
  const below = await manager.call(api.voices.list, { query: { metric: "ratio:food", max: 0.79 } });
  expect(below.items.map(({ comment }) => comment)).toEqual(["菜不如想的好"]);
  for (const [recalled, total] of [
    ["without", 0],
    ["only", 1],
  ] as const) {
    expect((await manager.call(api.voices.list, { query: { metric: "ratio:food", recalled } })).total, recalled).toBe(total);
    expect((await manager.call(api.voices.list, { query: { metric: "e:food", recalled } })).total, recalled).toBe(total);
  }
  expect(await manager.call(api.voices.list, { query: { metric: "speed" } }).catch(code)).toBe("INVALID_INPUT");
});

test("list: words are found in Chinese and figures, marks of their own mean nothing", async () => {
  const find = async (text: string) => (await manager.call(api.voices.list, { query: { text } })).total;
  expect([await find("100% 太"), await find("太久_"), await find("1__%"), await find("客人"), await find("'; drop table voices")]).toEqual([
    1, 1, 0, 10, 0,
  ]);
  expect(await find("！？")).toBe(0);
  const { items } = await manager.call(api.voices.list, { query: { text: "菜 想的好" } });
  expect(items.map(({ comment, found }) => found.map(([from, to]) => comment?.slice(from, to)))).toEqual([["菜", "想", "好"]]);
  expect((await manager.call(api.voices.list, { query: { withComment: "false" } })).total).toBe(20);
});

test("names: masked in a list, in words and for everybody; nobody in a confidential answer", async () => {
  const { items } = await manager.call(api.voices.list, { query: { unit: units.A!, metric: "nps", max: 2, withComment: "true" } });
  const known = items.find(({ comment }) => comment?.includes("100%"))!;
  expect(known.customer).toMatchObject({ id: customer, name: "张**" });
  expect(known).toMatchObject({ comment: "等了 100% 太久_，打我电话 ***", isMasked: true });
  expect(items.find(({ comment }) => comment === "保密的话")!.customer).toBeNull();
  const read = await analyst.call(api.voices.get, { params: { id: known.id } });
  expect(read.comment).toBe("等了 100% 太久_，打我电话 ***");
  const file = await analyst.inject({ method: "GET", url: "/api/v1/voices.csv?withComment=true" });
  expect(file.body).toContain("等了 100% 太久_，打我电话 ***");
  expect(file.body).not.toContain("13800000001");
  // lines, an empty one, and what they may not travel without
  const [lines = "", statement = ""] = file.body.split(/\r?\n\r?\n/);
  expect(lines.split("\n")).toHaveLength(1 + 13);
  expect(statement).toMatch(/期间 \d{4}-\d\d-\d\d 至 \d{4}-\d\d-\d\d/);
  expect(statement).toContain("n 13，未加权");
});

test("names: who may identify sees a comment as it was written, and that stays on record with who, when and which", async () => {
  const { items } = await manager.call(api.voices.list, { query: { text: "打我电话" } });
  const { id } = items[0]!;
  expect(await analyst.call(api.voices.unmask, { params: { id } }).catch(code)).toBe("NOT_ALLOWED");
  const shown = await manager.call(api.voices.unmask, { params: { id } });
  expect(shown).toMatchObject({ comment: "等了 100% 太久_，打我电话 13800000001", isMasked: false });
  const log = await world.server.store.db
    .selectFrom("audit_log")
    .select(["actor_id", "action", "object"])
    .where("action", "in", ["voices.unmask", "voices.export"])
    .orderBy("seq")
    .execute();
  expect(log).toEqual([
    { actor_id: analyst.id, action: "voices.export", object: expect.any(String) },
    { actor_id: manager.id, action: "voices.unmask", object: `voice ${id}` },
  ]);
  const secret = (await manager.call(api.voices.list, { query: { text: "保密的话" } })).items[0]!;
  expect(await manager.call(api.voices.unmask, { params: { id: secret.id } }).catch(code)).toBe("INVALID_STATE");
});

test("masks: what a person who may see behind one says is no personal data shows everywhere, and is taken back", async () => {
  const { items } = await manager.call(api.voices.list, { query: { text: "打我电话" } });
  const { id, masks } = items[0]!;
  expect(masks).toEqual([{ words: "久_，打我电话 ***", labelId: null }]);
  const say = (who: Caller, mask = 0) => who.call(api.voices.label, { params: { id }, body: { kind: "not_personal", mask } });
  // who may not see behind a mask would else lift it this way
  expect(await say(analyst).catch(code)).toBe("NOT_ALLOWED");
  expect(await say(manager, 1).catch(code)).toBe("INVALID_STATE");
  const { labelId, voice } = await say(manager);
  expect(voice).toMatchObject({ comment: "等了 100% 太久_，打我电话 13800000001", isMasked: false, masks: [{ labelId }] });
  expect(await say(manager).catch(code)).toBe("INVALID_STATE");
  const { caseId } = await manager.call(api.voices.openCase, { params: { id } });
  expect((await analyst.call(api.voices.get, { params: { id } })).comment).toContain("13800000001");
  expect((await manager.call(api.cases.get, { params: { id: caseId } })).description).toContain("13800000001");
  expect(await manager.call(api.voices.unlabel, { params: { id, labelId } })).toMatchObject({ isMasked: true, masks });
  expect((await manager.call(api.cases.get, { params: { id: caseId } })).description).not.toContain("13800000001");
});

test("from one voice: a remark, the inbox and an initiative with its words frozen; masked, within scope, never from an anonymous one", async () => {
  const { items } = await manager.call(api.voices.list, { query: { text: "打我电话" } });
  const { id } = items[0]!;
  const params = { id };
  await manager.call(api.voices.note, { params, body: { text: "已回电 13800000001，答应补一道菜" } });
  await manager.call(api.feedback.add, { body: { voiceId: id } });
  const read = await analyst.call(api.voices.get, { params });
  expect(read).toMatchObject({ inbox: { state: "new", ended: false }, notes: [{ text: "已回电 ***，答应补一道菜" }], origin: null });
  const finding = await analyst.call(api.findings.ofVoice, { params, body: { title: "高峰加一个传菜口" } });
  expect(finding).toMatchObject({
    kind: "voice",
    unitId: units.A,
    evidence: { n: 1, quote: { voiceId: id, words: "等了 100% 太久_，打我电话 ***" }, figures: [{ code: "alike", value: 0 }] },
  });
  expect((await analyst.call(api.findings.get, { params: { id: finding.id } })).current?.quote?.voiceId).toBe(id);
  const other = await world.server.person({ roles: ["frontline_manager"], units: [units.B!] });
  expect(await other.call(api.findings.ofVoice, { params, body: { title: "x" } }).catch(code)).toBe("NOT_FOUND");
  expect(await other.call(api.voices.note, { params, body: { text: "x" } }).catch(code)).toBe("NOT_FOUND");
  const silent = (await manager.call(api.voices.list, { query: { withComment: "false" } })).items[0]!.id;
  expect(await manager.call(api.findings.ofVoice, { params: { id: silent }, body: { title: "x" } }).catch(code)).toBe("INVALID_STATE");
});

test("scope: a voice of another unit is not there, in list, by id, to mark or to open a case from", async () => {
  const frontline = await world.server.person({ roles: ["frontline_manager", "cx_manager"], units: [units.A!] });
  const list = await frontline.call(api.voices.list, { query: { limit: 200 } });
  expect(list.items.every(({ unit }) => unit?.id === units.A)).toBe(true);
  const other = (await manager.call(api.voices.list, { query: { unit: units.B! } })).items[0]!.id;
  for (const id of [other, randomUUID()]) {
    expect(await frontline.call(api.voices.get, { params: { id } }).catch(code)).toBe("NOT_FOUND");
    expect(await frontline.call(api.voices.openCase, { params: { id } }).catch(code)).toBe("NOT_FOUND");
    expect(await frontline.call(api.voices.mark, { params: { id }, body: { kind: "excluded", reason: "not mine" } }).catch(code)).toBe(
      "NOT_FOUND",
    );
  }
});

test("mark: out once and in once, with a reason that is kept; excluded voices are found under their own filter", async () => {
  const { items } = await manager.call(api.voices.list, { query: { limit: 1 } });
  const { id } = items[0]!;
  const mark = (kind: "excluded" | "reinstated", reason = "same device, ten times") =>
    manager.call(api.voices.mark, { params: { id }, body: { kind, reason } });
  expect(await mark("reinstated").catch(code)).toBe("INVALID_STATE");
  expect((await mark("excluded")).quality).toBe("excluded");
  expect(await mark("excluded").catch(code)).toBe("INVALID_STATE");
  expect(await mark("reinstated", "x").catch(code)).toBe("INVALID_INPUT");
  expect((await manager.call(api.voices.list, { query: {} })).total).toBe(32);
  expect((await manager.call(api.voices.list, { query: { quality: "excluded" } })).items.map((voice) => voice.id)).toEqual([id]);
  // the cleaning of a figure holds for the voices behind it
  const cleaned = async (cleaning: "strict" | "none") =>
    (await manager.call(api.voices.list, { query: { cleaning, limit: 100 } })).items.map(({ quality }) => quality);
  expect([(await cleaned("strict")).includes("excluded"), (await cleaned("none")).includes("excluded")]).toEqual([false, true]);
  expect((await mark("reinstated")).quality).toBe("valid");
  const marks = await world.server.store.db.selectFrom("voice_marks").select(["kind", "reason", "by_user"]).orderBy("id").execute();
  expect(marks.map(({ kind, by_user }) => [kind, by_user])).toEqual([
    ["excluded", manager.id],
    ["reinstated", manager.id],
  ]);
});

test("open case: from one voice one case, the second call returns the same", async () => {
  const { items } = await manager.call(api.voices.list, { query: { unit: units.A!, metric: "nps", max: 2, withComment: "true" } });
  const id = items.find(({ comment }) => comment?.includes("100%"))!.id;
  const [first, again] = [
    await manager.call(api.voices.openCase, { params: { id } }),
    await manager.call(api.voices.openCase, { params: { id } }),
  ];
  expect(again).toEqual(first);
  const read = await manager.call(api.voices.get, { params: { id } });
  expect(read.case).toMatchObject({ id: first.caseId, reference: first.reference });
});

test("a public review shows its rating with its scale", async () => {
  await world.answer([
    { unitId: units.A!, nps: null, scores: {}, source: "review", comment: "网上说一般", detail: { rating: 3, ratingMin: 1, ratingMax: 5 } },
  ]);
  const { items } = await manager.call(api.voices.list, { query: { source: "review" } });
  expect(items.map(({ rating }) => rating)).toEqual([{ value: 3, min: 1, max: 5 }]);
});
