import { api, type Refusal } from "@manyi/contracts";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { createWork } from "../reading/index.js";

let server: TestServer;
let units: Record<string, number>;
let one: Caller;
let two: Caller;
let guide: number;
const code = (error: unknown) => (error as Refusal).problem.code;

beforeAll(async () => {
  server = await testServer();
  units = await server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
  ]);
  one = await server.person({ roles: ["cx_manager"], name: "甲" });
  two = await server.person({ roles: ["analyst"], name: "乙" });
  const made = await one.call(api.interviews.createGuide, {
    body: {
      title: { "zh-CN": "等位", en: "Waiting" },
      purpose: { "zh-CN": "弄清等位时在意什么", en: "What matters while waiting" },
      questions: [
        { key: "expected", text: { "zh-CN": "来之前您期待什么？", en: "What did you expect?" }, probes: [] },
        { key: "felt", text: { "zh-CN": "等的时候您在想什么？", en: "What went through your mind?" }, probes: [] },
      ],
    },
  });
  guide = made.id;
});

async function plan(): Promise<string> {
  const made = await one.call(api.interviews.plan, {
    body: {
      guide,
      unitId: units.A!,
      who: "王先生",
      purpose: "等位",
      plannedAt: server.clock.now().toISOString(),
      locale: "zh-CN",
    },
  });
  return made.id;
}
const content = (over: object = {}) => ({
  revision: 1,
  consent: null,
  recording: null,
  notes: { expected: "希望先点菜" },
  quotes: [],
  minutes: 45,
  cost: 120,
  ...over,
});

test("no recording without consent, neither through the route nor past it; consent taken back takes the recording along", async () => {
  const id = await plan();
  for (const consent of [null, "refused"] as const) {
    const refused = one.call(api.interviews.save, { params: { id }, body: content({ consent, recording: "柜 3" }) });
    expect(await refused.catch(code)).toBe("NO_CONSENT");
  }
  await one.call(api.interviews.save, { params: { id }, body: content({ consent: "given", recording: "柜 3" }) });
  await expect(server.store.db.updateTable("interviews").set({ consent: "refused" }).where("id", "=", id).execute()).rejects.toThrow(
    "interviews_recording",
  );
  const kept = one.call(api.interviews.save, { params: { id }, body: content({ revision: 2, consent: "refused", recording: "柜 3" }) });
  expect(await kept.catch(code)).toBe("NO_CONSENT");
  await one.call(api.interviews.save, { params: { id }, body: content({ revision: 2, consent: "refused" }) });
  expect((await one.call(api.interviews.read, { params: { id } })).recording).toBeNull();
});

test("a finished interview is one voice of its quotes; its own text stays, and it cannot be changed or finished again", async () => {
  const id = await plan();
  const quotes = [{ id: "q1", question: "expected", text: "能先点菜就不觉得等" }];
  await one.call(api.interviews.save, { params: { id }, body: content({ quotes }) });
  expect(await one.call(api.interviews.save, { params: { id }, body: content({ quotes }) }).catch(code)).toBe("CONFLICT");
  const { voiceId } = await one.call(api.interviews.finish, { params: { id }, body: { words: "quotes" } });
  const voice = await server.store.db.selectFrom("voices").selectAll().where("id", "=", voiceId).executeTakeFirstOrThrow();
  expect(voice).toMatchObject({ source: "interview", comment: "能先点菜就不觉得等", unit_id: units.A });
  expect(await one.call(api.interviews.finish, { params: { id }, body: { words: "notes" } }).catch(code)).toBe("INVALID_STATE");
  expect(await one.call(api.interviews.save, { params: { id }, body: content({ revision: 2 }) }).catch(code)).toBe("INVALID_STATE");
  expect((await one.call(api.interviews.read, { params: { id } })).notes).toEqual({ expected: "希望先点菜" });
  const blank = await plan();
  expect(await one.call(api.interviews.finish, { params: { id: blank }, body: { words: "notes" } }).catch(code)).toBe("INVALID_INPUT");
});

test("names are masked until the original is asked for, by who asked or who may identify customers; another unit's interviews are not there", async () => {
  const id = await plan();
  for (const who of [one, two]) expect((await who.call(api.interviews.read, { params: { id } })).who).not.toContain("先生");
  expect((await one.call(api.interviews.unmask, { params: { id } })).who).toBe("王先生");
  expect(await two.call(api.interviews.unmask, { params: { id } }).catch(code)).toBe("INVALID_STATE");
  const { B } = await server.addUnits([{ code: "B", parent: "G" }]);
  const far = await server.person({ roles: ["frontline_manager"], units: [B!] });
  expect(await far.call(api.interviews.read, { params: { id } }).catch(code)).toBe("NOT_FOUND");
  expect((await far.call(api.interviews.list, {})).items).toEqual([]);
});

test("T-21 through the route: two coders, κ 0.665, and every disagreement listed with both themes", async () => {
  // rows: the first coder's theme, columns: the second's
  const table = [
    [40, 5, 2],
    [6, 25, 4],
    [1, 3, 14],
  ];
  const id = await plan();
  const themes = ["waiting", "staff", "price"];
  const pairs = table.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [themes[i]!, themes[j]!] as const)));
  const quotes = pairs.map((_, i) => ({ id: `q${i}`, question: "felt", text: `第 ${i} 句` }));
  await one.call(api.interviews.save, { params: { id }, body: content({ quotes }) });
  const codes = (coder: 0 | 1) => Object.fromEntries(pairs.map((pair, i) => [`q${i}`, pair[coder]]));
  expect(await one.call(api.interviews.code, { params: { id }, body: { codes: codes(0) } })).toEqual({ coded: 100 });
  const blind = await two.call(api.interviews.read, { params: { id } });
  expect(blind.myCodes).toEqual({});
  await two.call(api.interviews.code, { params: { id }, body: { codes: codes(1) } });
  await two.call(api.interviews.code, { params: { id }, body: { codes: codes(1) } });
  const { agreement, hours, finished, themes: counted } = await one.call(api.interviews.report, { query: { guide } });
  expect(agreement.n).toBe(100);
  expect(agreement.kappa).toBeCloseTo(0.665, 3);
  expect(agreement.observed).toBeCloseTo(0.79, 10);
  expect(agreement.expected).toBeCloseTo(0.3724, 10);
  expect(agreement.disagreements).toHaveLength(21);
  expect(finished).toBe(1);
  expect(hours).toBeCloseTo(0.75, 10);
  expect(counted[0]).toMatchObject({ code: "waiting", interviews: 1 });
});

test("a theme chosen from the tree counts as a mention of the interview's voice, and goes with the last coder who leaves it", async () => {
  const { db } = server.store;
  await db
    .insertInto("segments")
    .values({ tenant_id: 1, id: 4, code: "family", name: JSON.stringify({ en: "Families" }) })
    .execute();
  await db
    .insertInto("customers")
    .values({
      tenant_id: 1,
      id: "0198d2a0-0000-7000-8000-000000000301",
      external_id: "M7",
      segment_id: 4,
      created_at: server.clock.now(),
    })
    .execute();
  const { id } = await one.call(api.interviews.plan, {
    body: {
      ...{ guide, unitId: units.A!, who: "李女士", customer: "M7", purpose: "等位", product: "松鼠鳜鱼", locale: "zh-CN" },
      plannedAt: server.clock.now().toISOString(),
    },
  });
  const quotes = ["能先点菜就不觉得等", "领班一直在笑"].map((text, i) => ({ id: `q${i}`, question: "felt", text }));
  await one.call(api.interviews.save, { params: { id }, body: content({ quotes }) });
  const { voiceId } = await one.call(api.interviews.finish, { params: { id }, body: { words: "quotes" } });
  const voice = await db.selectFrom("voices").select(["customer_id", "segment_id", "detail"]).where("id", "=", voiceId).executeTakeFirst();
  expect(voice).toMatchObject({ segment_id: 4, detail: { product: "松鼠鳜鱼" } });
  const said = async () => {
    const { reading } = await one.call(api.voices.get, { params: { id: voiceId } });
    return (reading?.topics ?? []).filter(({ byPerson }) => byPerson).map((topic) => topic.id);
  };
  await createWork(server.services).reader.run();
  const { topics } = await one.call(api.org.vocabulary, {});
  const [waiting, staff] = [topics[0]!, topics[1]!];
  const code = (who: typeof one, codes: Record<string, string>, chosen: Record<string, number> = {}) =>
    who.call(api.interviews.code, { params: { id }, body: { codes, topics: chosen } });
  const zh = waiting.name["zh-CN"]!;
  await code(one, { q0: zh, q1: "笑容" }, { [zh]: waiting.id });
  expect(await said()).toEqual([waiting.id]);
  // the second coder works in English and means the same topic: one name, full agreement
  await code(two, { q0: waiting.name.en!, q1: "笑容" }, { [waiting.name.en!]: waiting.id });
  expect((await two.call(api.interviews.read, { params: { id } })).myCodes).toEqual({ q0: zh, q1: "笑容" });
  const book = async () => (await one.call(api.interviews.themes, {})).items.filter((theme) => [zh, "笑容", "服务"].includes(theme.code));
  expect(await book()).toMatchObject([
    { code: zh, topic: { id: waiting.id }, quotes: 1, coders: 2 },
    { code: "笑容", topic: null, quotes: 1, coders: 2 },
  ]);
  expect(await one.call(api.interviews.changeTheme, { body: { code: "笑容", name: "服务", topic: staff.id } })).toEqual({
    code: "服务",
    merged: false,
  });
  expect((await said()).sort()).toEqual([waiting.id, staff.id].sort());
  expect(await one.call(api.interviews.changeTheme, { body: { code: "服务", name: zh, topic: waiting.id } })).toMatchObject({
    merged: true,
  });
  expect(await said()).toEqual([waiting.id]);
  await code(one, {});
  expect(await said()).toEqual([waiting.id]);
  await code(two, {});
  expect(await said()).toEqual([]);
  // both at once: one label, and none is left behind when the last of them leaves it
  for (let round = 0; round < 5; round++) {
    await Promise.all([one, two].map((who) => code(who, { q0: zh }, { [zh]: waiting.id })));
    expect(await db.selectFrom("interview_labels").select("topic_id").where("interview_id", "=", id).execute()).toHaveLength(1);
    await Promise.all([one, two].map((who) => code(who, {})));
    expect(await said()).toEqual([]);
  }
  const refused = one.call(api.interviews.changeTheme, { body: { code: "没有", name: "有", topic: null } });
  await expect(refused).rejects.toMatchObject({ problem: { code: "NOT_FOUND" } });
});
