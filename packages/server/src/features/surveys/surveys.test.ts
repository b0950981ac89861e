import { api, Refusal } from "@manyi/contracts";
import { NPS_WORDINGS, type SurveyDefinition, surveyTemplates } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";
import { lintDefinition } from "./lint-view.js";

let server: TestServer;
let manager: Caller;
beforeAll(async () => {
  server = await testServer();
  manager = await server.person({ roles: ["cx_manager"] });
});

const words = (zh: string, en: string) => ({ "zh-CN": zh, en });
async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
}
const WAIVER = "问卷库里的模板，没有改动";
const draftOf = (detail: { draft: unknown }) => detail.draft as SurveyDefinition;
const create = (template: string) => manager.call(api.surveys.create, { body: { template } });
async function publish(template: string) {
  const made = await create(template);
  return manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision: made.draftRevision, pretestWaiver: WAIVER } });
}

test("templates: each passes the linter without a serious finding, in both languages", () => {
  const serious = surveyTemplates().flatMap(({ code, definition }) =>
    lintDefinition(definition)
      .findings.filter((finding) => finding.severity === "must_fix")
      .map((finding) => `${code} ${finding.questionKey} ${finding.rule}: ${finding.words}`),
  );
  expect(serious).toEqual([]);
});

test("a new question of each type passes the linter untouched", () => {
  const questions: SurveyDefinition["pages"][number]["questions"] = [
    { key: "nps", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us },
    {
      key: "text",
      type: "text",
      multiline: true,
      maxLength: 500,
      text: words("还有什么想告诉我们？", "Is there anything else you would like to tell us?"),
    },
  ];
  const definition = { ...surveyTemplates()[0]!.definition, pages: [{ key: "p", questions }] };
  expect(lintDefinition(definition).findings.filter((finding) => finding.severity === "must_fix")).toEqual([]);
});

describe("drafts", () => {
  test("a draft saved on top of a revision that has gone is refused, and nothing is overwritten", async () => {
    const made = await create("csat");
    const definition = { ...draftOf(made), title: words("甲", "A") };
    const first = await manager.call(api.surveys.saveDraft, { params: { id: made.id }, body: { revision: 1, definition } as never });
    expect(first.revision).toBe(2);
    const late = manager.call(api.surveys.saveDraft, {
      params: { id: made.id },
      body: { revision: 1, definition: { ...definition, title: words("乙", "B") } } as never,
    });
    expect((await refusal(late)).problem.code).toBe("CONFLICT");
    const read = await manager.call(api.surveys.get, { params: { id: made.id } });
    expect(read.title).toEqual(words("甲", "A"));
    expect((await refusal(manager.call(api.surveys.get, { params: { id: 9999 } }))).problem.code).toBe("NOT_FOUND");
  });

  test("a copy starts from the other survey's draft; an unknown template does not exist", async () => {
    const made = await create("nps");
    const copy = await manager.call(api.surveys.create, { body: { copyOf: made.id, title: words("副本", "Copy") } });
    expect(copy.draft.pages).toEqual(made.draft.pages);
    expect(copy.title).toEqual(words("副本", "Copy"));
    expect((await refusal(create("none"))).problem.code).toBe("NOT_FOUND");
  });

  test("an analyst may read surveys and not write them", async () => {
    const analyst = await server.person({ roles: ["analyst"] });
    const list = await analyst.call(api.surveys.list, { query: { limit: 1 } });
    expect(list.items).toHaveLength(1);
    expect(list.next).not.toBeNull();
    const more = await analyst.call(api.surveys.list, { query: { cursor: list.next!, limit: 50 } });
    expect(more.items.every((item) => item.id < list.items[0]!.id)).toBe(true);
    expect((await refusal(analyst.call(api.surveys.create, { body: {} }))).problem.code).toBe("NOT_ALLOWED");
  });
});

describe("publishing", () => {
  test("a version is frozen: later edits make a new one with a readable difference, and series keep their numbers", async () => {
    const first = await publish("nps");
    expect(first).toMatchObject({ state: "published", currentVersion: 1 });
    const draft = draftOf(first);
    const extra = { key: "again", type: "text", text: words("还有吗？", "Anything more?"), multiline: false, maxLength: 80 } as const;
    const [page] = draft.pages;
    const changed = { ...draft, pages: [{ ...page!, questions: [extra, ...page!.questions] }] };
    const saved = await manager.call(api.surveys.saveDraft, {
      params: { id: first.id },
      body: { revision: first.draftRevision, definition: changed } as never,
    });
    const difference = await manager.call(api.surveys.difference, { params: { id: first.id } });
    expect(difference.against).toBe(1);
    expect(difference.changes).toContainEqual({ path: "again.text.en", kind: "added", before: null, after: "Anything more?" });
    const second = await manager.call(api.surveys.publish, {
      params: { id: first.id },
      body: { revision: saved.revision, pretestWaiver: WAIVER },
    });
    expect(second.versions.map((version) => version.number)).toEqual([2, 1]);
    const rows = await server.store.db
      .selectFrom("survey_versions")
      .selectAll()
      .where("survey_id", "=", first.id)
      .orderBy("number")
      .execute();
    expect(rows[0]!.definition).toEqual(draft);
    expect(rows.map((row) => row.series.find((series) => series.part === "recommend")?.ordinal)).toEqual([1, 1]);
  });

  test("an incomplete survey is refused with every place that is wrong", async () => {
    const made = await manager.call(api.surveys.create, { body: {} });
    const error = await refusal(manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision: 1 } }));
    expect(error.problem.code).toBe("SURVEY_INCOMPLETE");
    expect(error.problem.at.map((one) => one.path)).toEqual(["pages"]);
  });

  test("a serious finding stops publishing until it is kept with a reason; the reason is on record", async () => {
    const made = await create("csat");
    const draft = draftOf(made);
    const leading = {
      ...draft.pages[0]!.questions[0]!,
      text: words("您是否也认为我们的服务很好？", "Don’t you agree that our service is great?"),
    };
    const definition = { ...draft, pages: [{ ...draft.pages[0]!, questions: [leading, ...draft.pages[0]!.questions.slice(1)] }] };
    await manager.call(api.surveys.saveDraft, { params: { id: made.id }, body: { revision: 1, definition } as never });
    const lint = await manager.call(api.surveys.lint, { body: { definition } as never });
    const serious = lint.findings.filter((finding) => finding.severity === "must_fix");
    expect(serious.map((finding) => finding.rule)).toContain("leading");
    const blocked = await refusal(manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision: 2 } }));
    expect(blocked.problem.code).toBe("LINT_BLOCKED");
    const overrides = serious.map(({ rule, questionKey }) => ({ rule, questionKey, reason: "总部规定的问法，沿用三年" }));
    const done = await manager.call(api.surveys.publish, {
      params: { id: made.id },
      body: { revision: 2, overrides, pretestWaiver: WAIVER },
    });
    expect(done.currentVersion).toBe(1);
    const [{ overrides: kept }] = done.versions as [(typeof done.versions)[number]];
    expect(kept).toContainEqual({ rule: "leading", questionKey: "satisfaction", reason: "总部规定的问法，沿用三年" });
    const { statement } = await manager.call(api.figures.overview, { query: { survey: made.id } });
    expect(statement.kept).toEqual(kept.map(({ rule, reason }) => ({ version: 1, rule, reason })));
    expect((await manager.call(api.figures.overview, { query: {} })).statement.kept).toBeUndefined();
    const entry = await server.store.db
      .selectFrom("audit_log")
      .select(["reason", "action"])
      .where("action", "=", "surveys.publish")
      .where("reason", "like", "%沿用三年%")
      .executeTakeFirst();
    expect(entry).toBeDefined();
  });

  test("a metric keeps the scale it was first published on, across surveys", async () => {
    await publish("ratio");
    const made = await create("csat");
    const draft = draftOf(made);
    const ends = { low: words("很差", "Very poor"), high: words("很好", "Very good") };
    const seven = {
      key: "speed",
      type: "rating",
      text: words("服务速度怎么样？", "How was the speed of service?"),
      scale: { min: 1, max: 7 },
      ...ends,
      display: "number",
      attribute: "service_speed",
      notApplicable: true,
    } as const;
    const definition = { ...draft, pages: [{ ...draft.pages[0]!, questions: [...draft.pages[0]!.questions, seven] }] };
    await manager.call(api.surveys.saveDraft, { params: { id: made.id }, body: { revision: 1, definition } as never });
    const error = await refusal(manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision: 2 } }));
    expect([error.problem.code, error.problem.at[0]?.path]).toEqual(["SCALE_MISMATCH", "speed"]);
  });

  test("anonymity may be strengthened after publishing, never weakened", async () => {
    const first = await publish("ces");
    const definition = { ...draftOf(first), anonymity: "identified" };
    await manager.call(api.surveys.saveDraft, { params: { id: first.id }, body: { revision: first.draftRevision, definition } as never });
    const error = await refusal(
      manager.call(api.surveys.publish, { params: { id: first.id }, body: { revision: first.draftRevision + 1 } }),
    );
    expect([error.problem.code, error.problem.at[0]?.path]).toEqual(["SURVEY_INCOMPLETE", "anonymity"]);
  });

  test("closing and reopening: each only from the state before", async () => {
    const first = await publish("csat");
    const closed = await manager.call(api.surveys.close, { params: { id: first.id } });
    expect(closed.state).toBe("closed");
    expect((await refusal(manager.call(api.surveys.close, { params: { id: first.id } }))).problem.code).toBe("INVALID_STATE");
    expect((await manager.call(api.surveys.reopen, { params: { id: first.id } })).state).toBe("published");
  });
});

describe("links", () => {
  test("a link carries its context; codes come as SVG, PNG and a poster in both languages", async () => {
    const { L1 } = await server.addUnits([{ code: "L1", type: "group", name: "总店" }]);
    const survey = await publish("nps");
    const link = await manager.call(api.surveys.addLink, {
      params: { id: survey.id },
      body: { label: "一号桌", channel: "qr", unitId: L1!, allow: ["table"] },
    });
    expect(link.url).toMatch(/\/s\/[a-z2-9]{9}$/);
    const qr = (format: string, locale = "zh-CN") =>
      manager.inject({ method: "GET", url: `/api/v1/surveys/${survey.id}/links/${link.id}/qr?format=${format}&locale=${locale}` });
    expect((await qr("svg")).body).toContain("<svg");
    expect((await qr("png")).rawPayload.subarray(1, 4).toString()).toBe("PNG");
    const poster = await qr("poster", "en");
    expect(poster.headers["content-type"]).toContain("text/html");
    expect(poster.body).toContain("Scan and tell us");
    expect(poster.body).toContain(`/s/${link.slug}`);
    expect((await qr("poster")).body).toContain("扫码告诉我们");
    const closed = await manager.call(api.surveys.closeLink, { params: { id: survey.id, linkId: link.id } });
    expect(closed.closedAt).not.toBeNull();
  });

  test("a manager of one store sees and makes links of that store only", async () => {
    const { L2, L3 } = await server.addUnits([{ code: "L2", type: "group" }, { code: "L3" }]);
    const survey = await publish("csat");
    const own = await server.person({ roles: ["cx_manager"], units: [L2!] });
    const make = (caller: Caller, unitId: number) =>
      caller.call(api.surveys.addLink, { params: { id: survey.id }, body: { label: "码", channel: "qr", unitId } });
    await make(manager, L3!);
    await make(own, L2!);
    expect((await refusal(make(own, L3!))).problem.code).toBe("NOT_FOUND");
    const seen = await own.call(api.surveys.links, { params: { id: survey.id } });
    expect(seen.items.map((item) => item.unitId)).toEqual([L2]);
  });

  test("a draft has no links", async () => {
    const made = await create("csat");
    const wanted = manager.call(api.surveys.addLink, { params: { id: made.id }, body: { label: "码", channel: "link" } });
    expect((await refusal(wanted)).problem.code).toBe("INVALID_STATE");
  });
});
