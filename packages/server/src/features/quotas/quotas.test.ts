import { api, type QuotaPlanView, type Refusal, type WantedQuotas } from "@manyi/contracts";
import type { SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { burnNow, newVisit } from "../respond/index.js";
import { type Desk, openDesk, SINGLE, words } from "../respond/testing/desk.js";

let desk: Desk;
let manager: Caller;
const units: Record<string, number> = {};

beforeAll(async () => {
  desk = await openDesk();
  manager = desk.manager;
  const rows = await desk.server.store.db.selectFrom("org_units").select(["id", "code"]).where("tenant_id", "=", 1).execute();
  for (const { id, code } of rows) units[code] = id;
});

const option = (id: string, code: number, zh: string, en: string) => ({ id, code, text: words(zh, en) });
/** The score, gender and age; age on a screen of its own where the layout is paged. */
const PEOPLE: SurveyDefinition = {
  ...SINGLE,
  pages: [
    {
      key: "p",
      questions: [
        {
          key: "gender",
          type: "single",
          text: words("性别", "Gender"),
          options: [option("f", 1, "女", "Female"), option("m", 2, "男", "Male")],
        },
        {
          key: "age",
          type: "single",
          text: words("年龄", "Age"),
          options: [option("young", 1, "44 岁以下", "Up to 44"), option("old", 2, "45 岁以上", "45 and over")],
        },
      ],
    },
    {
      key: "q",
      questions: [
        SINGLE.pages[0]!.questions[0]!,
        {
          key: "cause",
          type: "single",
          text: words("主要是哪方面？", "Mainly about what?"),
          options: [option("food", 1, "菜品", "Food"), option("staff", 2, "人员", "Staff")],
          showIf: { question: "recommend", op: "lte", value: 6 },
        },
      ],
    },
  ],
};
const PAGED: SurveyDefinition = { ...PEOPLE, layout: "paged" };

type Quota = WantedQuotas["quotas"][number];
const total = (target: number, over: object = {}): Quota => ({
  mode: "hard",
  dimensions: [],
  cells: [{ levels: [], target, isClosed: false }],
  ...over,
});
const save = (surveyId: number, quotas: readonly Quota[], over: Partial<WantedQuotas> = {}, by = manager) =>
  by.call(api.quotas.save, { params: { id: surveyId }, body: { revision: 0, countsFrom: null, quotas: [...quotas], ...over } });
const read = (surveyId: number, by = manager) => by.call(api.quotas.get, { params: { id: surveyId } });
const refused = async (call: Promise<unknown>) => {
  const error = (await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )) as Refusal | null;
  return error === null ? null : { code: error.problem.code, at: error.problem.at.map(({ path, en }) => `${path}: ${en}`) };
};
const again = ({ quotas }: QuotaPlanView): Quota[] =>
  quotas.map(({ id, mode, dimensions, cells }) => ({
    id,
    mode,
    dimensions,
    cells: cells.map((cell) => ({ id: cell.id, levels: cell.levels, target: cell.target, isClosed: cell.state === "closed" })),
  }));
const visit = () => newVisit(desk.server.services);
const answer = (slug: string, d = visit(), fields: readonly (readonly [string, string])[] = []) =>
  desk.post(`/s/${slug}`, [["d", d], ["s", "0"], ["shown", "recommend"], ["a.recommend", "9"], ...fields] as [string, string][]);
const DONE = "已收到，谢谢您。";
const FULL = "谢谢您愿意回答。";
const states = (view: QuotaPlanView) => view.quotas.flatMap(({ cells }) => cells.map(({ reached, state }) => `${reached} ${state}`));
const outs = (surveyId: number) =>
  desk.server.store.db.selectFrom("screen_outs").selectAll().where("survey_id", "=", surveyId).orderBy("client_key").execute();

describe("exact under load", () => {
  test("200 people send at once against a quota of 100, twenty times over: exactly 100 are stored and 100 meet a full quota", {
    timeout: 300_000,
  }, async () => {
    const link = await desk.open(SINGLE);
    for (let round = 0; round < 20; round++) {
      const { id: surveyId } = await manager.call(api.surveys.create, { body: { copyOf: link.surveyId } });
      await manager.call(api.surveys.publish, {
        params: { id: surveyId },
        body: { revision: 1, pretestWaiver: "示例问卷，只用来检查程序" },
      });
      const { slug } = await manager.call(api.surveys.addLink, { params: { id: surveyId }, body: { label: "链接", channel: "link" } });
      await save(surveyId, [total(100)]);
      const replies = await Promise.all(Array.from({ length: 200 }, () => answer(slug)));
      expect(replies.filter(({ body }) => body.includes(DONE))).toHaveLength(100);
      expect(replies.filter(({ body }) => body.includes(FULL))).toHaveLength(100);
      expect(await desk.voicesOf(surveyId)).toHaveLength(100);
      const kept = await outs(surveyId);
      expect(kept).toHaveLength(100);
      expect(new Set(kept.map(({ reason, stage, quota_id }) => `${reason} ${stage} ${quota_id > 0}`))).toEqual(
        new Set(["quota_full sent true"]),
      );
      const view = await read(surveyId);
      expect([states(view), view.screenedOut]).toEqual([["100 full"], { door: 0, page: 0, sent: 100 }]);
    }
  });

  test("pages and another system at once, a quota set in the middle: not one beyond it afterwards", async () => {
    const link = await desk.open(SINGLE);
    const key = await desk.server.apiKey({ permissions: ["surveys:write"] });
    const bulk = (from: number) =>
      key.call(api.responses.submit, {
        params: { id: link.surveyId },
        body: {
          items: Array.from({ length: 40 }, (_, i) => ({
            clientKey: `order-${from + i}`,
            locale: "en" as const,
            occurredAt: "2026-03-01T10:00:00.000Z",
            channel: "pos",
            answers: { recommend: 9 },
          })),
        },
      });
    const sending = [bulk(1000), ...Array.from({ length: 40 }, () => answer(link.slug)), bulk(2000)];
    const set = save(link.surveyId, [total(60)]);
    await Promise.all([...sending, set]);
    const before = (await desk.voicesOf(link.surveyId)).length;
    // what was stored before the quota stood may be more; from then on nobody
    const late = await bulk(3000);
    const after = await desk.voicesOf(link.surveyId);
    expect(after).toHaveLength(Math.max(before, 60));
    expect(late.items.filter(({ status }) => status === "quota_full")).toHaveLength(40 - (after.length - before));
    expect(states(await read(link.surveyId))).toEqual([`${after.length} full`]);
  });

  test("a second press of the button and a repetition by another system are answered the same, stored or refused", async () => {
    const link = await desk.open(SINGLE);
    await save(link.surveyId, [total(1)]);
    const [first, second] = [visit(), visit()];
    const bodies = [];
    for (const d of [first, second, first, second]) bodies.push((await answer(link.slug, d)).body.includes(DONE));
    expect(bodies).toEqual([true, false, true, false]);
    expect([(await desk.voicesOf(link.surveyId)).length, (await outs(link.surveyId)).length]).toEqual([1, 1]);
  });
});

describe("what quotas are set on", () => {
  test("gender × age: each combination has its own places; a total beside it closes both", async () => {
    const link = await desk.open({ ...PEOPLE, layout: "single" });
    const by: Quota["dimensions"] = [
      { kind: "answer", question: "gender" },
      { kind: "answer", question: "age" },
    ];
    const cell = (levels: string[], target: number) => ({ levels, target, isClosed: false });
    const crossed: Quota = {
      mode: "hard",
      dimensions: by,
      cells: [cell(["f", "young"], 1), cell(["f", "old"], 2), cell(["m", "young"], 0)],
    };
    await save(link.surveyId, [crossed, total(4)]);
    const send = async (gender: string, age: string) => {
      const fields = [
        ["shown", "gender"],
        ["a.gender", gender],
        ["shown", "age"],
        ["a.age", age],
      ] as const;
      return (await answer(link.slug, visit(), fields)).body.includes(DONE);
    };
    const sent: boolean[] = [];
    for (const [gender, age] of [
      ["f", "young"],
      ["f", "young"],
      ["f", "old"],
      ["m", "young"],
      ["m", "old"],
      ["m", "old"],
      ["m", "old"],
    ] as const)
      sent.push(await send(gender, age));
    expect(sent).toEqual([true, false, true, false, true, true, false]);
    const view = await read(link.surveyId);
    expect(states(view)).toEqual(["1 full", "1 open", "0 full", "4 full"]);
    expect(view.quotas[0]?.cells[0]?.labels).toEqual([words("女", "Female"), words("44 岁以下", "Up to 44")]);
    expect((await outs(link.surveyId)).map(({ answers }) => answers)).toEqual(
      expect.arrayContaining([{ gender: "f", age: "young" }, { gender: "m", age: "young" }, {}]),
    );
    // in none of the counts of answers, and said beside them
    expect((await manager.call(api.quality.overview, { query: { survey: link.surveyId } })).screenedOut).toBe(3);
  });

  test("how satisfied somebody is, and what is only asked after a bad score, is refused in words and offered with its reason", async () => {
    const link = await desk.open({ ...PEOPLE, layout: "single" });
    const on = (question: string, level: string): Quota => ({
      mode: "soft",
      dimensions: [{ kind: "answer", question }],
      cells: [{ levels: [level], target: 5, isClosed: false }],
    });
    for (const [question, level, why] of [
      ["recommend", "9", "No quota on how satisfied somebody is"],
      ["cause", "food", "only asked after certain scores"],
      ["nothing", "x", "no such question"],
    ] as const) {
      const found = await refused(save(link.surveyId, [on(question, level)]));
      expect([found?.code, found?.at[0]]).toEqual(["INVALID_INPUT", expect.stringContaining(why)]);
    }
    const { choices } = await read(link.surveyId);
    expect(choices.flatMap(({ dimension, refusal }) => (dimension.kind === "answer" ? [[dimension.question, refusal]] : []))).toEqual([
      ["gender", null],
      ["age", null],
      ["recommend", "outcome"],
      ["cause", "after_outcome"],
    ]);
  });

  test("a version that would turn a quota into a gate by satisfaction is not published", async () => {
    const link = await desk.open({ ...PEOPLE, layout: "single" });
    await save(link.surveyId, [
      { mode: "hard", dimensions: [{ kind: "answer", question: "age" }], cells: [{ levels: ["old"], target: 3, isClosed: false }] },
    ]);
    const survey = await manager.call(api.surveys.get, { params: { id: link.surveyId } });
    const [first, second] = survey.draft.pages;
    const age = { ...first!.questions[1]!, showIf: { question: "recommend", op: "gte" as const, value: 9 } };
    const definition = { ...survey.draft, pages: [second!, { ...first!, questions: [first!.questions[0]!, age] }] };
    const { revision } = await manager.call(api.surveys.saveDraft, {
      params: { id: link.surveyId },
      body: { revision: survey.draftRevision, definition: definition as never },
    });
    const found = await refused(
      manager.call(api.surveys.publish, { params: { id: link.surveyId }, body: { revision, pretestWaiver: "示例问卷，只用来检查程序" } }),
    );
    expect([found?.code, found?.at[0]]).toEqual(["SURVEY_INCOMPLETE", expect.stringContaining("A quota is set on this question")]);
  });

  test("wrong levels, doubled cells, a unit and one below it, and an unpublished survey are refused", async () => {
    const link = await desk.open(SINGLE);
    const on = (kind: "unit" | "locale", levels: string[]): Quota => ({
      mode: "hard",
      dimensions: [{ kind }],
      cells: levels.map((level) => ({ levels: [level], target: 5, isClosed: false })),
    });
    const first = async (quota: Quota) => (await refused(save(link.surveyId, [quota])))?.at[0];
    expect(await first(on("unit", ["999"]))).toContain("There is no level “999”");
    expect(await first(on("locale", ["en", "en"]))).toContain("stands twice");
    expect(await first(on("unit", [String(units.G), String(units.A)]))).toContain("a unit and one below it");
    expect(await first({ ...total(5), id: 77 })).toContain("open the page again");
    const draft = await manager.call(api.surveys.create, { body: {} });
    expect((await refused(save(draft.id, [total(5)])))?.code).toBe("INVALID_STATE");
    expect((await read(draft.id)).quotas).toEqual([]);
    expect((await refused(save(99_999, [total(5)])))?.code).toBe("NOT_FOUND");
  });
});

describe("while it runs", () => {
  test("targets change, cells close and open, quotas go: who, when, from and to stay; a stale page is refused", async () => {
    const link = await desk.open(SINGLE);
    await answer(link.slug);
    const first = await save(link.surveyId, [total(1)]);
    // what was answered before counts
    expect(states(first)).toEqual(["1 full"]);
    expect((await answer(link.slug)).body).toContain(FULL);
    const [quota] = again(first);
    const more = (over: object) => [{ ...quota!, cells: [{ ...quota!.cells[0]!, ...over }] }];
    expect((await refused(save(link.surveyId, more({ target: 2 }))))?.code).toBe("CONFLICT");
    await save(link.surveyId, more({ target: 2 }), { revision: 1 });
    expect((await answer(link.slug)).body).toContain(DONE);
    await save(link.surveyId, more({ target: 5, isClosed: true }), { revision: 2 });
    expect((await answer(link.slug)).body).toContain(FULL);
    await save(link.surveyId, [{ ...more({ target: 5 })[0]!, mode: "soft" }], { revision: 3 });
    const last = await save(link.surveyId, [], { revision: 4 });
    expect(last.history.map(({ action, from, to, by }) => [action, from, to, by !== null])).toEqual([
      ["removed", "5", null, true],
      ["mode", "hard", "soft", true],
      ["opened", null, null, true],
      ["target", "2", "5", true],
      ["closed", null, null, true],
      ["target", "1", "2", true],
      ["added", null, "1", true],
    ]);
    // nothing is counted any more, and who was turned away keeps the reason
    expect((await answer(link.slug)).body).toContain(DONE);
    expect([last.quotas, last.screenedOut.sent]).toEqual([[], 2]);
    expect((await outs(link.surveyId)).map(({ reason }) => reason).sort()).toEqual(["quota_closed", "quota_full"]);
    const admin = await desk.server.person({ roles: ["admin"] });
    const log = await admin.call(api.audit.list, { query: { action: "quotas" } });
    expect(log.items.filter(({ object }) => object === `survey ${link.surveyId}`)).toHaveLength(5);
  });

  test("days before the first day do not count; an answer that is excluded frees its place, one that counts again takes it", async () => {
    const link = await desk.open(SINGLE);
    await answer(link.slug);
    const view = await save(link.surveyId, [total(1)], { countsFrom: "2026-03-03" });
    expect(states(view)).toEqual(["0 open"]);
    // the house stands on 2026-03-02: answers of today are free
    expect((await answer(link.slug)).body).toContain(DONE);
    await save(link.surveyId, again(view), { revision: 1, countsFrom: "2026-03-02" });
    expect(states(await read(link.surveyId))).toEqual(["2 full"]);
    const voices = await desk.voicesOf(link.surveyId);
    const mark = (kind: "excluded" | "reinstated", ids: string[]) =>
      manager.call(api.quality.mark, { body: { ids, kind, reason: "重复提交" } });
    await mark(
      "excluded",
      voices.map(({ id }) => id),
    );
    expect(states(await read(link.surveyId))).toEqual(["0 open"]);
    expect((await answer(link.slug)).body).toContain(DONE);
    await mark(
      "reinstated",
      voices.slice(0, 1).map(({ id }) => id),
    );
    expect(states(await read(link.surveyId))).toEqual(["2 full"]);
  });

  test("a part of the organisation sees the cells of its units only and sets nothing", async () => {
    const link = await desk.open(SINGLE);
    const byUnit: Quota = {
      mode: "hard",
      dimensions: [{ kind: "unit" }],
      cells: ["A", "B"].map((code) => ({ levels: [String(units[code])], target: 3, isClosed: false })),
    };
    const whole = await save(link.surveyId, [byUnit, total(5)]);
    const part = await desk.server.person({ roles: ["cx_manager"], units: [units.A!] });
    const seen = await read(link.surveyId, part);
    expect([states(seen), seen.hidden]).toEqual([["0 open"], 2]);
    expect(seen.history.flatMap(({ labels }) => labels.map(({ en }) => en))).toEqual([expect.stringContaining("A")]);
    expect((await refused(save(link.surveyId, again(whole), { revision: 1 }, part)))?.code).toBe("NOT_ALLOWED");
  });

  test("in an anonymous survey, cells by answers are shown in steps of the threshold, full ones as full", async () => {
    const link = await desk.open({ ...PEOPLE, layout: "single", anonymity: "anonymous" });
    const by = (question: string, level: string, target: number): Quota => ({
      mode: "hard",
      dimensions: [{ kind: "answer", question }],
      cells: [{ levels: [level], target, isClosed: false }],
    });
    const view = await save(link.surveyId, [by("gender", "f", 50), by("age", "old", 7), total(50)]);
    expect(view.step).toBe(5);
    for (let i = 0; i < 8; i++)
      await answer(link.slug, visit(), [
        ["shown", "gender"],
        ["a.gender", "f"],
        ["shown", "age"],
        ["a.age", "old"],
      ]);
    expect(states(await read(link.surveyId))).toEqual(["5 open", "7 full", "7 open"]);
    const [out] = await outs(link.surveyId);
    expect([out?.answers, out?.segment_id]).toEqual([{ age: "old" }, null]);
  });
});

describe("on the customer's page", () => {
  const soon = () => new Promise((done) => setTimeout(done, 1100));

  test("whoever comes from where enough have answered is told before the first question, once however often the page is loaded", async () => {
    const link = await desk.open(SINGLE);
    const byUnit: Quota = {
      mode: "hard",
      dimensions: [{ kind: "unit" }],
      cells: [{ levels: [String(units.G)], target: 1, isClosed: false }],
    };
    await save(link.surveyId, [byUnit]);
    expect((await desk.get(`/s/${link.slug}`)).body).toContain(`name="a.recommend"`);
    await answer(link.slug);
    await soon();
    const sent = await desk.get(`/s/${link.slug}?l=en`);
    expect(sent.statusCode).toBe(303);
    const address = String(sent.headers.location);
    const pages = [await desk.get(address), await desk.get(address)];
    for (const { statusCode, body } of pages) {
      expect(statusCode).toBe(200);
      expect(body).toContain("Thank you for being willing to answer.");
      expect(body).toContain("It has nothing to do with how you rate us");
      // both ways to be heard
      expect(body).toContain(`href="/complain?lang=en&amp;s=${link.slug}"`);
      expect(body).toContain(`action="/s/${link.slug}/callback"`);
      expect(body).not.toContain(`name="a.recommend"`);
    }
    const view = await read(link.surveyId);
    expect([states(view), view.quotas[0]?.cells[0]?.screenedOut]).toEqual([["1 full"], { door: 1, page: 0, sent: 0 }]);
    // a place comes free: the same visit may answer, and is no longer among those turned away
    await save(
      link.surveyId,
      again(view).map((quota) => ({ ...quota, cells: quota.cells.map((cell) => ({ ...cell, target: 2 })) })),
      { revision: 1 },
    );
    const open = await desk.get(address);
    const d = / name="d" value="([^"]+)"/.exec(open.body)![1]!;
    expect((await answer(link.slug, d)).body).toContain(DONE);
    expect((await read(link.surveyId)).screenedOut).toEqual({ door: 0, page: 0, sent: 0 });
  });

  test("screen by screen, whoever falls into a full cell is told as soon as the answers say so", async () => {
    const link = await desk.open(PAGED);
    const closed: Quota = {
      mode: "hard",
      dimensions: [{ kind: "answer", question: "age" }],
      cells: [{ levels: ["old"], target: 0, isClosed: false }],
    };
    await save(link.surveyId, [closed]);
    const first = async (age: string) =>
      desk.post(`/s/${link.slug}`, [
        ["d", visit()],
        ["s", "0"],
        ["shown", "gender"],
        ["a.gender", "f"],
        ["shown", "age"],
        ["a.age", age],
      ]);
    expect((await first("young")).statusCode).toBe(303);
    const away = await first("old");
    expect(away.body).toContain(FULL);
    expect(away.body).toContain("您刚才填写的内容没有保存");
    expect((await read(link.surveyId)).screenedOut).toEqual({ door: 0, page: 1, sent: 0 });
    expect(await desk.draftsOf(link.surveyId)).toHaveLength(1);
  });

  test.each([
    "identified",
    "anonymous",
  ] as const)("a personal link of somebody turned away says quota_full and counts as not eligible (%s)", async (anonymity) => {
    const link = await desk.open({ ...SINGLE, anonymity });
    const [one, two, three] = await desk.personal(link, "c1", "c2", "c3");
    await save(link.surveyId, [total(1)]);
    const send = (url: string) =>
      desk.post(url, [
        ["d", visit()],
        ["s", "0"],
        ["shown", "recommend"],
        ["a.recommend", "9"],
      ]);
    expect((await send(one!)).body).toContain(DONE);
    // refused when it was sent: from then on the same, also after places have come free
    expect((await send(two!)).body).toContain(FULL);
    const view = await read(link.surveyId);
    await save(
      link.surveyId,
      again(view).map((quota) => ({ ...quota, cells: quota.cells.map((cell) => ({ ...cell, target: 2 })) })),
      { revision: 1 },
    );
    if (anonymity === "identified") expect((await desk.get(two!)).body).toContain(FULL);
    expect((await send(two!)).body).toContain(FULL);
    expect((await desk.get(three!)).body).toContain(`name="a.recommend"`);
    await desk.server.services.ingest.drain();
    await burnNow(desk.server.services);
    const invitations = await desk.invitationsOf(link.surveyId);
    expect(invitations.map(({ state }) => state).sort()).toEqual(["completed", "quota_full", "sent"]);
    const { surveys } = await manager.call(api.population.rates, { query: { survey: link.surveyId } });
    expect(surveys[0]?.frame).toMatchObject({ invited: 3, quotaFull: 1, ineligible: 1, nonContact: 1 });
    if (anonymity === "anonymous") expect((await desk.get(two!)).body).toContain(FULL);
  });
});
