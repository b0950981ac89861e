import { api, Refusal } from "@manyi/contracts";
import type { SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, SINGLE, visitOf, words } from "../respond/testing/desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const GRID: SurveyDefinition = {
  ...SINGLE,
  pages: [
    {
      key: "p",
      questions: [
        SINGLE.pages[0]!.questions[0]!,
        {
          key: "grid",
          type: "matrix",
          text: words("下面几项怎么样？", "How were these?"),
          scale: { min: 1, max: 5 },
          low: words("很差", "Very poor"),
          high: words("很好", "Very good"),
          notApplicable: true,
          rows: ["a", "b", "c"].map((key) => ({ key, text: words(`上菜速度 ${key}`, `Speed of service ${key}`) })),
        },
        SINGLE.pages[0]!.questions[1]!,
      ],
    },
  ],
};
/** T-01: five people, three items. */
const T01 = [
  [4, 5, 4],
  [3, 3, 4],
  [5, 5, 5],
  [2, 3, 2],
  [4, 4, 3],
];

async function draft(definition: SurveyDefinition): Promise<number> {
  const { id } = await desk.manager.call(api.surveys.create, { body: {} });
  await desk.manager.call(api.surveys.saveDraft, {
    params: { id },
    body: { revision: 1, definition: structuredClone(definition) as never },
  });
  return id;
}

/** One person tries the draft: a score, the grid, and a remark on the grid. */
async function tryIt(url: string, row: readonly number[], remark = ""): Promise<string> {
  const visit = visitOf((await desk.get(url)).body);
  const step = async (screen: number, seconds: number, fields: [string, string][]) => {
    desk.server.clock.advance(seconds * 1000);
    const reply = await desk.post(url, [["d", visit], ["s", String(screen)], ["l", "zh-CN"], ...fields]);
    return reply.statusCode === 303 ? (await desk.get(String(reply.headers.location))).body : reply.body;
  };
  await step(0, 10, [
    ["shown", "recommend"],
    ["a.recommend", "9"],
  ]);
  const cells = ["a", "b", "c"].map((key, i): [string, string] => [`a.grid.${key}`, String(row[i])]);
  return step(1, 20, [["shown", "grid"], ...cells, ["remark", remark]]);
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.catch((caught: unknown) => caught);
  return error instanceof Refusal ? error.problem.code : "none";
}

describe("pretest", () => {
  test("L2.6: four people are too few, five are enough; time and remarks stand by question; nothing of it is a voice", async () => {
    const id = await draft(GRID);
    const params = { id };
    const started = await desk.manager.call(api.surveys.startPretest, { params });
    expect(started).toMatchObject({ needed: 5, people: 0, current: { finished: 0, isOutdated: false } });
    const url = new URL(started.current!.url).pathname;
    const first = (await desk.get(url)).body;
    expect(first).toContain("试答：您的回答不计入任何结果");
    expect(first).not.toContain("不再问我");
    expect((await desk.get(`${url}?l=en`)).body).toContain("Pretest: your answers count in no result");
    const publish = (body: object = {}) => desk.manager.call(api.surveys.publish, { params, body: { revision: 2, ...body } });
    for (const row of T01.slice(0, 4)) expect(await tryIt(url, row)).toContain("试答到此结束");
    expect(await codeOf(publish())).toBe("PRETEST_MISSING");
    await tryIt(url, T01[4]!, "“上菜速度”是点菜后还是坐下后？打我电话 13800000001");
    const read = await desk.manager.call(api.surveys.pretest, { params });
    expect(read).toMatchObject({ people: 5, current: { finished: 5, medianSeconds: 30 } });
    const grid = read.current!.questions.find(({ key }) => key === "grid")!;
    expect(grid).toMatchObject({ n: 5, medianSeconds: 20, openShare: 0, remarks: ["“上菜速度”是点菜后还是坐下后？打我电话 ***"] });
    const [scale] = read.current!.scales;
    expect(scale!.alpha!.toFixed(4)).toBe("0.9130");
    expect(scale!.interval!.low).toBeLessThan(0.9);
    expect((await desk.voicesOf(id)).length).toBe(0);
    const published = await publish();
    expect(published.versions[0]).toMatchObject({ number: 1, pretest: { people: 5, waiver: null }, overrides: [] });
    // the next version asks anew
    const again = await desk.manager.call(api.surveys.pretest, { params });
    expect(again.people).toBe(0);
    expect(await codeOf(publish())).toBe("PRETEST_MISSING");
  });

  test("a waiver needs a reason, which stays with the version and in the audit log", async () => {
    const id = await draft(SINGLE);
    const publish = (pretestWaiver: string) =>
      desk.manager.call(api.surveys.publish, { params: { id }, body: { revision: 2, pretestWaiver } });
    expect(await codeOf(publish("急"))).toBe("INVALID_INPUT");
    const published = await publish("与去年同一份问卷，只换了门店名");
    expect(published.versions[0]!.pretest).toEqual({ people: 0, waiver: "与去年同一份问卷，只换了门店名" });
    const entry = await desk.server.store.db
      .selectFrom("audit_log")
      .select("reason")
      .where("action", "=", "surveys.publish")
      .where("reason", "like", "%只换了门店名%")
      .executeTakeFirst();
    expect(entry).toBeDefined();
  });

  test("what was changed since is said; a closed link says so; a second press changes nothing; contacts are not kept", async () => {
    const contact = {
      key: "who",
      type: "contact" as const,
      text: words(
        "如果您希望我们与您联系，可留下手机号（选填，仅用于本次回访，处理完即删除）。",
        "If you would like us to contact you, you may leave a phone number (optional, used only for this follow-up and deleted afterwards).",
      ),
      fields: ["phone" as const],
      reason: words("只用来答复您", "Only to answer you"),
    };
    const definition: SurveyDefinition = { ...SINGLE, pages: [{ key: "p", questions: [SINGLE.pages[0]!.questions[0]!, contact] }] };
    const id = await draft(definition);
    const params = { id };
    const url = new URL((await desk.manager.call(api.surveys.startPretest, { params })).current!.url).pathname;
    const visit = visitOf((await desk.get(url)).body);
    await desk.post(url, { d: visit, s: "0", shown: "recommend", "a.recommend": "3" });
    const last = { d: visit, s: "1", shown: "who", "a.who.phone": "13800000009" };
    expect((await desk.post(url, last)).body).toContain("试答到此结束");
    expect((await desk.post(url, last)).body).toContain("试答到此结束");
    const rows = await desk.server.store.db.selectFrom("pretest_answers").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("13800000009");
    expect(rows.filter(({ answers }) => answers.recommend === 3)).toHaveLength(1);
    const title = words("用餐体验调查", "About your meal");
    await desk.manager.call(api.surveys.saveDraft, { params, body: { revision: 2, definition: { ...definition, title } as never } });
    const read = await desk.manager.call(api.surveys.pretest, { params });
    expect(read.current).toMatchObject({ isOutdated: true, finished: 1 });
    const closed = await desk.manager.call(api.surveys.closePretest, { params });
    expect(closed.current!.closedAt).not.toBeNull();
    for (const answer of [await desk.get(url), await desk.post(url, last)]) {
      expect(answer.statusCode).toBe(410);
      expect(answer.body).toContain("这份问卷已经结束");
    }
  });
});
