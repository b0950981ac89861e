import { api } from "@manyi/contracts";
import { NPS_WORDINGS, type Question, type SurveyDefinition, surveyTemplates } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import { type Caller, type TestServer, testServer } from "../../testing/index.js";

const DAY = 86_400_000;
const words = (zh: string, en: string) => ({ "zh-CN": zh, en });

let server: TestServer;
let manager: Caller;
let surveyId: number;
let revision: number;
let days: string[];

const recommend = (wording: "recommend_us" | "recommend_this"): Question => ({
  key: "recommend",
  type: "nps",
  wording,
  text: NPS_WORDINGS[wording],
});
const staff = (key: string): Question => ({
  key,
  type: "rating",
  attribute: "staff",
  text: words("服务人员的态度怎么样？", "How friendly were our staff?"),
  scale: { min: 1, max: 5 },
  low: words("很差", "Very poor"),
  high: words("很好", "Very good"),
  display: "number",
  notApplicable: true,
});
const questionnaire = (questions: Question[], title = "用餐"): SurveyDefinition => ({
  ...surveyTemplates()[0]!.definition,
  title: words(title, "Meal"),
  pages: [{ key: "p", questions }],
});

/** Publishes the next version and lets a week pass. */
async function publish(definition: SurveyDefinition): Promise<void> {
  const params = { id: surveyId };
  const saved = await manager.call(api.surveys.saveDraft, { params, body: { revision, definition: structuredClone(definition) as never } });
  revision = saved.revision;
  days.push(server.clock.now().toISOString().slice(0, 10));
  await manager.call(api.surveys.publish, { params, body: { revision, pretestWaiver: "示例问卷，只用来检查程序" } });
  server.clock.advance(7 * DAY);
}

async function breaks(metric: string, over: { survey?: number; from?: string; to?: string } = {}) {
  return (await manager.call(api.figures.trend, { query: { metric, by: "week", periods: 12, ...over } })).breaks;
}

beforeAll(async () => {
  server = await testServer();
  manager = await server.person({ roles: ["cx_manager"] });
  const made = await manager.call(api.surveys.create, { body: {} });
  [surveyId, revision, days] = [made.id, made.draftRevision, []];
  await publish(questionnaire([recommend("recommend_us"), staff("staff")]));
  await publish(questionnaire([recommend("recommend_us"), staff("staff")], "用餐体验"));
  await publish(questionnaire([recommend("recommend_this"), staff("staff")], "用餐体验"));
  await publish(questionnaire([recommend("recommend_this")], "用餐体验"));
  await publish(questionnaire([recommend("recommend_this"), staff("crew")], "用餐体验"));
});

test("L1.4: another NPS wording is marked as such, other versions plainly, the first version not at all", async () => {
  expect((await breaks("nps")).map(({ on, kind }) => [on, kind])).toEqual([
    [days[1], "version"],
    [days[2], "wording"],
    [days[3], "version"],
    [days[4], "version"],
  ]);
  expect((await breaks("nps"))[1]!.label).toEqual({ "zh-CN": "用餐体验 v3：问法变了", en: "Meal v3: new wording" });
});

test("L1.11: another question key breaks comparability, also after a version that did not ask; the same version leaves NPS joined", async () => {
  const marks = await breaks("p:staff");
  expect(marks.map(({ kind }) => kind)).toEqual(["version", "version", "version", "incomparable"]);
  expect(marks[3]!.label).toEqual({ "zh-CN": "用餐体验 v5：与之前不可比", en: "Meal v5: not comparable with before" });
  expect((await breaks("answers")).map(({ kind }) => kind)).toEqual(["version", "version", "version", "version"]);
});

test("U2.7: only versions within the range leave a mark, and only those of the surveys asked for", async () => {
  expect((await breaks("nps", { from: days[2]!, to: days[3]! })).map(({ on, kind }) => [on, kind])).toEqual([
    [days[2], "wording"],
    [days[3], "version"],
  ]);
  const other = await manager.call(api.surveys.create, { body: { template: "csat" } });
  expect(await breaks("nps", { survey: other.id })).toEqual([]);
});
